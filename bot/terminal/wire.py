"""A brief as JSON, in the form that programs read."""

from __future__ import annotations

from typing import Any

from bot.desk import Briefed
from bot.errors import AttribotError
from storage.records import Article, Span, Statement


def brief_json(briefed: Briefed) -> dict[str, Any]:
    """The whole brief with its article; spans are half-open character offsets into ``article.text``."""
    article, brief = briefed.article, briefed.brief
    return {
        "article": _article(article),
        "headline": brief.headline,
        "points": [
            {"text": p.text, "sentences": list(p.sentences), "statements": list(p.statements)} for p in brief.points
        ],
        "statements": [_statement(article, s) for s in brief.statements],
        "loaded_words": [
            {
                "text": w.text,
                "start": w.span.start if w.span else None,
                "end": w.span.end if w.span else None,
                "technique": w.technique,
                "in": "body" if w.span else "headline",
            }
            for w in brief.loaded_words
        ],
        "mentioned": [{"name": m.name, "role": m.role} for m in brief.mentioned],
        "gaps": list(brief.gaps),
        "not_covered": [{"start": s.start, "end": s.end, "text": s.of(article.text)} for s in brief.not_covered],
        "rejected": [{"text": r.text, "reason": r.reason} for r in brief.rejected],
        "language": brief.language or article.language,
        "translations": [{"of": t.of, "text": t.text} for t in brief.translations],
        "engine": brief.engine,
        "fallback_reason": brief.fallback_reason,
        "cached": briefed.cached,
    }


def error_json(error: AttribotError) -> dict[str, Any]:
    """An error in the form that programs read."""
    return {"error": {"code": error.code, "message": error.message}}


def _article(article: Article) -> dict[str, Any]:
    return {
        "url": article.link,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "genre": article.genre,
        "verdict": article.verdict,
        "text": article.text,
        "sentences": [{"number": s.number, "start": s.span.start, "end": s.span.end} for s in article.sentences],
    }


def _statement(article: Article, statement: Statement) -> dict[str, Any]:
    said_on = statement.said_on
    return {
        "id": statement.id,
        "speaker": statement.speaker.name,
        "role": _words(article, statement.speaker.role),
        "kind": statement.kind,
        "via": _words(article, statement.via),
        "verb": statement.verb,
        "cue": {"start": statement.cue.start, "end": statement.cue.end} if statement.cue else None,
        "text": statement.text(article.text),
        "parts": [[p.start, p.end] for p in statement.parts],
        "said_on": {"words": said_on.words.of(article.text), "date": said_on.date} if said_on else None,
        "speaker_span": _pair(statement.speaker.mention),
        "role_span": _pair(statement.speaker.role),
        "sentences": list(statement.sentences),
    }


def _words(article: Article, span: Span | None) -> str | None:
    return span.of(article.text) if span else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
