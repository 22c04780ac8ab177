"""Stored work: kept with the updates it came from, claimed in order within a lane, given back or finished."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from storage import chats
from storage.transactions import writing

LEASE = timedelta(minutes=10)
"""How long a job may run before it is taken for lost."""
SUSPECT = 3
"""Crashes of the process at which a job was under way, from which it is run alone."""
_APART = 2
"""Seconds between the sending of two parts of one text, at most."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came (``record``, JSON), and the job that it asks for.

    Updates of one lane with the same ``gather`` key, sent within seconds, make one job as long as the last of them
    leaves it ``open``. ``sent_at`` is in seconds of Unix time. ``chat_kind`` is told where the chat has just shown that
    it can be written to.
    """

    update_id: int
    record: str
    lane: str
    kind: str
    chat: int
    user: int | None
    chat_kind: str | None = None
    sent_at: int = 0
    gather: str | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """A job that no update asks for itself; with an ``origin`` it is stored once, however often it is asked for."""

    kind: str
    lane: str
    chat: int
    payload: str
    user: int | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job with the updates it came from, oldest first.

    ``attempts`` counts the crashes at which it was under way, and this run; ``failures`` how often it failed by itself.
    While it is ``open``, more updates may join it.
    """

    id: int
    lane: str
    kind: str
    chat: int
    user: int | None
    payload: str
    attempts: int
    created_at: datetime
    updates: tuple[str, ...]
    open: bool = False
    failures: int = 0


def keep(db: Database, received: Sequence[Received], now: datetime) -> int:
    """Store updates with their jobs, each update once however often it comes; returns how many were new."""
    new = 0
    with writing(db):
        for update in received:
            if db.execute("SELECT 1 FROM updates WHERE update_id = ?", [update.update_id]).fetchone():
                continue
            if update.chat_kind is not None:
                chats.note(db, update.chat, update.chat_kind, now)
            job = _joined(db, update) or _insert(db, update, now)
            db.execute(
                "INSERT INTO updates (update_id, job_id, record, sent_at, received_at) VALUES (?, ?, ?, ?, ?)",
                [update.update_id, job, update.record, update.sent_at, now.isoformat()],
            )
            new += 1
    return new


def _joined(db: Database, update: Received) -> int | None:
    """The job of the lane's last message, where the update carries that one on."""
    if update.gather is None:
        return None
    row = db.execute(
        "SELECT id, gather, user, (SELECT max(sent_at) FROM updates WHERE job_id = jobs.id) FROM jobs"
        " WHERE lane = ? AND state IN ('waiting', 'running') ORDER BY id DESC LIMIT 1",
        [update.lane],
    ).fetchone()
    if row is None or row[1] != update.gather or row[2] != update.user or update.sent_at - row[3] > _APART:
        return None
    if not update.open:
        db.execute("UPDATE jobs SET gather = NULL WHERE id = ?", [row[0]])
    return int(row[0])


def _insert(db: Database, update: Received, now: datetime) -> int:
    gather = update.gather if update.open else None
    cursor = db.execute(
        "INSERT INTO jobs (lane, kind, chat, user, payload, gather, state, attempts, due_at, created_at)"
        " VALUES (?, ?, ?, ?, '{}', ?, 'waiting', 0, ?, ?)",
        [update.lane, update.kind, update.chat, update.user, gather, now.isoformat(), now.isoformat()],
    )
    return int(cursor.lastrowid or 0)


def add(db: Database, errands: Sequence[Errand], now: datetime) -> None:
    """Store jobs that no update asks for itself."""
    with writing(db):
        for errand in errands:
            db.execute(
                "INSERT OR IGNORE INTO jobs (lane, kind, origin, chat, user, payload, state, attempts, due_at, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)",
                [
                    errand.lane,
                    errand.kind,
                    errand.origin,
                    errand.chat,
                    errand.user,
                    errand.payload,
                    now.isoformat(),
                    now.isoformat(),
                ],
            )


def claim(db: Database, kinds: Collection[str], most: int, now: datetime) -> list[Job]:
    """Take up to ``most`` jobs that are due, of each lane only the first that is not finished."""
    return _claimed(db, kinds, most, now, "attempts < ?")


def claim_suspect(db: Database, kinds: Collection[str], now: datetime) -> Job | None:
    """Take one job that was under way at so many crashes that it may be their cause; None where there is none."""
    return next(iter(_claimed(db, kinds, 1, now, "attempts >= ?")), None)


def _claimed(db: Database, kinds: Collection[str], most: int, now: datetime, which: str) -> list[Job]:
    marks = ", ".join("?" for _ in kinds)
    with writing(db):
        rows = db.execute(
            "SELECT id, lane, kind, chat, user, payload, attempts, created_at, gather IS NOT NULL, failures"  # noqa: S608, conditions stand above
            f" FROM jobs AS j WHERE kind IN ({marks})"
            f" AND {which} AND (state = 'waiting' OR (state = 'running' AND leased_until < ?)) AND due_at <= ?"
            " AND NOT EXISTS"
            " (SELECT 1 FROM jobs WHERE lane = j.lane AND id < j.id AND state IN ('waiting', 'running'))"
            " ORDER BY attempts > 0 DESC, id LIMIT ?",
            [*kinds, SUSPECT, now.isoformat(), now.isoformat(), most],
        ).fetchall()
        until = (now + LEASE).isoformat()
        for row in rows:
            db.execute(
                "UPDATE jobs SET state = 'running', attempts = attempts + 1, leased_until = ? WHERE id = ?",
                [until, row[0]],
            )
        return [_job(db, row) for row in rows]


