"""The stories of the last days, side by side: how near two of them are, and which one is nearest.

To find the nearest costs one product with the window's vectors and a look at the stories that share the rarest words;
what was read before the window costs nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.digests.events.background import Background
from bot.digests.events.features import Features

MEANING = 0.4
"""The share of meaning in how near two stories are; the rest are words."""
_COMPARED = 40
"""Stories that are compared in full: the nearest by meaning, and as many by their rarest words."""
_RAREST = 12
_ROOM = 64


@dataclass(frozen=True, slots=True)
class Story:
    """The sums of its items' vectors and weighted stems, so that a product of two is a sum over all pairs of items."""

    size: int
    vector: NDArray[np.float32]
    terms: dict[str, float]
    fullness: float


def alone(item: Features, background: Background) -> Story:
    """An item as a story of its own, measured against what is common."""
    weights = background.weighed(item.terms)
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    return Story(1, background.centred(item.vector), {t: w / length for t, w in weights.items()}, item.fullness)


def together(one: Story, other: Story) -> Story:
    """The items of both."""
    terms = dict(one.terms)
    for term, weight in other.terms.items():
        terms[term] = terms.get(term, 0.0) + weight
    return Story(one.size + other.size, one.vector + other.vector, terms, one.fullness + other.fullness)


def nearness(one: Story, other: Story) -> float:
    """The mean over all pairs of their items (average link), at most 1."""
    small, large = sorted((one.terms, other.terms), key=len)
    words = sum(weight * large[term] for term, weight in small.items() if term in large)
    meant = float(one.vector @ other.vector)
    return (MEANING * meant + (1 - MEANING) * words) / (one.size * other.size)


class Stories:
    """Stories by number, and the words and vectors that lead to them."""

    def __init__(self) -> None:
        self._stories: dict[int, Story] = {}
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        self._rows: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)
        self._row_of: dict[int, int] = {}
        self._number_at: dict[int, int] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._stories)

    def __getitem__(self, number: int) -> Story:
        return self._stories[number]

    def put(self, number: int, story: Story) -> None:
        """Add a story under a number that is free."""
        self._stories[number] = story
        for term in story.terms:
            self._holding[term].add(number)
        row = self._free_row(len(story.vector))
        self._row_of[number], self._number_at[row] = row, number
        self._rows[row] = story.vector / story.size

    def drop(self, number: int) -> None:
        """Take a story out."""
        for term in self._stories.pop(number).terms:
            self._holding[term].discard(number)
            if not self._holding[term]:
                del self._holding[term]
        row = self._row_of.pop(number)
        del self._number_at[row]
        self._rows[row] = 0
        self._free.append(row)

    def nearest(self, story: Story) -> tuple[int, float] | None:
        """The number of the nearest story and how near it is; None where there is none."""
        candidates = self._by_meaning(story) | self._by_words(story)
        if not candidates:
            return None
        near, number = max((nearness(story, self._stories[n]), -n) for n in candidates)
        return -number, near

    def _by_meaning(self, story: Story) -> set[int]:
        if not self._stories:
            return set()
        products = self._rows @ story.vector
        most = min(_COMPARED, len(products))
        rows = np.argpartition(-products, most - 1)[:most].tolist()
        return {self._number_at[row] for row in rows if row in self._number_at}

    def _by_words(self, story: Story) -> set[int]:
        shared: Counter[int] = Counter()
        for term in nlargest(_RAREST, story.terms, key=story.terms.__getitem__):
            for number in self._holding.get(term, ()):
                shared[number] += 1
        return {number for number, _ in shared.most_common(_COMPARED)}

    def _free_row(self, width: int) -> int:
        if not self._free:
            size = len(self._rows)
            more = np.zeros((size or _ROOM, width), dtype=np.float32)
            self._rows = np.vstack([self._rows.reshape(size, width), more])
            self._free = list(range(size, len(self._rows)))
        return self._free.pop()
