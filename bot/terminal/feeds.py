"""The list of feeds, as an operator keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import sqlite_utils

from bot import assembly, settings
from bot.assembly import Office
from bot.catalogue import say
from bot.digests.feeds import opml
from bot.digests.feeds.polling import Answered
from bot.errors import LinkError, SettingsError, StoreError, UnreadableError
from bot.intake.guard import check_link
from storage import feeds
from storage.feeds import Feed, Listed

T = TypeVar("T")


async def run(action: str, names: Sequence[str]) -> tuple[list[str], bool]:
    """Do what the command says; returns the lines to print and whether all is well. Raises AttribotError."""
    if action == "check":
        return await checked_now(names)
    if action == "list":
        return await listed(), True
    if not names and action != "export":
        raise SettingsError("feeds_name_missing", action=action)
    if action == "export":
        return await exported(names), True
    if action == "import":
        return [line for name in names for line in await imported(Path(name))], True
    return await (added if action == "add" else removed)(names), True


async def listed() -> list[str]:
    """A line for each feed: how it last answered, its address, its title, and what is wrong with it."""
    return [_line(feed) for feed in await _of_store(_every)]


async def added(links: Sequence[str]) -> list[str]:
    """Add feeds. Raises LinkError where one is no address."""
    for link in links:
        try:
            check_link(link, settings.load().fetch_allow_hosts)
        except LinkError as error:
            raise LinkError("bad_feed_link", link=link) from error
    count = await _of_store(lambda db: _add(db, [Listed(link) for link in links]))
    return [say("operator.feeds_added", count=count)]


async def removed(links: Sequence[str]) -> list[str]:
    """Take feeds off the list. Raises LinkError where one is not on it."""

    def remove(db: sqlite_utils.Database) -> None:
        _every(db)
        for link in links:
            if not feeds.remove(db, link):
                raise LinkError("feed_not_listed", link=link)

    await _of_store(remove)
    return [say("operator.feeds_removed", count=len(links))]


async def checked_now(links: Sequence[str]) -> tuple[list[str], bool]:
    """Ask feeds now, all or those that are named; a line for each, and whether all are well."""
    async with assembly.office(settings.load(), embedded=True) as office:
        every = await office.database.run(_every)
        missing = set(links) - {feed.link for feed in every}
        if missing:
            raise LinkError("feed_not_listed", link=min(missing))
        wanted = [feed for feed in every if not links or feed.link in links]
        answers = await _asked(office, wanted)
    return [_answer(answer) for answer in answers], all(answer.trouble is None for answer in answers)


async def imported(path: Path) -> list[str]:
    """Add the feeds of an OPML file. Raises UnreadableError."""
    found = opml.read(await asyncio.to_thread(_read, path))
    count = await _of_store(lambda db: _add(db, found))
    return [say("operator.feeds_added", count=count)]


async def exported(names: Sequence[str]) -> list[str]:
    """The list as OPML: in files where some are named, else to be printed. Raises StoreError."""
    every = await _of_store(_every)
    if not names:
        return [opml.written(every).decode()]
    for name in names:
        await asyncio.to_thread(_write, Path(name), opml.written(every))
    return [say("operator.feeds_exported", count=len(every), path=", ".join(names))]


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableError("no_such_file", name=path)
    return path.read_bytes()


def _write(path: Path, body: bytes) -> None:
    """Write a new file. Raises StoreError where there is one already, or where none can be made."""
    try:
        with path.open("xb") as file:
            file.write(body)
    except FileExistsError as error:
        raise StoreError("file_exists", path=path) from error
    except OSError as error:
        raise StoreError("not_written", path=path, reason=error.strerror) from error


async def _asked(office: Office, wanted: Sequence[Feed]) -> list[Answered]:
    return await asyncio.gather(*(office.polling.ask(feed) for feed in wanted))


async def _of_store(function: Callable[[sqlite_utils.Database], T]) -> T:
    store = await assembly.open_database(settings.load())
    try:
        return await store.run(function)
    finally:
        await store.close()


def _every(db: sqlite_utils.Database) -> list[Feed]:
    """All feeds, after those that come along are on the list."""
    feeds.add(db, feeds.shipped(), assembly.now(), again=False)
    return feeds.every(db)


def _add(db: sqlite_utils.Database, found: Sequence[Listed]) -> int:
    feeds.add(db, feeds.shipped(), assembly.now(), again=False)
    return feeds.add(db, found, assembly.now(), again=True)


def _line(feed: Feed) -> str:
    if feed.state == "dead":
        state = say("operator.feed_dead")
    elif feed.trouble:
        state = say("operator.feed_trouble", count=feed.failures)
    elif feed.read_at is None:
        state = say("operator.feed_unverified")
    else:
        state = say("operator.feed_read", when=feed.read_at.strftime("%Y-%m-%d %H:%M"))
    parts = [state, feed.link, feed.title, feed.trouble or ""]
    return "  ".join(part for part in parts if part)


def _answer(answer: Answered) -> str:
    link = answer.feed.link
    if answer.trouble is not None:
        return say("operator.feed_bad", link=link, reason=answer.trouble)
    left = ", ".join(f"{reason}: {count}" for reason, count in (answer.left_out or {}).items())
    line = say("operator.feed_good", link=link, count=answer.new)
    return f"{line} {say('operator.feed_left_out', reasons=left)}" if left else line
