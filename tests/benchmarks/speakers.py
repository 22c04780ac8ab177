"""Resolved names against 500 labels: ``python -m tests.benchmarks.speakers IN.jsonl [--set NAME]``.

A label gives the place of a speaker's words and the right name. Where the rules find no attribution there, the words are
resolved all the same, so that every label counts. Each hundred was labelled before the rules it is to judge: ``tune`` to
set them on, ``kept`` opened at the end of the first round, ``third`` (two readers, apart) at the end of the second,
``fourth`` and ``fifth`` (two readers, apart) at the end of the third and fourth.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from bot.analysis.attribution import speakers
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.attribution.statements import attributions
from bot.analysis.syntax import parse
from tests.support import article

LABELS = Path(__file__).with_name("labels") / "speakers.jsonl"
_ARTICLES = frozenset(("the", "a", "an"))


class Resolved:
    """One article with its attributions, asked for the name at a place."""

    def __init__(self, text: str) -> None:
        given = article(text)
        self._text = Text.of(given, parse(given))
        self._cast = Cast(self._text)
        self._told = list(attributions(self._text, self._cast))

    def names(self, start: int, end: int) -> list[str]:
        """The names given to the words there."""
        found = [
            s.name for f, s in self._told if f.speaker and f.speaker.phrase.start < end and start < f.speaker.phrase.end
        ]
        return found or [self._unattributed(start, end)]

    def _unattributed(self, start: int, end: int) -> str:
        words = self._text.doc.char_span(start, end, alignment_mode="expand")
        mention = speakers.mention(words.root) if words is not None else None
        return self._cast.speaker(mention).name if mention is not None else "-"


def same(given: str, right: str) -> bool:
    """The same words without articles, or the same first and last name."""
    a, b = (_words(given), _words(right))
    return a == b or (len(a) > 1 and len(b) > 1 and (a[0], a[-1]) == (b[0], b[-1]))


def _words(name: str) -> list[str]:
    return [w for w in re.findall(r"[\w’'-]+", name.casefold().replace("’", "'")) if w not in _ARTICLES]


def main(source: Path, part: str | None) -> None:
    """Print how many names are right and each wrong one."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    labels = [label for label in labels if part in (None, label["set"])]
    wanted = {label["id"] for label in labels}
    rows = (json.loads(line) for line in source.read_text(encoding="utf-8").splitlines())
    articles = {row["id"]: Resolved(row["text"]) for row in rows if row["id"] in wanted}
    wrong = [w for w in (_wrong(label, articles[label["id"]]) for label in labels) if w is not None]
    print(f"{len(labels) - len(wrong)} of {len(labels)} names right")
    for line in wrong:
        print(line)


def _wrong(label: dict[str, Any], resolved: Resolved) -> str | None:
    names = resolved.names(label["start"], label["end"])
    if any(same(name, right) for name in names for right in (label["name"], *label["accept"])):
        return None
    return f"{label['set']} {label['id'][:40]} at {label['start']}: {names[0]} instead of {label['name']}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--set", choices=("tune", "kept", "third", "fourth", "fifth"))
    given = parser.parse_args()
    main(given.source, given.set)
