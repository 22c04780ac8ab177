"""Answers of the prompt chain's steps: the same question to the same model is not paid for twice."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlite_utils import Database

from storage.transactions import writing


def key(step: str, prompts: str, model: str, *texts: str) -> str:
    """What makes two questions the same: the step, the prompts' digest, the model and every word that is sent."""
    return hashlib.sha256("\x1f".join((step, prompts, model, *texts)).encode("utf-8", "surrogatepass")).hexdigest()


def save(db: Database, step_key: str, privacy: str, answer: str, model: str, now: datetime) -> None:
    """Store an answer as JSON; a new one takes the old one's place."""
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO steps (key, privacy, model, answer, stored_at) VALUES (?, ?, ?, ?, ?)",
            [step_key, privacy, model, answer, now.isoformat()],
        )


def find(db: Database, step_key: str) -> tuple[str, str] | None:
    """The stored answer and the model that gave it, or None."""
    row = db.execute("SELECT answer, model FROM steps WHERE key = ?", [step_key]).fetchone()
    return (row[0], row[1]) if row else None
