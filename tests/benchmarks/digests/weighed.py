"""What a made week came to: each due moment with its digest, its time and its number of arrivals; silence with its reason."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.digests.papers import Item
from tests.benchmarks.digests.readers import Reader, due_times, named_by

SETTLING = timedelta(hours=1)
"""News that is younger when a digest is due need not have been asked for yet."""


class _Store:
    """What the bot wrote down in the week."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            rows = db.execute(
                "SELECT digests.id, subscriptions.chat, digests.due_at, digests.record, digests.state FROM digests"
                " JOIN subscriptions ON subscriptions.id = subscription_id ORDER BY digests.id"
            ).fetchall()
            self.digests: defaultdict[int, list[tuple[int, datetime, Any, str]]] = defaultdict(list)
            for number, chat, due, record, state in rows:
                self.digests[chat].append((number, datetime.fromisoformat(due), json.loads(record), state))
            items = db.execute("SELECT link, event_id, seen_at FROM items").fetchall()
            self.event_of = {link: event for link, event, _ in items}
            self.seen = {int(link.rsplit("/", 1)[1]): (event, datetime.fromisoformat(at)) for link, event, at in items}
            self.briefs = db.execute("SELECT count(*) FROM event_briefs").fetchone()[0]
            self.size = path.stat().st_size


def weighed(
    path: Path,
    of: Sequence[Reader],
    came: Mapping[int, Sequence[datetime]],
    start: datetime,
    end: datetime,
    items: Sequence[Item],
) -> list[str]:
    """The lines of the report."""
    store, count, silent = _Store(path), Counter[str](), Counter[str]()
    wrong: list[str] = []
    for reader in of:
        known = {due: (number, record, state) for number, due, record, state in store.digests[reader.chat]}
        meant = due_times(reader, start, end)
        for moments in meant:
            count["due"] += 1
            due = next((moment for moment in moments if moment in known), None)
            if due is None:
                silent[_why_silent(reader, min(moments), store, items)] += 1
                continue
            number, _, state = known[due]
            arrivals = came.get(number, ())
            count["digests"] += 1
            count["not delivered"] += not arrivals
            count["came twice"] += len(arrivals) == 2
            count["came more often"] += len(arrivals) > 2
            count[f"state {state}"] += 1
            if any(at != due for at in arrivals):
                wrong.append(f"{reader.zone} {reader.minute // 60}:{reader.minute % 60:02} came at {arrivals[0]}")
        strange = set(known) - {moment for moments in meant for moment in moments}
        wrong += [f"{reader.zone} {reader.minute}: a digest for {due}" for due in strange if start < due <= end]
        count["twice in a day"] += sum(len(moments & set(known)) > 1 for moments in meant)
    told = sum(len(record["events"]) for rows in store.digests.values() for _, _, record, _ in rows)
    return [
        f"  {dict(count)}",
        f"  at a wrong time: {len(wrong)} {wrong[:3]}",
        f"  silent: {dict(silent)}",
        f"  events told {told}, briefs of events made {store.briefs}; database {store.size / 1e6:.0f} MB",
    ]


def _why_silent(reader: Reader, due: datetime, store: _Store, items: Sequence[Item]) -> str:
    """Whether the papers had news for the reader since the last time, worked out from the evaluation data's own events."""
    before = [d for _, d, _, _ in store.digests[reader.chat] if d < due]
    since = max(before, default=due - timedelta(hours=24))
    fresh = list(_fresh(reader.topic, since, due - SETTLING, store, items))
    if not fresh:
        return "no news"
    told = {
        store.event_of.get(source["link"])
        for _, at, record, _ in store.digests[reader.chat]
        if at < due
        for event in record["events"]
        for source in event["brief"]["sources"]
    }
    if all(events & told for events in fresh):
        return "the bot took it for an event that was told"
    return "unexplained"


def _fresh(topic: int, since: datetime, until: datetime, store: _Store, items: Sequence[Item]) -> Iterator[set[int]]:
    """For each event on the topic that the papers began to carry in that time: the bot's numbers for it."""
    by_event: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_event[item.event].append(item)
    for same in by_event.values():
        seen = [store.seen[i.number] for i in same if i.number in store.seen and store.seen[i.number][1] <= until]
        if (
            seen
            and min(at for _, at in seen) > since
            and topic in named_by([i.title for i in same if i.number in store.seen])
        ):
            yield {event for event, _ in seen}
