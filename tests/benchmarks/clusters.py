"""Events from a stream of items, for a B-cubed scorer: one setting, online, in order of date.

``python -m tests.benchmarks.clusters IN.jsonl OUT.jsonl [--processes N]``. IN has a line per item with ``id``, ``date``
(ISO 8601 or null), ``title`` and ``text``; OUT gets ``id`` and ``cluster``. Items without a date come in file order.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bot.digests.events.background import headlines
from bot.digests.events.features import Features, Told, features
from bot.digests.events.grouping import Grouping

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
BATCH = 40


def moment(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["date"]).astimezone(UTC) if row["date"] else UNDATED


def described(rows: Sequence[dict[str, Any]], processes: int) -> list[Features]:
    told = [Told(r["title"] or "", r["text"] or "", r.get("language") or "en") for r in rows]
    batches = [told[i : i + BATCH] for i in range(0, len(told), BATCH)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [one for batch in pool.map(features, batches) for one in batch]


def grouped(rows: Sequence[dict[str, Any]], items: Sequence[Features]) -> list[int]:
    """For each item the number of its story at the end."""
    grouping = Grouping(headlines())
    went: dict[int, int] = {}
    for number, (row, item) in enumerate(zip(rows, items, strict=True)):
        placed = grouping.place(number, item, moment(row))
        went |= {number: placed.number} | dict.fromkeys(placed.joined, placed.number)
    return [_end(went, number) for number in range(len(rows))]


def _end(went: dict[int, int], number: int) -> int:
    while went[number] != number:
        number = went[number]
    return number


def main(source: Path, target: Path, processes: int) -> None:
    rows = sorted(map(json.loads, source.read_text(encoding="utf-8").splitlines()), key=moment)
    began = time.monotonic()
    items = described(rows, processes)
    read = time.monotonic()
    labels = grouped(rows, items)
    done = time.monotonic()
    lines = [json.dumps({"id": row["id"], "cluster": label}) for row, label in zip(rows, labels, strict=True)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(rows)} items, {len(set(labels))} stories; {1000 * (read - began) / len(rows):.0f} ms an item to read,"
        f" {1000 * (done - read) / len(rows):.1f} ms to place"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    main(chosen.source, chosen.target, chosen.processes)
