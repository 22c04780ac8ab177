"""Puts the parts together from the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot import catalogue
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.desk import Desk
from bot.errors import StoreError
from bot.intake.fetch import Fetcher
from bot.settings import Settings
from bot.shelf import StoredShelf
from bot.worker import Worker
from storage import retention
from storage.database import Database, NewerSchemaError, NotADatabaseError


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk that works: database open, worker ready to start; all closed at the end. Raises StoreError."""
    database = await open_database(settings)
    fetcher = Fetcher(settings.fetch_allow_hosts)
    worker = Worker(settings.workers)
    analyst = EmbeddedAnalyst()
    try:
        await _forget_old(database, settings)
        yield Desk(fetcher, StoredShelf(database, analyst.rules, now), worker, analyst, now)
    finally:
        worker.close()
        await fetcher.close()
        await database.close()


async def open_database(settings: Settings) -> Database:
    """Open the database file. Raises StoreError with a line for the operator."""
    database = Database(settings.database_path)
    try:
        await database.open()
    except NewerSchemaError as error:
        await database.close()
        raise StoreError("newer_database", catalogue.NEWER_DATABASE.format(path=settings.database_path)) from error
    except NotADatabaseError as error:
        await database.close()
        raise StoreError("bad_database", catalogue.BAD_DATABASE.format(path=settings.database_path)) from error
    except OSError as error:
        await database.close()
        reason = error.strerror or str(error)
        raise StoreError(
            "no_database", catalogue.NO_DATABASE.format(path=settings.database_path, reason=reason)
        ) from error
    return database


async def _forget_old(database: Database, settings: Settings) -> None:
    public = now() - timedelta(days=settings.keep_article_days)
    private = now() - timedelta(days=settings.keep_chat_days)
    await database.run(retention.expire, public, private)
