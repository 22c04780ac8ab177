"""Which sentences come nearest to a question, and how likely the best of them answers it.

A sentence is ranked by its meaning, alone and with the sentence before it, and by the words that it shares with the
question. Whether it answers is the outcome of a logistic regression on 246 questions on 24 articles; ``docs/benchmarks.md``
says how it was set, and what it cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from bot.analysis.asking.asked import Asked, has_number
from bot.analysis.asking.index import Index
from bot.analysis.comparing import meaning
from storage.records import Article, Brief

PAIR, COVERAGE, OWN = 0.5, 0.02, 0.03
"""What a sentence's rank owes to its meaning with the one before, to shared words, and to being its speaker's own words."""
ALL = 0.95
"""Coverage at which a sentence has all words of a question, some of them perhaps in another form."""
_BIAS = -22.9
_NEARNESS, _MATCH, _OWN, _SPEAKER = 27.2, 1.1, 1.3, -1.0
_NUMBER, _WHO, _WHETHER = -1.3, 1.2, -0.95
"""Numbers are asked for that the article leaves out, people mostly are named, and "did he" is often left open."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a sentence: its rank, its nearness in meaning (a cosine), its BM25 as a share of the best possible.

    ``coverage`` is 0 where a number is asked for and it holds none.
    """

    rank: float
    nearness: float
    match: float
    coverage: float
    own: bool


def evidence(article: Article, brief: Brief, question: Asked) -> Mapping[int, Evidence]:
    """What speaks for each sentence, by its number; of a long article for those that share most words with the question."""
    index = Index(article, brief)
    most = sum(map(index.most, question.terms)) or 1.0
    match = {s.number: index.rank(question.terms, s.number) / most for s in article.sentences}
    compared = sorted(sorted(match, key=lambda n: (-match[n], n))[: meaning.MOST])
    alone = [_with_speaker(article, brief, n) for n in compared]
    pairs = [f"{_line(article, n - 1)} {_line(article, n)}" if n > 1 else _line(article, n) for n in compared]
    near, beside = meaning.nearness(question.text, alone), meaning.nearness(question.text, pairs)
    own = {n for s in brief.statements if s.speaker.name in question.speakers for n in s.sentences}
    found: dict[int, Evidence] = {}
    for i, n in enumerate(compared):
        coverage = index.coverage(question.terms, n)
        rank = near[i] + PAIR * beside[i] + COVERAGE * (match[n] + coverage) + OWN * (n in own)
        lacks = question.wants == "number" and not has_number(article.words(n))
        found[n] = Evidence(rank, near[i], match[n], 0.0 if lacks else coverage, n in own)
    return found


def likelihood(question: Asked, best: Evidence) -> float:
    """The chance that the best sentence answers the question, 0 to 1.

    One that has all the words of the question is taken for an answer, unless the question has but one and names no speaker.
    """
    if best.coverage >= ALL and (len(question.terms) > 1 or best.own):
        return 1.0
    signs = (
        _NEARNESS * best.nearness,
        _MATCH * best.match,
        _OWN * best.own,
        _SPEAKER * bool(question.speakers),
        _NUMBER * (question.wants == "number"),
        _WHO * (question.wants == "who"),
        _WHETHER * question.whether,
    )
    return 1 / (1 + exp(-_BIAS - sum(signs)))


def _with_speaker(article: Article, brief: Brief, number: int) -> str:
    """The sentence, behind its speaker's name where somebody says it and the sentence does not print the name."""
    span, line = article.sentences[number - 1].span, _line(article, number)
    for statement in brief.statements:
        name = statement.speaker.name
        if statement.speaker.kind != "not_stated" and any(p.meets(span) for p in statement.parts):
            return line if name.split()[-1] in line else f"{name} said: {line}"
    return line


def _line(article: Article, number: int) -> str:
    return " ".join(article.words(number).split())
