"""A planned digest arrives once: over restarts, refusals, lost answers, blocked chats and stopped hours."""

import asyncio
import sqlite3
from collections import deque
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.handlers.digests import LOST_FOR, STALE
from storage import digests, subscriptions
from storage.digest_records import Carrier, Digest, DigestEvent, EventBrief, Reported
from storage.digests import Due
from storage.subscriptions import Schedule, Subscription, Topic
from tests.support import site
from tests.telegram.running import Clock, Running, running, serving
from tests.telegram.standin import Fault, telegram
from tests.telegram.test_questions import on_disk

DUE = datetime(2026, 3, 13, 4, 30, tzinfo=UTC)
CARRIER = Carrier("velmardaily.example", "https://velmardaily.example/toll", "The toll rises", None, (), "title", None)
EVENT = EventBrief(Reported("The toll rises", ()), (), (), (), (), (CARRIER,), "feed")
DIGEST = Digest("Velmar", (DigestEvent(1, EVENT),))
FOLLOWED = Subscription(
    0, 7, None, 7, Topic("Velmar", ("Velmar",)), Schedule("UTC", 270, tuple(range(7))), 5, "active", DUE, DUE
)


async def planned(bot: Running, digest: Digest = DIGEST) -> int:
    """A digest in the outbox; returns its number."""
    number = await bot.office.database.run(subscriptions.add, FOLLOWED, None, DUE)
    kept = await bot.office.database.run(subscriptions.find, number)
    assert kept is not None
    due = Due(kept, DUE + timedelta(days=1), digest)
    made = await bot.office.database.run(digests.plan, due, bot.clock())
    assert made is not None
    return made


async def woken(bot: Running) -> None:
    """Something comes in, so that whoever runs jobs looks."""
    count = len(bot.telegram.said("answerInlineQuery"))
    who = {"id": 8, "is_bot": False, "first_name": "Reader"}
    await bot.telegram.update(inline_query={"id": str(count), "from": who, "query": "", "offset": ""})
    await bot.telegram.until(lambda: len(bot.telegram.said("answerInlineQuery")) > count)


async def state(bot: Running, wanted: str) -> None:
    """Wait until the digest is in that state."""
    async with asyncio.timeout(20):
        while (await bot.query("SELECT state FROM digests"))[0][0] != wanted:
            await bot.query("SELECT 1")


async def test_a_time_is_planned_once_however_often_it_is_tried(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        number = await bot.office.database.run(subscriptions.add, FOLLOWED, None, DUE)
        kept = await bot.office.database.run(subscriptions.find, number)
        assert kept is not None
        due = Due(kept, DUE + timedelta(days=1), DIGEST)
        tries = [bot.office.database.run(digests.plan, due, DUE) for _ in range(5)]
        assert sorted(filter(None, await asyncio.gather(*tries))) == [1]
        assert await bot.query("SELECT count(*) FROM jobs WHERE kind = 'digest'") == [(1,)]


@pytest.mark.parametrize(
    "fault",
    [Fault(429, {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 1}}), Fault(502)],
    ids=str,
)
async def test_a_refused_send_counts_for_nothing_and_is_repeated(tmp_path: Path, fault: Fault) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        bot.telegram.faults["sendMessage"] = deque([fault])
        await planned(bot)
        await woken(bot)
        await bot.telegram.answer("The toll rises")
        await state(bot, "sent")
        assert await bot.query("SELECT sends FROM digests") == [(1,)]


@pytest.mark.parametrize("fault", [Fault(drop=True, after=True), Fault(200, {"ok": "perhaps"}, after=True)], ids=str)
async def test_a_send_whose_answer_was_lost_is_repeated_once_and_no_more(tmp_path: Path, fault: Fault) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        bot.telegram.faults["sendMessage"] = deque([fault] * 5)
        await planned(bot)
        await woken(bot)
        for sent in (1, 2):
            await bot.telegram.until(lambda sent=sent: len(bot.telegram.in_chat()) == sent)
            await put_back(bot)
            bot.clock.ahead += timedelta(seconds=LOST_FOR + 1)
            await woken(bot)
        await state(bot, "unknown")
        assert len(bot.telegram.in_chat()) == 2
        assert len(bot.telegram.said("sendMessage")) == 2


