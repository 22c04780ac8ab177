"""Feeds are asked when their time comes, told apart when they fail, and nothing of the others is lost."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.digests.feeds.polling import BACK_OFF, DEAD_AFTER, DEAD_PAUSE, FASTER, LONGEST, SHORTEST, Answered, Polling
from bot.intake.fetch import Fetcher
from storage import feeds
from storage.database import Database
from storage.feeds import FIRST_PAUSE, Feed, Listed
from tests.digests.press import NOON, TOLL, rss
from tests.support import Handler, Site, page, site
from tests.telegram.running import Clock, Here


class Bench:
    """Polling over a real store and a site on loopback, at a clock that tests move."""

    def __init__(self, database: Database, there: Site, clock: Clock) -> None:
        self.database = database
        self.site = there
        self.clock = clock
        self._fetcher = Fetcher(there.pairs(2), sleep=_at_once)
        self.polling = Polling(database, self._fetcher, Here(), clock, lambda: 0.5)

    async def add(self, *paths: str) -> None:
        await self.database.run(feeds.add, [Listed(self.site.link(p)) for p in paths], self.clock(), again=True)

    async def feed(self, path: str) -> Feed:
        every = await self.database.run(feeds.every)
        return next(feed for feed in every if feed.link.endswith(path))

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return await self.database.run(lambda db: list(db.execute(sql).fetchall()))

    async def ask(self, path: str) -> Answered:
        return await self.polling.ask(await self.feed(path))

    async def close(self) -> None:
        await self._fetcher.close()


async def _at_once(_: float) -> None:
    """No wait between two requests to the same host."""


@asynccontextmanager
async def bench(tmp_path: Path, pages: dict[str, Handler]) -> AsyncIterator[Bench]:
    database = Database(tmp_path / "bot.db")
    await database.open()
    async with site(pages) as there:
        made = Bench(database, there, Clock(NOON))
        try:
            yield made
        finally:
            await made.close()
            await database.close()


def serving(there: Callable[[], Site]) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text=rss(there(), TOLL), content_type="text/xml")

    return handler


async def test_what_is_new_is_stored_once_and_the_pause_adapts(tmp_path: Path) -> None:
    pages: dict[str, Handler] = {}
    async with bench(tmp_path, pages) as at:
        pages["/feed"] = serving(lambda: at.site)
        await at.add("/feed")
        assert [a.new for a in await at.polling.due()] == [2]
        first = await at.feed("/feed")
        assert (first.pause, first.title, first.language) == (FIRST_PAUSE * FASTER, "All news", "en")
        assert await at.polling.due() == []
        at.clock.ahead += first.pause
        assert [a.new for a in await at.polling.due()] == [0]
        assert (await at.feed("/feed")).pause > first.pause
        for _ in range(30):
            await at.ask("/feed")
        assert (await at.feed("/feed")).pause == LONGEST
        assert await at.rows("SELECT count(*), min(public) FROM items") == [(2, 1)]


async def test_an_unchanged_feed_is_not_sent_again(tmp_path: Path) -> None:
    asked: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match"))
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        body = "<rss version='2.0'><channel><item><title>The toll rises</title><link>http://a.example/1</link></item></channel></rss>"
        return web.Response(text=body, content_type="text/xml", headers={"ETag": '"v1"'})

    async with bench(tmp_path, {"/feed": handler}) as at:
        await at.add("/feed")
        assert ((await at.ask("/feed")).new, (await at.ask("/feed")).new) == (1, 0)
        assert asked == [None, '"v1"']
        assert (await at.feed("/feed")).etag == '"v1"'


async def test_a_failing_feed_is_asked_less_and_less_is_dead_at_last_and_lives_again(tmp_path: Path) -> None:
    pages: dict[str, Handler] = {"/feed": page("<html><body>Not here any more</body></html>")}
    async with bench(tmp_path, pages) as at:
        await at.add("/feed")
        pauses = []
        for _ in range(DEAD_AFTER):
            assert "There is no feed at this address" in str((await at.ask("/feed")).trouble)
            pauses.append((await at.feed("/feed")).pause)
        assert pauses[:3] == [BACK_OFF, 2 * BACK_OFF, 4 * BACK_OFF]
        assert max(pauses) == DEAD_PAUSE
        dead = await at.feed("/feed")
        assert (dead.state, dead.failures) == ("dead", DEAD_AFTER)
        assert (await at.database.run(feeds.tally)).dead == 1
        pages["/feed"] = serving(lambda: at.site)
        at.clock.ahead += timedelta(hours=30)
        assert [a.new for a in await at.polling.due()] == [2]
        alive = await at.feed("/feed")
        assert (alive.state, alive.failures, alive.trouble) == ("active", 0, None)
        assert alive.pause >= SHORTEST


async def test_one_broken_feed_among_many_takes_nothing_from_the_others(tmp_path: Path) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/xml"})
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"<item>" * 170_000)
        return response

    pages: dict[str, Handler] = {
        "/large": endless,
        "/html": page("<html></html>"),
        "/cut": page("<rss version='2.0'><channel><title>x</tit", "text/xml"),
        "/picture": page(b"\x89PNG", "image/png"),
    }
    async with bench(tmp_path, pages) as at:
        pages["/good"] = serving(lambda: at.site)
        await at.add("/large", "/html", "/cut", "/picture", "/gone", "/good")
        answers = {a.feed.link.rsplit("/", 1)[-1]: a for a in await at.polling.due()}
        assert answers["good"].new == 2
        assert all(answers[name].trouble for name in ("large", "html", "cut", "picture", "gone"))
        assert "large" in str(answers["large"].trouble)
        assert await at.rows("SELECT count(*) FROM items") == [(2,)]
        assert await at.rows("SELECT count(*) FROM feeds WHERE trouble IS NOT NULL") == [(5,)]


async def test_a_removed_feed_stays_off_when_the_list_is_read_again(tmp_path: Path) -> None:
    async with bench(tmp_path, {}) as at:
        shipped = feeds.shipped()
        assert await at.database.run(feeds.add, shipped, NOON, again=False) == len(shipped)
        assert await at.database.run(feeds.remove, shipped[0].link)
        assert await at.database.run(feeds.add, shipped, NOON, again=False) == 0
        assert shipped[0].link not in {feed.link for feed in await at.database.run(feeds.every)}
        assert await at.database.run(feeds.add, shipped[:1], NOON, again=True) == 1


def test_the_feeds_that_come_along_are_of_all_continents() -> None:
    shipped = feeds.shipped()
    assert len(shipped) >= 60
    assert len({feed.link for feed in shipped}) == len(shipped)
    assert len({feed.region for feed in shipped}) >= 6
