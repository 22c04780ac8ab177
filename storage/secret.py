"""The installation's secret: made once, kept in the database, never shown."""

from __future__ import annotations

import secrets

from sqlite_utils import Database

from storage.transactions import writing


def of_installation(db: Database) -> bytes:
    """The secret of this database; the first call makes it."""
    with writing(db):
        db.execute("INSERT OR IGNORE INTO secrets (name, value) VALUES ('installation', ?)", [secrets.token_bytes(32)])
    return bytes(db.execute("SELECT value FROM secrets WHERE name = 'installation'").fetchone()[0])
