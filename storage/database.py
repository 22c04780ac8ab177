"""The database file: opened on one thread, migrated, backed up and restored. Contains no queries of its own."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlite_utils

from storage import schema
from storage.transactions import Shared, writing

P = ParamSpec("P")
T = TypeVar("T")
_PATIENCE = 10.0
"""Seconds that a write waits for another process."""
_AT_ONCE = 100
"""Calls whose writes are saved together, at most."""


class NewerSchemaError(Exception):
    """The file was written by a newer version; it has not been touched."""


class NotADatabaseError(Exception):
    """The file is something else, or the database of another program; it has not been touched."""


class Database:
    """One connection on one thread: writers never meet, and the event loop never waits for a disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._db: Shared | None = None
        self._waiting: deque[_Call] = deque()
        self._lock = threading.Lock()
        self._at_work = False

    async def open(self) -> None:
        """Create or migrate the file. Raises NewerSchemaError or NotADatabaseError, and then changes nothing."""
        self._db = await asyncio.get_running_loop().run_in_executor(self._thread, connect, self._path)

    async def run(
        self, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call ``function(database, …)`` on the database's thread; what it wrote survives the process from then on."""
        return await self._called(lambda db: function(db, *args, **kwargs), alone=False)

    async def run_durably(
        self, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for what must survive a power failure, with all that was written before: the disk is waited for."""
        return await self._called(lambda db: _durably(db, lambda: function(db, *args, **kwargs)), alone=True)

    async def truncate_log(self) -> bool:
        """Move what stands in the write-ahead log into the file, and empty it: deleted words are gone from then on.

        False where somebody else is reading the file, and it has to be done later.
        """
        return await self._called(_truncated, alone=True)

    async def close(self) -> None:
        """Close the connection and end the thread."""
        database, self._db = self._db, None
        if database is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, database.close)
        self._thread.shutdown()

    async def _called(self, function: Callable[[Shared], T], *, alone: bool) -> T:
        if self._db is None:
            raise RuntimeError("the database is not open")
        loop = asyncio.get_running_loop()
        call = _Call(function, loop.create_future(), loop, alone)
        with self._lock:
            self._waiting.append(call)
            idle, self._at_work = not self._at_work, True
        if idle:
            self._thread.submit(self._work, self._db)
        result: T = await call.future
        return result

    def _work(self, db: Shared) -> None:
        """On the thread: all calls that wait, in order, until there are none."""
        while True:
            with self._lock:
                some = _next_ones(self._waiting)
                if not some:
                    self._at_work = False
                    return
            _answer(some, _outcomes(db, some))


def _durably(db: Shared, call: Callable[[], T]) -> T:
    db.execute("PRAGMA synchronous = FULL")
    try:
        return call()
    finally:
        db.execute("PRAGMA synchronous = NORMAL")


def _truncated(db: Shared) -> bool:
    (patience,) = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute("PRAGMA busy_timeout = 200")
    try:
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(patience)}")
    return not busy


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that waits; one that is ``alone`` cannot stand inside a transaction."""

    function: Callable[[Shared], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    alone: bool


def _next_ones(waiting: deque[_Call]) -> list[_Call]:
    some: list[_Call] = []
    while waiting and len(some) < _AT_ONCE and not (some and (waiting[0].alone or some[0].alone)):
        some.append(waiting.popleft())
    return some


def _outcomes(db: Shared, calls: Sequence[_Call]) -> list[Any]:
    """What each call returns or raises; where saving fails, all of them raise that."""
    if calls[0].alone:
        return [_outcome(db, calls[0])]
    try:
        with db.held():
            return [_outcome(db, call) for call in calls]
    except sqlite3.Error as error:
        return [error] * len(calls)


def _outcome(db: Shared, call: _Call) -> Any:
    try:
        return call.function(db)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the call was made
        return error


def _answer(calls: Sequence[_Call], outcomes: Sequence[Any]) -> None:
    def deliver() -> None:
        for call, outcome in zip(calls, outcomes, strict=True):
            if call.future.done():
                continue
            if isinstance(outcome, Exception):
                call.future.set_exception(outcome)
            else:
                call.future.set_result(outcome)

    calls[0].loop.call_soon_threadsafe(deliver)


def connect(path: Path) -> Shared:
    """Open the file on this thread, checked and migrated."""
    existed = path.exists() and path.stat().st_size > 0
    if existed:
        check(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Shared(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None))
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA synchronous = NORMAL")
    if schema.migrations.pending(database):
        with _alone_in(path.parent):
            database.enable_wal()
            _migrate(database)
    return database


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One process at a time: SQLite does not wait for another one while it changes the journal mode."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _migrate(database: sqlite_utils.Database) -> None:
    """One writer at a time: a second process that starts meanwhile waits here and finds nothing left to do."""
    schema.migrations.ensure_migrations_table(database)
    for name in [m.name for m in schema.migrations.pending(database)]:
        with writing(database):
            following = [m.name for m in schema.migrations.pending(database)]
            if name in following:
                later = set(following[following.index(name) + 1 :])
                schema.migrations.apply(database, stop_before=later)


def check(path: Path) -> set[str]:
    """The migrations that the file has been through, none of a new one. Writes nothing.

    Raises NewerSchemaError or NotADatabaseError.
    """
    try:
        with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as reader:
            tables = {row[0] for row in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if tables and "_sqlite_migrations" not in tables:
                raise NotADatabaseError(path)
            applied = _applied(reader) if tables else set()
    except sqlite3.DatabaseError as error:
        raise NotADatabaseError(path) from error
    finally:
        if "reader" in locals():
            reader.close()
    if applied - set(schema.names()):
        raise NewerSchemaError(path)
    return applied


def _applied(reader: sqlite3.Connection) -> set[str]:
    rows = reader.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [schema.migrations.name])
    return {row[0] for row in rows}


def backup(path: Path, target: Path) -> None:
    """Copy a database, also while it is in use, into a new file. Raises FileExistsError, or OSError with a reason."""
    if target.exists():
        raise FileExistsError(target)
    check(path)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(exist_ok=False)
    source, copy = sqlite3.connect(path), sqlite3.connect(part)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
        copy.close()
    part.rename(target)


def restore(source: Path, path: Path) -> None:
    """Put a backup in the database's place; what was there, damaged or not, is kept beside it as ``.before``."""
    if not source.is_file():
        raise FileNotFoundError(source)
    if not check(source):
        raise NotADatabaseError(source)
    if path.exists():
        _set_aside(path)
    old, target = sqlite3.connect(source), sqlite3.connect(path)
    try:
        old.backup(target)
    finally:
        old.close()
        target.close()


def _set_aside(path: Path) -> None:
    kept = path.with_name(f"{path.name}.before")
    kept.unlink(missing_ok=True)
    try:
        backup(path, kept)
    except NotADatabaseError:
        path.rename(kept)
        for ending in ("-wal", "-shm"):
            beside = path.with_name(f"{path.name}{ending}")
            if beside.exists():
                beside.replace(path.with_name(f"{kept.name}{ending}"))