async def test_what_is_corrected_while_a_digest_is_sent_is_shown_anew(tmp_path: Path) -> None:
    def corrected(given: dict[str, Any]) -> None:
        if "The toll rises" in given["text"]:
            with closing(sqlite3.connect(tmp_path / "bot.db")) as store, store:
                store.execute("UPDATE digests SET record = replace(record, 'toll rises', 'toll stays')")
                store.execute("INSERT INTO remembered (name, value) VALUES ('corrections', '1')")

    async with running(tmp_path, clock=Clock(DUE)) as bot:
        bot.telegram.rules["sendMessage"] = corrected
        await planned(bot)
        await woken(bot)
        assert "The toll stays" in (await bot.telegram.answer("The toll stays")).text
        assert len(bot.telegram.in_chat()) == 1


async def put_back(bot: Running) -> None:
    """Wait until nobody is at work on the digest."""
    async with asyncio.timeout(20):
        while await bot.query("SELECT 1 FROM jobs WHERE kind = 'digest' AND state <> 'waiting'"):
            await bot.query("SELECT 1")


@pytest.mark.parametrize(("sends", "messages", "ends"), [(0, 1, "sent"), (1, 1, "sent"), (2, 0, "unknown")])
async def test_what_a_crash_left_open_is_sent_once_more(tmp_path: Path, sends: int, messages: int, ends: str) -> None:
    async with telegram() as there, site({}) as pages:
        async with serving(tmp_path, there, pages, clock=Clock(DUE)) as bot:
            await crashed(bot, sends)
        async with serving(tmp_path, there, pages, clock=Clock(DUE)) as bot:
            await state(bot, ends)
        assert len(there.in_chat()) == messages


async def crashed(bot: Running, sends: int) -> None:
    """A digest as the death of a process leaves it after so many sends were begun."""
    number = await planned(bot)
    await bot.office.database.run(lambda db: db.execute("UPDATE jobs SET state = 'running'"))
    for _ in range(sends):
        await bot.office.database.run(digests.begin, number)


async def test_a_blocked_chat_follows_nothing_any_more(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        bot.telegram.rules["sendMessage"] = lambda _: {
            "status": 403,
            "description": "Forbidden: bot was blocked by the user",
        }
        await planned(bot)
        await woken(bot)
        async with asyncio.timeout(20):
            while (await bot.query("SELECT state FROM subscriptions"))[0][0] != "ended":
                await bot.query("SELECT 1")
        assert await bot.query("SELECT count(*) FROM digests") == [(0,)]


async def test_a_digest_that_waited_too_long_is_not_sent(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        await planned(bot)
        bot.clock.ahead += STALE + timedelta(minutes=1)
        await woken(bot)
        await state(bot, "dropped")
        assert bot.telegram.in_chat() == []


async def test_a_forgotten_chat_leaves_no_topic_and_no_digest(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(DUE)) as bot:
        await planned(bot)
        await woken(bot)
        await bot.telegram.answer("The toll rises")
        await bot.telegram.say("/forget")
        question = await bot.telegram.answer("Delete everything")
        await bot.telegram.press(question, question.buttons[0][0]["text"])
        await bot.telegram.answer("eleted")
        async with asyncio.timeout(20):
            while await bot.query("SELECT 1 FROM jobs WHERE kind = 'forget' AND state <> 'done'"):
                await bot.query("SELECT 1")
        assert await bot.query("SELECT 1 FROM subscriptions UNION ALL SELECT 1 FROM digests") == []
        assert b"The toll rises" not in on_disk(tmp_path)
