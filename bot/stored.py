"""Calls into the store whose failures a reader is told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import sqlite_utils

from bot.errors import StoreError
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")


async def stored(
    database: Database, function: Callable[Concatenate[sqlite_utils.Database, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call a store's function. Raises StoreError where the file is locked, full or read-only."""
    try:
        return await database.run(function, *args, **kwargs)
    except sqlite3.Error as error:
        raise StoreError("database_failed", reason=str(error)) from error
