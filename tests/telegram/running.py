"""The bot at work inside a test: the real face over the stand-in, a real store, a site with pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import assembly
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.engines import AnalystEngine, Engine
from bot.assembly import Office
from bot.desk import Desk
from bot.intake.fetch import Fetcher
from bot.settings import Settings
from bot.shelf import StoredShelf
from bot.telegram import app
from storage.database import Database
from tests.support import Handler, Site, site
from tests.telegram.standin import TOKEN, Telegram, telegram

ADMIN = 99
HOSTS = 6
"""Hosts whose pages may be fetched."""
TEXT = (
    "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March.\n"
    "Tomas Reyk said that Ostrany plans to close 3 ports and does not want to raise the toll. "
    "“We will not pay it,” he told reporters.\n"
    "About 40 ships waited in the Lissa Strait on Friday, and the harbour of Brenn was closed."
)
HEADLINE = "Reyk: Ostrany plans to close 3 ports"


class Clock:
    """The time, which tests may move on."""

    def __init__(self, starts: datetime | None = None) -> None:
        self.ahead = starts - datetime.now(UTC) if starts else timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Here:
    """Runs the work in this process; ``gate`` holds it up where it is closed."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        await self.gate.wait()
        return function(*args)


@dataclass
class Running:
    """What a test works with."""

    telegram: Telegram
    site: Site
    office: Office
    clock: Clock
    work: Here

    async def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the store."""
        return await self.office.database.run(lambda db: list(db.execute(sql, values).fetchall()))


def settings(tmp_path: Path, there: Telegram, **changes: Any) -> Settings:
    """Settings of a bot that talks to the stand-in, without limits."""
    given = {
        "feeds": "off",
        "telegram_limits": "off",
        "telegram_admins": frozenset({ADMIN}),
        "telegram_groups": frozenset({-1001}),
    }
    return Settings(
        telegram_bot_token=TOKEN,
        telegram_api_url=there.url,
        database_path=tmp_path / "bot.db",
        **{**given, **changes},
    )


@asynccontextmanager
async def running(
    tmp_path: Path,
    pages: dict[str, Handler] | None = None,
    engine: Engine | None = None,
    clock: Clock | None = None,
    hosts: int = 1,
    **changes: Any,
) -> AsyncIterator[Running]:
    """The bot under way, stopped at the end; its pages are served on as many hosts."""
    async with (
        telegram() as there,
        site(pages if pages is not None else {}, hosts) as pages_there,
        serving(tmp_path, there, pages_there, engine, clock, **changes) as bot,
    ):
        yield bot


@asynccontextmanager
async def serving(
    tmp_path: Path,
    there: Telegram,
    pages: Site,
    engine: Engine | None = None,
    clock: Clock | None = None,
    **changes: Any,
) -> AsyncIterator[Running]:
    """One run of the bot; a second one finds what the first has stored."""
    chosen = settings(tmp_path, there, **changes)
    database, clock, work = Database(chosen.database_path), clock or Clock(), Here()
    await database.open()
    fetcher = Fetcher(pages.pairs(HOSTS), sleep=lambda _: asyncio.sleep(0))
    makes = engine or AnalystEngine(work, EmbeddedAnalyst())
    desk = Desk(fetcher, StoredShelf(database, clock), work, makes, clock)
    office = assembly.with_newsroom(desk, database, fetcher, work, clock)
    stop = asyncio.Event()
    task = asyncio.create_task(app.serve_office(chosen, office, stop, clock))
    try:
        await there.until(lambda: task.done() or there.said("getUpdates") or there.said("setWebhook"))
        yield Running(there, pages, office, clock, work)
        if task.done():
            task.result()
    finally:
        stop.set()
        await task
        await office.desk.close()
        await fetcher.close()
        await database.close()
