"""The sentences of an article by their words, and how well each meets what is asked.

``rank`` is BM25 (Robertson and Zaragoza, 2009, k1 = 1.2, b = 0.6); ``coverage`` is the share of the question's weight that
a sentence meets, with the inverse document frequency of each term as its weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log
from pathlib import Path
from tomllib import loads

from bot.analysis.comparing.stems import stem, terms
from storage.records import Article, Brief

_K1, _B = 1.2, 0.6
SAME, SPOKEN, AKIN, BESIDE = 1.0, 0.9, 0.7, 0.4
"""What a term counts for that stands in the sentence; in its speaker's name; as a word akin to it; in the one before."""
_SHORTEST_STEM = 4
_MOST_ENDING = 3
"""Letters by which two akin words may differ behind their common beginning."""


class Index:
    """One article's sentences; numbers count from 1 as the article's do."""

    def __init__(self, article: Article, brief: Brief) -> None:
        self.language = article.language
        self._words = [Counter(terms(article.words(s.number), article.language)) for s in article.sentences]
        self._speakers: list[frozenset[str]] = [frozenset()] * len(self._words)
        for statement in brief.statements:
            named = frozenset(terms(statement.speaker.name, article.language))
            for number in {n for part in statement.parts for n in article.numbers(part)}:
                self._speakers[number - 1] |= named
        self._mean = sum(map(Counter.total, self._words)) / max(1, len(self._words))
        self._known = Counter(t for held in self._words for t in held)
        self._akin: dict[str, frozenset[str]] = {}

    def coverage(self, asked: Sequence[str], number: int) -> float:
        """The share of the terms' weight that the sentence meets, 0 to 1."""
        whole = sum(map(self.weight, asked))
        return sum(self.weight(t) * self._meets(t, number) for t in asked) / whole if whole else 0.0

    def rank(self, asked: Sequence[str], number: int) -> float:
        """BM25 of the sentence for the terms and the words akin to them."""
        held = self._words[number - 1]
        norm = 1 - _B + _B * held.total() / self._mean if self._mean else 1.0
        score = 0.0
        for term in asked:
            often = float(held[term]) or AKIN * any(held[a] for a in self.akin(term)) or self._meets(term, number)
            score += self.weight(term) * often * (_K1 + 1) / (often + _K1 * norm)
        return score

    def most(self, term: str) -> float:
        """The most that a term can add to a rank."""
        return self.weight(term) * (_K1 + 1)

    def weight(self, term: str) -> float:
        """How much a term tells: its inverse document frequency, also counting words akin to it."""
        having = sum(1 for held in self._words if held[term] or any(held[a] for a in self.akin(term)))
        return log(1 + (len(self._words) - having + 0.5) / (having + 0.5))

    def akin(self, term: str) -> frozenset[str]:
        """The article's words that stand for the term: a common stem, or listed as meaning the same."""
        if term not in self._akin:
            same = _synonyms(self.language).get(term, frozenset())
            self._akin[term] = frozenset(w for w in self._known if w != term and (w in same or _alike(w, term)))
        return self._akin[term]

    def _meets(self, term: str, number: int) -> float:
        held = self._words[number - 1]
        if held[term]:
            return SAME
        if term in self._speakers[number - 1]:
            return SPOKEN
        if any(held[a] for a in self.akin(term)):
            return AKIN
        return BESIDE if number > 1 and self._words[number - 2][term] else 0.0


def _alike(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: a long common beginning ("russia", "russian")."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_STEM or not shorter.isalpha():
        return False
    common = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return common >= max(_SHORTEST_STEM, len(shorter) - 1) and len(longer) - common <= _MOST_ENDING


@cache
def _synonyms(language: str) -> dict[str, frozenset[str]]:
    """Stems that mean much the same in the news, each with the others of its group; English only."""
    if language != "en":
        return {}
    groups = loads((Path(__file__).parent / "synonyms.toml").read_text(encoding="utf-8"))["groups"]
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = frozenset(stem(word, language) for word in group.split())
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems - {one}
    return found
