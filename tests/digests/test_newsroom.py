"""The newsroom plans from the store: stopped hours, clock changes and kills give each digest once; events are merged once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import assembly
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.engines import AnalystEngine
from bot.assembly import Office
from bot.desk import Desk
from bot.intake.fetch import Fetcher
from bot.newsroom import LATEST
from bot.shelf import StoredShelf
from storage import feeds, items, subscriptions
from storage.database import Database
from storage.feeds import Listed
from storage.subscriptions import Schedule, Subscription, Topic
from tests.digests.press import NOON, TOLL, pages, rss
from tests.support import Handler, Site, article, page, site
from tests.telegram.running import Clock, Here

DAILY = tuple(range(7))


class Bureau:
    """An office over a real store and a site on loopback."""

    def __init__(self, office: Office, there: Site, clock: Clock, work: Here) -> None:
        self.office = office
        self.work = work
        self.site = there
        self.clock = clock

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return await self.office.database.run(lambda db: list(db.execute(sql).fetchall()))

    async def gathered(self) -> None:
        await self.office.database.run(feeds.add, [Listed(self.site.link("/feed"))], self.clock(), again=True)
        await self.office.polling.due()
        await self.office.newsroom.gather()

    async def follows(
        self, chat: int, due: datetime, zone: str = "UTC", minute: int = 480, name: str = "Lissa Strait"
    ) -> None:
        schedule = Schedule(zone, minute, DAILY)
        one = Subscription(
            0, chat, None, chat, Topic(name, (name,)), schedule, 5, "active", due, due - timedelta(days=1)
        )
        await self.office.database.run(subscriptions.add, one, None, self.clock())

    async def plan(self) -> int:
        return await self.office.newsroom.plan(lambda: None)


@asynccontextmanager
async def newsroom(
    tmp_path: Path, more: dict[str, Handler] | None = None, starts: datetime = NOON
) -> AsyncIterator[Bureau]:
    served: dict[str, Handler] = {**pages(*TOLL), **(more or {})}
    database, clock, work = Database(tmp_path / "bot.db"), Clock(starts), Here()
    await database.open()
    async with site(served, 4) as there:

        async def feed(_: web.Request) -> web.Response:
            return web.Response(text=rss(there, TOLL), content_type="text/xml")

        served.setdefault("/feed", feed)
        fetcher = Fetcher(there.pairs(4), sleep=lambda _: asyncio.sleep(0))
        desk = Desk(fetcher, StoredShelf(database, clock), work, AnalystEngine(work, EmbeddedAnalyst()), clock)
        try:
            yield Bureau(assembly.with_newsroom(desk, database, fetcher, work, clock), there, clock, work)
        finally:
            await desk.close()
            await fetcher.close()
            await database.close()


async def test_an_event_is_read_and_merged_once_for_all_who_follow_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        for chat in range(1, 31):
            await at.follows(chat, NOON)
        assert await at.plan() == 30
        assert await at.rows("SELECT count(*) FROM event_briefs") == [(1,)]
        assert [path for path in at.site.asked if path in ("/toll", "/strait")].count("/toll") == 1
        assert await at.plan() == 0
        assert await at.rows("SELECT count(*), count(DISTINCT chat) FROM digests") == [(30, 30)]


async def test_after_a_stopped_hour_a_digest_comes_late_and_after_a_stopped_day_it_does_not(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        await at.follows(1, NOON + timedelta(minutes=5))
        await at.follows(2, NOON - LATEST)
        at.clock.ahead += timedelta(hours=1)
        assert await at.plan() == 1
        assert await at.rows("SELECT chat FROM digests") == [(1,)]
        dues = [datetime.fromisoformat(due) for (due,) in await at.rows("SELECT due_at FROM subscriptions")]
        assert all(due == datetime(2026, 3, 13, 8, 0, tzinfo=UTC) for due in dues)


async def test_days_that_were_missed_are_not_made_up_for(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.follows(1, NOON)
        at.clock.ahead += timedelta(days=9)
        await at.plan()
        ((due,),) = await at.rows("SELECT due_at FROM subscriptions")
        assert datetime.fromisoformat(due) - at.clock() < timedelta(days=1)


async def test_over_a_clock_change_there_is_one_digest_a_day_at_its_hour(tmp_path: Path) -> None:
    starts = datetime(2026, 3, 27, 7, 1, tzinfo=UTC)
    async with newsroom(tmp_path, starts=starts) as at:
        await at.gathered()
        await at.follows(1, datetime(2026, 3, 28, 7, 0, tzinfo=UTC), "Europe/Berlin")
        seen = []
        for _ in range(4 * 24 * 4):
            at.clock.ahead += timedelta(minutes=15)
            before = await at.rows("SELECT due_at FROM subscriptions")
            await at.plan()
            if before != await at.rows("SELECT due_at FROM subscriptions"):
                seen.append(before[0][0])
        assert [moment[:16] for moment in seen] == [
            "2026-03-28T07:00",
            "2026-03-29T06:00",
            "2026-03-30T06:00",
            "2026-03-31T06:00",
        ]


async def test_robots_keep_an_article_out_and_its_feed_tells_what_it_can(tmp_path: Path) -> None:
    forbidden = page("User-agent: *\nDisallow: /", "text/plain")
    async with newsroom(tmp_path, {"/robots.txt": forbidden}) as at:
        await at.gathered()
        await at.follows(1, NOON)
        assert await at.plan() == 1
        assert not {"/toll", "/strait"} & set(at.site.asked)
        ((record,),) = await at.rows("SELECT record FROM digests")
        assert '"reading":"feed"' in record
        assert '"reading":"article"' not in record


async def test_what_a_chat_sent_counts_for_that_chat_alone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        given = article(TOLL[0].text, title=TOLL[0].title, privacy="public", link=at.site.link("/toll"))
        await at.office.newsroom.sent(given, 1)
        await at.office.newsroom.sent(article(TOLL[1].text, title="Private toll", link=at.site.link("/x")), 1)
        assert await at.office.newsroom.gather() == 1
        for chat in (1, 2):
            await at.follows(chat, NOON)
        assert await at.plan() == 1
        assert await at.rows("SELECT chat FROM digests") == [(1,)]
        await at.office.database.run(lambda db: items.forget_sent(db, 1))
        assert await at.rows("SELECT count(*) FROM items") == [(0,)]


async def test_a_digest_with_nothing_is_not_sent_and_the_next_looks_back_to_the_last_one(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.follows(1, NOON)
        assert await at.plan() == 0
        assert await at.rows("SELECT count(*) FROM digests") == [(0,)]
        await at.gathered()
        at.clock.ahead += timedelta(hours=20)
        assert await at.plan() == 1


async def test_only_what_names_the_topic_is_filed_for_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.office.database.run(feeds.add, [Listed(at.site.link("/feed"))], at.clock(), again=True)
        await at.office.polling.due()
        assert await at.office.newsroom.gather(Topic("x", ("apples",))) == 0
        assert await at.office.newsroom.gather(Topic("x", ("Ostrany",))) == 1
        assert await at.office.newsroom.gather() == 1


async def test_a_page_that_cannot_be_read_is_left_alone_for_hours(tmp_path: Path) -> None:
    async with newsroom(tmp_path, {"/toll": page("", "image/png")}) as at:
        await at.gathered()
        topic = Topic("Lissa Strait", ("Lissa Strait",))
        for hours, asked in ((0, 1), (1, 1), (5, 2)):
            at.clock.ahead += timedelta(hours=hours)
            await at.office.database.run(lambda db: db.execute("DELETE FROM event_briefs"))
            assert (await at.office.newsroom.digest(topic, None, 5)).events
            assert at.site.asked.count("/toll") == asked
