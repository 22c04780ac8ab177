"""Points of real English pages against their first three sentences, and all promises on every page.

``python -m tests.benchmarks.briefs FOLDER [--print N]`` with the folder that holds ``gold_dev.jsonl`` and ``pages``; the
pages and their main speakers are those of ``labels/main_speakers.jsonl``, labelled by hand (one word a speaker).
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.lang.en.stop_words import STOP_WORDS

from bot.analysis.analyst import brief
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from bot.analysis.wording import wording
from bot.desk import Briefed
from bot.errors import SourceError
from bot.intake.reader import Material, read
from bot.terminal.render import brief_view
from storage.records import Article, Brief

LABELS = Path(__file__).with_name("labels") / "main_speakers.jsonl"
DANGLING = frozenset(
    "he she it they him her them his hers its their this that these those however moreover earlier".split()
)


class Tally:
    """What is counted for one way of summing up."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def add(self, lines: list[str], speakers: list[str]) -> None:
        lists = wording("en")
        self.count["lines"] += len(lines)
        self.count["words"] += sum(len(line.split()) for line in lines)
        self.count["dangling"] += sum(first_word(line) in DANGLING for line in lines)
        self.count["loaded"] += sum(len(lists.find_loaded(line)) for line in lines)
        self.count["alike"] += sum(alike(a, b) for a, b in combinations(lines, 2))
        text = " ".join(lines).casefold()
        self.count["speakers"] += len(speakers)
        self.count["covered"] += sum(re.search(rf"\b{re.escape(s.casefold())}", text) is not None for s in speakers)

    def line(self, name: str) -> str:
        c = self.count
        share = 100 * c["covered"] / max(c["speakers"], 1)
        shown = f"{c['covered']}/{c['speakers']} ({share:.0f} %)"
        return f"| {name} | {c['lines']} | {c['words']} | {c['dangling']} | {c['loaded']} | {c['alike']} | {shown} |"


def first_word(line: str) -> str:
    """The first word, in lower case."""
    found = re.search(r"\w+", line)
    return found.group().casefold() if found else ""


def alike(one: str, other: str) -> bool:
    """Whether two lines share more than half of the shorter one's content words: four letters, no stop word, no cue."""
    a, b = (set(re.findall(r"\w{4,}", line.casefold())) - STOP_WORDS - {"said", "says"} for line in (one, other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > 0.5


def lead(article: Article) -> list[str]:
    """The first three sentences."""
    return [article.words(s.number) for s in article.sentences[:3]]


def unkept(article: Article, made: Brief) -> list[str]:
    """Promises that a brief breaks when it is held against its article once more."""
    again = checked(article, made, parse(article))
    return [f"{r.reason}: {r.text}" for r in again.rejected[len(made.rejected) :]]


def articles(folder: Path, ids: Iterable[str]) -> Iterable[tuple[str, Article | None]]:
    """Every page as a reader's link would bring it; None where it is refused as not whole."""
    rows = {r["id"]: r for r in map(json.loads, (folder / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines())}
    for name in ids:
        body = gzip.decompress((folder / rows[name]["file"]).read_bytes())
        try:
            yield name, read(Material(body, "html", "public", rows[name]["url"]))
        except SourceError:
            yield name, None


def main(folder: Path, show: int) -> None:
    """Print the table, what the promises found, and some briefs whole."""
    labels: dict[str, dict[str, Any]] = {r["id"]: r for r in map(json.loads, LABELS.read_text().splitlines())}
    ours, first, broken, refused, shown = Tally(), Tally(), [], [], []
    for name, article in articles(folder, labels):
        if article is None:
            refused.append(name)
            continue
        made = brief(article, EmbeddedAnalyst())
        keys = labels[name]["speakers"]
        ours.add([p.text for p in made.points], keys)
        first.add(lead(article), keys)
        broken += unkept(article, made)
        if len(shown) < show and len(made.statements) >= 3:
            shown.append(Briefed(article, made, cached=False))
    print("| | lines | words | dangling openings | loaded words | near-duplicates | main speakers covered |")
    print("|---|---|---|---|---|---|---|")
    print(ours.line("points"))
    print(first.line("first three sentences"))
    print(
        f"\npages {len(labels)}, refused as not whole {len(refused)}; promises broken on a second look: {len(broken)}"
    )
    for item in (*refused, *broken):
        print(" ", item)
    for item in shown:
        out = io.StringIO()
        Console(file=out, width=110).print(brief_view(item), highlight=False)
        print("\n```text\n" + "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n```")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--print", type=int, default=0, dest="show")
    given = parser.parse_args()
    main(given.folder, given.show)
