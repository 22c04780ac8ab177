"""Links whose pages could not be read, and the texts that readers supply for them."""

from __future__ import annotations

import json
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.records import Facts
from storage.transactions import writing


def await_text(db: Database, chat: int, facts: Facts, now: datetime) -> None:
    """From now on the chat's texts may belong to this link."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO open_links (chat, facts, parts, opened_at) VALUES (?, ?, '{}', ?)",
            [chat, TypeAdapter(Facts).dump_json(facts).decode(), now.isoformat()],
        )


def awaited(db: Database, chat: int, since: datetime) -> tuple[Facts, dict[int, str]] | None:
    """The link that the chat's texts belong to, if it was opened since then, and those that came so far.

    Texts stand under the numbers of the messages that brought them, in the order in which they came.
    """
    row = db.execute(
        "SELECT facts, parts FROM open_links WHERE chat = ? AND opened_at >= ?", [chat, since.isoformat()]
    ).fetchone()
    if row is None:
        return None
    return TypeAdapter(Facts).validate_json(row[0]), {int(n): text for n, text in json.loads(row[1]).items()}


def supply(db: Database, chat: int, parts: dict[int, str]) -> None:
    """These are the texts that came so far."""
    with writing(db):
        db.execute("UPDATE open_links SET parts = ? WHERE chat = ?", [json.dumps(parts), chat])


def close(db: Database, chat: int) -> None:
    """No more texts are awaited there."""
    with writing(db):
        db.execute("DELETE FROM open_links WHERE chat = ?", [chat])
