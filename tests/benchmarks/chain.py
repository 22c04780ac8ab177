"""The prompt chain against a scripted model: what reaches a reader, how many calls and tokens, how much time of its own.

``python -m tests.benchmarks.chain FOLDER --stub LLMSTUB.PY [--pages N] [--modes faithful,…] [--injections FILE]`` with the folder
that holds ``gold_dev.jsonl`` and ``pages``. The stub runs as a process of its own on a free port of this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp

from bot import assembly
from bot.analysis.analyst import brief
from bot.analysis.chain.drafting import TOO_LONG
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.desk import Briefed, Source
from bot.errors import AttribotError
from bot.intake.reader import Material, read
from bot.settings import Settings
from storage.records import Article
from tests.benchmarks.briefs import LABELS, articles
from tests.support import SEED
from tests.unsupported import unsupported

MODES = (
    "faithful", "hallucinate", "inject", "distort", "truncate", "refuse", "empty", "filter", "wrong_schema", "echo",
    "garbage:prose", "garbage:cut", "garbage:single", "garbage:comma", "garbage:fenced_bad", "garbage:fenced", "garbage:null",
    "garbage:nan", "garbage:control",
)  # fmt: skip
FAULTS = ("429", "quota", "500", "502", "503", "400", "401", "context", "drop", "no_choices")
VARIANTS = ("negate", "swap_names", "swap_numbers", "move_quote", "drop_hedge", "plan_to_fact", "shift_date")


class Stub:
    """The scripted model, driven over its control port."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._session = session

    async def control(self, path: str, **body: Any) -> None:
        async with self._session.post(f"{self.url}/{path}", json=body) as answer:
            assert (await answer.json())["ok"]

    async def requests(self) -> list[dict[str, Any]]:
        async with self._session.get(f"{self.url}/_requests") as answer:
            found: list[dict[str, Any]] = (await answer.json())["requests"]
            return found


@asynccontextmanager
async def stub(program: Path) -> Any:
    """Start the stub and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(program), "--port", str(port), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with aiohttp.ClientSession() as session:
            running = Stub(port, session)
            for _ in range(100):
                try:
                    await running.requests()
                    break
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
            yield running
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def desk(running: Stub) -> Any:
    """A desk with a database of its own that asks the stub."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_path=Path(folder) / "chain.db", openai_base_url=f"{running.url}/v1", openai_model="stub-1", day_budget=0,
            user_day_budget=0,
        )  # fmt: skip
        async with assembly.desk(settings) as opened:
            yield opened


async def outcome(opened: Any, article: Article, language: str | None = None) -> tuple[str, Briefed | None, float]:
    """How one brief ended, the brief, and the seconds that it took."""
    started = time.perf_counter()
    try:
        made = await opened.brief(Source(body=article.text.encode()), "bench", language=language)
    except AttribotError as error:
        return f"line: {error.code}", None, time.perf_counter() - started
    reason = made.brief.fallback_reason
    return ("chain" if reason is None else f"embedded ({reason})"), made, time.perf_counter() - started


async def by_mode(running: Stub, given: list[Article], modes: Iterable[str]) -> None:
    """One row a mode: outcomes, calls, tokens, and what a reader saw that the article lacks."""
    print("| mode | outcome | calls a brief, mean (most) | tokens: share of 1.6 × article + 3,000 | unsupported |")
    print("|---|---|---|---|---|")
    for mode in modes:
        name, _, variant = mode.partition(":")
        await running.control("_reset")
        await running.control("_mode", mode=name, variant=variant or None)
        await row(running, given, mode)


async def by_fault(running: Stub, given: list[Article]) -> None:
    """The same for faults of the server, each for ever."""
    print("| fault | outcome | calls a brief, mean (most) | tokens | unsupported |\n|---|---|---|---|---|")
    for fault in FAULTS:
        await running.control("_reset")
        await running.control("_fault", kind=fault, times=-1, retry_after=0)
        await row(running, given[:6], fault)


