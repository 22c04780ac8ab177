"""Follow-up questions put to a scripted model: what of its inventions, orders and distortions reaches a reader.

``python -m tests.benchmarks.answers FOLDER --stub LLMSTUB.PY [--pages N] [--injections FILE]``; arguments as in ``chain``.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.desk import Briefed, Conversation, Source
from bot.errors import AttribotError
from storage.records import Answer, Article, Point
from tests.benchmarks.briefs import LABELS, articles
from tests.benchmarks.chain import VARIANTS, Stub, desk, overlap, rows, stub
from tests.unsupported import unsupported

MODES = ("faithful", "hallucinate", "inject", "distort", "echo", "wrong_schema", "refuse", "empty", "garbage:prose")
QUESTIONS = ("How many people are concerned?", "Why did it happen?", "Who is against it, and since when?")


async def answers(opened: Any, article: Article, questions: tuple[str, ...]) -> tuple[Briefed | None, list[Answer]]:
    """The brief and its answers; none where there is no brief."""
    try:
        briefed = await opened.brief(Source(body=article.text.encode()), "bench")
    except AttribotError:
        return None, []
    return briefed, [await opened.ask(briefed, question, Conversation("bench")) for question in questions]


def ours(answer: Answer) -> list[str]:
    """The lines of an answer that are not the article's words as they stand."""
    return [text for line in answer.lines for text in (line.text, line.translation) if text]


def strange(briefed: Briefed, answer: Answer) -> list[str]:
    """What an answer shows that its article lacks."""
    numbers = {s.number for s in briefed.article.sentences}
    ids = {s.id for s in briefed.brief.statements}
    lines = tuple(Point(text, (1,)) for text in ours(answer))
    found = unsupported(briefed.article, replace(briefed.brief, headline="", points=lines))
    found += [f"sentence {n}" for n in answer.sentences if n not in numbers]
    return found + [f"statement {i}" for i in answer.statements if i not in ids]


async def by_mode(running: Stub, given: list[Article]) -> None:
    print(
        "| mode | answers | by the model | the article does not say | lines of the model's | unsupported |\n|---|---|---|---|---|---|"
    )
    for mode in MODES:
        name, _, variant = mode.partition(":")
        await running.control("_reset")
        await running.control("_mode", mode=name, variant=variant or None)
        count: Counter[str] = Counter()
        found: list[str] = []
        async with desk(running) as opened:
            for article in given:
                briefed, said = await answers(opened, article, QUESTIONS)
                for answer in said:
                    count["all"] += 1
                    count["model"] += answer.engine.startswith("chain")
                    count["not"] += not answer.found
                    count["lines"] += len(ours(answer))
                    found += strange(briefed, answer) if briefed else []
        print(
            f"| {mode} | {count['all']} | {count['model']} | {count['not']} | {count['lines']} | {len(found)} |",
            flush=True,
        )
        for item in found[:5]:
            print("   ", item)


async def by_distortion(running: Stub, given: list[Article]) -> None:
    print("\n| distortion | sentences changed | reached a reader |\n|---|---|---|")
    for variant in VARIANTS:
        await running.control("_reset")
        await running.control("_mode", mode="distort", variant=variant)
        tried = passed = 0
        async with desk(running) as opened:
            for article in given:
                _, said = await answers(opened, article, QUESTIONS)
                shown = [text for answer in said for text in ours(answer)]
                asked = [
                    r
                    for r in await running.requests()
                    if "nearest_sentence_nos" in (r["schema"] or {}).get("properties", {})
                ]
                changes = (
                    [c for r in asked[-len(said) :] for c in r["distortions"] if c["variant"] == variant]
                    if said
                    else []
                )
                tried += len(changes)
                passed += sum(any(c["after"] in text for text in shown) for c in changes)
        print(f"| {variant} | {tried} | {passed} |", flush=True)


async def by_order(running: Stub, given: list[Article], orders: list[str]) -> None:
    """Orders in the question, and a model that follows them."""
    await running.control("_reset")
    await running.control("_mode", mode="inject")
    kept: list[str] = []
    found: list[str] = []
    async with desk(running) as opened:
        for number, order in enumerate(orders):
            briefed, said = await answers(opened, given[number % len(given)], (f"{order} Who said so?",))
            for answer in said:
                kept += [text for text in ours(answer) if overlap(order, text)]
                found += strange(briefed, answer) if briefed else []
    print(f"\n{len(orders)} orders in questions: in our own words {len(kept)}, unsupported {len(found)}")


async def run(program: Path, given: list[Article], orders: list[str]) -> None:
    """Start the stub and measure."""
    async with stub(program) as running:
        await by_mode(running, given)
        await by_distortion(running, given)
        if orders:
            await by_order(running, given, orders)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stub", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--injections", type=Path)
    chosen = parser.parse_args()
    pages = articles(chosen.folder, [r["id"] for r in rows(LABELS)])
    whole = [article for _, article in pages if article is not None][: chosen.pages]
    planted = [r["text"] for r in rows(chosen.injections) if len(re.findall(r"\w+", r["text"])) < 150]
    asyncio.run(run(chosen.stub, whole, planted))
