"""Follow-up questions without a model: is the right sentence on the screen, and is what the article lacks told apart?

``python -m tests.benchmarks.questions GOLD.jsonl [--set tune|kept|blind] [--print]`` with the file that holds the texts of the
articles. The questions are those of ``labels/questions_*.jsonl``; docs/benchmarks.md says which were written and opened when.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.analysis.analyst import brief
from bot.analysis.asking.answering import Found, answered
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.intake.reader import Material, read
from storage.records import Article, Brief
from tests.support import SEED

LABELS = Path(__file__).with_name("labels")


def rows(path: Path) -> list[dict[str, Any]]:
    return list(map(json.loads, path.read_text(encoding="utf-8").splitlines()))


def sentences_hash(article: Article) -> str:
    """What the sentence numbers of the labels rest on: the sentences as they are cut."""
    lines = "\n".join(" ".join(article.words(s.number).split()) for s in article.sentences)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def articles(gold: Path, wanted: set[str]) -> dict[str, Article]:
    texts = {"seed": SEED} | {r["id"]: r["text"] for r in rows(gold) if r["id"] in wanted}
    return {name: read(Material(text.encode(), "text", "bench")) for name, text in texts.items()}


def outcomes(questions: list[dict[str, Any]], given: dict[str, Article]) -> Iterator[tuple[dict[str, Any], Found]]:
    briefs: dict[str, Brief] = {}
    for question in questions:
        article = given[question["article"]]
        if sentences_hash(article) != question["hash"]:
            raise SystemExit(
                f"{question['article']}: the sentences are cut in another way than when they were labelled"
            )
        if question["article"] not in briefs:
            briefs[question["article"]] = brief(article, EmbeddedAnalyst())
        yield question, answered(article, briefs[question["article"]], question["question"], (), "embedded")


def measure(half: str, gold: Path, *, shown: bool) -> None:
    questions = rows(LABELS / f"questions_{half}.jsonl")
    count: Counter[str] = Counter()
    for question, found in outcomes(questions, articles(gold, {q["article"] for q in questions})):
        right = bool(set(question["sentences"]) & set(found.answer.sentences))
        kind = "answerable" if question["sentences"] else "not"
        count[kind] += 1
        count["on screen"] += right
        count["answered"] += right and found.answer.found
        count["first"] += right and bool(set(question["sentences"]) & set(found.answer.lines[0].sentences))
        count["told apart"] += kind == "not" and not found.answer.found
        if shown and not (right if question["sentences"] else not found.answer.found):
            print("  ", question, found.answer.found, found.answer.sentences, f"{found.sure:.2f}")
    known, lacking = count["answerable"], count["not"]
    print(
        f"| {half} | {count['on screen']}/{known} ({100 * count['on screen'] / known:.0f} %) | {count['first']} |"
        f" {count['answered']} | {count['told apart']}/{lacking} ({100 * count['told apart'] / lacking:.0f} %) |"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", dest="half", choices=["tune", "kept", "blind"])
    parser.add_argument("--print", action="store_true", dest="shown")
    chosen = parser.parse_args()
    print(
        "| set | right sentence shown | shown first | given as the answer | “does not say” right |\n|---|---|---|---|---|"
    )
    for half in [chosen.half] if chosen.half else ["tune", "kept", "blind"]:
        measure(half, chosen.gold, shown=chosen.shown)
