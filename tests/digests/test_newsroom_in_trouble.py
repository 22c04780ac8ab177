"""What goes wrong with one topic, one event or the clock costs nobody a digest, and nothing that was taken back is told."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.digests.feeds.arriving import sent
from bot.errors import WorkerError
from storage import digests, items, reports, subscriptions
from storage.subscriptions import Topic
from tests.digests.press import NOON, ORCHARDS, TOLL, Story, pages, rss
from tests.digests.test_newsroom import Bureau, newsroom
from tests.support import article

STRAIT = Topic("Lissa Strait", ("Lissa Strait",))
FERRY = Story(
    "/ferry",
    3,
    "Ferry sinks near Tavin",
    "A ferry with 80 passengers sank near Tavin on Thursday, and divers looked for survivors all night.",
)
DAY = timedelta(days=1)


async def test_a_topic_that_cannot_be_looked_for_stops_no_other(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        for chat in range(1, 30):
            await at.follows(chat, NOON)
        broken = Topic("!", ("!",), ("!!",))
        (first, *_) = await at.office.database.run(subscriptions.of_chat, 1)
        await at.office.database.run(subscriptions.change, _with(first, broken))
        async with asyncio.timeout(20):
            assert await at.plan() == 28


def _with(one: subscriptions.Subscription, topic: Topic) -> subscriptions.Subscription:
    return subscriptions.Subscription(**{**{n: getattr(one, n) for n in one.__slots__}, "topic": topic})


async def test_one_failure_while_a_digest_is_made_costs_no_other_reader_theirs(tmp_path: Path) -> None:
    async with newsroom(tmp_path, pages(*ORCHARDS)) as at:
        await at.gathered()
        frost = article(ORCHARDS[0].text, link=at.site.link("/frost"), title=ORCHARDS[0].title, privacy="public")
        for chat in range(1, 5):
            await at.follows(chat, NOON, name="Karsia" if chat == 2 else "Lissa Strait")
        await at.office.newsroom.sent(frost, 2)
        await at.office.newsroom.gather()
        real = at.work.run

        async def run(function: Callable[..., Any], *args: Any) -> Any:
            if function.__name__ == "merged" and "frost" in repr(args):
                raise ValueError("a defect")
            return await real(function, *args)

        at.work.run = run  # type: ignore[method-assign]  # a defect that one event brings to light
        assert await at.plan() == 3
        assert await at.plan() == 0
        dues = await at.rows("SELECT due_at FROM subscriptions")
        assert [due > at.clock().isoformat() for (due,) in dues] == [True] * 4


async def news_at_the_last_moment(at: Bureau, current: list[tuple[Story, ...]]) -> None:
    """News that is polled before a digest is due and filed after it was planned."""
    current[0] = (FERRY,)
    await at.office.database.run(lambda db: db.execute("UPDATE feeds SET due_at = '2000'"))
    await at.office.polling.due()


async def test_news_that_is_filed_after_a_digest_was_planned_comes_with_the_next(tmp_path: Path) -> None:
    current = [TOLL]
    pages_: dict[str, Any] = dict(pages(FERRY))

    async def feed(_: web.Request) -> web.Response:
        return web.Response(text=rss(at.site, current[0]), content_type="text/xml")

    async with newsroom(tmp_path, {"/feed": feed, **pages_}) as at:
        await at.gathered()
        await at.follows(1, NOON + timedelta(minutes=1), name="Tavin")
        await news_at_the_last_moment(at, current)
        at.clock.ahead += timedelta(minutes=2)
        await at.plan()
        await at.office.newsroom.gather()
        at.clock.ahead += DAY
        assert await at.plan() == 1
        ((record,),) = await at.rows("SELECT record FROM digests ORDER BY id DESC LIMIT 1")
        assert "ferry" in record


async def test_what_a_dropped_digest_told_is_told_by_the_next(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        await at.follows(1, NOON)
        assert await at.plan() == 1
        await at.office.database.run(digests.drop, 1)
        at.clock.ahead += DAY
        assert await at.plan() == 1
        at.clock.ahead += DAY
        assert await at.plan() == 0


async def test_an_event_that_could_not_be_told_once_is_told_by_the_next(tmp_path: Path) -> None:
    async with newsroom(tmp_path, pages(*ORCHARDS)) as at:
        await at.gathered()
        frost = article(ORCHARDS[0].text, link=at.site.link("/frost"), title=ORCHARDS[0].title, privacy="public")
        await at.office.newsroom.sent(frost, 1)
        await at.office.newsroom.gather()
        await at.follows(1, NOON, name="Karsia")
        real, failures = at.work.run, [WorkerError("analysis_died")]

        async def run(function: Callable[..., Any], *args: Any) -> Any:
            if function.__name__ == "merged" and failures:
                raise failures.pop()
            return await real(function, *args)

        at.work.run = run  # type: ignore[method-assign]  # the worker dies once
        assert await at.plan() == 0
        at.clock.ahead += DAY
        assert await at.plan() == 1


async def test_what_is_withdrawn_while_a_digest_is_made_is_not_in_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        await at.follows(1, NOON)
        real, held, go = at.work.run, asyncio.Event(), asyncio.Event()

        async def run(function: Callable[..., Any], *args: Any) -> Any:
            if function.__name__ == "merged":
                held.set()
                await go.wait()
            return await real(function, *args)

        at.work.run = run  # type: ignore[method-assign]  # merging waits
        planning = asyncio.create_task(at.plan())
        await held.wait()
        ((number,),) = await at.rows(
            "SELECT briefs.id FROM briefs JOIN articles ON articles.id = article_id WHERE articles.record LIKE '%60 ships%'"
        )
        await at.office.database.run(reports.withdraw, number, "the paper took it back", 1)
        go.set()
        assert await planning == 1
        assert await at.rows("SELECT instr(record, '60 ships') FROM digests") == [(0,)]
        assert await at.rows("SELECT sum(instr(record, '60 ships')) FROM event_briefs") == [(0,)]


async def test_a_link_that_one_chat_sent_is_named_to_no_other(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        copied = article(TOLL[0].text, link=at.site.link("/copy", 3), title=TOLL[0].title, privacy="public")
        await at.office.database.run(items.keep_sent, sent(copied, at.clock()), 666, at.clock())
        await at.office.newsroom.gather()
        named = {chat: repr(await at.office.newsroom.digest(STRAIT, chat, 5)) for chat in (666, 777)}
        assert "127.0.0.3" in named[666]
        assert "127.0.0.3" not in named[777]


async def test_a_clock_that_is_set_back_brings_no_digest_twice_and_stops_none(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as at:
        await at.gathered()
        for chat in range(1, 4):
            await at.follows(chat, NOON)
        assert await at.plan() == 3
        at.clock.ahead -= timedelta(minutes=30)
        await at.office.database.run(
            lambda db: db.execute("UPDATE subscriptions SET due_at = ? WHERE id = 1", [NOON.isoformat()])
        )
        await at.office.database.run(lambda db: db.execute("DELETE FROM told"))
        at.clock.ahead += timedelta(minutes=31)
        assert await at.plan() == 0
        assert await at.rows("SELECT count(*) FROM digests") == [(3,)]
        ((due,),) = await at.rows("SELECT min(due_at) FROM subscriptions")
        assert due > NOON.isoformat()