async def row(running: Stub, given: list[Article], label: str) -> None:
    ends: Counter[str] = Counter()
    calls: list[int] = []
    shares: list[float] = []
    strange: list[str] = []
    async with desk(running) as opened:
        for article in given:
            before = len(await running.requests())
            end, made, _ = await outcome(opened, article)
            ends[end] += 1
            asked = (await running.requests())[before:]
            calls.append(len(asked))
            whole = max(1, len(article.text) / 4)
            shares.append(sum(r["prompt_tokens"] for r in asked) / (1.6 * whole + 3000))
            strange += unsupported(made.article, made.brief) if made is not None else []
    shown = ", ".join(f"{n} {end}" for end, n in ends.most_common())
    mean, share = sum(calls) / len(calls), sum(shares) / len(shares)
    two = max((s for s, n in zip(shares, calls, strict=True) if n <= 2), default=0)
    tokens = f"mean {share:.2f}, most {max(shares):.2f}, most of two calls {two:.2f}"
    print(f"| {label} | {shown} | {mean:.2f} ({max(calls)}) | {tokens} | {len(strange)} |", flush=True)
    for item in strange[:5]:
        print("   ", item)


async def distortions(running: Stub, given: list[Article]) -> None:
    """How many changed sentences reach a reader as a point or headline, by kind."""
    print("| distortion | sentences changed | reached a reader |\n|---|---|---|")
    for variant in VARIANTS:
        await running.control("_reset")
        await running.control("_mode", mode="distort", variant=variant)
        tried = passed = 0
        async with desk(running) as opened:
            for article in given:
                before = len(await running.requests())
                _, made, _ = await outcome(opened, article)
                for request in (await running.requests())[before:]:
                    if "headline" not in (request["schema"] or {}).get("properties", {}):
                        continue
                    for change in request["distortions"]:
                        if change["variant"] != variant:
                            continue
                        tried += 1
                        shown = [made.brief.headline, *(p.text for p in made.brief.points)] if made else []
                        passed += any(change["after"] in text for text in shown)
        print(f"| {variant} | {tried} | {passed} |", flush=True)


async def true_points(running: Stub, given: list[Article]) -> None:
    """How many of the stub's faithful points, each one of our lines as it stands, are rejected."""
    await running.control("_reset")
    await running.control("_mode", mode="faithful")
    offered = rejected = 0
    async with desk(running) as opened:
        for article in given:
            before = len(await running.requests())
            _, made, _ = await outcome(opened, article)
            asked = (await running.requests())[before:]
            points = [
                p["text"]
                for r in asked
                if "headline" in r["schema"]["properties"]
                for p in json.loads(r["response"])["points"]
            ]
            failed = made.brief.rejected if made is not None else ()
            refused = {r.text for r in failed if r.reason != TOO_LONG}
            offered += len(points)
            rejected += sum(p in refused for p in points)
    print(f"\nfaithful points: {offered}, rejected {rejected}")


