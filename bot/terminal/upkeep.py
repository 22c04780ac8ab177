"""Backup and restore of the database, in an operator's words."""

from __future__ import annotations

from pathlib import Path

from bot import catalogue, settings
from bot.errors import StoreError
from storage import database
from storage.database import NewerSchemaError, NotADatabaseError


def backup(target: Path) -> str:
    """Copy the database to ``target``; returns the line to print. Raises StoreError."""
    path = settings.load().database_path
    if not path.is_file():
        raise StoreError("no_database", catalogue.NOTHING_TO_BACK_UP.format(path=path))
    try:
        database.backup(path, target)
    except FileExistsError as error:
        raise StoreError("file_exists", catalogue.DATABASE_EXISTS.format(path=target)) from error
    except NewerSchemaError as error:
        raise StoreError("newer_database", catalogue.NEWER_DATABASE.format(path=path)) from error
    except NotADatabaseError as error:
        raise StoreError("bad_database", catalogue.BAD_DATABASE.format(path=path)) from error
    except OSError as error:
        raise StoreError("no_database", catalogue.NO_DATABASE.format(path=target, reason=error.strerror)) from error
    return catalogue.BACKED_UP.format(path=path, target=target)


def restore(source: Path) -> str:
    """Put ``source`` in the database's place; returns the line to print. Raises StoreError."""
    path = settings.load().database_path
    try:
        database.restore(source, path)
    except FileNotFoundError as error:
        raise StoreError("no_such_file", catalogue.NO_SUCH_FILE.format(name=source)) from error
    except NewerSchemaError as error:
        raise StoreError("newer_database", catalogue.NEWER_DATABASE.format(path=source)) from error
    except NotADatabaseError as error:
        raise StoreError("bad_database", catalogue.BAD_DATABASE.format(path=source)) from error
    return catalogue.RESTORED.format(path=path, source=source)
