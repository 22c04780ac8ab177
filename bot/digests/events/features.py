"""What an item is compared by: the stems of its words, and the vector of what it means. Runs in the worker process."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from bot.analysis.comparing import meaning
from bot.analysis.comparing.stems import common, stem, terms, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

READ, MEANT, FULL = 400, 60, 30
"""Words of a text whose stems are compared, words that its vector is made of, words from which it counts as a text."""
_TITLE = 3
"""How often a word of the title counts: it names the event."""
_TELLING = 2.0
"""What names and numbers weigh against other words: two arrests are told in the same words, of other people."""
_HEADLINE_CASE = 0.6
"""The share of capitals from which a title has them on all its words."""
_PIECES = re.compile(r"(?<=[.!?])\s+|[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is read of an item: its title and its text, or as much of it as a feed carries."""

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Features:
    """``terms`` are stems with their weights, ``vector`` has 384 numbers and length 1.

    ``fullness`` goes from 0, a title alone, to 1, a title with thirty words of text or more.
    """

    terms: dict[str, float]
    vector: NDArray[np.float32]
    fullness: float


def features(items: Sequence[Told]) -> list[Features]:
    """What each item is compared by, in order."""
    return features_known(items, list(meaning.vectors([_opening(item) for item in items])))


def features_known(items: Sequence[Told], vectors: Sequence[NDArray[np.float32]]) -> list[Features]:
    """The same, where the vectors are known already."""
    return [Features(_terms(i), v, _fullness(i)) for i, v in zip(items, vectors, strict=True)]


def _opening(item: Told) -> str:
    return f"{item.title}. {' '.join(item.text.split()[:MEANT])}".strip()


def _terms(item: Told) -> dict[str, float]:
    text = " ".join(item.text.split()[:READ])
    light = {stem(word, item.language) for word in common(item.language)}
    counts = Counter(terms(text, item.language))
    for term in terms(item.title, item.language):
        counts[term] += _TITLE
    telling = {stem(name.casefold(), item.language) for name in _names(item.title, text)}
    return {
        term: (1 + log(count)) * (_TELLING if term in telling else 1)
        for term, count in counts.items()
        if term not in light
    }


def _names(title: str, text: str) -> set[str]:
    """Numbers, and words with a capital inside a sentence that never stand there in small letters."""
    heading = words(title)
    inside = [word for piece in _PIECES.split(text) for word in words(piece)[1:]]
    if sum(word[0].isupper() for word in heading) < _HEADLINE_CASE * len(heading):
        inside += heading[1:]
    small = {word for word in words(text) if word[0].islower()}
    names = {word for word in inside if word[0].isupper() and word.casefold() not in small}
    return names | {word for word in [*words(text), *heading] if word[0].isdigit()}


def _fullness(item: Told) -> float:
    return min(1.0, len(item.text.split()) / FULL)
