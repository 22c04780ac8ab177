"""How an article comes to its brief, and a question to its answer: what the desk calls, whoever the analyst is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from bot.analysis.analyst import Analyst, brief
from bot.analysis.asking.answering import answered
from bot.analysis.embedded.analyst import RULES, EmbeddedAnalyst
from prompts.digest import Answer as Compared
from storage.records import Answer, Article, Brief, Turn

T = TypeVar("T")
Stage = Literal["fetching", "reading", "analysing", "statements", "summary", "checking", "translating", "answering"]
Report = Callable[[Stage], None]


class Maker(NamedTuple):
    """Who made a brief, and by which rules and prompts: briefs of another maker are made anew."""

    engine: str
    rules: str
    prompts: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: who pays, where progress is told, stored answers left aside or not, the reader's language."""

    payer: str
    report: Report
    fresh: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks on a brief, and what was asked and answered before it, oldest first."""

    text: str
    turns: tuple[Turn, ...] = ()


EMBEDDED = Maker(EmbeddedAnalyst.engine, RULES)


class Runs(Protocol):
    """Runs heavy work elsewhere."""

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Call the function in another process."""


class Engine(Protocol):
    """Makes briefs."""

    @property
    def maker(self) -> Maker:
        """Who makes the brief where nothing fails."""

    @property
    def languages(self) -> Collection[str]:
        """The languages besides the article's in which it makes briefs (ISO 639-1)."""

    async def brief(self, article: Article, order: Order) -> Brief:
        """The checked brief of an article. Raises WorkerError."""

    async def answer(self, article: Article, brief: Brief, question: Question, order: Order) -> Answer:
        """What the article answers to a question on its brief. Raises WorkerError."""

    async def compare(self, rows: Sequence[str], most: int, order: Order) -> Compared | None:
        """What is the same, what differs and what matters among checked lines; None where no model can tell."""

    async def other_names(self, topic: str, order: Order) -> tuple[str, ...]:
        """Other names of a topic; none where no model can tell."""


class AnalystEngine:
    """One analyst, in the worker process; nobody pays for it."""

    def __init__(self, worker: Runs, analyst: Analyst) -> None:
        self._worker = worker
        self._analyst = analyst

    @property
    def maker(self) -> Maker:
        """The analyst and its rules."""
        return Maker(self._analyst.engine, self._analyst.rules)

    @property
    def languages(self) -> Collection[str]:
        """None: every line is the article's own."""
        return ()

    async def brief(self, article: Article, order: Order) -> Brief:
        """The checked brief of an article, in the article's language."""
        order.report("analysing")
        return await self._worker.run(brief, article, self._analyst)

    async def answer(self, article: Article, brief: Brief, question: Question, order: Order) -> Answer:
        """What the article answers, in its own words."""
        order.report("answering")
        return (
            await self._worker.run(answered, article, brief, question.text, question.turns, self._analyst.engine)
        ).answer

    async def compare(self, rows: Sequence[str], most: int, order: Order) -> Compared | None:  # noqa: ARG002 - what a model needs
        """None: lines are compared word for word only."""
        return None

    async def other_names(self, topic: str, order: Order) -> tuple[str, ...]:  # noqa: ARG002 - what a model needs
        """None: a topic is found by what the reader wrote, and countries by their names."""
        return ()
