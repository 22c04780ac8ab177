"""Conversations on briefs: the last questions of a chat on an article, with their answers."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.records import Answer, Turn
from storage.transactions import writing

MOST = 8
"""Turns of one chat on one article that are kept."""


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def of(db: Database, chat: str, brief: int, origin: str) -> list[Turn]:
    """What was asked in the chat on the brief's article before, oldest first; without what ``origin`` asked itself."""
    rows = db.execute(
        "SELECT question, answer FROM turns WHERE chat = ? AND origin <> ? AND article_id ="
        " (SELECT article_id FROM briefs WHERE id = ?) AND id < coalesce((SELECT id FROM turns WHERE origin = ?), 1e18)"
        " ORDER BY id DESC LIMIT ?",
        [chat, origin, brief, origin, MOST],
    ).fetchall()
    return [Turn(question, _adapter().validate_json(answer)) for question, answer in reversed(rows)]


def keep(db: Database, chat: str, brief: int, origin: str, turn: Turn, now: datetime) -> None:
    """Store a turn, once for each ``origin``; the oldest beyond ``MOST`` go."""
    with writing(db):
        db.execute(
            "INSERT INTO turns (chat, article_id, brief_id, origin, question, answer, asked_at)"
            " SELECT ?, article_id, id, ?, ?, ?, ? FROM briefs WHERE id = ?"
            " ON CONFLICT (origin) DO UPDATE SET answer = excluded.answer",
            [chat, origin, turn.question, _adapter().dump_json(turn.answer).decode(), now.isoformat(), brief],
        )
        db.execute(
            "DELETE FROM turns WHERE chat = ? AND article_id = (SELECT article_id FROM briefs WHERE id = ?) AND id NOT IN"
            " (SELECT id FROM turns WHERE chat = ? AND article_id = (SELECT article_id FROM briefs WHERE id = ?)"
            "  ORDER BY id DESC LIMIT ?)",
            [chat, brief, chat, brief, MOST],
        )


def asked_by(db: Database, origin: str) -> tuple[int, Turn] | None:
    """The turn that ``origin`` asked for, with the brief it is about; None where it is not kept any more."""
    row = db.execute("SELECT brief_id, question, answer FROM turns WHERE origin = ?", [origin]).fetchone()
    return (int(row[0]), Turn(row[1], _adapter().validate_json(row[2]))) if row and row[0] is not None else None
