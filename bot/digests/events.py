"""The same event across outlets, item by item as they come: single-pass clustering in a window of days.

An item joins the cluster that it fits best, or begins one of its own. Clusters that it is compared with are found through an
inverted index of their weightiest words, and let go when nothing has joined them for ``WINDOW``: so an item costs the same
however much the archive holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log, sqrt
from typing import TYPE_CHECKING

from bot.analysis.asking.terms import frequent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

WINDOW = timedelta(days=4)
"""How long after its last item an event may go on."""
TITLE, LEAD = 2, 200
"""How often a word of the title counts, and words of the text that are read."""
SHORT = 10
"""Words of text below which an item is a headline."""
_NAMED = 120
"""Words of the text in which names are looked for."""
_KEYS, _COMPARED, _REMEMBERED = 15, 25, 16
"""Weightiest words of an item by which clusters are found; clusters compared with; their last items compared one by one."""
_PRIOR = 50
"""Items that the inverse document frequency takes for seen before the first."""
_FLOOR, _SCALE = 0.8, 5.0
"""The cosine of unrelated texts with these vectors, and what brings the rest to about 0 to 1."""
_NAME = re.compile(r"\b[A-Z][a-zA-Z’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Story:
    """An item as clustering sees it: vectors (unit length) of its title and of its title with its lead."""

    id: str
    title: str
    text: str
    language: str
    headline: Vector
    lead: Vector
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each likeness of an item to a cluster counts, and how much of all is needed (``least``).

    ``words`` and ``word`` are cosines of weighted words with the whole cluster and with its likest item, ``meaning``,
    ``closest`` and ``lead`` of vectors, ``names`` the share of names; ``length`` asks for more of longer texts.
    """

    words: float
    word: float
    meaning: float
    closest: float
    names: float
    least: float
    length: float = 0.0
    lead: float = 0.0


HEADLINES = Weights(2.65, 5.51, 11.97, 5.2, 1.48, 8.87)
TEXTS = Weights(2.05, 7.87, 6.0, -0.81, 3.07, 8.11, 0.5, 1.0)
"""Set on the development halves of three collections at once; see ``docs/benchmarks.md``."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An item with its weighted words (unit length) and names."""

    story: Story
    words: Mapping[str, float]
    names: frozenset[str]
    length: int


@dataclass(slots=True)
class _Cluster:
    """What is remembered of an event: sums over its items, and the last of them."""

    id: int
    words: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    headline: Vector | None = None
    lead: Vector | None = None
    last: datetime | None = None
    items: list[_Read] = field(default_factory=list)

    def add(self, read: _Read) -> None:
        for word, weight in read.words.items():
            self.words[word] += weight
        self.names |= read.names
        story = read.story
        self.headline = story.headline if self.headline is None else self.headline + story.headline
        self.lead = story.lead if self.lead is None else self.lead + story.lead
        self.items = [*self.items[1 - _REMEMBERED :], read]
        self.last = story.at


class Events:
    """Gives each item the number of its event."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._count = 0
        self._clusters: dict[int, _Cluster] = {}
        self._by_word: dict[str, dict[int, None]] = defaultdict(dict)
        self._next = 0

    def place(self, story: Story) -> int:
        """The number of the event that the item belongs to, from 0; a new one where it fits none."""
        read = self._read(story)
        keys = sorted(read.words, key=lambda w: -read.words[w])[:_KEYS]
        fits = {c: self._fit(read, self._clusters[c]) for c in self._near(read, keys)}
        best = max(fits, key=lambda c: fits[c], default=None)
        if best is None or fits[best] < 0:
            best, self._next = self._next, self._next + 1
            self._clusters[best] = _Cluster(best)
        self._clusters[best].add(read)
        for word in keys:
            self._by_word[word][best] = None
        return best

    def _read(self, story: Story) -> _Read:
        lead = story.text.split()[:LEAD]
        counts: Counter[str] = Counter()
        for word in frequent(story.title, story.language):
            counts[word] += TITLE
        counts.update(frequent(" ".join(lead), story.language))
        self._count += 1
        self._seen.update(counts.keys())
        weights = {w: (1 + log(n)) * self._rarity(w) for w, n in counts.items()}
        size = sqrt(sum(x * x for x in weights.values())) or 1.0
        names = _NAME.findall(f"{story.title} . {' '.join(lead[:_NAMED])}")
        return _Read(story, {w: x / size for w, x in weights.items()}, frozenset(map(str.casefold, names)), len(lead))

    def _rarity(self, word: str) -> float:
        return log((self._count + _PRIOR) / (self._seen[word] + 0.5))

    def _near(self, read: _Read, keys: list[str]) -> list[int]:
        """The clusters of the window that share most of the item's weight; those past it are let go."""
        shared: Counter[int] = Counter()
        for word in keys:
            holding = self._by_word[word]
            for number in [n for n in holding if self._is_over(n, read.story.at)]:
                del holding[number]
            for number in holding:
                shared[number] += read.words[word] * min(1.0, self._clusters[number].words[word])  # type: ignore[assignment]
        return [number for number, _ in shared.most_common(_COMPARED)]

    def _is_over(self, number: int, now: datetime | None) -> bool:
        cluster = self._clusters.get(number)
        if cluster is not None and cluster.last is not None and now is not None and now - cluster.last > WINDOW:
            del self._clusters[number]
            return True
        return cluster is None

    def _fit(self, read: _Read, cluster: _Cluster) -> float:
        """How well the item fits the cluster; below 0 it does not."""
        by = HEADLINES if read.length < SHORT else TEXTS
        likest = max(_dot(read.words, other.words) for other in cluster.items)
        closest = max(float(read.story.headline @ other.story.headline) for other in cluster.items)
        shared = len(read.names & cluster.names) / max(1, len(read.names))
        return (
            by.words * sqrt(_dot(read.words, cluster.words) / _size(cluster.words))
            + by.word * sqrt(likest)
            + by.meaning * _near_to(read.story.headline, cluster.headline)
            + by.closest * (closest - _FLOOR) * _SCALE
            + by.lead * _near_to(read.story.lead, cluster.lead)
            + by.names * shared
            - by.length * log((read.length + 10) / 60)
            - by.least
        )


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = (one, other) if len(one) < len(other) else (other, one)
    return sum(x * many[w] for w, x in few.items() if w in many)


def _size(words: Mapping[str, float]) -> float:
    return sqrt(sum(x * x for x in words.values())) or 1.0


def _near_to(vector: Vector, total: Vector | None) -> float:
    """The cosine with the sum of a cluster's vectors, brought to about 0 to 1."""
    if total is None:
        return 0.0
    return (float(vector @ total) / sqrt(float(total @ total)) - _FLOOR) * _SCALE
