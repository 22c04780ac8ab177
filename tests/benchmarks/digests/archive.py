"""What a new item costs with 1,000 items in the store and with 100,000: ``python -m tests.benchmarks.digests.archive``.

``… ../shared/eval/clusters [--large 100000] [--new 60]``. Three stores, asked in turn: 1,000 items of the last four days; the same and
99,000 older ones; and 100,000 spread evenly over thirty days, so that the last four days hold 13,000. Cost is storing, filing
under an event and storing that; reading an item (its vector) is the same everywhere and told apart.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from sqlite_utils import Database as Store

from bot.analysis.comparing.stems import terms
from bot.digests.events.features import Told, features
from bot.digests.events.filing import Filing
from bot.digests.topics.definition import topic_of
from bot.digests.topics.matching import on_topic
from storage import feeds, items
from storage.database import Database
from storage.feeds import Polled
from storage.items import NewItem
from storage.transactions import writing

NOW = datetime(2027, 3, 27, 12, tzinfo=UTC)
SMALL = 1_000
DAYS, WINDOW = 30, 4
TOPIC = "Biden, Trump"


class Reading:
    """Runs what the worker would, here, and notes how long features took."""

    def __init__(self) -> None:
        self.spent = 0.0

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        result = function(*args)
        if function is features:
            self.spent += time.perf_counter() - began
        return result


@dataclass
class Archive:
    """A store of so many items, and the filing over it."""

    name: str
    database: Database
    filing: Filing
    reading: Reading
    costs: list[float]
    read: list[float]


def rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """Titles and texts of the evaluation data with their stems."""
    found = []
    for name in ("allsides2021_dev", "ecbplus_dev"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            title, text = row["title"] or row["text"][:80], " ".join(row["text"].split()[:120])
            found.append((title, text, " ".join(terms(title, "en")), " ".join(terms(text, "en")[:80])))
    return found


def made(of: Sequence[tuple[str, str, str, str]], chance: random.Random, name: str) -> NewItem:
    """An item that no other is: the title of one article over the texts of two others."""
    head, one, two = chance.choice(of), chance.choice(of), chance.choice(of)
    text = f"{one[1][:350]} {two[1][:350]}"
    link = f"https://paper{chance.randrange(500)}.example/{name}"
    return NewItem(
        link, link, f"{head[0]} {name}", text, "en", link.split("/")[2], NOW, f"{head[2]} {name}", f"{one[3]} {two[3]}"
    )


def fill(db: Store, moments: Iterator[datetime], of: Sequence[tuple[str, str, str, str]]) -> None:
    """Placed items, seen at those moments, each an event of its own with a vector like that of a headline."""
    chance, vectors = random.Random(1), np.random.default_rng(1)
    with writing(db):
        for number, at in enumerate(moments):
            item = made(of, chance, f"old{number}")
            vector = vectors.normal(size=384).astype(np.float32)
            blob = (vector / np.linalg.norm(vector)).astype(np.float16).tobytes()
            cursor = db.execute(
                "INSERT INTO items (canonical, link, public, title, text, language, outlet, published_at, seen_at, vector)"
                " VALUES (?, ?, 1, ?, ?, 'en', ?, ?, ?, ?)",
                [item.canonical, item.link, item.title, item.text, item.outlet, at.isoformat(), at.isoformat(), blob],
            )
            db.execute("UPDATE items SET event_id = id WHERE id = ?", [cursor.lastrowid])
            words = [cursor.lastrowid, item.title_stems, item.text_stems]
            db.execute("INSERT INTO item_words (rowid, title, text) VALUES (?, ?, ?)", words)


def evenly(count: int, days: float, until: datetime) -> Iterator[datetime]:
    """So many moments over so many days, the last one at the end."""
    return (until - timedelta(days=days) * (count - n) / count for n in range(count))


def stores(large: int) -> dict[str, list[datetime]]:
    """When the items of each store were seen."""
    window = list(evenly(SMALL, WINDOW, NOW))
    older = list(evenly(large - SMALL, DAYS - WINDOW, NOW - timedelta(days=WINDOW, minutes=1)))
    return {
        f"{SMALL:,}": window,
        f"{large:,}, {SMALL:,} of four days": [*older, *window],
        f"{large:,} over {DAYS} days": list(evenly(large, DAYS, NOW)),
    }


async def main(folder: Path, large: int, new: int) -> None:
    """Fill the stores, add items to each in turn, and print what they cost."""
    of = rows(folder)
    features([Told("A first headline loads the model", "", "en")])
    with tempfile.TemporaryDirectory() as place:
        archives = []
        for number, (name, moments) in enumerate(stores(large).items()):
            path = Path(place) / f"{number}.db"
            database, reading = Database(path), Reading()
            await database.open()
            await database.run(feeds.add, [feeds.Listed("https://paper.example/feed")], NOW, again=False)
            await database.run(fill, iter(moments), of)
            before = _memory()
            archives.append(Archive(name, database, Filing(database, reading, lambda: NOW), reading, [], []))
            await _one_more(archives[-1], made(of, random.Random(number), "first"))
            print(f"{name}: file {path.stat().st_size / 1e6:.0f} MB, the window in memory {_memory() - before:.0f} MB")
        chance = random.Random(2)
        for number in range(new):
            item = made(of, chance, f"new{number}")
            for archive in chance.sample(archives, len(archives)):
                await _one_more(archive, item)
        yardstick = median(archives[0].costs[1:])
        for archive in archives:
            cost, read = median(archive.costs[1:]), median(archive.read[1:])
            print(
                f"{archive.name}: {1000 * cost:.1f} ms an item besides {1000 * read:.0f} ms to read it;"
                f" {cost / yardstick:.2f} times the first store's, {(cost + read) / (yardstick + read):.2f} with reading"
            )
            began = time.perf_counter()
            first = await archive.database.run(items.first_since, NOW - timedelta(days=1))
            events = await archive.database.run(on_topic, topic_of(TOPIC), first, None)
            print(
                f"  the topic {TOPIC!r}: {len(events)} events of a day in {1000 * (time.perf_counter() - began):.0f} ms"
            )
            await archive.database.close()


async def _one_more(archive: Archive, item: NewItem) -> None:
    before, began = archive.reading.spent, time.perf_counter()
    how = Polled(timedelta(hours=1), NOW + timedelta(hours=1))
    await archive.database.run(items.keep_polled, 1, how, (item,), NOW)
    await archive.filing.file()
    read = archive.reading.spent - before
    archive.costs.append(time.perf_counter() - began - read)
    archive.read.append(read)


def _memory() -> float:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=60)
    given = parser.parse_args()
    asyncio.run(main(given.folder, given.large, given.new))
