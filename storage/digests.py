"""Digests: what is sent of each, when, and what became of it; briefs of events, made once for all who follow them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage import jobs, subscriptions
from storage.jobs import Errand
from storage.records import StatementKind
from storage.subscriptions import Subscription, Told
from storage.transactions import writing

KIND = "digest"
"""The kind of job that sends one: the outbox is a lane of jobs for each chat."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a line stands: the source by its place among the event's sources, the sentences by number and as they stand."""

    source: int
    sentences: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A line with the independent sources that carry it."""

    text: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, with the independent sources that carry it.

    ``role`` is "" where none is printed, ``via`` is "" where nobody relayed it; ``parts`` are the words before and behind
    a cue that stands among them.
    """

    speaker: str
    role: str
    verb: str
    kind: StatementKind
    parts: tuple[str, ...]
    via: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An independent source: an outlet, and those that carry the same text or the same agency's report.

    ``outlet`` and ``carried_by`` are domains; ``credit`` is the agency or the outlet that the text names as its source.
    ``reading`` tells what could be read of it, or that its brief was corrected since; ``brief`` is the number of its stored
    brief where that was the article.
    """

    outlet: str
    link: str
    title: str
    credit: str | None
    carried_by: tuple[str, ...]
    reading: Literal["article", "feed", "title", "corrected"]
    brief: int | None


@dataclass(frozen=True, slots=True)
class EventBrief:
    """An event merged across its sources: ``shared`` stands in all of them, ``some`` in fewer, ``differ`` says where they differ.

    ``headline`` has no receipts where it is only the title that an outlet gave.
    """

    headline: Reported
    shared: tuple[Reported, ...]
    some: tuple[Reported, ...]
    differ: tuple[tuple[Reported, ...], ...]
    said: tuple[Said, ...]
    sources: tuple[Carrier, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class DigestEvent:
    """An event in a digest; ``told_before`` where it moved on since, and then ``new`` are the sources that are new."""

    event: int
    brief: EventBrief
    told_before: bool = False
    new: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader gets: events with the most sources first, and how many more there were."""

    topic: str
    events: tuple[DigestEvent, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Sending:
    """A digest that is to be sent, or was. ``sends`` counts the tries that a crash may have hidden."""

    id: int
    chat: int
    digest: Digest
    state: str
    sends: int
    message_id: int | None


@lru_cache(maxsize=1)
def _digests() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@lru_cache(maxsize=1)
def _events() -> TypeAdapter[EventBrief]:
    return TypeAdapter(EventBrief)


def plan(
    db: Database,
    subscription: Subscription,
    following: Subscription,
    digest: Digest | None,
    told: list[Told],
    now: datetime,
) -> int | None:
    """Write a due digest into the outbox and set when the next is due, in one step; None where it was done already.

    Without a digest only the time moves on. ``following`` is the subscription as it is from then on.
    """
    with writing(db):
        stored = subscriptions.find(db, subscription.id)
        if stored is None or stored.state != "active" or stored.due_at != subscription.due_at:
            return None
        db.execute(
            "UPDATE subscriptions SET due_at = ? WHERE id = ?",
            [following.due_at.isoformat() if following.due_at else None, subscription.id],
        )
        if digest is None or subscription.due_at is None:
            return None
        subscriptions.tell(db, subscription.id, told)
        return _write(db, subscription, subscription.due_at, digest, now)


def _write(db: Database, subscription: Subscription, due_at: datetime, digest: Digest, now: datetime) -> int:
    chat = subscription.chat
    cursor = db.execute(
        "INSERT INTO digests (subscription_id, chat, due_at, record, state, sends, made_at)"
        " VALUES (?, ?, ?, ?, 'waiting', 0, ?)",
        [subscription.id, chat, due_at.isoformat(), _digests().dump_json(digest).decode(), now.isoformat()],
    )
    number = int(cursor.lastrowid or 0)
    payload = json.dumps({"value": number, "thread": subscription.thread})
    jobs.add(db, [Errand(KIND, f"digests:{chat}", chat, payload, origin=f"digest:{number}")], now)
    return number


def last_of(db: Database, subscription: int) -> datetime | None:
    """When the subscription's last digest was due."""
    row = db.execute("SELECT max(due_at) FROM digests WHERE subscription_id = ?", [subscription]).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def keep_asked(db: Database, chat: int, digest: Digest, message_id: int, now: datetime) -> int:
    """Remember a digest that was asked for and sent at once, for its buttons."""
    with writing(db):
        cursor = db.execute(
            "INSERT INTO digests (chat, due_at, record, state, sends, message_id, made_at, sent_at)"
            " VALUES (?, ?, ?, 'sent', 1, ?, ?, ?)",
            [
                chat,
                now.isoformat(),
                _digests().dump_json(digest).decode(),
                message_id,
                now.isoformat(),
                now.isoformat(),
            ],
        )
        return int(cursor.lastrowid or 0)


def find(db: Database, number: int) -> Sending | None:
    """A digest by its number."""
    row = db.execute("SELECT id, chat, record, state, sends, message_id FROM digests WHERE id = ?", [number]).fetchone()
    return Sending(row[0], row[1], _digests().validate_json(row[2]), *row[3:]) if row else None


def begin(db: Database, number: int) -> int:
    """A send begins: returns which try it is."""
    with writing(db):
        db.execute("UPDATE digests SET state = 'sending', sends = sends + 1 WHERE id = ?", [number])
        return int(db.execute("SELECT sends FROM digests WHERE id = ?", [number]).fetchone()[0])


def back(db: Database, number: int) -> None:
    """The send was refused for sure: it does not count as one that may have arrived."""
    with writing(db):
        db.execute("UPDATE digests SET state = 'waiting', sends = max(0, sends - 1) WHERE id = ?", [number])


def sent(db: Database, number: int, message_id: int, now: datetime) -> None:
    """The digest has arrived."""
    with writing(db):
        db.execute(
            "UPDATE digests SET state = 'sent', message_id = ?, sent_at = ? WHERE id = ?",
            [message_id, now.isoformat(), number],
        )


def settle(db: Database, number: int, state: str) -> None:
    """Nothing more is done about a digest: 'unknown' or 'dropped'."""
    with writing(db):
        db.execute("UPDATE digests SET state = ? WHERE id = ?", [state, number])


def tally(db: Database) -> dict[str, int]:
    """How many digests there are, by state."""
    rows = db.execute("SELECT state, count(*) FROM digests GROUP BY state ORDER BY state").fetchall()
    return {state: int(count) for state, count in rows}


def event_brief(db: Database, key: str) -> EventBrief | None:
    """The stored brief of an event under that key."""
    row = db.execute("SELECT record FROM event_briefs WHERE key = ?", [key]).fetchone()
    return _events().validate_json(row[0]) if row else None


def keep_event_brief(db: Database, key: str, brief: EventBrief, now: datetime) -> None:
    """Store the brief of an event."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO event_briefs (key, record, made_at) VALUES (?, ?, ?)",
            [key, _events().dump_json(brief).decode(), now.isoformat()],
        )


def expire(db: Database, before: datetime) -> None:
    """Let go of digests and briefs of events that were made before then. Belongs into a transaction of its caller."""
    db.execute("DELETE FROM digests WHERE made_at < ? AND state NOT IN ('waiting', 'sending')", [before.isoformat()])
    db.execute("DELETE FROM event_briefs WHERE made_at < ?", [before.isoformat()])