def _job(db: Database, row: tuple[int, str, str, int, int | None, str, int, str, int, int]) -> Job:
    number, lane, kind, chat, user, payload, attempts, created, gathers, failures = row
    made, updates = datetime.fromisoformat(created), records(db, number)
    return Job(number, lane, kind, chat, user, payload, attempts + 1, made, updates, bool(gathers), failures)


def records(db: Database, job: int) -> tuple[str, ...]:
    """The updates that the job came from, as JSON, oldest first."""
    rows = db.execute("SELECT record FROM updates WHERE job_id = ? ORDER BY update_id", [job]).fetchall()
    return tuple(row[0] for row in rows)


def gathering(db: Database, job: int) -> datetime | None:
    """When the last update joined the job; None where no more can."""
    row = db.execute(
        "SELECT max(received_at) FROM updates JOIN jobs ON jobs.id = job_id WHERE job_id = ? AND gather IS NOT NULL",
        [job],
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def close_gathering(db: Database, job: int) -> tuple[str, ...]:
    """Let no more updates join; returns those that did."""
    with writing(db):
        db.execute("UPDATE jobs SET gather = NULL WHERE id = ?", [job])
        return records(db, job)


def finish(db: Database, job: int, state: str, now: datetime) -> None:
    """The job is over: ``done``, or ``failed`` where its reader was told that it cannot be done."""
    with writing(db):
        db.execute(
            "UPDATE jobs SET state = ?, gather = NULL, finished_at = ? WHERE id = ?", [state, now.isoformat(), job]
        )


def give_back(db: Database, job: int, due: datetime, *, failed: bool) -> None:
    """Let the job be claimed again from ``due`` on; ``failed`` where it was its own fault."""
    with writing(db):
        db.execute(
            "UPDATE jobs SET state = 'waiting', leased_until = NULL, due_at = ?, attempts = 0, failures = failures + ?"
            " WHERE id = ? AND state = 'running'",
            [due.isoformat(), int(failed), job],
        )


def recover(db: Database, now: datetime) -> int:
    """After a start of the only process: what was running is waiting again; returns how much that was.

    Texts of which a part may still be on its way wait as if their last part had just come.
    """
    with writing(db):
        lost = db.execute("UPDATE jobs SET state = 'waiting', leased_until = NULL WHERE state = 'running'").rowcount
        db.execute(
            "UPDATE updates SET received_at = ? WHERE job_id IN"
            " (SELECT id FROM jobs WHERE state = 'waiting' AND gather IS NOT NULL)",
            [now.isoformat()],
        )
    return int(lost)


def next_due(db: Database, kinds: Collection[str], now: datetime) -> datetime | None:
    """When the next job that is not due yet will be; None where there is none."""
    marks = ", ".join("?" for _ in kinds)
    row = db.execute(
        f"SELECT min(due_at) FROM jobs WHERE state = 'waiting' AND due_at > ? AND kind IN ({marks})",  # noqa: S608, question marks only
        [now.isoformat(), *kinds],
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def count_brief(db: Database, job: Job, most: int, since: datetime) -> datetime | None:
    """Count the job as one of its user's requests for a brief; where ``most`` were made since then, say when the first was.

    Channels and hidden administrators of a group count together: one person can write in the name of many. A job is
    counted once, however often it is begun; nothing is counted where there is no room.
    """
    with writing(db):
        row = db.execute(
            "SELECT count(*), min(created_at) FROM jobs WHERE counts = 1 AND created_at >= ? AND id <> ?"
            " AND (user = ? OR (user < 0 AND ? < 0 AND chat = ?))",
            [since.isoformat(), job.id, job.user, job.user, job.chat],
        ).fetchone()
        if row[0] >= most:
            return datetime.fromisoformat(row[1])
        db.execute("UPDATE jobs SET counts = 1 WHERE id = ?", [job.id])
    return None


def counts(db: Database) -> dict[str, int]:
    """How many stored jobs there are, by state."""
    return {row[0]: int(row[1]) for row in db.execute("SELECT state, count(*) FROM jobs GROUP BY state").fetchall()}


def sweep(db: Database, before: datetime, now: datetime) -> int:
    """Delete jobs that were over by then, with their updates, and what is left of forgotten chats; returns how many."""
    hour_ago = (now - timedelta(hours=1)).isoformat()
    with writing(db):
        return int(
            db.execute(
                "DELETE FROM jobs WHERE finished_at < ? OR (lane = ? AND created_at < ?)",
                [before.isoformat(), chats.FORGOTTEN, hour_ago],
            ).rowcount
        )
