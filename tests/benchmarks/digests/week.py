"""A week of 200 feeds and 2,000 readers over two clock changes, with kills: ``python -m tests.benchmarks.digests.week``.

``… ../shared/tgsim ../shared/eval/clusters [--days 7] [--readers 2000] [--kills 20]``. The clock goes in steps of a quarter of an
hour; each is over when nothing is left to do. Real: the bot's process and its kills, HTTP, the store, Telegram's limits.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.digests.papers import PAPERS
from tests.benchmarks.digests.playing import START, WEEK, Play, play
from tests.benchmarks.digests.readers import due_times, readers
from tests.benchmarks.digests.weighed import weighed

STEP = timedelta(minutes=15)


async def main(simulator: Path, clusters: Path, days: int, count: int, kills: int) -> None:
    """Play the week and print what came of it."""
    of, chance, began = readers(count), random.Random(3), time.monotonic()
    end = START + timedelta(days=days)
    steps = [START + n * STEP for n in range((end - START) // STEP + 1)]
    due = {moment for reader in of for moments in due_times(reader, START, end) for moment in moments}
    killed_in = set(chance.sample([step for step in steps if step in due], kills))
    async with play(simulator, clusters, of) as played:
        await played.begin()
        memory = 0.0
        for now in steps:
            played.clock.set(now)
            if now in killed_in:
                await asyncio.sleep(chance.uniform(0.05, 1.5))
                await played.rig.end(signal.SIGKILL)
                await played.begin()
            if not await played.settled():
                break
            await played.delivered.collect(played.rig, now)
            memory = max(memory, played.rig.memory())
            if (now.hour, now.minute) == (21, 45):
                done = len(played.delivered.of_digest)
                print(f"  {now:%a %d %b}: {done} digests, {time.monotonic() - began:.0f} s", flush=True)
        await played.rig.end()
        await played.delivered.collect(played.rig, end)
        print(f"a week of {PAPERS} feeds, {len(played.items)} items, {count} readers, {len(killed_in)} kills")
        print(*weighed(played.rig.database, of, played.delivered.of_digest, START, end, played.items), sep="\n")
        print(f"  {played.press.asked}; loop process at most {memory:.0f} MB; {time.monotonic() - began:.0f} s")
        await _violations(played)


async def _violations(played: Play) -> None:
    found = await played.rig.get("/violations?final=1")
    kinds = Counter(f"{v['kind']} {v['method']}: {v['description']}" for v in found["violations"])
    warnings = Counter(w["kind"] for w in found["warnings"])
    print(f"  violations: {sum(kinds.values())} {dict(kinds)}; warnings: {dict(warnings)}")
    log = (played.rig.folder / "log").read_text()
    print(*[f"    {line}" for line in log.splitlines() if " ERROR " in line][:5], sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("simulator", type=Path)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--days", type=int, default=WEEK)
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    given = parser.parse_args()
    asyncio.run(main(given.simulator, given.clusters, given.days, given.readers, given.kills))
