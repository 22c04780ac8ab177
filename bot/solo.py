"""One process serves a database at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the database for this process; a killed one holds it no longer. Raises StoreError where another does."""
    database.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(database.with_name(f"{database.name}.running"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise StoreError("already_running", path=database) from error
    try:
        yield
    finally:
        os.close(handle)
