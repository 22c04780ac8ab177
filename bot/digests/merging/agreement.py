"""Whether another article carries a line, and where two articles differ in a number.

A line is carried only by a sentence that tells it in the outlet's own voice: with every word of it, in their order, as a
clause of its own. So what is missed is a paraphrase, and what is shown stands there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from bot.analysis.comparing.stems import UNSPACED, common, stem, terms
from bot.analysis.wording.meaning import KINDS, meaning
from storage.records import Article

ALIKE = 0.5
"""The share of their words that two sentences with different numbers have to share, to speak of one thing."""
_FEWEST = 3
_FREE = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "also",
            "on",
            "this",
            "last",
            "late",
            "early",
            "today",
            "yesterday",
            "week",
            "month",
            "year",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "evening", "night"),
    )
)
"""English words that may stand between those of a line, or be missing, without another thing being said."""
_OPENS = frozenset(("and", "but", "while", "that"))
_CLAUSE_END = re.compile(r"[,;:.–—]")
_MARKS = re.compile(r"[\"“”„«»「『?!]")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_COUNTED = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d{3})*)(?![\w.,]\d)\s+([^\W\d_]{3,})")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text's words: as they stand, their stems, and where each begins and ends."""

    text: str
    stems: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def carried(line: str, article: Article, spoken: Collection[int]) -> tuple[int, ...]:
    """The first sentence of the article that carries the line; none where none does, or only somebody's words do.

    ``spoken`` are the numbers of sentences that hold statements.
    """
    if article.language == UNSPACED or len(_content(line, article.language)) < _FEWEST:
        return ()
    for sentence in article.sentences:
        text = article.words(sentence.number)
        if sentence.number not in spoken and not _MARKS.search(text) and _tells(line, text, article.language):
            return (sentence.number,)
    return ()


def differing(one: str, other: str, language: str) -> str | None:
    """What two sentences count differently ("people"), where they speak of one thing; else None."""
    mine, theirs = dict(_counts(one)), dict(_counts(other))
    a, b = _content(one, language), _content(other, language)
    if not a or not b or len(a & b) < ALIKE * min(len(a), len(b)):
        return None
    return next((noun for noun, number in mine.items() if noun in theirs and theirs[noun] != number), None)


def _tells(line: str, sentence: str, language: str) -> bool:
    """Whether a clause of the sentence is the line, and nothing around it denies, doubts or conditions it."""
    lists = meaning(language)
    if lists is None or any(lists.has(kind, line) != lists.has(kind, sentence) for kind in KINDS):
        return False
    mine, theirs = _read(line, language), _read(sentence, language)
    free = {stem(word, language) for word in _FREE} if language == "en" else set()
    blocks = SequenceMatcher(None, mine.stems, theirs.stems, autojunk=False).get_matching_blocks()[:-1]
    held = {i for block in blocks for i in range(block.a, block.a + block.size)}
    matched = {i for block in blocks for i in range(block.b, block.b + block.size)}
    if not matched or any(s not in free for i, s in enumerate(mine.stems) if i not in held):
        return False
    first, last = min(matched), max(matched)
    between = {theirs.stems[i] for i in range(first, last) if i not in matched}
    return between <= free and _is_clause(theirs, first, last, language)


def _is_clause(read: _Read, first: int, last: int, language: str) -> bool:
    """Whether the words begin where a clause may begin, and are not part of a longer term at their end."""
    begins = first == 0 or bool(_CLAUSE_END.search(read.text[read.places[first - 1][1] : read.places[first][0]]))
    begins = begins or (language == "en" and read.stems[first - 1] in _OPENS)
    if last + 1 == len(read.stems):
        return begins
    between = read.text[read.places[last][1] : read.places[last + 1][0]]
    following = read.text[slice(*read.places[last + 1])].casefold()
    return begins and (bool(_CLAUSE_END.search(between)) or following in common(language))


def _counts(text: str) -> Iterator[tuple[str, str]]:
    for number, noun in _COUNTED.findall(text):
        yield noun.casefold(), re.sub(r"[.,]", "", number)


@lru_cache(maxsize=5_000)
def _read(text: str, language: str) -> _Read:
    found = list(_WORD.finditer(text))
    stems = tuple(stem(match.group().casefold(), language) for match in found)
    return _Read(text, stems, tuple(match.span() for match in found))


@lru_cache(maxsize=5_000)
def _content(text: str, language: str) -> frozenset[str]:
    light = _light(language)
    return frozenset(term for term in terms(text, language) if term not in light)


@lru_cache(maxsize=20)
def _light(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in common(language))
