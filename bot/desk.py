"""The desk: the one service that every face calls. Sources become checked and stored briefs, questions on them answers."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.analysis.engines import EMBEDDED, Engine, Maker, Order, Question, Report, Runs
from bot.errors import SourceError, WithdrawnError
from bot.intake import links, places, reader
from bot.intake.fetch import Page
from bot.intake.reader import FileKind, Material
from prompts.digest import Answer as Compared
from storage.briefs import Found
from storage.records import Answer, Article, Brief, Facts, Turn

STORED_FOR = timedelta(hours=6)
"""How long a stored page is taken as it was before the site is asked again."""
AT_ONCE = 8
"""How many articles are fetched and analysed side by side; the others wait, and stored ones do not."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader sent: a link, or the bytes of a text or file; ``facts`` where it is known whose text that is."""

    link: str | None = None
    body: bytes = b""
    kind: FileKind = "text"
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Briefed:
    """An article with its brief and the number that it is stored under; ``cached`` tells whether it was there already."""

    article: Article
    brief: Brief
    cached: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a question is asked: the chat whose earlier questions count, and what asks (``origin``), so that it counts once.

    Without an origin a question stands alone: none before it counts, and none after it knows of it.
    """

    chat: str
    origin: str | None = None


class Fetches(Protocol):
    """Brings a page."""

    async def fetch(self, link: str) -> Page:
        """Follow the link. Raises LinkError, FetchError or UnreadableError."""


class Shelf(Protocol):
    """Keeps articles and briefs."""

    async def article(self, canonical: str) -> tuple[int, Article, datetime] | None:
        """The newest stored revision under the link, and when it was stored."""

    async def known(self, article: Article) -> Article | None:
        """The stored article with this very text under the same link or chat, with its revision."""

    async def keep(self, article: Article, also: tuple[str, ...]) -> tuple[int, Article]:
        """Store an article under its own link and those that led to it."""

    async def brief(self, article: Article, maker: Maker, language: str | None) -> Found | None:
        """The stored brief of the article by that maker, in that language or, where it is None, the article's."""

    async def keep_brief(self, article_id: int, article: Article, made: Brief, maker: Maker) -> int:
        """Store a brief; returns its number."""

    async def turns(self, chat: str, origin: str, brief: int) -> list[Turn]:
        """What was asked in the chat on the brief's article before ``origin`` asked, oldest first."""

    async def keep_turn(self, chat: str, origin: str, brief: int, turn: Turn) -> None:
        """Store a question with its answer, once for what asked it."""

    def outlet_name(self, host: str) -> str | None:
        """The name of the outlet that publishes under the host."""


