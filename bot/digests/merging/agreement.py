"""Whether another article carries a line, and where two articles differ in a number.

A line is carried only by a sentence that begins with it, in the outlet's own voice, word for word and sign for sign. So what
is missed is a paraphrase, and what is shown stands there: what comes before words can deny or date them ("It is untrue
that", "In 2015,"), and what another ending or another currency changes is another thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from bot.analysis.comparing.stems import UNSPACED, common, stem, terms
from bot.analysis.syntax import behind_dateline
from bot.analysis.wording.meaning import KINDS, meaning
from storage.records import Article

_FEWEST = 3
_ARTICLES = frozenset(("a", "an", "the"))
_DAYS = frozenset("on monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
"""English words that a sentence may have more than the line: they date it within the week. None that a line has may differ."""
_GOES_ON = frozenset("and but while after as".split())
"""English words behind which a sentence may go on after the line."""
_MARKS = re.compile(r"[\"“”„«»「『?!]")
TOKEN = re.compile(r"[$€£¥₹₽%]|[-−–](?=\d)|[^\W_]+(?:[.,]\d+)*")
_COUNTED = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s+((?:hundred|thousand|million|billion|trillion)\s+)?([^\W\d_]{3,})", re.IGNORECASE
)


def carried(line: str, article: Article, spoken: Collection[int]) -> tuple[int, ...]:
    """The first sentence of the article that carries the line; none where none does, or only somebody's words do.

    ``spoken`` are the numbers of sentences that hold statements.
    """
    if article.language == UNSPACED or len(_content(line, article.language)) < _FEWEST:
        return ()
    for sentence in article.sentences:
        text = behind_dateline(article, sentence).of(article.text)
        if sentence.number not in spoken and not _MARKS.search(text) and _tells(line, text, article.language):
            return (sentence.number,)
    return ()


def differing(one: str, other: str, language: str) -> str | None:
    """What two sentences count differently ("ships"), where one of them says nothing that the other does not; else None."""
    mine, theirs = _counts(one), _counts(other)
    a, b = _told(one, language), _told(other, language)
    if not a or not b or not (a <= b or b <= a):
        return None
    return next((noun for noun, number in mine.items() if noun in theirs and theirs[noun] != number), None)


def _tells(line: str, sentence: str, language: str) -> bool:
    """Whether the sentence begins with the line, and nothing behind it denies, doubts or conditions it."""
    lists = meaning(language)
    if lists is None or any(lists.has(kind, line) != lists.has(kind, sentence) for kind in KINDS):
        return False
    mine, theirs = _tokens(line, language), _tokens(sentence, language)
    free = _DAYS if language == "en" and not _DAYS.intersection(mine) - {"on"} else frozenset[str]()
    held = place = 0
    while place < len(theirs) and (theirs[place] in free or theirs[place : place + 1] == mine[held : held + 1]):
        held += theirs[place : place + 1] == mine[held : held + 1]
        place += 1
    ends = place == len(theirs) or (language == "en" and theirs[place] in _GOES_ON)
    return held == len(mine) and ends


def _counts(text: str) -> dict[str, str]:
    """What is counted, with its number; not what is counted twice."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for number, scale, noun in _COUNTED.findall(text):
        found[noun.casefold()].add(f"{re.sub('[.,]', '', number)} {scale.strip().casefold()}")
    return {noun: numbers.pop() for noun, numbers in found.items() if len(numbers) == 1}


@lru_cache(maxsize=5_000)
def _tokens(text: str, language: str) -> tuple[str, ...]:
    """The words, currencies and signs of numbers, in order and as they stand, but for capitals and English articles."""
    found = (token.casefold() for token in TOKEN.findall(text))
    return tuple(token for token in found if language != "en" or token not in _ARTICLES)


@lru_cache(maxsize=5_000)
def _told(text: str, language: str) -> frozenset[str]:
    return frozenset(term for term in _content(text, language) if not term[0].isdigit())


@lru_cache(maxsize=5_000)
def _content(text: str, language: str) -> frozenset[str]:
    light = _light(language)
    return frozenset(term for term in terms(text, language) if term not in light)


@lru_cache(maxsize=20)
def _light(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in common(language))
