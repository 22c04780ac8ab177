"""Briefs in the store: by key, found again by words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.records import Article, Brief
from storage.transactions import writing


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


def key(article: Article, engine: str, rules: str, language: str, length: str, prompts: str = "") -> str:
    """What makes two briefs the same: text, revision, analyst, prompts, rules, language, length and whose it is."""
    identity = article.canonical or article.privacy
    parts = [
        identity,
        str(article.revision),
        article.content_hash,
        engine,
        prompts,
        rules,
        language,
        length,
        article.privacy,
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def save(db: Database, brief_key: str, article_id: int, privacy: str, brief: Brief, now: datetime) -> int:
    """Store the brief and its statements and return its number; a brief made anew takes the old one's place and number."""
    with writing(db):
        row = db.execute(
            "INSERT INTO briefs (key, article_id, privacy, headline, points, record, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET article_id = excluded.article_id, headline = excluded.headline,"
            " points = excluded.points, record = excluded.record, stored_at = excluded.stored_at RETURNING id",
            [
                brief_key,
                article_id,
                privacy,
                brief.headline,
                "\n".join(p.text for p in brief.points),
                _adapter().dump_json(brief).decode(),
                now.isoformat(),
            ],
        ).fetchone()
        number = int(row[0])
        db.execute("DELETE FROM statements WHERE brief_id = ?", [number])
        db.table("statements").insert_all(
            {
                "brief_id": number,
                "id": statement.id,
                "speaker": statement.speaker.name,
                "kind": statement.kind,
                "excerpt": statement.excerpt,
            }
            for statement in brief.statements
        )
    return number


@dataclass(frozen=True, slots=True)
class Found:
    """A stored brief with its number; ``withdrawn`` says why it is not to be shown."""

    number: int
    brief: Brief
    withdrawn: str | None


def find(db: Database, brief_key: str) -> Found | None:
    """The stored brief, or None."""
    row = db.execute(
        "SELECT id, record, withdrawn FROM briefs WHERE key = ? AND record IS NOT NULL", [brief_key]
    ).fetchone()
    return Found(row[0], _adapter().validate_json(row[1]), row[2]) if row else None


def search(db: Database, words: str, owners: Iterable[str], limit: int = 20) -> list[tuple[int, str]]:
    """Article id and headline of briefs that hold the words, best first; only public ones and those of ``owners``."""
    if not any(c.isalnum() for c in words):
        return []
    allowed = ["public", *owners]
    named = {f"owner{n}": owner for n, owner in enumerate(allowed)}
    marks = ", ".join(f":{name}" for name in named)
    found = db.table("briefs").search(
        words,
        columns=["article_id", "headline"],
        where=f"privacy in ({marks})",
        where_args=named,
        limit=limit,
        quote=True,
    )
    return [(row["article_id"], row["headline"]) for row in found]
