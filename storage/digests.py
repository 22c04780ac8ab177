"""Digests: what is sent of each, when, and what became of it; briefs of events, made once for all who follow them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage import corrections, jobs, subscriptions
from storage.digest_records import Digest, EventBrief, dumped, loaded
from storage.jobs import Errand
from storage.subscriptions import Subscription, Told
from storage.transactions import writing

KIND = "digest"
"""The kind of job that sends one: the outbox is a lane of jobs for each chat."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A digest that is to be sent, or was. ``sends`` counts the tries that a crash may have hidden.

    ``corrected`` is how many briefs had been corrected when it was read.
    """

    id: int
    chat: int
    digest: Digest
    state: str
    sends: int
    message_id: int | None
    corrected: int


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription whose time has come, what it is told of (nothing where ``digest`` is None), and its next time.

    ``corrected`` is how many briefs had been corrected when the digest was begun.
    """

    subscription: Subscription
    next_at: datetime
    digest: Digest | None = None
    told: tuple[Told, ...] = ()
    corrected: int = 0


@lru_cache(maxsize=1)
def _events() -> TypeAdapter[EventBrief]:
    return TypeAdapter(EventBrief)


def plan(db: Database, due: Due, now: datetime) -> int | None:
    """Write a due digest into the outbox and set when the next is due, in one step; None where it was done already.

    Raises CorrectedError where a brief was corrected since the digest was begun: it may rest on that.
    """
    subscription, digest = due.subscription, due.digest
    with writing(db):
        if digest is not None:
            corrections.unchanged(db, due.corrected)
        stored = subscriptions.find(db, subscription.id)
        if stored is None or stored.state != "active" or stored.due_at != subscription.due_at:
            return None
        db.execute(
            "UPDATE subscriptions SET due_at = ? WHERE id = ?",
            [due.next_at.isoformat(), subscription.id],
        )
        if digest is None or subscription.due_at is None or _written(db, subscription.id, subscription.due_at):
            return None
        subscriptions.tell(db, subscription.id, due.told)
        return _write(db, subscription, subscription.due_at, digest, now)


def _write(db: Database, subscription: Subscription, due_at: datetime, digest: Digest, now: datetime) -> int:
    chat = subscription.chat
    cursor = db.execute(
        "INSERT INTO digests (subscription_id, chat, due_at, record, state, sends, made_at)"
        " VALUES (?, ?, ?, ?, 'waiting', 0, ?)",
        [subscription.id, chat, due_at.isoformat(), dumped(digest), now.isoformat()],
    )
    number = int(cursor.lastrowid or 0)
    payload = json.dumps({"value": number, "thread": subscription.thread})
    jobs.add(db, [Errand(KIND, f"digests:{chat}", chat, payload, origin=f"digest:{number}")], now)
    return number


def _written(db: Database, subscription: int, due_at: datetime) -> bool:
    """Whether there is a digest for that moment: a clock that is set back brings it a second time."""
    found = "SELECT 1 FROM digests WHERE subscription_id = ? AND due_at = ?"
    return db.execute(found, [subscription, due_at.isoformat()]).fetchone() is not None


def keep_asked(db: Database, chat: int, digest: Digest, message_id: int, now: datetime, *, corrected: int) -> int:
    """Remember a digest that was asked for and is sent at once, for its buttons. Raises CorrectedError as ``plan`` does."""
    with writing(db):
        corrections.unchanged(db, corrected)
        cursor = db.execute(
            "INSERT INTO digests (chat, due_at, record, state, sends, message_id, made_at, sent_at)"
            " VALUES (?, ?, ?, 'sent', 1, ?, ?, ?)",
            [
                chat,
                now.isoformat(),
                dumped(digest),
                message_id,
                now.isoformat(),
                now.isoformat(),
            ],
        )
        return int(cursor.lastrowid or 0)


def find(db: Database, number: int) -> Sending | None:
    """A digest by its number."""
    row = db.execute("SELECT id, chat, record, state, sends, message_id FROM digests WHERE id = ?", [number]).fetchone()
    if row is None:
        return None
    corrected = corrections.count(db)
    return Sending(row[0], row[1], loaded(row[2]), row[3], row[4], message_id=row[5], corrected=corrected)


def begin(db: Database, number: int) -> int:
    """A send begins: returns which try it is."""
    with writing(db):
        db.execute("UPDATE digests SET state = 'sending', sends = sends + 1 WHERE id = ?", [number])
        return int(db.execute("SELECT sends FROM digests WHERE id = ?", [number]).fetchone()[0])


def back(db: Database, number: int) -> None:
    """The send was refused for sure: it does not count as one that may have arrived."""
    with writing(db):
        db.execute("UPDATE digests SET state = 'waiting', sends = max(0, sends - 1) WHERE id = ?", [number])


def sent(db: Database, number: int, message_id: int, now: datetime, *, corrected: int) -> bool:
    """The digest has arrived; returns whether briefs were corrected since it was read, so that it has to be shown anew."""
    with writing(db):
        db.execute(
            "UPDATE digests SET state = 'sent', message_id = ?, sent_at = ? WHERE id = ?",
            [message_id, now.isoformat(), number],
        )
        return corrections.count(db) != corrected


def take_as_sent(db: Database, number: int) -> None:
    """Nobody knows whether the digest arrived, and it is not sent any more."""
    with writing(db):
        db.execute("UPDATE digests SET state = 'unknown' WHERE id = ?", [number])


def drop(db: Database, number: int) -> None:
    """The digest is not sent; what it told is told with the next one."""
    with writing(db):
        row = db.execute("SELECT subscription_id, record FROM digests WHERE id = ?", [number]).fetchone()
        if row is None:
            return
        db.execute("UPDATE digests SET state = 'dropped' WHERE id = ?", [number])
        for event in loaded(row[1]).events:
            db.execute("DELETE FROM told WHERE subscription_id = ? AND event_id = ?", [row[0], event.event])


def tally(db: Database) -> dict[str, int]:
    """How many digests there are, by state."""
    rows = db.execute("SELECT state, count(*) FROM digests GROUP BY state ORDER BY state").fetchall()
    return {state: int(count) for state, count in rows}


def event_brief(db: Database, key: str) -> EventBrief | None:
    """The stored brief of an event under that key."""
    row = db.execute("SELECT record FROM event_briefs WHERE key = ?", [key]).fetchone()
    return _events().validate_json(row[0]) if row else None


def keep_event_brief(db: Database, key: str, brief: EventBrief, now: datetime, *, corrected: int) -> None:
    """Store the brief of an event. Raises CorrectedError as ``plan`` does."""
    with writing(db):
        corrections.unchanged(db, corrected)
        db.execute(
            "INSERT OR REPLACE INTO event_briefs (key, record, made_at) VALUES (?, ?, ?)",
            [key, _events().dump_json(brief).decode(), now.isoformat()],
        )


def expire(db: Database, before: datetime) -> None:
    """Let go of digests and briefs of events that were made before then. Belongs into a transaction of its caller."""
    db.execute("DELETE FROM digests WHERE made_at < ? AND state NOT IN ('waiting', 'sending')", [before.isoformat()])
    db.execute("DELETE FROM event_briefs WHERE made_at < ?", [before.isoformat()])
