"""Who follows what: topics as they are matched, and when each chat is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.transactions import writing

_FIELDS = "id, chat, thread, user, topic, zone, minute, days, most, state, due_at, created_at"


@dataclass(frozen=True, slots=True)
class Topic:
    """What is followed. An event is on the topic where its items have one of the ``names`` and none of ``without``.

    ``languages`` are ISO 639-1 codes, none for all; ``muted`` are domains of outlets. ``name`` is what the reader wrote.
    """

    name: str
    names: tuple[str, ...]
    without: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    muted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest is due: minute of the local day, days of the week (Monday is 0), zone (IANA name or "+05:30")."""

    zone: str
    minute: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat that follows a topic; a draft is not confirmed yet. ``due_at`` is None unless it is active.

    ``thread`` is the number of the forum topic in which it is told; None for the chat as a whole.
    """

    id: int
    chat: int
    thread: int | None
    user: int | None
    topic: Topic
    schedule: Schedule
    most: int
    state: Literal["draft", "active", "paused", "ended"]
    due_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What a subscription was told of an event: the newest item that was known, and how many independent sources.

    0 sources where there was no room for it in the digest.
    """

    event: int
    last_item: int
    sources: int


@lru_cache(maxsize=1)
def _topics() -> TypeAdapter[Topic]:
    return TypeAdapter(Topic)


def add(db: Database, new: Subscription, origin: str | None, now: datetime) -> int:
    """Store a subscription, once for each ``origin``; its own number is given here. Returns the number."""
    with writing(db):
        known = db.execute("SELECT id FROM subscriptions WHERE origin = ?", [origin]).fetchone() if origin else None
        if known is not None:
            return int(known[0])
        cursor = db.execute(
            "INSERT INTO subscriptions (chat, thread, user, origin, topic, zone, minute, days, most, state, due_at, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                new.chat,
                new.thread,
                new.user,
                origin,
                _topics().dump_json(new.topic).decode(),
                new.schedule.zone,
                new.schedule.minute,
                "".join(map(str, new.schedule.days)),
                new.most,
                new.state,
                new.due_at.isoformat() if new.due_at else None,
                now.isoformat(),
            ],
        )
        return int(cursor.lastrowid or 0)


def change(db: Database, changed: Subscription) -> None:
    """Store another topic, schedule or state of a subscription."""
    with writing(db):
        db.execute(
            "UPDATE subscriptions SET topic = ?, zone = ?, minute = ?, days = ?, most = ?, state = ?, due_at = ?"
            " WHERE id = ?",
            [
                _topics().dump_json(changed.topic).decode(),
                changed.schedule.zone,
                changed.schedule.minute,
                "".join(map(str, changed.schedule.days)),
                changed.most,
                changed.state,
                changed.due_at.isoformat() if changed.due_at else None,
                changed.id,
            ],
        )


def of_chat(db: Database, chat: int) -> list[Subscription]:
    """What a chat follows, in the order in which it began; drafts and what it has ended are not among them."""
    rows = db.execute(
        f"SELECT {_FIELDS} FROM subscriptions WHERE chat = ? AND state IN ('active', 'paused') ORDER BY id",  # noqa: S608, it stands above
        [chat],
    ).fetchall()
    return [_subscription(row) for row in rows]


def by_origin(db: Database, origin: str) -> Subscription | None:
    """What that origin asked to follow."""
    row = db.execute(f"SELECT {_FIELDS} FROM subscriptions WHERE origin = ?", [origin]).fetchone()  # noqa: S608, it stands above
    return _subscription(row) if row else None


def open_draft(db: Database, chat: int, since: datetime) -> Subscription | None:
    """What the chat was last asked place and time for, since then."""
    row = db.execute(
        f"SELECT {_FIELDS} FROM subscriptions WHERE chat = ? AND state = 'draft' AND zone = '' AND created_at >= ?"  # noqa: S608, it stands above
        " ORDER BY id DESC LIMIT 1",
        [chat, since.isoformat()],
    ).fetchone()
    return _subscription(row) if row else None


def drop_drafts(db: Database, before: datetime) -> None:
    """Let go of what was never confirmed. Belongs into a transaction of its caller."""
    db.execute("DELETE FROM subscriptions WHERE state = 'draft' AND created_at < ?", [before.isoformat()])


def find(db: Database, number: int) -> Subscription | None:
    """The subscription with that number, also an ended one."""
    row = db.execute(f"SELECT {_FIELDS} FROM subscriptions WHERE id = ?", [number]).fetchone()  # noqa: S608, it stands above
    return _subscription(row) if row else None


def due(db: Database, now: datetime, most: int) -> list[Subscription]:
    """Active subscriptions whose time has come, the longest overdue first."""
    rows = db.execute(
        f"SELECT {_FIELDS} FROM subscriptions WHERE state = 'active' AND due_at <= ? ORDER BY due_at, id LIMIT ?",  # noqa: S608, it stands above
        [now.isoformat(), most],
    ).fetchall()
    return [_subscription(row) for row in rows]


def next_due(db: Database) -> datetime | None:
    """When the next digest is due."""
    row = db.execute("SELECT min(due_at) FROM subscriptions WHERE state = 'active'").fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def count(db: Database) -> int:
    """How many topics are followed."""
    return int(db.execute("SELECT count(*) FROM subscriptions WHERE state = 'active'").fetchone()[0])


def end_of_chat(db: Database, chat: int) -> None:
    """The chat follows nothing any more. Belongs into a transaction of its caller."""
    db.execute("UPDATE subscriptions SET state = 'ended', due_at = NULL WHERE chat = ?", [chat])


def pause_chat(db: Database, chat: int) -> None:
    """The chat is told nothing until it resumes its topics: it may not use the bot any more."""
    with writing(db):
        db.execute(
            "UPDATE subscriptions SET state = 'paused', due_at = NULL WHERE chat = ? AND state = 'active'", [chat]
        )


def told(db: Database, subscription: int) -> dict[int, Told]:
    """What a subscription was told, by event."""
    rows = db.execute(
        "SELECT event_id, last_item, sources FROM told WHERE subscription_id = ?", [subscription]
    ).fetchall()
    return {int(event): Told(int(event), int(last), int(sources)) for event, last, sources in rows}


def tell(db: Database, subscription: int, events: Sequence[Told]) -> None:
    """Note what a subscription is told. Belongs into a transaction of its caller."""
    for event in events:
        db.execute(
            "INSERT INTO told (subscription_id, event_id, last_item, sources) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (subscription_id, event_id) DO UPDATE SET last_item = excluded.last_item,"
            " sources = excluded.sources",
            [subscription, event.event, event.last_item, event.sources],
        )


def _subscription(row: Sequence[object]) -> Subscription:
    number, chat, thread, user, topic, zone, minute, days, most, state, due_at, created_at = row
    schedule = {"zone": zone, "minute": minute, "days": tuple(map(int, str(days)))}
    return TypeAdapter(Subscription).validate_python(
        {
            "id": number,
            "chat": chat,
            "thread": thread,
            "user": user,
            "topic": _topics().validate_json(str(topic)),
            "schedule": schedule,
            "most": most,
            "state": state,
            "due_at": due_at,
            "created_at": created_at,
        }
    )
