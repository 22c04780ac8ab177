"""The desk's shelf, filled from the stores: keys, clock and the database thread are settled here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.analysis.engines import Maker
from bot.stored import stored
from storage import articles, briefs, outlets, turns
from storage.briefs import Found
from storage.database import Database
from storage.records import Article, Brief, Turn


class StoredShelf:
    """Articles and briefs of one database file."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def article(self, canonical: str) -> tuple[int, Article, datetime] | None:
        """The newest stored revision under the link, and when it was stored."""
        return await stored(self._database, articles.latest, canonical)

    async def known(self, article: Article) -> Article | None:
        """The stored article with this very text under the same link or chat, with its revision."""
        return await stored(self._database, articles.known, article)

    async def keep(self, article: Article, also: tuple[str, ...]) -> tuple[int, Article]:
        """Store an article under its own link and those that led to it."""
        return await stored(self._database, articles.save, article, also, self._clock())

    async def brief(self, article: Article, maker: Maker, language: str | None) -> Found | None:
        """The stored brief of the article by that maker, in that language or, where it is None, the article's."""
        return await stored(self._database, briefs.find, _key(article, maker, language))

    async def keep_brief(self, article_id: int, article: Article, made: Brief, maker: Maker) -> int:
        """Store a brief; returns its number."""
        key = _key(article, maker, made.language)
        return await stored(self._database, briefs.save, key, article_id, article.privacy, made, self._clock())

    async def turns(self, chat: str, origin: str, brief: int) -> list[Turn]:
        """What was asked in the chat on the brief's article before ``origin`` asked, oldest first."""
        return await stored(self._database, turns.of, chat, brief, origin)

    async def keep_turn(self, chat: str, origin: str, brief: int, turn: Turn) -> None:
        """Store a question with its answer, once for what asked it."""
        await stored(self._database, turns.keep, chat, brief, origin, turn, self._clock())

    def outlet_name(self, host: str) -> str | None:
        """The name of the outlet that publishes under the host."""
        outlet = outlets.of_host(host) if host else None
        return outlet.name if outlet else None


def _key(article: Article, maker: Maker, language: str | None) -> str:
    return briefs.key(article, maker.engine, maker.rules, language or article.language, "standard", maker.prompts)
