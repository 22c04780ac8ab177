"""Our messages in chats: which answer each belongs to, and which brief it carries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.records import Article, Brief
from storage.transactions import writing

APART = 100
"""Between the numbers of the first parts of two answers to one message."""
ASKED = -10 * APART
"""The number of the first part of an answer to a question on a brief: it carries the brief without being it."""


def keep(db: Database, chat: int, message_id: int, job: int, part: int, now: datetime) -> None:
    """Remember a message as part number ``part`` of the job's answer; below 0 it is something else."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO messages (chat, message_id, job_id, part, sent_at) VALUES (?, ?, ?, ?, ?)",
            [chat, message_id, job, part, now.isoformat()],
        )


def of_job(db: Database, job: int) -> dict[int, int]:
    """The messages that hold a place for the job's answer: message id by part."""
    rows = db.execute("SELECT part, message_id FROM messages WHERE job_id = ? ORDER BY sent_at", [job]).fetchall()
    return {int(part): int(message) for part, message in rows}


def carry(db: Database, chat: int, message_ids: Iterable[int], brief: int | None) -> None:
    """These messages carry this brief from now on."""
    with writing(db):
        for message_id in message_ids:
            db.execute(
                "UPDATE messages SET brief_id = (SELECT id FROM briefs WHERE id = ?) WHERE chat = ? AND message_id = ?",
                [brief, chat, message_id],
            )


def brief_of(db: Database, chat: int, message_id: int) -> int | None:
    """The number of the brief that the message carries; None where it carries none."""
    row = db.execute("SELECT brief_id FROM messages WHERE chat = ? AND message_id = ?", [chat, message_id]).fetchone()
    return int(row[0]) if row and row[0] is not None else None


def last_brief(db: Database, chat: int) -> int | None:
    """The brief that was shown last in the chat; None where there is none."""
    row = db.execute(
        "SELECT brief_id FROM messages WHERE chat = ? AND brief_id IS NOT NULL AND part >= 0"
        " ORDER BY sent_at DESC, message_id DESC LIMIT 1",
        [chat],
    ).fetchone()
    return int(row[0]) if row else None


def place_of(db: Database, chat: int, message_id: int) -> tuple[int, int, datetime] | None:
    """The job and the part of the message, and when it was sent; None where it is not known."""
    row = db.execute(
        "SELECT job_id, part, sent_at FROM messages WHERE chat = ? AND message_id = ?", [chat, message_id]
    ).fetchone()
    return (int(row[0]), int(row[1]), datetime.fromisoformat(row[2])) if row else None


def awaited(db: Database, chat: int, message_id: int) -> tuple[int, int] | None:
    """What a reply to the message is (its part, below 0) and the brief that it is about; None for other messages."""
    row = db.execute(
        "SELECT part, brief_id FROM messages WHERE chat = ? AND message_id = ? AND part < 0 AND brief_id IS NOT NULL",
        [chat, message_id],
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def drop(db: Database, chat: int, message_id: int) -> None:
    """Forget a message that is no longer there."""
    with writing(db):
        db.execute("DELETE FROM messages WHERE chat = ? AND message_id = ?", [chat, message_id])


def carriers(db: Database, brief: int) -> list[tuple[int, int]]:
    """Chat and message id of the first part of every answer that carries the brief, or answers a question on it."""
    rows = db.execute(
        "SELECT chat, message_id FROM messages WHERE brief_id = ? AND (part >= 0 OR part = ?) AND part % ? = 0",
        [brief, ASKED, APART],
    ).fetchall()
    return [(int(chat), int(message)) for chat, message in rows]


def carried(db: Database, brief: int) -> tuple[Article, Brief] | None:
    """The brief with its article; None where their time is over."""
    row = db.execute(
        "SELECT a.record, b.record FROM briefs AS b JOIN articles AS a ON a.id = b.article_id"
        " WHERE b.id = ? AND a.record IS NOT NULL AND b.record IS NOT NULL",
        [brief],
    ).fetchone()
    if row is None:
        return None
    return TypeAdapter(Article).validate_json(row[0]), TypeAdapter(Brief).validate_json(row[1])


def excerpts(db: Database, brief: int) -> list[tuple[str, str]]:
    """Speaker and receipt sentences of every statement of the brief: they stay when the article's time is over."""
    rows = db.execute("SELECT speaker, excerpt FROM statements WHERE brief_id = ? ORDER BY rowid", [brief]).fetchall()
    return [(row[0], row[1]) for row in rows]
