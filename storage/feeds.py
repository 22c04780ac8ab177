"""Feeds: those that come with Attribot and those that operators add, and how each of them has answered."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage.transactions import writing

FILE = Path(__file__).with_name("feeds.toml")
FIRST_PAUSE = timedelta(minutes=30)
"""Between the first two polls of a feed."""
_FIELDS = "id, link, title, language, region, state, etag, modified, pause, failures, trouble, read_at, due_at"


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed of a list: its address, and what the list says of it. ``outlet`` is a domain of the outlets file."""

    link: str
    outlet: str | None = None
    region: str | None = None
    language: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of this installation; until ``read_at`` is known it has never answered with a feed."""

    id: int
    link: str
    title: str
    language: str | None
    region: str | None
    state: Literal["active", "dead"]
    etag: str | None
    modified: str | None
    pause: timedelta
    failures: int
    trouble: str | None
    read_at: datetime | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Polled:
    """How a feed answered, and when it is asked again. ``trouble`` where it failed; ``title`` where it was read anew."""

    pause: timedelta
    due_at: datetime
    trouble: str | None = None
    dead: bool = False
    title: str | None = None
    language: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many feeds are on the list, how many have ever answered with a feed, how many are dead."""

    listed: int
    read: int
    dead: int


@lru_cache(maxsize=1)
def shipped() -> tuple[Listed, ...]:
    """The feeds that come with Attribot, in the order of their file."""
    with FILE.open("rb") as file:
        return TypeAdapter(tuple[Listed, ...]).validate_python(tomllib.load(file)["feed"])


def add(db: Database, feeds: Iterable[Listed], now: datetime, *, again: bool) -> int:
    """Add those that are not there; returns how many. With ``again`` also such as were removed before."""
    with writing(db):
        return sum(_add(db, feed, now, again=again) for feed in feeds)


def _add(db: Database, feed: Listed, now: datetime, *, again: bool) -> bool:
    known = db.execute("SELECT state FROM feeds WHERE link = ?", [feed.link]).fetchone()
    if known is not None and (known[0] != "removed" or not again):
        return False
    db.execute(
        "INSERT INTO feeds (link, title, language, region, state, pause, due_at, failures)"
        " VALUES (?, ?, ?, ?, 'active', ?, ?, 0) ON CONFLICT (link) DO UPDATE"
        " SET state = 'active', failures = 0, trouble = NULL, due_at = excluded.due_at, etag = NULL, modified = NULL",
        [feed.link, feed.title, feed.language, feed.region, FIRST_PAUSE.total_seconds(), now.isoformat()],
    )
    return True


def remove(db: Database, link: str) -> bool:
    """Take a feed off the list; it stays off when the list that comes with Attribot is read again."""
    with writing(db):
        changed = db.execute("UPDATE feeds SET state = 'removed' WHERE link = ? AND state <> 'removed'", [link])
        return bool(changed.rowcount)


def every(db: Database) -> list[Feed]:
    """All feeds that were not removed, in order of their addresses."""
    rows = db.execute(f"SELECT {_FIELDS} FROM feeds WHERE state <> 'removed' ORDER BY link").fetchall()  # noqa: S608, it stands above
    return [_feed(row) for row in rows]


def tally(db: Database) -> Tally:
    """How the feeds are doing."""
    listed = every(db)
    return Tally(len(listed), sum(f.read_at is not None for f in listed), sum(f.state == "dead" for f in listed))


def due(db: Database, now: datetime, most: int) -> list[Feed]:
    """The feeds whose time has come, the longest overdue first."""
    rows = db.execute(
        f"SELECT {_FIELDS} FROM feeds WHERE state <> 'removed' AND due_at <= ? ORDER BY due_at LIMIT ?",  # noqa: S608, it stands above
        [now.isoformat(), most],
    ).fetchall()
    return [_feed(row) for row in rows]


def next_due(db: Database) -> datetime | None:
    """When the next feed is to be polled."""
    row = db.execute("SELECT min(due_at) FROM feeds WHERE state <> 'removed'").fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def polled(db: Database, feed: int, how: Polled, now: datetime) -> None:
    """Note how a feed answered. Belongs into a transaction of its caller, with the items that came."""
    if how.trouble is not None:
        state = "dead" if how.dead else "active"
        db.execute(
            "UPDATE feeds SET failures = failures + 1, trouble = ?, pause = ?, due_at = ?, state = ?"
            " WHERE id = ? AND state <> 'removed'",
            [how.trouble, int(how.pause.total_seconds()), how.due_at.isoformat(), state, feed],
        )
        return
    db.execute(
        "UPDATE feeds SET failures = 0, trouble = NULL, pause = ?, due_at = ?, read_at = ?, state = 'active',"
        " title = coalesce(?, title), language = coalesce(language, ?), etag = ?, modified = ?"
        " WHERE id = ? AND state <> 'removed'",
        [
            int(how.pause.total_seconds()),
            how.due_at.isoformat(),
            now.isoformat(),
            how.title,
            how.language,
            how.etag,
            how.modified,
            feed,
        ],
    )


def _feed(row: tuple[object, ...]) -> Feed:
    values = dict(zip(_FIELDS.split(", "), row, strict=True))
    return TypeAdapter(Feed).validate_python(values)
