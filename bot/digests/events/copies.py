"""Which items are one text, or one agency's report, carried by several outlets: they count as one source.

Texts are compared by runs of five words (shingles; Broder 1997, containment): the share of the shorter one's that stand
in the longer one, so that a copy that was cut short or given another title is still a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.analysis.comparing.stems import words

RUN = 5
HELD = 0.5
"""The share of a text's runs that another one holds where one of them was copied."""
_FEWEST = 12
"""Runs of words that say whose text it is; of less, nothing can be told."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A text as an outlet carries it; ``credit`` is the agency or the outlet that it names as its source."""

    text: str
    credit: str | None = None


def groups(items: Sequence[Carried]) -> list[int]:
    """For each item of one event the index of the first item that is the same source."""
    first = list(range(len(items)))
    for i, j in combinations(range(len(items)), 2):
        if first[i] != first[j] and is_copy(items[i], items[j]):
            low, high = sorted((first[i], first[j]))
            first = [low if group == high else group for group in first]
    return first


def is_copy(one: Carried, other: Carried) -> bool:
    """Whether two items of one event are one source: the same agency's, or one text, be it cut or changed here and there."""
    if one.credit is not None and one.credit == other.credit:
        return True
    small, large = sorted((_runs(one.text), _runs(other.text)), key=len)
    return len(small) >= _FEWEST and len(small & large) >= HELD * len(small)


@lru_cache(maxsize=2_000)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    parts = [word.casefold() for word in words(text)]
    return frozenset(tuple(parts[i : i + RUN]) for i in range(len(parts) - RUN + 1))
