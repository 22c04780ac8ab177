"""A brief as JSON, in the form that programs read."""

from __future__ import annotations

from typing import Any

from bot.desk import Briefed
from bot.errors import AttribotError
from storage.records import Answer, Article, Span, Statement


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
        "questions": list(brief.questions),
        "engine": brief.engine,
        "fallback_reason": brief.fallback_reason,
        "cached": briefed.cached,
    }


def answer_json(briefed: Briefed, answer: Answer, text: str) -> dict[str, Any]:
    """An answer as it reads (``text``), with the numbers of the sentences and the ids of the statements that it shows."""
    return {
        "answer": text,
        "sentences": list(answer.sentences),
        "statements": list(answer.statements),
        "found": answer.found,
        "engine": answer.engine,
        "fallback_reason": answer.fallback_reason,
        "article": briefed.article.link,
    }


def wish_json(briefed: Briefed, text: str) -> dict[str, Any]:
    """The brief itself, as it was wished for, in the form of an answer."""
    brief = briefed.brief
    cited = {n for p in brief.points for n in p.sentences} | {n for s in brief.statements for n in s.sentences}
    return {
        "answer": text,
        "sentences": sorted(cited),
        "statements": [s.id for s in brief.statements],
        "found": True,
        "engine": brief.engine,
        "fallback_reason": brief.fallback_reason,
        "article": briefed.article.link,
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
