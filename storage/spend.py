"""What calls to language models cost: set aside before a call, booked after it, summed by day and by payer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.transactions import writing


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a day may cost in all and for one payer, in millionths of a US dollar; None sets no limit."""

    day: int | None
    payer: int | None


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is about to be made, with the most that it may cost in millionths of a US dollar."""

    payer: str
    model: str
    step: str
    micros: int


@dataclass(frozen=True, slots=True)
class Spent:
    """One line of the account: a day, whose calls and which model, how many, their tokens and millionths of a dollar."""

    day: str
    payer: str
    model: str
    calls: int
    tokens_in: int
    tokens_out: int
    micros: int


def reserve(db: Database, call: Call, budget: Budget, now: datetime) -> int | None:
    """Set the money for a call aside and return its number; None, and nothing written, where a budget would be passed."""
    day = now.date().isoformat()
    with writing(db):
        if _passes(db, "day = ?", [day], call.micros, budget.day):
            return None
        if _passes(db, "day = ? AND payer = ?", [day, call.payer], call.micros, budget.payer):
            return None
        cursor = db.execute(
            "INSERT INTO calls (day, called_at, payer, model, step, outcome, tokens_in, tokens_out, micros)"
            " VALUES (?, ?, ?, ?, ?, 'under way', 0, 0, ?)",
            [day, now.isoformat(), call.payer, call.model, call.step, call.micros],
        )
    return int(cursor.lastrowid or 0)


def settle(db: Database, call: int, outcome: str, tokens_in: int, tokens_out: int, micros: int) -> None:
    """Put what the call took in the place of what was set aside."""
    with writing(db):
        db.execute(
            "UPDATE calls SET outcome = ?, tokens_in = ?, tokens_out = ?, micros = ? WHERE id = ?",
            [outcome, tokens_in, tokens_out, micros, call],
        )


def account(db: Database, since: str) -> list[Spent]:
    """What was spent from the day ``since`` (ISO 8601) on, the newest day first, the dearest line first."""
    rows = db.execute(
        "SELECT day, payer, model, count(*), sum(tokens_in), sum(tokens_out), sum(micros) FROM calls WHERE day >= ?"
        " GROUP BY day, payer, model ORDER BY day DESC, sum(micros) DESC, payer, model",
        [since],
    ).fetchall()
    return [Spent(*row) for row in rows]


def _passes(db: Database, where: str, values: list[str], micros: int, most: int | None) -> bool:
    if most is None:
        return False
    spent = db.execute(f"SELECT coalesce(sum(micros), 0) FROM calls WHERE {where}", values).fetchone()[0]  # noqa: S608, both conditions stand above
    return int(spent) + micros > most


def forget_payers(db: Database, now: datetime) -> None:
    """Whose calls of earlier days were is kept only of chats that are still known."""
    with writing(db):
        db.execute(
            "UPDATE calls SET payer = 'forgotten' WHERE day < ? AND payer LIKE 'telegram:%'"
            " AND NOT EXISTS (SELECT 1 FROM chats WHERE 'telegram:' || chat = payer)",
            [now.date().isoformat()],
        )
