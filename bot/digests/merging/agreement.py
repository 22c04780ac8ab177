"""Whether another article carries a line, and where two articles differ in a number.

A line is carried only by a sentence that has nearly all of its words, every number and name, and the same negations and
hedges. So what is missed is a paraphrase, and what is shown stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.analysis.comparing.stems import common, stem, terms, words
from bot.analysis.wording.meaning import KINDS, meaning
from storage.records import Article

CARRIED = 0.75
"""The share of a line's words that a sentence has to have."""
ALIKE = 0.5
"""The share of their words that two sentences with different numbers have to share, to speak of one thing."""
_FEWEST = 3
_WEIGHED = tuple(kind for kind in KINDS if kind != "saying")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_COUNTED = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d{3})*)(?![\w.,]\d)\s+([^\W\d_]{3,})")


def carried(line: str, article: Article) -> tuple[int, ...]:
    """The first sentence of the article that carries the line; none where it stands nowhere in it."""
    needed = _content(line, article.language)
    if len(needed) < _FEWEST:
        return ()
    for sentence in article.sentences:
        other = article.words(sentence.number)
        held = _content(other, article.language)
        if len(needed & held) >= CARRIED * len(needed) and _same(line, other, article.language):
            return (sentence.number,)
    return ()


def differing(one: str, other: str, language: str) -> str | None:
    """What two sentences count differently ("people"), where they speak of one thing; else None."""
    mine, theirs = dict(_counts(one)), dict(_counts(other))
    a, b = _content(one, language), _content(other, language)
    if not a or not b or len(a & b) < ALIKE * min(len(a), len(b)):
        return None
    return next((noun for noun, number in mine.items() if noun in theirs and theirs[noun] != number), None)


def _same(line: str, sentence: str, language: str) -> bool:
    """Whether the sentence has the line's numbers and names, and says and doubts as much."""
    numbers, held = set(_NUMBER.findall(line)), set(_NUMBER.findall(sentence))
    if not numbers <= held or not _names(line) <= {w.casefold() for w in words(sentence)}:
        return False
    lists = meaning(language)
    return lists is None or all(lists.has(kind, line) == lists.has(kind, sentence) for kind in _WEIGHED)


def _names(text: str) -> set[str]:
    return {word.casefold() for word in words(text)[1:] if word[0].isupper()}


def _counts(text: str) -> Iterator[tuple[str, str]]:
    for number, noun in _COUNTED.findall(text):
        yield noun.casefold(), re.sub(r"[.,]", "", number)


@lru_cache(maxsize=5_000)
def _content(text: str, language: str) -> frozenset[str]:
    light = _light(language)
    return frozenset(term for term in terms(text, language) if term not in light)


@lru_cache(maxsize=20)
def _light(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in common(language))
