"""Puts the parts together from the settings."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.analysis.chain import prices
from bot.analysis.chain.asking import Parts
from bot.analysis.chain.client import ModelClient, Patience
from bot.analysis.chain.engine import ChainEngine
from bot.analysis.chain.prices import Prices
from bot.analysis.chain.server import Access, Server
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.engines import AnalystEngine, Engine, Runs
from bot.desk import Desk
from bot.digests.events.filing import Filing
from bot.digests.feeds.polling import Polling
from bot.errors import SettingsError, StoreError
from bot.intake.fetch import Fetcher
from bot.intake.robots import Robots
from bot.ledger import StoredLedger, StoredSteps
from bot.newsroom import Newsroom, Tools
from bot.settings import Settings
from bot.shelf import StoredShelf
from bot.worker import Worker
from prompts import template
from prompts.template import PromptError, Prompts
from storage import retention, secret
from storage.database import Database, NewerSchemaError, NotADatabaseError
from storage.spend import Budget


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """A desk and a newsroom that work, and the database that they work with."""

    desk: Desk
    newsroom: Newsroom
    polling: Polling
    database: Database


@asynccontextmanager
async def office(
    settings: Settings, *, embedded: bool = False, clock: Callable[[], datetime] = now
) -> AsyncIterator[Office]:
    """Database open, worker ready to start, desk at work; all closed at the end.

    With a key or a server the prompt chain makes the briefs, unless the ``embedded`` analyst is asked for. Raises
    StoreError or SettingsError.
    """
    database = await open_database(settings)
    fetcher = Fetcher(settings.fetch_allow_hosts)
    worker = Worker(settings.workers)
    async with AsyncExitStack() as closing:
        closing.push_async_callback(database.close)
        closing.push_async_callback(fetcher.close)
        closing.callback(worker.close)
        await forget_old(database, settings, clock())
        engine: Engine = AnalystEngine(worker, EmbeddedAnalyst())
        if settings.has_model and not embedded:
            engine = await _chain(settings, database, worker, closing, clock)
        opened = Desk(fetcher, StoredShelf(database, clock), worker, engine, clock)
        closing.push_async_callback(opened.close)
        yield with_newsroom(opened, database, fetcher, worker, clock)


def with_newsroom(
    opened: Desk, database: Database, fetcher: Fetcher, worker: Runs, clock: Callable[[], datetime]
) -> Office:
    """The office of a desk: its newsroom works with the same store, fetcher and worker."""
    polling = Polling(database, fetcher, worker, clock)
    filing = Filing(database, worker, clock)
    newsroom = Newsroom(Tools(database, opened, worker, Robots(fetcher, clock), polling, filing, clock))
    return Office(opened, newsroom, polling, database)


@asynccontextmanager
async def desk(settings: Settings, *, embedded: bool = False) -> AsyncIterator[Desk]:
    """The desk of an office."""
    async with office(settings, embedded=embedded) as opened:
        yield opened.desk


async def _chain(
    settings: Settings, database: Database, worker: Worker, closing: AsyncExitStack, clock: Callable[[], datetime]
) -> Engine:
    patience = Patience(time.monotonic, asyncio.sleep, random.random)
    budget = Budget(_micros(settings.day_budget), _micros(settings.user_day_budget))
    ledger = StoredLedger(database, budget, clock)
    servers = [Server(access, settings.model_call_seconds) for access in _accesses(settings)]
    client = ModelClient(servers, ledger, load_prices(settings), patience)
    key = await database.run(secret.of_installation)
    steps = StoredSteps(database, clock)
    chain = ChainEngine(Parts(client, load_prompts(settings), key, worker, steps, settings.model_brief_seconds))
    closing.push_async_callback(chain.close)
    return chain


def _accesses(settings: Settings) -> list[Access]:
    """The first server, and the second where a model is named for it: what is left out is as for the first."""
    key, url = settings.openai_api_key.get_secret_value(), settings.openai_base_url
    first = Access(settings.openai_model, key or "none", url or None)
    if not settings.second_model:
        return [first]
    second_key, second_url = settings.second_api_key.get_secret_value(), settings.second_base_url
    return [first, Access(settings.second_model, second_key or first.api_key, second_url or first.base_url)]


def load_prompts(settings: Settings) -> Prompts:
    """The prompts that this installation uses. Raises SettingsError."""
    try:
        return template.load(settings.prompts_folder)
    except PromptError as error:
        raise SettingsError("bad_prompts", reason=error) from error


def load_prices(settings: Settings) -> Prices:
    """The prices that this installation reckons with. Raises SettingsError."""
    try:
        return prices.load(settings.prices_file)
    except ValueError as error:
        raise SettingsError("bad_prices", reason=error) from error


def _micros(dollars: float) -> int | None:
    """A budget in millionths of a dollar; 0 sets none."""
    return round(dollars * 1_000_000) or None


async def open_database(settings: Settings) -> Database:
    """Open the database file. Raises StoreError with a line for the operator."""
    database = Database(settings.database_path)
    try:
        await database.open()
    except NewerSchemaError as error:
        await database.close()
        raise StoreError("newer_database", path=settings.database_path) from error
    except NotADatabaseError as error:
        await database.close()
        raise StoreError("bad_database", path=settings.database_path) from error
    except OSError as error:
        await database.close()
        reason = error.strerror or str(error)
        raise StoreError("no_database", path=settings.database_path, reason=reason) from error
    return database


async def forget_old(database: Database, settings: Settings, now: datetime) -> None:
    """Let go of texts whose time is over."""
    public = now - timedelta(days=settings.keep_article_days)
    private = now - timedelta(days=settings.keep_chat_days)
    await database.run(retention.expire, public, private)
