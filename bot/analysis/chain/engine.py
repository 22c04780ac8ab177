"""The prompt chain: statements, summary, checks, one repair, and answers; where the model fails, the embedded analyst's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.analysis.asking.answering import Found, answered
from bot.analysis.chain.answering import asked_for, held, part_for
from bot.analysis.chain.asking import Asker, Flights, Parts
from bot.analysis.chain.drafting import Draft, Weighed, draft, look, weigh
from bot.analysis.chain.failures import ModelError
from bot.analysis.chain.messages import Scribe, comparison, naming, parts
from bot.analysis.chain.server import Question as Asked
from bot.analysis.chain.settling import CHAIN_RULES, doubts_of, settle
from bot.analysis.chain.translating import name_of, rows, translated
from bot.analysis.engines import EMBEDDED, Maker, Order, Question
from bot.analysis.wording.meaning import LANGUAGES
from prompts.answer import Answer as Told
from prompts.digest import Answer as Compared
from prompts.repair import Answer as Repair
from prompts.statements import Answer as Pointers
from prompts.summary import Answer as Summary
from prompts.topic import Answer as Named
from prompts.translation import Answer as Translations
from prompts.wire import Wire
from storage.records import Answer, Article, Brief, Sentence

W = TypeVar("W", bound=Wire)
log = logging.getLogger(__name__)
_SIDE_BY_SIDE = 3
"""Parts of a long article that are read at the same time."""
_POINTS_SHORT, _POINTS_LONG, _LONG_ARTICLE = 5, 6, 30


class ChainEngine:
    """Briefs with a language model that points and phrases; code cuts and checks."""

    def __init__(self, with_parts: Parts) -> None:
        self._parts = with_parts
        self._flights: Flights = {}

    @property
    def maker(self) -> Maker:
        """The chain with the model that is asked first."""
        return Maker(f"chain:{self._parts.client.model}", CHAIN_RULES, self._parts.prompts.digest)

    async def close(self) -> None:
        """Stop the questions under way: what they cost so far is booked."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        await self._parts.client.close()

    @property
    def languages(self) -> Collection[str]:
        """Those with lists of loaded words, hedges and numbers."""
        return LANGUAGES

    async def brief(self, article: Article, order: Order) -> Brief:
        """The checked brief; where the model brings nothing, the embedded one with the reason. Raises WorkerError."""
        ours = asyncio.create_task(self._parts.worker.run(look, article))
        try:
            async with asyncio.timeout(self._parts.seconds):
                return await _Briefing(self._parts, self._flights, article, order).made(ours)
        except ModelError as error:
            return replace(await ours, fallback_reason=error.reason)
        except TimeoutError:
            return replace(await ours, fallback_reason="slow")
        finally:
            ours.cancel()

    async def answer(self, article: Article, brief: Brief, question: Question, order: Order) -> Answer:
        """The model's answer as far as it holds, in one call; else the embedded one with the reason. Raises WorkerError."""
        order.report("answering")
        ours: Found = await self._parts.worker.run(
            answered, article, brief, question.text, question.turns, EMBEDDED.engine
        )
        if ours.settled:
            return ours.answer
        try:
            async with asyncio.timeout(self._parts.seconds):
                return await self._told(article, brief, question, order, ours)
        except ModelError as error:
            return replace(ours.answer, fallback_reason=error.reason)
        except TimeoutError:
            return replace(ours.answer, fallback_reason="slow")

    async def _told(self, article: Article, brief: Brief, question: Question, order: Order, ours: Found) -> Answer:
        scribe = Scribe.of(article, self._parts.prompts, self._parts.secret)
        asker = Asker(self._parts, self._flights, order, order.payer)
        part = await asyncio.to_thread(part_for, article, ours)
        language = self._reads(article, order, ours)
        told = await asker.ask(scribe.answer(part, asked_for(article, brief, question, language)), Told)
        order.report("checking")
        return await self._parts.worker.run(held, article, brief, ours, told, f"chain:{asker.model}", language)

    async def compare(self, rows: Sequence[str], most: int, order: Order) -> Compared | None:
        """What the model finds among the lines; None where it fails, and then they are compared word for word."""
        return await self._or_none(comparison(self._parts.prompts, rows, most), Compared, order, "public")

    async def other_names(self, topic: str, order: Order) -> tuple[str, ...]:
        """What the model calls the topic; none where it fails."""
        named = await self._or_none(naming(self._parts.prompts, topic), Named, order, order.payer)
        return tuple(named.names) if named is not None else ()

    async def _or_none(self, question: Asked, answer: type[W], order: Order, owner: str) -> W | None:
        """The answer to a question without which there is another way; None where the model fails."""
        asker = Asker(self._parts, self._flights, order, owner)
        try:
            async with asyncio.timeout(self._parts.seconds):
                return await asker.ask(question, answer)
        except (ModelError, TimeoutError) as error:
            log.info("no %s from the model: %r", question.step, error)
            return None

    def _reads(self, article: Article, order: Order, ours: Found) -> str | None:
        """The language in which the reader wants the answer, where it is another than the article's and is offered."""
        wanted = order.language or ours.asked.language
        return wanted if wanted != article.language and {wanted, article.language} <= set(LANGUAGES) else None


