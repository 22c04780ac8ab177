"""The one door: a brief goes in, and what the article bears out comes out, with a reason for each item that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.receipts import spans
from bot.analysis.receipts.points import PointChecks
from bot.analysis.receipts.ties import Ties
from bot.analysis.wording import wording
from storage.records import Article, Brief, LoadedWord, Rejected, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


def checked(article: Article, brief: Brief, doc: Doc) -> Brief:
    """Keep what holds; ``doc`` is the article's document from ``syntax.parse``."""
    text = Text.of(article, doc)
    rejected = list(brief.rejected)
    statements = _statements(text, brief, rejected)
    checks = PointChecks(text, statements, wording(article.language))
    points = []
    for point in brief.points:
        reason = checks.fault(point)
        if reason is None:
            points.append(point)
        else:
            rejected.append(Rejected(point.text, reason))
    headline, cited = _headline(checks, brief, rejected)
    return replace(
        brief,
        headline=headline,
        headline_sentences=cited,
        points=tuple(points),
        statements=statements,
        loaded_words=_loaded(article, brief.loaded_words),
        rejected=tuple(rejected),
    )


def _statements(text: Text, brief: Brief, rejected: list[Rejected]) -> tuple[Statement, ...]:
    ties = Ties(text, Cast(text) if text.parsed else None)
    kept: list[Statement] = []
    for statement in brief.statements:
        reason = spans.fault(text, statement) or ties.fault(statement)
        if reason is None and any(s.id == statement.id for s in kept):
            reason = "another statement has its number"
        if reason is None:
            kept.append(statement)
        else:
            rejected.append(Rejected(_shown(text.article, statement), reason))
    return tuple(kept)


def _shown(article: Article, statement: Statement) -> str:
    return f"{statement.speaker.name}: {statement.text(article.text)}"


def _headline(checks: PointChecks, brief: Brief, rejected: list[Rejected]) -> tuple[str, tuple[int, ...]]:
    if not brief.headline:
        return "", ()
    reason = checks.headline_fault(brief.headline, brief.headline_sentences)
    if reason is None:
        return brief.headline, brief.headline_sentences
    rejected.append(Rejected(brief.headline, reason))
    return "", ()


def _loaded(article: Article, found: tuple[LoadedWord, ...]) -> tuple[LoadedWord, ...]:
    """Only words that stand where they are said to stand, in the body or in the headline."""
    title = article.title or ""
    return tuple(w for w in found if (w.text in title if w.span is None else w.span.of(article.text) == w.text))
