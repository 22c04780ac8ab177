"""Questions that a reader may ask next: put together from what the brief holds, and each tried before it is offered."""

from __future__ import annotations

from collections.abc import Iterator

from bot.analysis.asking.answering import answered
from bot.analysis.asking.asked import has_number
from storage.records import Article, Brief, Statement

MOST = 3
_LONGEST = 60
"""Characters of a question, so that it fits on a button."""
_LEAST_NUMBERS = 2
"""Sentences with numbers from which they are worth a question."""


def suggested(article: Article, brief: Brief) -> tuple[str, ...]:
    """Up to three questions that the article answers, the chief speakers' words first."""
    held = [q for q in dict.fromkeys(_candidates(article, brief)) if len(q) <= _LONGEST]
    return tuple(q for q in held if answered(article, brief, q, (), "").answer.found)[:MOST]


def _candidates(article: Article, brief: Brief) -> Iterator[str]:
    speakers = sorted(_named(brief).values(), key=lambda said: (-len(said), said[0].sentences[0]))
    quoted = [
        f"What did {said[0].speaker.name} say exactly?" for said in speakers if any(s.kind != "reported" for s in said)
    ]
    told = [f"What did {said[0].speaker.name} say?" for said in speakers if all(s.kind == "reported" for s in said)]
    numbers = sum(has_number(article.words(s.number)) for s in article.sentences) >= _LEAST_NUMBERS
    yield from quoted[:1] or told[:1]
    if any(s.verb in ("denied", "rejected") for s in brief.statements):
        yield "Did anyone deny it?"
    yield from (*quoted[1:2], *told[:1])
    if numbers:
        yield "Which numbers does it give?"
    if brief.loaded_words or brief.mentioned or brief.not_covered:
        yield "What is left out?"
    yield from (*quoted[2:], *told[1:])
    if article.published:
        yield "When was it published?"
    if brief.points:
        yield "What is it about?"
    if brief.statements:
        yield "Who is quoted?"
    yield "What is left out?"


def _named(brief: Brief) -> dict[str, list[Statement]]:
    """Statements by speaker, of those whom the article names."""
    found: dict[str, list[Statement]] = {}
    for statement in brief.statements:
        if statement.speaker.kind in ("person", "body", "state"):
            found.setdefault(statement.speaker.name, []).append(statement)
    return found
