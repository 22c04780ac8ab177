"""A point that could be made: what it is worth, and what it shares with others."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from storage.records import Article, Point


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that could be made, how much it is worth, and its short form for the headline."""

    point: Point
    short: str
    score: float
    words: frozenset[str]
    voice: str


def term_weights(article: Article) -> dict[str, float]:
    """How much of the article a word stands for: its frequency, doubled for words of the title."""
    counts = Counter(_stems(article.text))
    title = set(_stems(article.title or ""))
    top = max(counts.values(), default=1)
    return {w: (n / top) ** 0.5 * (2 if w in title else 1) for w, n in counts.items() if n > 1 or w in title}


def _stems(text: str) -> list[str]:
    return [w[:6] for w in re.findall(r"\w{4,}", text.casefold()) if w not in _COMMON]


_COMMON = frozenset(
    """
    that with from have this they were said will been their would about which could there more when also after into over
    than then them these those what your some only other such told
    """.split()
)


def content_words(text: str) -> frozenset[str]:
    """What a text is about: its longer words, cut to six letters."""
    return frozenset(_stems(text))


def alike(a: Candidate, b: Candidate) -> bool:
    """Whether two points share more than half their content words, or their speaker."""
    whole = _shared(content_words(a.point.text), content_words(b.point.text))
    return _shared(a.words, b.words) > 0.5 or whole > 0.5 or (a.voice != "" and a.voice == b.voice)


def same_content(one: str, other: str) -> bool:
    """Whether two lines share more than half of the shorter one's content words."""
    return _shared(content_words(one), content_words(other)) > 0.5


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that both have."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0
