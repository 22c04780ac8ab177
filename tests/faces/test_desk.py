"""The desk: stored briefs, other links, revisions, one request in flight."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.analysis.analyst import brief
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.engines import AnalystEngine, Stage
from bot.desk import STORED_FOR, Desk, Source
from bot.errors import SourceError
from bot.intake.fetch import Fetcher
from bot.shelf import StoredShelf
from storage.database import Database
from storage.records import Article, Brief
from tests.support import Handler, Site, html, page, site

TEXT = (
    "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March.\n"
    "Tomas Reyk said that Ostrany plans to close 3 ports and does not want to raise the toll.\n"
    "About 40 ships waited in the Lissa Strait on Friday, and the harbour of Brenn was closed."
)


class Here:
    """Runs the work in this process."""

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)


class Clock:
    now = datetime(2026, 3, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def working(
    tmp_path: Path, pages: dict[str, Handler], analyst: Any = None, worker: Any = None
) -> AsyncIterator[tuple[Desk, Site, Clock]]:
    clock = Clock()
    database = Database(tmp_path / "desk.db")
    await database.open()
    async with site(pages) as running:
        fetcher = Fetcher(frozenset({running.pair}), sleep=lambda _: asyncio.sleep(0))
        shelf, runs = StoredShelf(database, clock), worker or Here()
        yield Desk(fetcher, shelf, runs, AnalystEngine(runs, analyst or EmbeddedAnalyst()), clock), running, clock
        await fetcher.close()
        await database.close()


async def test_the_second_request_is_answered_from_the_store_by_any_link(tmp_path: Path) -> None:
    async with working(tmp_path, {"/a": page(html(TEXT))}) as (desk, running, _):
        first = await desk.brief(Source(link=running.link("/a")), "one")
        second = await desk.brief(Source(link=running.link("/a?utm_source=x#part")), "two")
        assert (first.cached, second.cached) == (False, True)
        assert second.brief == first.brief
        assert running.asked == ["/a"]


async def test_a_redirect_and_the_page_s_own_link_lead_to_the_stored_article(tmp_path: Path) -> None:
    async def short(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/long"})

    pages: dict[str, Handler] = {"/short": short}
    async with working(tmp_path, pages) as (desk, running, _):
        pages["/long"] = page(html(TEXT, head=f'<link rel="canonical" href="{running.link("/own")}">'))
        await desk.brief(Source(link=running.link("/short")), "one")
        for path in ("/long", "/own", "/short"):
            assert (await desk.brief(Source(link=running.link(path)), "one")).cached
        assert running.asked == ["/short", "/long"]


async def test_after_some_hours_the_site_is_asked_again_and_a_change_is_a_new_revision(tmp_path: Path) -> None:
    pages = {"/a": page(html(TEXT))}
    async with working(tmp_path, pages) as (desk, running, clock):
        source = Source(link=running.link("/a"))
        await desk.brief(source, "one")
        clock.now += STORED_FOR + timedelta(minutes=1)
        unchanged = await desk.brief(source, "one")
        assert (unchanged.cached, unchanged.article.revision, len(running.asked)) == (True, 1, 2)
        clock.now += STORED_FOR + timedelta(minutes=1)
        pages["/a"] = page(html(f"{TEXT}\nA new paragraph was added to the article by its author on Saturday."))
        changed = await desk.brief(source, "one")
        assert (changed.cached, changed.article.revision) == (False, 2)


async def test_a_popular_article_is_not_served_from_the_store_for_ever(tmp_path: Path) -> None:
    async with working(tmp_path, {"/a": page(html(TEXT))}) as (desk, running, clock):
        source = Source(link=running.link("/a"))
        for _ in range(3):
            await desk.brief(source, "one")
            clock.now += STORED_FOR - timedelta(hours=1)
        assert len(running.asked) == 2


async def test_fresh_bypasses_the_store(tmp_path: Path) -> None:
    async with working(tmp_path, {"/a": page(html(TEXT))}) as (desk, running, _):
        source = Source(link=running.link("/a"))
        await desk.brief(source, "one")
        assert not (await desk.brief(source, "one", fresh=True)).cached
        assert len(running.asked) == 2


async def test_one_request_is_in_flight_however_many_ask_and_one_may_leave(tmp_path: Path) -> None:
    gate, asked = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        asked.set()
        await gate.wait()
        return web.Response(text=html(TEXT), content_type="text/html")

    async with working(tmp_path, {"/a": slow}) as (desk, running, _):
        tasks = [asyncio.create_task(desk.brief(Source(link=running.link(f"/a?utm_id={n}")), "one")) for n in range(5)]
        await asked.wait()
        tasks[0].cancel()
        gate.set()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(done[0], asyncio.CancelledError)
        assert len({id(d) for d in done[1:]}) == 1
        assert len(running.asked) == 1


async def test_two_links_that_turn_out_to_be_one_article_make_one_brief(tmp_path: Path) -> None:
    class Gated(Here):
        read, made = 0, 0
        both_read = asyncio.Event()

        async def run(self, function: Callable[..., Any], *args: Any) -> Any:
            if function is brief:
                self.made += 1
                await self.both_read.wait()
            else:
                self.read += 1
                if self.read == 2:
                    self.both_read.set()
            return function(*args)

    pages: dict[str, Handler] = {}
    worker = Gated()
    async with working(tmp_path, pages, worker=worker) as (desk, running, _):
        pages["/a"] = pages["/b"] = page(html(TEXT, head=f'<link rel="canonical" href="{running.link("/own")}">'))
        one, other = await asyncio.gather(*(desk.brief(Source(link=running.link(p)), "one") for p in ("/a", "/b")))
        assert (worker.read, worker.made) == (2, 1)
        assert one.brief == other.brief
        assert (await desk.brief(Source(link=running.link("/b")), "one")).cached
        assert sorted(running.asked) == ["/a", "/b"]


async def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    pages: dict[str, Handler] = {}
    async with working(tmp_path, pages) as (desk, running, _):
        with pytest.raises(SourceError):
            await desk.brief(Source(link=running.link("/a")), "one")
        pages["/a"] = page(html(TEXT))
        assert (await desk.brief(Source(link=running.link("/a")), "one")).brief.points


async def test_a_text_belongs_to_its_chat(tmp_path: Path) -> None:
    async with working(tmp_path, {}) as (desk, _, _):
        source = Source(body=TEXT.encode())
        assert not (await desk.brief(source, "one")).cached
        assert (await desk.brief(source, "one")).cached
        assert not (await desk.brief(source, "two")).cached


async def test_stages_are_told_in_order(tmp_path: Path) -> None:
    stages: list[Stage] = []
    async with working(tmp_path, {"/a": page(html(TEXT))}) as (desk, running, _):
        await desk.brief(Source(link=running.link("/a")), "one", report=stages.append)
    assert stages == ["fetching", "reading", "analysing"]


class Liar:
    """An analyst that invents: whatever it writes, nothing of it may be shown."""

    engine = "liar"
    rules = "1"

    def propose(self, article: Article, doc: Any) -> Brief:
        true = EmbeddedAnalyst().propose(article, doc)
        points = tuple(replace(p, text="Ines Caldor said that the toll will rise by 95 percent.") for p in true.points)
        statements = tuple(replace(s, speaker=replace(s.speaker, name="Dora Marsh")) for s in true.statements)
        return replace(true, points=points, statements=statements, headline="Caldor: the toll is abolished")


async def test_an_analyst_that_invents_is_not_shown(tmp_path: Path) -> None:
    async with working(tmp_path, {}, Liar()) as (desk, _, _):
        with pytest.raises(SourceError) as caught:
            await desk.brief(Source(body=TEXT.encode()), "one")
    assert caught.value.code == "nothing_left"
