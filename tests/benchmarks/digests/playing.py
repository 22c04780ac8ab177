"""A press, readers and the bot under one clock: what measurements of digests have in common."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.digests.schedule import next_due
from bot.digests.topics.definition import topic_of
from storage import feeds, subscriptions
from storage.database import Database
from storage.subscriptions import Schedule, Subscription
from tests.benchmarks.digests import papers
from tests.benchmarks.digests.bot import FileClock
from tests.benchmarks.digests.papers import Item, Press
from tests.benchmarks.digests.readers import TOPICS, Reader, days_of
from tests.benchmarks.telegram.rig import Rig, rig

START = datetime(2027, 3, 27, 22, tzinfo=UTC)
"""The week after it has clocks that go forward in Europe and back in Chile, Australia and New Zealand."""
WEEK = 7
LONGEST_STEP = 300.0
_OPEN = (
    "SELECT (SELECT count(*) FROM feeds WHERE state <> 'removed' AND due_at <= :now),"
    " (SELECT count(*) FROM items WHERE event_id IS NULL),"
    " (SELECT count(*) FROM subscriptions WHERE state = 'active' AND due_at <= :now),"
    " (SELECT count(*) FROM jobs WHERE state = 'running' OR (state = 'waiting' AND due_at <= :now))"
)


@dataclass
class Delivered:
    """What reached the phones: for each digest the times of the made week at which it came."""

    of_digest: defaultdict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    last: int = 0

    async def collect(self, here: Rig, now: datetime) -> list[dict[str, Any]]:
        """Count what has come since the last time; returns the calls that brought digests."""
        brought = []
        calls = (await here.get(f"/transcript?since={self.last}&method=sendMessage"))["calls"]
        for call in calls:
            self.last = max(self.last, call["seq"])
            markup = call["params"].get("reply_markup") or {}
            told = [b.get("callback_data", "") for row in markup.get("inline_keyboard", ()) for b in row]
            if call["ok"] and told and told[0].startswith("event "):
                number = int(told[0].split()[1])
                self.of_digest[number].append(now)
                brought.append(call)
        return brought


async def prepared(path: Path, press: Press, of: Sequence[Reader], start: datetime) -> None:
    """A store with the papers' feeds and nobody else's, and with the readers' subscriptions."""
    database = Database(path)
    await database.open()
    await database.run(feeds.add, feeds.shipped(), start, again=False)
    for listed in feeds.shipped():
        await database.run(feeds.remove, listed.link)
    listing = [feeds.Listed(press.feed_link(paper)) for paper in range(papers.PAPERS)]
    await database.run(feeds.add, listing, start, again=False)
    topics = [topic_of(", ".join(names)) for names in TOPICS]
    for reader in of:
        schedule = Schedule(reader.zone, reader.minute, reader.days)
        due, topic = next_due(schedule, start), topics[reader.topic]
        new = Subscription(
            0, reader.chat, None, reader.chat, topic, schedule, reader.most, "active", due, created_at=start
        )
        await database.run(subscriptions.add, new, None, start)
    await database.close()


@dataclass
class Play:
    """All of it under way; ``rig`` starts and ends the bot."""

    rig: Rig
    press: Press
    clock: FileClock
    items: Sequence[Item]
    delivered: Delivered
    store: sqlite3.Connection

    async def begin(self) -> None:
        """Start the bot."""
        command = (sys.executable, "-m", "tests.benchmarks.digests.bot", str(self.rig.folder / "clock"))
        await self.rig.start(*command)

    async def settled(self) -> bool:
        """Wait until nothing is left to do at this moment; False where that took too long."""
        until, now = time.monotonic() + LONGEST_STEP, self.clock().isoformat()
        while any(left := self.store.execute(_OPEN, {"now": now}).fetchone()):
            if time.monotonic() > until:
                print(f"{now}: not settled; feeds, items, subscriptions, jobs left: {left}")
                return False
            await asyncio.sleep(0.02)
        return True


@asynccontextmanager
async def play(simulator: Path, clusters: Path, of: Sequence[Reader]) -> AsyncIterator[Play]:
    """The simulator, the papers' site and a store with feeds and subscriptions, at the start of the week."""
    by_event = papers.events(clusters)
    items = papers.week(by_event, days_of(by_event, WEEK), START)
    async with rig(simulator) as here:
        clock = FileClock(here.folder / "clock")
        clock.set(START)
        async with papers.published(items, clock) as press:
            hosts = ",".join(press.host(paper) for paper in range(papers.PAPERS))
            here.settings |= {"FEEDS": "on", "WORKERS": "2", "FETCH_ALLOW_HOSTS": hosts}
            await prepared(here.database, press, of, START)
            for reader in of:
                await here.post("/add_chat", chat_id=reader.chat, started=True)
            with closing(sqlite3.connect(here.database)) as store:
                yield Play(here, press, clock, items, Delivered(), store)
