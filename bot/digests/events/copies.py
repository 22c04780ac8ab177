"""Which items are one text, or one agency's report, carried by several outlets: they count as one source.

Texts are compared by runs of four words (shingles; Broder 1997): the share of the shorter one's words that stand in runs which
the longer one holds, too, so that a copy that was cut short, given another title or edited here and there is still a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.analysis.comparing.stems import UNSPACED, words

RUN = 4
HELD, HELD_UNQUOTED = 0.42, 0.30
"""The share of a text's words that stand in runs of another one where one of them was copied: of all its words, and of
those that it does not quote, because two reporters at one meeting quote the same."""
FEWEST, SHORT, HELD_SHORT = 12, 50, 0.7
"""Runs of words that say whose text it is; of less, nothing can be told. Of a short one more has to stand in the other:
two reporters may well begin alike."""
_LEAST_SHARED = 0.1
"""The share of its runs below which a text cannot have so many words in them."""
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"|«[^»]{0,600}»|„[^“”]{0,600}[“”]")


@dataclass(frozen=True, slots=True)
class Carried:
    """A text as an outlet carries it; ``credit`` is the agency or the outlet that it names as its source."""

    text: str
    credit: str | None = None
    language: str = "en"


def groups(items: Sequence[Carried]) -> list[int]:
    """For each item of one event the index of the first item that is the same source."""
    first = list(range(len(items)))
    likely = _likely([_runs(item.text, item.language) for item in items])
    for i, j in combinations(range(len(items)), 2):
        worth_it = first[i] != first[j] and (likely[i, j] or _credited(items[i], items[j]))
        if worth_it and is_copy(items[i], items[j]):
            low, high = sorted((first[i], first[j]))
            first = [low if group == high else group for group in first]
    return first


def is_copy(one: Carried, other: Carried) -> bool:
    """Whether two items of one event are one source: the same agency's, or one text, be it cut or changed here and there."""
    if _credited(one, other):
        return True
    small, large = sorted((_runs(one.text, one.language), _runs(other.text, other.language)), key=len)
    if len(small) < FEWEST or _covered(small, large) < (HELD if len(small) >= SHORT else HELD_SHORT):
        return False
    small, large = sorted((_runs(t.text, t.language, quoted=False) for t in (one, other)), key=len)
    return len(small) >= FEWEST and _covered(small, large) >= HELD_UNQUOTED


def _credited(one: Carried, other: Carried) -> bool:
    return one.credit is not None and one.credit == other.credit


def _covered(small: NDArray[np.int64], large: NDArray[np.int64]) -> float:
    """The share of the smaller text's words that stand in runs of the larger one."""
    held = np.isin(small, large)
    within = np.zeros(len(small) + RUN - 1, dtype=bool)
    for offset in range(RUN):
        within[offset : offset + len(held)] |= held
    return float(within.mean())


def _shared(runs: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """For each pair of texts how many different runs stand in both."""
    owners = [np.unique(one) for one in runs]
    _, places, counts = np.unique(
        np.concatenate([*owners, np.zeros(0, dtype=np.int64)]), return_inverse=True, return_counts=True
    )
    columns = np.cumsum(counts > 1) - 1
    holding = np.zeros((len(runs), int((counts > 1).sum())), dtype=np.float32)
    start = 0
    for row, one in enumerate(owners):
        mine = places[start : start + len(one)]
        holding[row, columns[mine[counts[mine] > 1]]] = 1
        start += len(one)
    return holding @ holding.T


def _likely(runs: Sequence[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """For each pair of texts whether they share enough for a closer look, which takes a hundred times as long."""
    sizes = np.array([len(one) for one in runs])
    fewest = np.minimum.outer(sizes, sizes)
    likely: NDArray[np.bool_] = (fewest >= FEWEST) & (_shared(runs) >= _LEAST_SHARED * fewest)
    return likely


@lru_cache(maxsize=2_000)
def _runs(text: str, language: str, *, quoted: bool = True) -> NDArray[np.int64]:
    """The hashes of all runs of words, in order; of characters where the script sets no spaces."""
    text = text if quoted else _QUOTED.sub(" ", text)
    parts = [c for c in text if c.isalnum()] if language == UNSPACED else [word.casefold() for word in words(text)]
    return np.array([hash(tuple(parts[i : i + RUN])) for i in range(len(parts) - RUN + 1)], dtype=np.int64)
