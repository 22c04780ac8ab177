"""Whether copies are found and nothing else: ``python -m tests.benchmarks.digests.copies ../shared/eval [--show]``.

Fifty made pairs: a page of the evaluation data, and the same cut, under another title, lightly edited. And pairs of the development
sets' own events: those that an independent reader called copies or not (``labels/copies.jsonl``, read without any score of
ours), and all others of one event, which share less than the labelled ones do.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.digests.events.copies import Carried, is_copy

LABELS = Path(__file__).parents[1] / "labels" / "copies.jsonl"
PAIRS = 50
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def pages(folder: Path) -> list[dict[str, Any]]:
    """Pages with enough text to be cut, in a fixed random order."""
    lines = (folder / "extraction" / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    long = [row for row in rows if len((row.get("text") or "").split()) >= 150 and row.get("title")]
    random.Random(4).shuffle(long)
    return long


def cut(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    """What another outlet makes of it: the head, or most paragraphs, or the tail; another title; a line of its own; small edits."""
    sentences = _SENTENCE.split(text)
    how = chance.choice(("head", "paragraphs", "tail"))
    if how == "head":
        kept = sentences[: max(4, int(len(sentences) * chance.uniform(0.25, 0.8)))]
    elif how == "tail":
        kept = sentences[-max(4, int(len(sentences) * chance.uniform(0.4, 0.9))) :]
    else:
        kept = [s for s in sentences if chance.random() < 0.65] or sentences
    kept = [_edited(sentence, chance) for sentence in kept]
    kept.insert(
        chance.randrange(len(kept) + 1), "Our correspondent adds that more was expected in the course of the day."
    )
    words = title.split()
    chance.shuffle(words)
    return " ".join(words[: max(3, len(words) // 2)]), " ".join(kept)


def _edited(sentence: str, chance: random.Random) -> str:
    words = sentence.split()
    if len(words) > 8 and chance.random() < 0.25:
        del words[chance.randrange(2, len(words) - 2)]
    return " ".join(words)


def carried(title: str, text: str) -> Carried:
    """An article as ``choosing`` compares it."""
    return Carried(f"{title}. {text}")


def made(folder: Path) -> None:
    """The made pairs, and each of their originals against every other page."""
    chance = random.Random(6)
    chosen = pages(folder)[:PAIRS]
    pairs = [(carried(r["title"], r["text"]), carried(*cut(r["title"], r["text"], chance))) for r in chosen]
    found = sum(is_copy(*pair) for pair in pairs)
    others = [(a, b) for a, b in combinations(range(PAIRS), 2)]
    false = sum(is_copy(pairs[a][0], pairs[b][1]) or is_copy(pairs[a][0], pairs[b][0]) for a, b in others)
    print(f"made pairs: {found} of {PAIRS} found; false {false} of {len(others)} pairs of different articles")


def in_events(folder: Path, *, show: bool) -> None:
    """The pairs of the development sets' events."""
    rows = {}
    by_event: defaultdict[str, list[str]] = defaultdict(list)
    for name in ("allsides2021_dev", "ecbplus_dev"):
        for line in (folder / "clusters" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["id"]] = carried(row["title"] or "", row["text"] or "")
            by_event[row["cluster"]].append(row["id"])
    labels = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[frozenset((row["a"], row["b"]))] = row["label"]
    count, wrong = Counter[tuple[str, bool]](), list[tuple[str, Sequence[str]]]()
    for ids in by_event.values():
        for pair in combinations(ids, 2):
            label, says = labels.get(frozenset(pair), "not labelled"), is_copy(rows[pair[0]], rows[pair[1]])
            count[label, says] += 1
            if (label == "copy" and not says) or (label != "copy" and says):
                wrong.append((label, pair))
    copies = count["copy", True] + count["copy", False]
    told = sum(number for (_, says), number in count.items() if says)
    own = sum(number for (label, _), number in count.items() if label in ("own", "not labelled"))
    false = count["own", True] + count["not labelled", True]
    print(f"pairs of one event: {count['copy', True]} of {copies} copies found ({count['copy', True] / copies:.1%})")
    print(
        f"  false {false} of {own} that are none ({false / own:.2%}), of {told} called copies; undecided: {count['mixed', True]} of"
        f" {count['mixed', True] + count['mixed', False]} called copies"
    )
    if show:
        for label, pair in wrong:
            print("   ", label, *pair)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print the pairs that went wrong")
    given = parser.parse_args()
    made(given.folder)
    in_events(given.folder, show=given.show)