class Desk:
    """Briefs sources; one request is in flight per article, however many ask."""

    def __init__(
        self, fetcher: Fetches, shelf: Shelf, worker: Runs, engine: Engine, clock: Callable[[], datetime]
    ) -> None:
        self._making = asyncio.Semaphore(AT_ONCE)
        self._fetcher = fetcher
        self._shelf = shelf
        self._worker = worker
        self._engine = engine
        self._clock = clock
        self._flights: dict[str, asyncio.Task[Briefed]] = {}

    async def brief(
        self,
        source: Source,
        chat: str,
        *,
        fresh: bool = False,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Briefed:
        """Make or find the brief of a source; ``chat`` owns what is not a public link. Raises AttribotError.

        ``language`` is the reader's (ISO 639-1); without a language model a brief is in its article's language.
        """
        order = self._order(chat, report, fresh=fresh, language=language)
        if source.link is not None:
            identity = f"{links.canonical(source.link)} {fresh} {language}"
            return await self._once(identity, lambda: self._of_link(str(source.link), order))
        digest = hashlib.sha256(source.body).hexdigest()
        identity = f"{chat} {source.kind} {digest} {source.facts} {fresh} {language}"
        return await self._once(identity, lambda: self._of_text(source, order))

    @property
    def languages(self) -> Collection[str]:
        """The languages besides the article's in which briefs can be had (ISO 639-1)."""
        return self._engine.languages

    async def again(
        self, article: Article, chat: str, *, language: str | None = None, report: Report = lambda _: None
    ) -> Briefed:
        """Brief anew what was briefed: a public link is fetched again, any other text is taken as it is stored."""
        if article.privacy == "public" and article.link is not None:
            return await self.brief(Source(link=article.link), chat, fresh=True, language=language, report=report)
        return await self._kept(article, (), self._order(chat, report, fresh=True, language=language))

    async def in_language(
        self, article: Article, chat: str, language: str | None, *, report: Report = lambda _: None
    ) -> Briefed:
        """The brief of a stored article in a language, found or made; nothing is fetched. Raises AttribotError."""
        order = self._order(chat, report, fresh=False, language=language)
        identity = f"{article.privacy} {article.canonical} {article.content_hash} False {order.language}"
        return await self._found(article, order) or await self._once(identity, lambda: self._made(article, order))

    async def stored(self, link: str, language: str | None = None) -> Briefed | None:
        """The brief of a public link where there is one that may be shown; nothing is fetched or made."""
        stored = await self._shelf.article(links.canonical(link))
        if stored is None:
            return None
        order = self._order("public", lambda _: None, fresh=False, language=language)
        try:
            return await self._found(stored[1], order)
        except WithdrawnError:
            return None

    async def ask(
        self,
        briefed: Briefed,
        question: str,
        conversation: Conversation,
        *,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Answer:
        """What a brief's article answers to a question, and nothing else; the next question will know of it.

        Raises AttribotError.
        """
        chat, origin, brief = conversation.chat, conversation.origin, briefed.number
        turns = await self._shelf.turns(chat, origin, brief) if origin else ()
        order = self._order(chat, report, fresh=False, language=language)
        asked = Question(question.strip(), tuple(turns))
        answer = await self._engine.answer(briefed.article, briefed.brief, asked, order)
        if origin:
            await self._shelf.keep_turn(chat, origin, brief, Turn(asked.text, answer))
        return answer

    async def compare(self, rows: Sequence[str], most: int, payer: str) -> Compared | None:
        """What a model finds the same, different and important among checked lines; None without one."""
        return await self._engine.compare(rows, most, self._order(payer, lambda _: None, fresh=False, language=None))

    async def other_names(self, topic: str, chat: str) -> tuple[str, ...]:
        """What else a model calls a topic; none without one."""
        return await self._engine.other_names(topic, self._order(chat, lambda _: None, fresh=False, language=None))

    def _order(self, payer: str, report: Report, *, fresh: bool, language: str | None) -> Order:
        return Order(payer, report, fresh, language if language in self._engine.languages else None)

    async def close(self) -> None:
        """Stop what is under way; nobody waits for it any more."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    async def _once(self, identity: str, start: Callable[[], Coroutine[Any, Any, Briefed]]) -> Briefed:
        """Join the request for this article that is under way, or start it; one asker leaving does not stop it."""
        flight = self._flights.get(identity)
        if flight is None:
            flight = self._flights[identity] = asyncio.create_task(start())
            flight.add_done_callback(lambda _: self._flights.pop(identity, None))
        return await asyncio.shield(flight)

    async def _of_link(self, link: str, order: Order) -> Briefed:
        asked = links.canonical(link)
        stored = await self._shelf.article(asked)
        if stored is not None and not order.fresh and self._clock() - stored[2] < STORED_FOR:
            found = await self._found(stored[1], order)
            return found or await self._kept(stored[1], (), order)
        places.check_readable(link)
        async with self._making:
            order.report("fetching")
            page = await self._fetcher.fetch(places.address(link))
            order.report("reading")
            kind = reader.kind_of(page.media_type)
            came_from = link if places.is_post(link) else page.link
            article = await self._worker.run(reader.read, Material(page.body, kind, "public", came_from, page.charset))
        article = self._with_outlet(replace(article, link=link))
        return await self._kept(article, (asked, links.canonical(came_from)), order)

    async def _of_text(self, source: Source, order: Order) -> Briefed:
        order.report("reading")
        material = Material(source.body, source.kind, order.payer, facts=source.facts)
        async with self._making:
            article = await self._worker.run(reader.read, material)
        return await self._kept(article, (), order)

    def _with_outlet(self, article: Article) -> Article:
        known = self._shelf.outlet_name(links.host_of(article.original or article.canonical or ""))
        return replace(article, outlet=known) if known is not None else article

    async def _found(self, article: Article, order: Order) -> Briefed | None:
        """The stored brief of the article. Raises WithdrawnError where it was taken back."""
        found = await self._shelf.brief(article, self._engine.maker, order.language)
        if found is None:
            return None
        if found.withdrawn is not None:
            raise WithdrawnError("withdrawn", reason=found.withdrawn)
        return Briefed(article, found.brief, cached=True, number=found.number)

    async def _kept(self, article: Article, also: tuple[str, ...], order: Order) -> Briefed:
        """The stored brief of this very text, or a new one; nothing is stored before there is a brief."""
        known = await self._shelf.known(article)
        briefed = await self._found(known, order) if known is not None else None
        if briefed is None or order.fresh:
            identity = f"{article.privacy} {article.canonical} {article.content_hash} {order.fresh} {order.language}"
            briefed = await self._once(identity, lambda: self._made(article, order))
        await self._shelf.keep(article, also)
        return briefed

    async def _made(self, article: Article, order: Order) -> Briefed:
        async with self._making:
            made = await self._engine.brief(article, order)
        if not made.points and not made.statements:
            raise SourceError("nothing_left")
        number, kept = await self._shelf.keep(article, ())
        own = self._engine.maker
        stored = replace(made, fallback_reason=None)
        maker = EMBEDDED if made.engine == EMBEDDED.engine else own
        return Briefed(kept, made, cached=False, number=await self._shelf.keep_brief(number, kept, stored, maker))
