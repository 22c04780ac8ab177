"""Other languages: sentences of the article as points."""

from __future__ import annotations

import re
from collections import Counter

from bot.analysis.wording import wording
from storage.records import Article, Point

_SHORTEST, _LONGEST = 6, 45


def points(article: Article, most: int) -> tuple[Point, ...]:
    """Sentences of the article as they stand, the most central first chosen, without loaded words where lists exist."""
    lists = wording(article.language)
    weights = Counter(w for w in re.findall(r"\w{4,}", article.text.casefold()))
    scored = []
    for sentence in article.sentences:
        words = sentence.span.of(article.text)
        tokens = re.findall(r"\w+", words.casefold())
        if not _SHORTEST <= _length(words, tokens) <= _LONGEST or words[-1] not in ".。।۔؟" or _spoken(words):
            continue
        if tokens[0] in lists.openers or lists.find_loaded(words):
            continue
        central = sum(weights[t] - 1 for t in set(tokens)) / (4 + len(tokens))
        scored.append(
            (central + 12 / (1 + sentence.number), sentence.number, frozenset(t for t in tokens if len(t) > 3))
        )
    chosen: list[tuple[float, int, frozenset[str]]] = []
    for candidate in sorted(scored, reverse=True):
        if len(chosen) < most and not any(_alike(candidate[2], other[2]) for other in chosen):
            chosen.append(candidate)
    return tuple(_point(article, number) for _, number, _ in sorted(chosen, key=lambda c: c[1]))


def _point(article: Article, number: int) -> Point:
    words = re.sub(r"\s+", " ", article.words(number))
    return Point(words if article.genre == "report" else f"“{words}”", (number,))


def _length(words: str, tokens: list[str]) -> int:
    """Words; in scripts without spaces two characters count as one."""
    return len(tokens) if " " in words else len(words) // 2


def _spoken(words: str) -> bool:
    return any(c in words for c in '“”„«»"「」?¿！!')


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) / smaller > 0.5
