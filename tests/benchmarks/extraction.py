"""Extraction against trafilatura run bare in the same process, page by page in turn; then the verdicts against labels.

``python -m tests.benchmarks.extraction FOLDER`` with the folder that holds ``gold_dev.jsonl`` and ``pages``.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from trafilatura import bare_extraction

from bot.intake import signals, verdict
from bot.intake.extract import extract, load
from bot.intake.texts import cleaned

LABELS = Path(__file__).with_name("labels") / "verdicts.jsonl"


@dataclass
class Score:
    """Word 4-grams: precision and recall a page, means over pages, F1 of the means (the scorer's definition)."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, gold: str, found: str, seconds: float) -> None:
        wanted, got = grams(gold), grams(found)
        shared = sum((wanted & got).values())
        if got:
            self.precision.append(shared / sum(got.values()))
        if wanted:
            self.recall.append(shared / sum(wanted.values()))
        self.seconds.append(seconds)

    def line(self, name: str) -> str:
        p, r = statistics.mean(self.precision), statistics.mean(self.recall)
        median, longest = 1000 * statistics.median(self.seconds), max(self.seconds)
        return f"| {name} | {p:.4f} | {r:.4f} | {2 * p * r / (p + r):.4f} | {median:.1f} | {longest:.2f} |"


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The multiset of word 4-grams."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def bare(body: bytes, link: str) -> str:
    """trafilatura as it comes."""
    document = bare_extraction(body, url=link, with_metadata=True)
    return "" if document is None or isinstance(document, dict) else document.text or ""


def ours(body: bytes, link: str) -> str:
    """What a brief would be made of, and all that is read from the page besides."""
    tree = load(body, None)
    if tree is None:
        return ""
    shown = signals.read(tree, link)
    text = cleaned(extract(tree, link).text)
    verdict.judge(text, shown)
    return text


def timed(call: Callable[[bytes, str], str], body: bytes, link: str) -> tuple[str, float]:
    """The text and how long it took, the better of two runs."""
    times = []
    text = ""
    for _ in range(2):
        start = time.perf_counter()
        text = call(body, link)
        times.append(time.perf_counter() - start)
    return text, min(times)


def main(folder: Path) -> None:
    """Print the table of extraction and the figures of the verdict rule."""
    rows = [json.loads(line) for line in (folder / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = {row["id"]: row["label"] for row in map(json.loads, LABELS.read_text().splitlines())}
    scores = {"trafilatura, bare": Score(), "attribot": Score()}
    outcome: Counter[str] = Counter()
    for row in rows:
        body = gzip.decompress((folder / row["file"]).read_bytes())
        for (_, score), call in zip(scores.items(), (bare, ours), strict=True):
            text, seconds = timed(call, body, row["url"])
            score.add(row["text"], text, seconds)
        tree = load(body, None)
        assert tree is not None
        shown = signals.read(tree, row["url"])
        judged = verdict.judge(cleaned(extract(tree, row["url"]).text), shown) != "whole"
        outcome[f"{judged} {labels[row['id']] != 'whole'}"] += 1
    print("| | precision | recall | F1 | median ms | longest s |\n|---|---|---|---|---|---|")
    for name, score in scores.items():
        print(score.line(name))
    ratio = statistics.median(scores["attribot"].seconds) / statistics.median(scores["trafilatura, bare"].seconds)
    print(f"\nmedian page: {ratio:.2f} × bare trafilatura")
    right, false, missed = outcome["True True"], outcome["True False"], outcome["False True"]
    print(f"not whole: precision {right}/{right + false}, recall {right}/{right + missed}, of {len(rows)} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
