"""Chats: what each wants, whether it can be written to, and how one is moved or forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage import items, subscriptions
from storage.transactions import writing

Length = Literal["short", "standard", "long"]


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat with its settings; ``language`` is None where briefs are wanted in the article's."""

    chat: int
    kind: str
    state: Literal["active", "left"] = "active"
    language: str | None = None
    length: Length = "standard"
    allowed: bool = False


FORGOTTEN = "forgotten"
"""The lane of what is left of a forgotten chat for an hour."""


def owner(chat: int) -> str:
    """The name under which a chat owns texts and pays."""
    return f"telegram:{chat}"


def note(db: Database, chat: int, kind: str, now: datetime) -> None:
    """The chat has just written: known from now on, and active. Belongs into a transaction of its caller."""
    db.execute(
        "INSERT INTO chats (chat, kind, state, length, allowed, first_at, last_at)"
        " VALUES (?, ?, 'active', 'standard', 0, ?, ?)"
        " ON CONFLICT (chat) DO UPDATE SET kind = excluded.kind, state = 'active', last_at = excluded.last_at",
        [chat, kind, now.isoformat(), now.isoformat()],
    )


def find(db: Database, chat: int) -> Chat | None:
    """The chat, or None where it is not known."""
    return _read(db, chat)


def _read(db: Database, chat: int) -> Chat | None:
    row = db.execute("SELECT chat, kind, state, language, length, allowed FROM chats WHERE chat = ?", [chat]).fetchone()
    return Chat(row[0], row[1], row[2], row[3], row[4], bool(row[5])) if row else None


def speak(db: Database, chat: int, language: str | None) -> None:
    """Briefs are wanted in this language from now on."""
    with writing(db):
        db.execute("UPDATE chats SET language = ? WHERE chat = ?", [language, chat])


def measure(db: Database, chat: int, length: Length) -> None:
    """Briefs are wanted of this length from now on."""
    with writing(db):
        db.execute("UPDATE chats SET length = ? WHERE chat = ?", [length, chat])


def allow(db: Database, chat: int, *, allowed: bool, now: datetime) -> None:
    """Let the chat in, or not any more; one that has not written yet becomes known."""
    with writing(db):
        if _read(db, chat) is None:
            note(db, chat, "private" if chat > 0 else "group", now)
        db.execute("UPDATE chats SET allowed = ? WHERE chat = ?", [int(allowed), chat])


def leave(db: Database, chat: int, now: datetime) -> None:
    """The chat cannot be written to any more: what it still waited for is over, its texts go."""
    with writing(db):
        db.execute("UPDATE chats SET state = 'left', last_at = ? WHERE chat = ?", [now.isoformat(), chat])
        _clear(db, chat)
        subscriptions.end_of_chat(db, chat)
        db.execute(
            "UPDATE jobs SET state = 'failed', gather = NULL, finished_at = ? WHERE chat = ? AND state = 'waiting'",
            [now.isoformat(), chat],
        )


def forget(db: Database, chat: int, *, but: int | None = None) -> None:
    """Delete the chat, its texts and all that was made of them, also from the file's free pages.

    That its user asked for briefs counts for an hour more, and what it cost today until midnight: else deleting would be
    a way around both limits. Only when the write-ahead log has been truncated, too, are its words gone from the disk. The
    job ``but``, which is doing this, stays, without what it was asked, and so does what was asked after it.
    """
    with writing(db):
        _clear(db, chat)
        earlier = "chat = ? AND (? IS NULL OR id < ?)"
        those = [chat, but, but]
        db.execute("DELETE FROM subscriptions WHERE chat = ?", [chat])
        db.execute(f"DELETE FROM updates WHERE job_id IN (SELECT id FROM jobs WHERE {earlier})", those)  # noqa: S608, it stands above
        db.execute(f"DELETE FROM jobs WHERE {earlier} AND (counts = 0 OR state IN ('waiting', 'running'))", those)  # noqa: S608, it stands above
        db.execute(f"UPDATE jobs SET chat = 0, lane = ?, payload = '{{}}' WHERE {earlier}", [FORGOTTEN, *those])  # noqa: S608, it stands above
        db.execute("DELETE FROM updates WHERE job_id = ?", [but])
        db.execute("UPDATE jobs SET user = NULL WHERE id = ?", [but])
        db.execute("DELETE FROM chats WHERE chat = ? AND allowed = 0", [chat])
        db.execute("UPDATE chats SET language = NULL, length = 'standard' WHERE chat = ?", [chat])
        db.execute("INSERT INTO briefs_fts (briefs_fts) VALUES ('optimize')")


def _clear(db: Database, chat: int) -> None:
    db.execute("DELETE FROM reports WHERE chat = ?", [chat])
    db.execute("DELETE FROM open_links WHERE chat = ?", [chat])
    db.execute("DELETE FROM messages WHERE chat = ?", [chat])
    db.execute("DELETE FROM turns WHERE chat = ?", [owner(chat)])
    db.execute("DELETE FROM articles WHERE privacy = ?", [owner(chat)])
    db.execute("DELETE FROM steps WHERE privacy = ?", [owner(chat)])
    db.execute("DELETE FROM tickets WHERE owner = ?", [owner(chat)])
    db.execute("DELETE FROM event_pages WHERE chat = ?", [chat])
    db.execute("DELETE FROM digests WHERE chat = ?", [chat])
    items.forget_sent(db, chat)


def migrate(db: Database, old: int, new: int) -> None:
    """A group became a supergroup: its settings, texts and waiting work go on under the new number.

    Messages do not: they have other numbers there.
    """
    with writing(db):
        for table in ("messages", "event_pages"):
            db.execute(f"DELETE FROM {table} WHERE chat = ?", [old])  # noqa: S608, names stand above
        if _read(db, old) is not None:
            db.execute("DELETE FROM chats WHERE chat = ?", [new])
        db.execute("UPDATE chats SET chat = ?, kind = 'supergroup' WHERE chat = ?", [new, old])
        db.execute("UPDATE OR REPLACE open_links SET chat = ? WHERE chat = ?", [new, old])
        db.execute("UPDATE jobs SET chat = ?, lane = ? WHERE chat = ? AND lane = ?", [new, str(new), old, str(old)])
        db.execute("UPDATE jobs SET chat = ? WHERE chat = ?", [new, old])
        for table in ("subscriptions", "digests"):
            db.execute(f"UPDATE {table} SET chat = ? WHERE chat = ?", [new, old])  # noqa: S608, names stand above
        db.execute("UPDATE OR REPLACE sent_links SET chat = ? WHERE chat = ?", [new, old])
        for table in ("articles", "briefs", "steps"):
            db.execute(f"UPDATE {table} SET privacy = ? WHERE privacy = ?", [owner(new), owner(old)])  # noqa: S608, names stand above
        db.execute("UPDATE turns SET chat = ? WHERE chat = ?", [owner(new), owner(old)])
        db.execute("UPDATE calls SET payer = ? WHERE payer = ?", [owner(new), owner(old)])


def tally(db: Database) -> dict[str, int]:
    """How many chats there are, by kind, of those that can be written to."""
    rows = db.execute("SELECT kind, count(*) FROM chats WHERE state = 'active' GROUP BY kind ORDER BY kind").fetchall()
    return {kind: int(count) for kind, count in rows}
