"""Which event an item tells of: online clustering by average link, where two stories become one when they come close.

A new item begins a story of its own, and as long as a story's nearest neighbour is near enough the two are joined. So
an item that stands between two stories brings them together, which single-pass clustering never does.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.digests.events.background import Background
from bot.digests.events.features import Features
from bot.digests.events.stories import Stories, Story, alone, together

WINDOW = timedelta(days=4)
"""A story to which nothing is added for so long is over."""
TITLES, TEXTS = 0.10, 0.35
"""How near is near enough for titles alone, and where one has a text: two texts share words by chance."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item belongs: the number of its story, and those of stories that went into it with this item."""

    number: int
    joined: tuple[int, ...]


class Grouping:
    """Puts items into stories, one after another in order of time."""

    def __init__(self, usual: NDArray[np.float32]) -> None:
        self._background = Background(usual)
        self._stories = Stories()
        self._last: OrderedDict[int, datetime] = OrderedDict()

    def place(self, number: int, item: Features, at: datetime) -> Placed:
        """Put an item into its story. One that begins a story gives it its ``number``; no number is used twice."""
        self._let_go(at)
        self._background.meet(item.terms, item.vector)
        story, joined = alone(item, self._background), list[int]()
        while (near := self._near(story)) is not None:
            joined.append(near)
            story = together(self._stories[near], story)
            self._forget(near)
        kept = min([number, *joined])
        self._put(kept, story, at)
        return Placed(kept, tuple(n for n in joined if n != kept))

    def recall(self, number: int, item: Features, at: datetime) -> None:
        """Put an item back into the story where it was placed before the process ended."""
        self._background.meet(item.terms, item.vector)
        story = alone(item, self._background)
        if number in self._last:
            story = together(self._stories[number], story)
            self._forget(number)
        self._put(number, story, at)

    def _near(self, story: Story) -> int | None:
        nearest = self._stories.nearest(story)
        if nearest is None:
            return None
        other, near = nearest
        return other if near >= _enough(story, self._stories[other]) else None

    def _put(self, number: int, story: Story, at: datetime) -> None:
        self._stories.put(number, story)
        self._last[number] = at

    def _forget(self, number: int) -> None:
        self._stories.drop(number)
        del self._last[number]

    def _let_go(self, now: datetime) -> None:
        while self._last:
            number, last = next(iter(self._last.items()))
            if now - last <= WINDOW:
                return
            self._forget(number)


def _enough(one: Story, other: Story) -> float:
    fullness = max(one.fullness / one.size, other.fullness / other.size)
    return TITLES + (TEXTS - TITLES) * fullness
