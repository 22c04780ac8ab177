"""What is common to all news, against which an item is measured: how many items have a word, and the mean of all vectors.

Vectors of multilingual-e5 lie close together whatever they mean; only what sets one apart from the mean tells (Mu and
Viswanath 2018). The mean and the counts follow the stream; the first items are measured against ``headlines.txt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.analysis.comparing import meaning

_TRUST = 20
"""How many items of the stream the mean of those headlines weighs."""
_REMEMBERED = 50_000
"""Items after which older ones weigh half."""


def headlines() -> NDArray[np.float32]:
    """The mean vector of everyday headlines in eight languages. Runs in the worker process; takes a second."""
    lines = Path(__file__).with_name("headlines.txt").read_text(encoding="utf-8").splitlines()
    mean: NDArray[np.float32] = meaning.vectors(lines).mean(axis=0)
    return mean


class Background:
    """Counts and mean of the items met so far."""

    def __init__(self, usual: NDArray[np.float32]) -> None:
        self._holding: Counter[str] = Counter()
        self._items = 0
        self._sum = usual.astype(np.float64) * _TRUST
        self._weight = float(_TRUST)

    def meet(self, terms: Mapping[str, float], vector: NDArray[np.float32]) -> None:
        """One more item."""
        self._items += 1
        self._holding.update(terms.keys())
        self._sum += vector
        self._weight += 1
        if self._items >= _REMEMBERED:
            self._fade()

    def weighed(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Stems with their weights, each the higher the fewer items have it."""
        return {t: w * log(1 + self._items / max(1, self._holding[t])) for t, w in terms.items()}

    def centred(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """What sets a vector apart from the mean, with length 1."""
        apart = (vector - self._sum / self._weight).astype(np.float32)
        length = float(np.linalg.norm(apart))
        return apart / length if length else apart

    def _fade(self) -> None:
        self._items //= 2
        self._holding = Counter({term: count // 2 for term, count in self._holding.items() if count > 1})
        self._sum, self._weight = self._sum / 2, self._weight / 2
