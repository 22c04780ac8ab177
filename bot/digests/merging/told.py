"""What a model finds among the lines of an event: it points at labels, and code holds what it joins against the words.

Two lines that the model takes for one are shown as one only where every word, figure and sign of the shorter that tells
something stands in the other as it is, its names in their order, its doubts the same: what is left to the model is the order
of words, and what the other one says besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.analysis.comparing.stems import common, terms, words
from bot.analysis.wording.meaning import KINDS, meaning
from bot.digests.merging.agreement import TOKEN
from prompts.digest import Answer

ABOUT_ONE_THING = 0.3
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\b.*\bby\b", re.IGNORECASE)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)
"""English words with a capital that name no party; "may" is none, because it doubts."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a source that is offered to a model under its label."""

    label: str
    source: int
    text: str
    sentences: tuple[int, ...]
    language: str

    @property
    def shown(self) -> str:
        """The row as the model reads it."""
        return f"[{self.label}] {' '.join(self.text.split())}"


def label(source: int, line: int | None) -> str:
    """The third line of the second source is b3, its headline bh."""
    return f"{_LETTERS[source % len(_LETTERS)]}{'h' if line is None else line + 1}"


@dataclass(frozen=True, slots=True)
class Held:
    """What of a model's answer holds: groups of one thing, pairs that differ, and rows in order of weight."""

    same: tuple[tuple[Row, ...], ...]
    differ: tuple[tuple[Row, Row], ...]
    most: tuple[Row, ...]
    headline: Row | None


def held(rows: Sequence[Row], told: Answer) -> Held:
    """Hold the answer against the rows that it was given for."""
    known = {row.label: row for row in rows}
    heads = {row.label for row in rows if row.label.endswith("h")}
    same = [group for one in told.same if len(group := _one_thing(_of(known, one.refs, heads))) > 1]
    differ = [pair for one in told.differ for pair in _differing(_of(known, one.refs, heads))]
    headline = known.get(_bare(told.headline)) if _bare(told.headline) in heads else None
    return Held(tuple(same), tuple(differ), tuple(_of(known, told.most, heads)), headline)


def _of(known: Mapping[str, Row], refs: Sequence[str], but: set[str]) -> list[Row]:
    found = dict.fromkeys(_bare(ref) for ref in refs)
    return [known[ref] for ref in found if ref in known and ref not in but]


def _bare(ref: str) -> str:
    return ref.strip("[] ").casefold()


def _one_thing(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The shortest line and those of other sources that carry it."""
    if not rows:
        return ()
    first = min(rows, key=lambda row: len(row.text))
    kept, sources = [first], {first.source}
    for row in rows:
        if row.source not in sources and is_carried(first, row):
            kept.append(row)
            sources.add(row.source)
    return tuple(kept)


def is_carried(line: Row, other: Row) -> bool:
    """Whether the other line tells all that this one does, as surely."""
    if line.language != other.language or (lists := meaning(line.language)) is None:
        return False
    if set(_NUMBER.findall(line.text)) != set(_NUMBER.findall(other.text)):
        return False
    if lists.spelled(line.text) != lists.spelled(other.text):
        return False
    if any(lists.has(kind, line.text) != lists.has(kind, other.text) for kind in KINDS):
        return False
    if bool(_PASSIVE.search(line.text)) != bool(_PASSIVE.search(other.text)) or not _in_order(line, other):
        return False
    return _telling(line) <= _telling(other)


def _telling(row: Row) -> set[str]:
    """The words that tell something as they stand, numbers in words, currencies and signs among them."""
    lists = meaning(row.language)
    light = common(row.language) - (lists.numbers.keys() | lists.scales.keys() if lists is not None else set())
    return {token for match in TOKEN.findall(row.text) if (token := match.casefold()) not in light}


def _in_order(line: Row, other: Row) -> bool:
    """Whether the line's names stand in the other one in the same order: who does it, and to whom."""
    at = iter(word.casefold() for word in words(other.text))
    return all(name in at for name in _names(line))


def _names(row: Row) -> list[str]:
    light = common(row.language) | _TIMES
    found = words(row.text)
    return [word.casefold() for word in found if word[0].isupper() and word.casefold() not in light]


def _share(line: Row, other: Row) -> float:
    mine, theirs = set(terms(line.text, line.language)), set(terms(other.text, other.language))
    return len(mine & theirs) / len(mine) if mine else 0.0


def _differing(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The first two lines of different sources that speak of one thing and say another, in figures or in how sure it is."""
    for one, other in combinations(rows, 2):
        if one.source != other.source and one.language == other.language and _speaks_otherwise(one, other):
            yield one, other
            return


def _speaks_otherwise(one: Row, other: Row) -> bool:
    lists = meaning(one.language)
    figures = set(_NUMBER.findall(one.text)) != set(_NUMBER.findall(other.text))
    doubts = lists is not None and any(lists.has(kind, one.text) != lists.has(kind, other.text) for kind in KINDS)
    return (figures or doubts) and max(_share(one, other), _share(other, one)) >= ABOUT_ONE_THING
