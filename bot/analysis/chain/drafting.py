"""The parts of the chain that need the parse: each is one function that the worker process runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.analysis.analyst import with_questions
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.chain.lines import Line, headline_of, lines_of
from bot.analysis.chain.pointing import Doubt, pointed
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.embedded.candidate import same_content
from bot.analysis.embedded.phrasing import count
from bot.analysis.embedded.points import LONGEST
from bot.analysis.receipts.check import checked
from bot.analysis.receipts.folding import fold
from bot.analysis.receipts.points import PointChecks
from bot.analysis.syntax import parse
from bot.analysis.wording import wording
from prompts.statements import Answer as Pointers
from prompts.summary import Answer as Summary
from prompts.summary import Point as SummaryPoint
from storage.records import Article, Brief, Genre, Point, Rejected, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_HEADLINE = 120
TOO_LONG = "it is too long for a headline"
_KEPT = 2
"""Articles whose parse a worker keeps: the steps of one brief come back for it."""
_OPINION: tuple[Genre, ...] = ("opinion", "satire")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the first step came to: the article as it is now read, and what a summary may be made of."""

    article: Article
    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]
    rejected: tuple[Rejected, ...]
    lines: tuple[Line, ...]
    answers: tuple[Pointers, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A line of the summary that did not pass, and the line of ours that it was made of."""

    ref: str
    text: str
    reason: str
    line: Line


@dataclass(frozen=True, slots=True)
class Weighed:
    """The summary after its check: points and failures in its order, and a headline that holds."""

    items: tuple[Point | Failed, ...]
    headline: str
    headline_sentences: tuple[int, ...]
    rejected: tuple[Rejected, ...]

    @property
    def failed(self) -> tuple[Failed, ...]:
        """What a repair may mend."""
        return tuple(item for item in self.items if isinstance(item, Failed))


def look(article: Article) -> Brief:
    """The embedded analyst's brief: the second pair of eyes, and what is shown when the model fails."""
    return reading(article)[1]


@lru_cache(maxsize=_KEPT)
def reading(article: Article) -> tuple[Doc, Brief]:
    """The parse of an article and its embedded brief, kept for the steps that follow."""
    doc = parse(article)
    return doc, with_questions(article, checked(article, EmbeddedAnalyst().propose(article, doc), doc))


def draft(article: Article, answers: Sequence[Pointers]) -> Draft:
    """Cut out what the model points at, and lay out the lines that a summary may be made of."""
    doc, ours = reading(article)
    seen = replace(article, genre=_genre(article, answers))
    text = Text.of(seen, doc)
    items = [item for answer in answers for item in answer.statements]
    found = pointed(seen, ours.statements, items)
    facts = {n for answer in answers for n in answer.fact_sentence_nos}
    cast = Cast(text) if text.parsed else None
    lines = lines_of(text, cast, found.statements, facts, ours.points)
    return Draft(seen, found.statements, found.doubts, found.rejected, lines, tuple(answers))


def weigh(article: Article, made: Draft, answer: Summary) -> Weighed:
    """Hold the summary against the article; what passes stays in the model's order."""
    checks = checks_of(article, made)
    items: list[Point | Failed] = []
    rejected: list[Rejected] = []
    for number, point in enumerate(answer.points, start=1):
        line = line_meant(made.lines, point)
        if line is None:
            rejected.append(Rejected(point.text, "it was made of no line that holds"))
            continue
        mended = rewritten(checks, line, point.text)
        items.append(mended if isinstance(mended, Point) else Failed(f"p{number}", point.text, mended, line))
    top, cited, reason = _headline(checks, made, answer.headline)
    if reason is not None and answer.headline:
        rejected.append(Rejected(answer.headline, reason))
    return Weighed(tuple(items), top, cited, tuple(rejected))


def checks_of(article: Article, made: Draft) -> PointChecks:
    """The receipts for points of this draft."""
    text = Text.of(made.article, reading(article)[0])
    return PointChecks(text, made.statements, wording(made.article.language))


def rewritten(checks: PointChecks, line: Line, text: str) -> Point | str:
    """The line in the model's words, or why they do not hold."""
    point = Point(text, line.point.sentences, line.point.statements)
    if count(text) > LONGEST and count(text) > count(line.point.text):
        return "it is longer than the line that it was made of"
    return checks.fault(point) or point


def line_meant(lines: Sequence[Line], point: SummaryPoint) -> Line | None:
    """The line under the label that a point gives; where it gives none that exists, the line with its very words."""
    labels = {ref.strip("[] ") for ref in point.refs}
    named = [line for line in lines if line.label in labels]
    same = [line for line in lines if fold(line.point.text) == fold(point.text)]
    return next(iter([*(line for line in named if line in same), *same[:1], *named]), None)


def _headline(checks: PointChecks, made: Draft, theirs: str) -> tuple[str, tuple[int, ...], str | None]:
    """The model's headline with the sentences that bear it out; else ours, and why theirs does not hold."""
    reason: str | None = TOO_LONG
    if theirs and len(theirs) <= _LONGEST_HEADLINE:
        for line in made.lines:
            reason = checks.headline_fault(theirs, line.point.sentences)
            if reason is None:
                return theirs, line.point.sentences, None
    top, cited = headline_of(made.lines, made.article.language)
    return top, cited, reason


def told_already(items: Sequence[Point | Failed], point: Point) -> bool:
    """Whether a point before it says the same."""
    return any(same_content(item.text, point.text) for item in items if isinstance(item, Point))


def _genre(article: Article, answers: Sequence[Pointers]) -> Genre:
    """What the page says of itself, unless the model takes it for less than reporting: then narration is attributed."""
    return next((answer.genre for answer in answers if answer.genre in _OPINION), article.genre)
