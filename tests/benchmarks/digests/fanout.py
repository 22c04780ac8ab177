"""5,000 digests due at one moment while readers ask: ``python -m tests.benchmarks.digests.fanout``.

``… ../shared/tgsim ../shared/eval/clusters [--readers 5000]``. How much of Telegram's 30 messages a second is used, and how
long answers wait meanwhile: to /help, and to a link whose brief is stored.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.digests.playing import START, Play, play
from tests.benchmarks.digests.readers import readers

DUE = timedelta(hours=20)
"""After the start: the papers have had a day's news."""
STEP = timedelta(hours=1)
ALL_SECOND = 30
ASKED_EVERY = 0.5
"""Seconds between two messages of readers."""
_FIRST_ASKER = 900_000


async def main(simulator: Path, clusters: Path, count: int) -> None:
    """Bring all digests due at once, and print the rate and the waits."""
    minute = int((START + DUE).hour * 60 + (START + DUE).minute)
    of = [replace(one, zone="UTC", minute=minute, days=tuple(range(7)), most=5) for one in readers(count)]
    async with play(simulator, clusters, of) as played:
        await played.begin()
        for hour in range(1, DUE // STEP):
            played.clock.set(START + hour * STEP)
            await played.settled()
        played.clock.set(START + DUE - timedelta(minutes=15))
        await played.settled()
        await asyncio.sleep(10)
        began = time.time()
        played.clock.set(START + DUE)
        asking = asyncio.create_task(_asking(played, _stored(played)))
        await played.settled()
        asking.cancel()
        await asyncio.sleep(3)
        digests = await played.delivered.collect(played.rig, START + DUE)
        every = [call for call in (await played.rig.get("/transcript?all=1"))["calls"] if call["ok"]]
        _rate(digests, every, began)
        await _waits(played, every)
        await played.rig.end()
        found = await played.rig.get("/violations?final=1")
        print(f"  violations: {found['violations'][:5]}; warnings: {len(found['warnings'])}")


def _stored(played: Play) -> str:
    """The link of an article whose brief is stored."""
    row = played.store.execute("SELECT link FROM articles JOIN briefs ON article_id = articles.id LIMIT 1").fetchone()
    return str(row[0])


async def _asking(played: Play, link: str) -> None:
    """One message after another, each of another chat: the command, then the link."""
    asker = _FIRST_ASKER
    while True:
        asker += 1
        await played.rig.post("/user_message", chat_id=asker, text="/help" if asker % 2 else link)
        await asyncio.sleep(ASKED_EVERY)


def _rate(digests: Sequence[dict[str, Any]], every: Sequence[dict[str, Any]], began: float) -> None:
    walls = sorted(call["wall"] for call in digests)
    first, last = walls[0], walls[-1]
    sent = sum(call["method"] == "sendMessage" and first <= call["wall"] <= last for call in every)
    span = last - first
    used = (sent - 1) / span
    print(f"{len(walls)} digests, the first {first - began:.1f} s after they were due, then {span:.1f} s")
    print(
        f"  with answers {used:.2f} messages a second, {used / ALL_SECOND:.1%} of {ALL_SECOND}; digests {len(walls) / span:.2f}"
    )
    tenths = [sum(first + n * span / 10 <= w < first + (n + 1) * span / 10 for w in walls) for n in range(10)]
    print("  digests a second, by tenths of the time:", *[f"{10 * n / span:.1f}" for n in tenths])


async def _waits(played: Play, every: Sequence[dict[str, Any]]) -> None:
    shown = dict[int, float]()
    for call in every:
        if call["method"] in ("sendMessage", "editMessageText"):
            chat = int(call["params"]["chat_id"])
            shown[chat] = max(shown.get(chat, 0.0), call["t"] + (call.get("ms") or 0) / 1000)
    waits: dict[str, list[float]] = {"/help": [], "a stored link": []}
    asker, missing = _FIRST_ASKER + 1, 0
    while messages := await _of_chat(played, asker):
        missing += asker not in shown
        if asker in shown:
            waits["/help" if asker % 2 else "a stored link"].append(shown[asker] - messages[0]["t"])
        asker += 1
    for what, seconds in waits.items():
        told = f"median {median(seconds):.2f}, 99th {quantiles(seconds, n=100)[98]:.2f}, longest {max(seconds):.2f} s"
        print(f"  {what}: {len(seconds)} answers, {told}")
    print(f"  without an answer: {missing}")


async def _of_chat(played: Play, chat: int) -> list[dict[str, Any]]:
    found = await played.rig.get(f"/chat/{chat}")
    return found.get("messages") or []


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("simulator", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--readers", type=int, default=5000)
    given = parser.parse_args()
    asyncio.run(main(given.simulator, given.clusters, given.readers))
