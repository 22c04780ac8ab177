"""Transactions: each write is one, and writes that wait together share the trip to the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlite_utils


class Shared(sqlite_utils.Database):
    """A connection whose writes may be held together: what each does is kept or undone alone, and saved with the rest.

    Saving costs the disk the same for one write as for many, so those that wait at the same moment are saved at once.
    """

    _held = False
    _begun = False
    _refused: sqlite3.OperationalError | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Writes in this block are saved together at its end. Raises sqlite3.Error where they could not be."""
        self._held, self._begun, self._refused = True, False, None
        try:
            yield
            if self._begun:
                self._still_open()
                self.execute("COMMIT")
        finally:
            self._held = self._begun = False
            if self.conn.in_transaction:
                self.execute("ROLLBACK")

    def join(self) -> bool:
        """Begin a transaction, or join the one that is held open; True where the caller has to end it.

        A file that is locked refuses once, after its time-out, and then all writes of the block.
        """
        if self._held and self._begun:
            self._still_open()
        if self.conn.in_transaction:
            return False
        if self._refused is not None:
            raise self._refused
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            self._refused = error if self._held else None
            raise
        self._begun = self._held
        return not self._held

    def _still_open(self) -> None:
        """A full disk undoes the whole transaction by itself, whatever was written before."""
        if not self.conn.in_transaction:
            raise sqlite3.OperationalError("the transaction was undone")


@contextmanager
def writing(db: sqlite_utils.Database) -> Iterator[None]:
    """All or nothing of what is written in this block; claims the file at once, so that two processes wait for each other."""
    ends = db.join() if isinstance(db, Shared) else _begun(db)
    if not ends:
        db.execute("SAVEPOINT write")
    try:
        yield
        db.execute("COMMIT" if ends else "RELEASE write")
    except BaseException:
        if ends:
            db.rollback()
        elif db.conn.in_transaction:
            db.execute("ROLLBACK TO write")
            db.execute("RELEASE write")
        raise


def _begun(db: sqlite_utils.Database) -> bool:
    db.execute("BEGIN IMMEDIATE")
    return True
