"""A week of 200 feeds and 2,000 readers over two clock changes, with kills: ``python -m tests.benchmarks.digests.week``.

``… ../shared/tgsim ../shared/eval/clusters [--days 7] [--readers 2000] [--kills 20]``. The clock goes in steps of a quarter of an
hour; each is over when nothing is left to do. Real: the bot's process and its kills, HTTP, the store, Telegram's limits.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.digests.schedule import next_due
from bot.digests.topics.definition import topic_of
from storage import feeds, subscriptions
from storage.database import Database
from storage.subscriptions import Schedule, Subscription
from tests.benchmarks.digests import papers
from tests.benchmarks.digests.bot import FileClock
from tests.benchmarks.digests.papers import Press
from tests.benchmarks.digests.readers import TOPICS, Reader, days_of, due_times, readers
from tests.benchmarks.digests.weighed import weighed
from tests.benchmarks.telegram.rig import Rig, rig

START = datetime(2027, 3, 27, 22, tzinfo=UTC)
"""A week in which clocks go forward in Europe and back in Chile, Australia and New Zealand."""
WEEK = 7
STEP = timedelta(minutes=15)
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
    chat_of: dict[int, int] = field(default_factory=dict)
    last: int = 0

    async def collect(self, here: Rig, now: datetime) -> int:
        """Count what has come since the last time."""
        calls = (await here.get(f"/transcript?since={self.last}&method=sendMessage"))["calls"]
        for call in calls:
            self.last = max(self.last, call["seq"])
            markup = call["params"].get("reply_markup") or {}
            told = [b.get("callback_data", "") for row in markup.get("inline_keyboard", ()) for b in row]
            if call["ok"] and told and told[0].startswith("event "):
                number = int(told[0].split()[1])
                self.of_digest[number].append(now)
                self.chat_of[number] = int(call["params"]["chat_id"])
        return len(calls)


async def prepared(path: Path, press: Press, of: Sequence[Reader], start: datetime) -> None:
    """A store with the papers' feeds and nobody else's, and with the readers' subscriptions."""
    database = Database(path)
    await database.open()
    await database.run(feeds.add, feeds.shipped(), start, again=False)
    for listed in feeds.shipped():
        await database.run(feeds.remove, listed.link)
    listing = [feeds.Listed(press.feed_link(paper)) for paper in range(papers.PAPERS)] if press.port else []
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


async def settled(store: sqlite3.Connection, now: datetime) -> bool:
    """Wait until nothing is left to do at this moment; False where that took too long."""
    until = time.monotonic() + LONGEST_STEP
    while any(left := store.execute(_OPEN, {"now": now.isoformat()}).fetchone()):
        if time.monotonic() > until:
            print(f"{now}: not settled; feeds, items, subscriptions, jobs left: {left}")
            return False
        await asyncio.sleep(0.02)
    return True


async def main(simulator: Path, clusters: Path, days: int, count: int, kills: int) -> None:
    by_event = papers.events(clusters)
    items = papers.week(by_event, days_of(by_event, WEEK), START)
    of, chance, began = readers(count), random.Random(3), time.monotonic()
    end = START + timedelta(days=days)
    steps = [START + n * STEP for n in range((end - START) // STEP + 1)]
    killed_in = set(
        chance.sample([s for s in steps if any(s in m for r in of[:200] for m in due_times(r, START, end))], kills)
    )
    async with rig(simulator) as here:
        clock = FileClock(here.folder / "clock")
        clock.set(START)
        async with papers.published(items, clock) as press:
            here.settings |= {
                "FEEDS": "on",
                "WORKERS": "2",
                "FETCH_ALLOW_HOSTS": ",".join(press.host(paper) for paper in range(papers.PAPERS)),
            }
            await prepared(here.database, press, of, START)
            for reader in of:
                await here.post("/add_chat", chat_id=reader.chat, started=True)
            command = (sys.executable, "-m", "tests.benchmarks.digests.bot", str(here.folder / "clock"))
            await here.start(*command)
            delivered, memory = Delivered(), 0.0
            with closing(sqlite3.connect(here.database)) as store:
                for now in steps:
                    clock.set(now)
                    if now in killed_in:
                        await asyncio.sleep(chance.uniform(0.05, 1.5))
                        await here.end(signal.SIGKILL)
                        await here.start(*command)
                    if not await settled(store, now):
                        break
                    await delivered.collect(here, now)
                    memory = max(memory, here.memory())
                    if now.hour == 21 and now.minute == 45:
                        print(
                            f"  {now:%a %d %b}: {len(delivered.of_digest)} digests, {time.monotonic() - began:.0f} s",
                            flush=True,
                        )
            await here.end()
            await delivered.collect(here, end)
            told = weighed(here.database, of, delivered.of_digest, START, end, items)
            print(f"a week of {papers.PAPERS} feeds, {len(items)} items, {count} readers, {len(killed_in)} kills")
            print("\n".join(told))
            print(f"  {dict(press.asked)}; loop process at most {memory:.0f} MB; {time.monotonic() - began:.0f} s")
            found = await here.get("/violations?final=1")
            kinds = Counter(f"{v['kind']} {v['method']}: {v['description']}" for v in found["violations"])
            print(
                f"  violations: {sum(kinds.values())} {dict(kinds)}; warnings: {Counter(w['kind'] for w in found['warnings'])}"
            )
            log = (here.folder / "log").read_text()
            for line in [line for line in log.splitlines() if " ERROR " in line][:5]:
                print("   ", line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("simulator", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--days", type=int, default=WEEK)
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    given = parser.parse_args()
    asyncio.run(main(given.simulator, given.clusters, given.days, given.readers, given.kills))
