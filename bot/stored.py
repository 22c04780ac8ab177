"""Calls into the store: some tell a reader of a failure in one line, others must not fail and are repeated."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

import sqlite_utils

from bot.errors import StoreError
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")
WAIT = 1.0
"""Seconds before a store that refused is asked again."""
_PASSING = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    )
)
"""What passes by itself or when somebody makes room; a statement that cannot be run would be refused for ever."""
log = logging.getLogger(__name__)


async def stored(
    database: Database, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call a store's function. Raises StoreError where the file is locked, full or read-only."""
    try:
        return await database.run(function, *args, **kwargs)
    except sqlite3.Error as error:
        raise StoreError("database_failed", reason=str(error)) from error


async def insistently(
    database: Database, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call a store's function until the file is not locked, full or read-only any more; other errors are raised."""
    return await _repeated(function.__name__, lambda: database.run(function, *args, **kwargs))


async def durably(
    database: Database, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """The same for what must survive a power failure, too."""
    return await _repeated(function.__name__, lambda: database.run_durably(function, *args, **kwargs))


async def _repeated(name: str, call: Callable[[], Awaitable[T]]) -> T:
    while True:
        try:
            return await call()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY) & 0xFF not in _PASSING:
                raise
            log.warning("the store refused %s (%s); trying again", name, error)
            await asyncio.sleep(WAIT)
