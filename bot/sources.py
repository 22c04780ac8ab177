"""Reads the sources of an event: the stored brief, else the article if its site allows that, else what its feed carries."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.analysis.engines import Runs
from bot.desk import Briefed, Desk
from bot.desk import Source as Asked
from bot.digests.merging.reading import from_feed
from bot.errors import AttribotError, WithdrawnError
from bot.intake.robots import Robots
from storage.items import Item

PAYER = "digests"
"""Who pays for briefs that are made for digests."""
READ_AT_ONCE = 2
"""Articles that are read for digests at once: what readers send must not wait behind them."""
AGAIN = timedelta(hours=6)
"""When a page that could not be read is asked for once more."""
log = logging.getLogger(__name__)


class Sources:
    """Brings what is read of an event's sources."""

    def __init__(self, desk: Desk, worker: Runs, robots: Robots, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._worker = worker
        self._robots = robots
        self._clock = clock
        self._room = asyncio.Semaphore(READ_AT_ONCE)
        self._unread: dict[str, datetime] = {}

    async def read(self, item: Item) -> Briefed | None:
        """The item's article with its brief, else what its feed carries; None where that is too little, or was withdrawn."""
        try:
            briefed = await self._desk.stored(item.link) or await self._article(item.link)
        except WithdrawnError:
            return None
        if briefed is None and item.own:
            carried = await self._worker.run(from_feed, item)
            briefed = Briefed(*carried, cached=False) if carried else None
        return briefed if briefed is not None and (briefed.brief.points or briefed.brief.statements) else None

    async def _article(self, link: str) -> Briefed | None:
        """The article behind a link with its brief; None where the site or its text does not allow it, now or a while ago.

        Raises WithdrawnError where its brief was withdrawn: then its feed must not tell the same in its place.
        """
        if link in self._unread and self._clock() < self._unread[link]:
            return None
        try:
            if await self._robots.allow(link):
                async with self._room:
                    return await self._desk.brief(Asked(link=link), PAYER)
        except WithdrawnError:
            raise
        except AttribotError as error:
            log.info("not read for a digest: %s (%s)", link, error.message)
        except sqlite3.Error as error:
            log.warning("not read for a digest: %s (%s)", link, error)
            return None
        self._note(link)
        return None

    def _note(self, link: str) -> None:
        now = self._clock()
        self._unread = {known: until for known, until in self._unread.items() if until > now}
        self._unread[link] = now + AGAIN
