"""What readers report as wrong, and what became of it: briefs corrected or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from storage import corrections
from storage.records import Brief
from storage.transactions import writing


@dataclass(frozen=True, slots=True)
class Report:
    """A reader's report on a brief, in the reader's words."""

    id: int
    brief: int
    chat: int
    user: int
    words: str
    state: str


def file(  # noqa: PLR0913, PLR0917 - a row of the table
    db: Database, brief: int, chat: int, user: int, words: str, origin: str, now: datetime
) -> int:
    """Store a report and return its number; one ``origin`` makes one report."""
    with writing(db):
        db.execute(
            "INSERT OR IGNORE INTO reports (brief_id, chat, user, words, origin, state, reported_at)"
            " VALUES (?, ?, ?, ?, ?, 'open', ?)",
            [brief, chat, user, words, origin, now.isoformat()],
        )
        return int(db.execute("SELECT id FROM reports WHERE origin = ?", [origin]).fetchone()[0])


def find(db: Database, report: int) -> Report | None:
    """The report, or None."""
    row = db.execute("SELECT id, brief_id, chat, user, words, state FROM reports WHERE id = ?", [report]).fetchone()
    return Report(*row) if row else None


def unsettled(db: Database, most: int = 20) -> list[Report]:
    """Open reports, the oldest first."""
    rows = db.execute(
        "SELECT id, brief_id, chat, user, words, state FROM reports WHERE state = 'open' ORDER BY id LIMIT ?", [most]
    ).fetchall()
    return [Report(*row) for row in rows]


def latest(db: Database, brief: int) -> int | None:
    """The newest report on the brief; None where there is none."""
    row = db.execute("SELECT max(id) FROM reports WHERE brief_id = ?", [brief]).fetchone()
    return int(row[0]) if row[0] is not None else None


def settled_by(db: Database, job: int) -> list[int]:
    """The chats whose reports the job has settled; none where it has settled nothing yet."""
    rows = db.execute("SELECT DISTINCT chat FROM reports WHERE settled_by = ? ORDER BY chat", [job]).fetchall()
    return [int(row[0]) for row in rows]


def settle(db: Database, brief: int, state: str, job: int) -> list[int]:
    """What became of the open reports on a brief, as the job decided; returns the chats that they came from."""
    with writing(db):
        return _settle(db, brief, state, job)


def _settle(db: Database, brief: int, state: str, job: int) -> list[int]:
    db.execute(
        "UPDATE reports SET state = ?, settled_by = ? WHERE brief_id = ? AND state = 'open'", [state, job, brief]
    )
    return settled_by(db, job)


def changed_at(db: Database, brief: int) -> datetime | None:
    """When the brief became what it is; None where it is not there."""
    row = db.execute("SELECT stored_at FROM briefs WHERE id = ?", [brief]).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def correct(db: Database, brief: int, corrected: Brief, job: int, now: datetime) -> list[int]:
    """Put the corrected brief in the place of the wrong one, which is gone from then on; settles its reports."""
    with writing(db):
        db.execute(
            "UPDATE briefs SET record = ?, headline = ?, points = ?, stored_at = ? WHERE id = ?",
            [
                TypeAdapter(Brief).dump_json(corrected).decode(),
                corrected.headline,
                "\n".join(p.text for p in corrected.points),
                now.isoformat(),
                brief,
            ],
        )
        kept = {s.id for s in corrected.statements}
        for (statement,) in db.execute("SELECT id FROM statements WHERE brief_id = ?", [brief]).fetchall():
            if statement not in kept:
                db.execute("DELETE FROM statements WHERE brief_id = ? AND id = ?", [brief, statement])
        corrections.take_out(db, brief)
        db.execute("INSERT OR IGNORE INTO remembered (name, value) VALUES (?, '')", [f"corrected by {job}"])
        return _settle(db, brief, "corrected", job)


def corrected_by(db: Database, job: int) -> bool:
    """Whether the job has put a corrected brief in place already."""
    return bool(db.execute("SELECT 1 FROM remembered WHERE name = ?", [f"corrected by {job}"]).fetchone())


def withdraw(db: Database, brief: int, reason: str, job: int) -> list[int]:
    """The brief is not shown any more; ``reason`` is. Settles its reports."""
    with writing(db):
        db.execute("UPDATE briefs SET withdrawn = ? WHERE id = ?", [reason, brief])
        corrections.take_out(db, brief)
        return _settle(db, brief, "withdrawn", job)


def withdrawn(db: Database, brief: int) -> str | None:
    """Why the brief was withdrawn; None where it was not."""
    row = db.execute("SELECT withdrawn FROM briefs WHERE id = ?", [brief]).fetchone()
    return row[0] if row else None
