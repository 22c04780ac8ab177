"""Articles in the store: by canonical link, revision and content; private ones under their chat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.records import Article
from storage.transactions import writing


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Article]:
    return TypeAdapter(Article)


def save(db: Database, article: Article, also: Iterable[str], now: datetime) -> tuple[int, Article]:
    """Store the article, or find it: the same link and text is one row, a new text under a known link a new revision.

    ``also`` are the other canonical links that led to it.
    """
    with writing(db):
        number, stored = _by_content(db, article, now) or _insert(db, article, now)
        for canonical in also:
            if canonical != stored.canonical:
                db.execute("INSERT OR REPLACE INTO links (canonical, article_id) VALUES (?, ?)", [canonical, number])
        return number, stored


def _insert(db: Database, article: Article, now: datetime) -> tuple[int, Article]:
    revision = _last_revision(db, article.canonical) + 1 if article.canonical else 1
    stored = replace(article, revision=revision)
    cursor = db.execute(
        "INSERT INTO articles (canonical, link, revision, privacy, content_hash, record, stored_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            stored.canonical,
            stored.link,
            revision,
            stored.privacy,
            stored.content_hash,
            _adapter().dump_json(stored).decode(),
            now.isoformat(),
        ],
    )
    return int(cursor.lastrowid or 0), stored


def latest(db: Database, canonical: str) -> tuple[int, Article, datetime] | None:
    """The newest revision under a public link, with the time it was stored; None where there is none with its text."""
    rows = db.execute(
        "SELECT id, record, stored_at FROM articles WHERE privacy = 'public' AND record IS NOT NULL AND canonical IN"
        " (SELECT ? UNION SELECT a.canonical FROM links JOIN articles a ON a.id = links.article_id WHERE links.canonical = ?)"
        " ORDER BY revision DESC LIMIT 1",
        [canonical, canonical],
    ).fetchall()
    if not rows:
        return None
    return rows[0][0], _adapter().validate_json(rows[0][1]), datetime.fromisoformat(rows[0][2])


def known(db: Database, article: Article) -> Article | None:
    """The article with the revision under which this very text is stored; None where it is not."""
    row = _row_of(db, article)
    return replace(article, revision=row[1]) if row else None


def _row_of(db: Database, article: Article) -> tuple[int, int] | None:
    row: tuple[int, int] | None = db.execute(
        "SELECT id, revision FROM articles WHERE privacy = ? AND canonical IS ? AND content_hash = ?",
        [article.privacy, article.canonical, article.content_hash],
    ).fetchone()
    return row


def _by_content(db: Database, article: Article, now: datetime) -> tuple[int, Article] | None:
    """The row of the same text, marked as seen again."""
    row = _row_of(db, article)
    if row is None:
        return None
    stored = replace(article, revision=row[1])
    record = _adapter().dump_json(stored).decode()
    db.execute("UPDATE articles SET record = ?, stored_at = ? WHERE id = ?", [record, now.isoformat(), row[0]])
    return row[0], stored


def _last_revision(db: Database, canonical: str | None) -> int:
    return int(
        db.execute("SELECT coalesce(max(revision), 0) FROM articles WHERE canonical = ?", [canonical]).fetchone()[0]
    )
