"""Codes that deep links carry: a link to brief, or an invitation; and what Telegram was told last."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlite_utils import Database

from storage import secret
from storage.transactions import writing


def for_link(db: Database, link: str, owner: str, now: datetime) -> str:
    """The code under which a link can be briefed; it cannot be guessed, and goes with its owner.

    The same link of the same owner has the same code.
    """
    named = f"{owner}\n{link}".encode("utf-8", "surrogatepass")
    code = hmac.new(secret.of_installation(db), named, hashlib.sha256).hexdigest()[:24]
    with writing(db):
        db.execute(
            "INSERT OR REPLACE INTO tickets (code, kind, value, owner, made_at) VALUES (?, 'brief', ?, ?, ?)",
            [code, link, owner, now.isoformat()],
        )
    return code


def sweep(db: Database, before: datetime) -> int:
    """Delete links made before then; returns how many. Invitations stay until they are used up."""
    with writing(db):
        return int(
            db.execute("DELETE FROM tickets WHERE kind = 'brief' AND made_at < ?", [before.isoformat()]).rowcount
        )


def link_of(db: Database, code: str) -> str | None:
    """The link that the code stands for, or None."""
    row = db.execute("SELECT value FROM tickets WHERE code = ? AND kind = 'brief'", [code]).fetchone()
    return row[0] if row else None


def invite(db: Database, uses: int, now: datetime) -> str:
    """A new invitation that lets so many chats in."""
    code = secrets.token_urlsafe(16)
    with writing(db):
        db.execute(
            "INSERT INTO tickets (code, kind, value, owner, made_at) VALUES (?, 'invitation', ?, 'public', ?)",
            [code, str(uses), now.isoformat()],
        )
    return code


def redeem(db: Database, code: str, chat: int) -> bool:
    """Let a known chat in by an invitation; False where there is none or it is used up."""
    with writing(db):
        row = db.execute("SELECT value FROM tickets WHERE code = ? AND kind = 'invitation'", [code]).fetchone()
        if row is None or int(row[0]) < 1:
            return False
        db.execute("UPDATE tickets SET value = ? WHERE code = ?", [str(int(row[0]) - 1), code])
        db.execute("UPDATE chats SET allowed = 1 WHERE chat = ?", [chat])
        return True


def remember(db: Database, name: str, value: str) -> None:
    """Keep what was told last under a name."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO remembered (name, value) VALUES (?, ?)", [name, value])


def remembered(db: Database, name: str) -> str | None:
    """What was told last under the name, or None."""
    row = db.execute("SELECT value FROM remembered WHERE name = ?", [name]).fetchone()
    return row[0] if row else None
