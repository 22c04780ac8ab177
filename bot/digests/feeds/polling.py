"""Feeds are asked when their time comes: often where there is news, seldom where there is none, seldom where they fail."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.analysis.engines import Runs
from bot.digests.feeds.arriving import Arrived, arrived
from bot.errors import AttribotError, LinkError, UnreadableError
from bot.intake.fetch import Page, Version
from bot.stored import insistently
from storage import feeds, items
from storage.database import Database
from storage.feeds import Feed, Polled

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=6)
FASTER, SLOWER = 0.6, 1.3
"""What a pause is multiplied with after a poll that brought something new, and after one that did not."""
BACK_OFF = timedelta(minutes=30)
"""The pause after a first failure; it doubles with each, up to ``DEAD_PAUSE``."""
DEAD_PAUSE = timedelta(hours=24)
DEAD_AFTER = 8
"""Failures in a row from which a feed is reported as dead; it is still asked once a day."""
JITTER = 0.1
AT_ONCE = 12
log = logging.getLogger(__name__)


class Fetches(Protocol):
    """Brings feeds."""

    async def feed(self, link: str, known: Version) -> Page | None:
        """Follow the link; None where it is still the known version. Raises AttribotError."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How one poll went: new items, entries that could not be read by reason, or what was wrong in one line."""

    feed: Feed
    new: int = 0
    left_out: dict[str, int] | None = None
    trouble: str | None = None


class Polling:
    """Asks feeds and stores what they carry."""

    def __init__(
        self,
        database: Database,
        fetcher: Fetches,
        worker: Runs,
        clock: Callable[[], datetime],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._worker = worker
        self._clock = clock
        self._chance = chance
        self._room = asyncio.Semaphore(AT_ONCE)

    async def due(self, *, most: int = 200) -> list[Answered]:
        """Ask all feeds whose time has come, some of them side by side."""
        found = await insistently(self._database, feeds.due, self._clock(), most)
        return await asyncio.gather(*(self.ask(feed) for feed in found))

    async def ask(self, feed: Feed) -> Answered:
        """Ask one feed now."""
        async with self._room:
            try:
                page = await self._fetcher.feed(feed.link, Version(feed.etag, feed.modified))
                found = await self._worker.run(arrived, page, feed.language, self._clock()) if page else None
            except AttribotError as error:
                return await self._failed(feed, error)
            # A defect that one feed brings to light must cost no other feed its turn; the log says which it was.
            except Exception:
                log.exception("feed %s could not be read", feed.link)
                return await self._failed(feed, UnreadableError("feed_unread"))
            return await self._answered(feed, page, found)

    async def _answered(self, feed: Feed, page: Page | None, found: Arrived | None) -> Answered:
        now = self._clock()
        if page is None or found is None:
            how = self._how(feed, now, new=False)
            await insistently(self._database, items.keep_polled, feed.id, how, (), now)
            return Answered(feed)
        known = await insistently(self._database, items.known, [item.canonical for item in found.items])
        how = self._how(feed, now, new=known < len(found.items))
        how = _with(how, found, page.version)
        new = await insistently(self._database, items.keep_polled, feed.id, how, found.items, now)
        left_out = {reason: count for reason, count in found.feed.left_out.items() if count}
        if left_out:
            log.info("feed %s: left out %s", feed.link, left_out)
        return Answered(feed, new, left_out)

    async def _failed(self, feed: Feed, error: AttribotError) -> Answered:
        now, failures = self._clock(), feed.failures + 1
        pause = min(BACK_OFF * 2 ** min(failures - 1, 10), DEAD_PAUSE)
        dead = failures >= DEAD_AFTER or isinstance(error, LinkError)
        trouble = error.message
        how = Polled(pause, self._moment(now, pause), trouble, dead)
        await insistently(self._database, items.keep_polled, feed.id, how, (), now)
        if dead and feed.state != "dead":
            log.warning("feed %s is dead: %s", feed.link, trouble)
        return Answered(feed, trouble=trouble)

    def _how(self, feed: Feed, now: datetime, *, new: bool) -> Polled:
        pause = max(SHORTEST, min(LONGEST, feed.pause * (FASTER if new else SLOWER)))
        return Polled(pause, self._moment(now, pause), etag=feed.etag, modified=feed.modified)

    def _moment(self, now: datetime, pause: timedelta) -> datetime:
        """When a pause is over, a little earlier or later, so that feeds are not asked all at once."""
        return now + pause * (1 + JITTER * (2 * self._chance() - 1))


def _with(how: Polled, found: Arrived, version: Version) -> Polled:
    return Polled(
        how.pause,
        how.due_at,
        title=found.feed.title or None,
        language=found.feed.language,
        etag=version.etag,
        modified=version.modified,
    )
