"""What the newsroom does by itself, round after round: feeds are asked, items filed, digests prepared and planned."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.newsroom import Newsroom

LONGEST = timedelta(seconds=60)
"""A round begins at least so often: clocks are set."""
SHORTEST = timedelta(seconds=1)
log = logging.getLogger(__name__)


async def gathering(newsroom: Newsroom, clock: Callable[[], datetime]) -> None:
    """Ask the feeds and file what they carry, until cancelled."""
    await _rounds("feeds", newsroom, newsroom.gather, newsroom.next_poll, clock)


async def preparing(newsroom: Newsroom, clock: Callable[[], datetime]) -> None:
    """Make what digests need before they are due, until cancelled."""

    async def when() -> None:
        """Never early: what is due within the next minutes has been prepared in this round."""

    await _rounds("preparing digests", newsroom, newsroom.prepare, when, clock)


async def planning(newsroom: Newsroom, clock: Callable[[], datetime], wake: Callable[[], None]) -> None:
    """Write digests into the outbox when they are due, until cancelled; ``wake`` tells those who send them."""
    await _rounds("digests", newsroom, lambda: newsroom.plan(wake), newsroom.next_digest, clock)


async def _rounds(
    name: str,
    newsroom: Newsroom,
    work: Callable[[], Awaitable[object]],
    when: Callable[[], Awaitable[datetime | None]],
    clock: Callable[[], datetime],
) -> None:
    while True:
        changed, wait = newsroom.change(), LONGEST
        try:
            await work()
            due = await when()
            wait = max(SHORTEST, min(LONGEST, due - clock())) if due is not None else LONGEST
        # One round may fail of anything that feeds carry; the log says so, and readers still get their answers.
        except Exception:
            log.exception("a round of %s failed; the next is in %s", name, LONGEST)
        try:
            async with asyncio.timeout(wait.total_seconds()):
                await changed.wait()
        except TimeoutError:
            continue