class _Briefing:
    """One brief on its way through the steps."""

    def __init__(self, with_parts: Parts, flights: Flights, article: Article, order: Order) -> None:
        self._parts = with_parts
        self._article = article
        self._order = order
        self._scribe = Scribe.of(article, with_parts.prompts, with_parts.secret)
        self._asker = Asker(with_parts, flights, order, article.privacy)

    async def made(self, ours: asyncio.Task[Brief]) -> Brief:
        """All steps in turn; ``ours`` is the embedded look, under way. Raises ModelError or WorkerError."""
        run = self._parts.worker.run
        self._order.report("statements")
        cut = await asyncio.to_thread(parts, self._article)
        answers = await self._pointers(cut)
        await asyncio.shield(ours)
        self._order.report("checking")
        drafted = await run(draft, self._article, answers)
        weighed = await self._summary(drafted)
        mended = await self._mended(cut, drafted, weighed) if drafted.doubts or weighed.failed else None
        settled = await run(settle, self._article, drafted, weighed, mended, f"chain:{self._asker.model}")
        return await self._in_language(settled)

    async def _pointers(self, cut: Sequence[Sequence[Sentence]]) -> list[Pointers]:
        """Who said what in each part, a few of them at a time."""
        gate = asyncio.Semaphore(_SIDE_BY_SIDE)

        async def one(part: Sequence[Sentence]) -> Pointers:
            async with gate:
                return await self._asker.ask(self._scribe.statements(part), Pointers)

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(part)) for part in cut]
        # One failure stands for all: the group has cancelled the other parts, and callers know single errors.
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        return [task.result() for task in tasks]

    async def _summary(self, drafted: Draft) -> Weighed:
        """The summary, weighed; where code has no line to offer there is none, and no call."""
        if not drafted.lines:
            return Weighed((), "", (), ())
        self._order.report("summary")
        most = _POINTS_LONG if len(self._article.sentences) > _LONG_ARTICLE else _POINTS_SHORT
        lines = [f"[{line.label}] {' '.join(line.point.text.split())}" for line in drafted.lines]
        answer = await self._asker.ask(self._scribe.summary(lines, most), Summary)
        self._order.report("checking")
        return await self._parts.worker.run(weigh, self._article, drafted, answer)

    async def _mended(self, cut: Sequence[Sequence[Sentence]], drafted: Draft, weighed: Weighed) -> Repair | None:
        """The answers to what failed, asked once for each part of the article that holds any; None where that fails."""
        doubts = doubts_of(drafted, weighed)
        found: list[Repair] = []
        for part in cut:
            numbers = {s.number for s in part}
            rows = [row for number, row in doubts if number in numbers]
            if rows:
                try:
                    found.append(await self._asker.ask(self._scribe.repair(part, rows), Repair))
                except ModelError:
                    break
        if not found:
            return None
        return Repair(speakers=[s for r in found for s in r.speakers], points=[p for r in found for p in r.points])

    async def _in_language(self, settled: Brief) -> Brief:
        """The brief with translations where the reader's language is another; without them where that fails."""
        language = self._order.language
        if (
            language is None
            or language == self._article.language
            or not {language, self._article.language} <= set(LANGUAGES)
        ):
            return settled
        self._order.report("translating")
        lines = [f"[{label}] {words}" for label, words in rows(self._article, settled)]
        try:
            answer = await self._asker.ask(self._scribe.translation(lines, name_of(language)), Translations)
        except ModelError:
            return settled
        self._order.report("checking")
        return await self._parts.worker.run(translated, self._article, settled, answer, language)