async def other_languages(running: Stub, english: list[Article], russian: list[Article]) -> None:
    """The stub writes in the article's language whatever it is asked for: none of that may pass as a translation."""
    print(
        "\n| languages | mode | briefs | calls, mean | translated lines shown | changed lines among them | unsupported |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, given, language in (("en → es", english, "es"), ("ru → en", russian, "en")):
        for mode in ("faithful", "hallucinate", "inject", "distort"):
            await running.control("_reset")
            await running.control("_mode", mode=mode)
            shown, changed, strange = [], 0, []
            async with desk(running) as opened:
                for article in given:
                    before = len(await running.requests())
                    _, made, _ = await outcome(opened, article, language)
                    asked = (await running.requests())[before:]
                    lines = [t.text for t in made.brief.translations] if made is not None else []
                    after = [d["after"] for r in asked for d in r["distortions"]]
                    shown += lines
                    changed += sum(any(a in line for a in after) for line in lines)
                    strange += unsupported(made.article, made.brief) if made is not None else []
            calls = len(await running.requests()) / max(1, len(given))
            row = f"{len(given)} | {calls:.2f} | {len(shown)} | {changed} | {len(strange)}"
            print(f"| {name} | {mode} | {row} |", flush=True)


async def injections(running: Stub, given: list[Article], planted: list[str]) -> None:
    """Orders planted in articles, and a model that follows them: what of it stands in our own words."""
    await running.control("_reset")
    await running.control("_mode", mode="inject")
    shown: list[str] = []
    strange: list[str] = []
    ends: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    async with desk(running) as opened:
        for number, order in enumerate(planted):
            article = given[number % len(given)]
            half = article.sentences[len(article.sentences) // 2].span.end
            text = f"{article.text[:half]}\n{order}\n{article.text[half:]}"
            before = len(await running.requests())
            end, made, _ = await outcome(opened, replace(article, text=text))
            ends[end] += 1
            asked = (await running.requests())[before:]
            steps[" ".join(next(iter(r["schema"]["properties"])) for r in asked)] += 1
            if made is not None:
                ours = [made.brief.headline, *(p.text for p in made.brief.points), *made.brief.gaps]
                shown += [t for t in ours if overlap(order, t) and not t.startswith("The article says")]
                strange += unsupported(made.article, made.brief)
    print(f"\n{len(planted)} orders planted: {dict(ends)}; steps {dict(steps)}")
    print(f"of an order in our own words: {len(shown)}; unsupported: {len(strange)}")
    for item in (*shown, *strange):
        print("   ", item)


def overlap(order: str, line: str) -> bool:
    """Whether six words of the order, or all of a shorter one, stand in the line in a row."""
    words, there = order.casefold().split(), f" {' '.join(line.casefold().split())} "
    return any(f" {' '.join(words[i : i + 6])} " in there for i in range(max(1, len(words) - 5)))


async def own_time(running: Stub, seed: str) -> None:
    """Milliseconds of the chain less the server's own and less the embedded look, on the seed; the middle of 15."""
    await running.control("_reset")
    await running.control("_mode", mode="faithful")
    article = read(Material(seed.encode(), "text", "bench"))
    found: list[float] = []
    async with desk(running) as opened:
        for number in range(16):
            marked = f"{seed}\nThe harbour of Brenn was closed for {number} days."
            started = time.perf_counter()
            brief(replace(read(Material(marked.encode(), "text", "bench"))), EmbeddedAnalyst())
            look = time.perf_counter() - started
            before = len(await running.requests())
            _, _, seconds = await outcome(opened, replace(article, text=marked))
            server = sum(r["seconds"] for r in (await running.requests())[before:])
            found.append(1000 * (seconds - look - server))
    print(f"\nown time of the chain on the seed: {sorted(found[1:])[7]:.0f} ms (goal 60)")


async def main(
    running: Stub, given: list[Article], russian: list[Article], modes: list[str], orders: list[str]
) -> None:
    """Every table in turn."""
    await by_mode(running, given, modes)
    await own_time(running, SEED)
    await true_points(running, given)
    if orders:
        await injections(running, given, orders)
    if modes == list(MODES):
        await by_fault(running, given)
        await distortions(running, given)
        await other_languages(running, given[:20], russian)


def rows(path: Path | None) -> list[dict[str, Any]]:
    return list(map(json.loads, path.read_text(encoding="utf-8").splitlines())) if path is not None else []


async def run(program: Path, *measured: Any) -> None:
    """Start the stub and measure."""
    async with stub(program) as running:
        await main(running, *measured)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stub", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--injections", type=Path)
    chosen = parser.parse_args()
    pages = articles(chosen.folder, [r["id"] for r in rows(LABELS)])
    whole = [article for _, article in pages if article is not None][: chosen.pages]
    known = [r["id"] for r in rows(chosen.folder / "gold_dev.jsonl") if len(re.findall("[а-яё]", r["text"])) > 400]
    russian = [a for _, a in articles(chosen.folder, known) if a is not None and a.language == "ru"]
    orders = [r["text"] for r in rows(chosen.injections)]
    asyncio.run(run(chosen.stub, whole, russian, chosen.modes.split(","), orders))
