"""Who may follow, what is followed once, and which wishes change nothing else."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from tests.digests.press import TOLL
from tests.telegram.running import ADMIN, Clock, running
from tests.telegram.test_following import EVE, Feed, following, gathered, moved_to


async def test_who_may_not_use_the_bot_any_more_is_told_nothing_more(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4, telegram_access="invite") as bot:
        await gathered(bot, feed)
        await bot.telegram.say("/allow 7", ADMIN)
        await bot.telegram.answer("7 may use the bot.", ADMIN)
        await following(bot)
        await bot.telegram.say("/allow 7 off", ADMIN)
        await bot.telegram.answer("7 may not use", ADMIN)
        moved_to(bot, datetime(2026, 3, 13, 4, 30, 1, tzinfo=UTC))
        async with asyncio.timeout(20):
            while await bot.query("SELECT state FROM digests") != [("dropped",)]:
                await bot.query("SELECT 1")
        assert await bot.query("SELECT state FROM subscriptions") == [("paused",)]
        assert not [shown for shown in bot.telegram.in_chat() if "independent sources" in shown.text]


async def test_the_same_topic_at_the_same_time_is_followed_once_and_told_by_its_number(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await gathered(bot, feed)
        await following(bot)
        await bot.telegram.say("/follow Lissa Strait at 7:30 in Nairobi")
        offer = await bot.telegram.answer("Topic: Lissa Strait")
        await bot.telegram.press(offer, "Follow – daily at 07:30, Nairobi time")
        await bot.telegram.answer("You follow “Lissa Strait” at that time already")
        assert await bot.query("SELECT count(*) FROM subscriptions WHERE state = 'active'") == [(1,)]
        await bot.telegram.say("/digest 1")
        await bot.telegram.answer("2 independent sources")


async def test_a_new_number_of_events_leaves_the_time_as_it_is(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await following(bot)
        await bot.query("UPDATE subscriptions SET due_at = '2026-03-12T18:00:00+00:00'")
        await bot.telegram.say("/topics 1 max 3")
        await bot.telegram.answer("1. Lissa Strait")
        assert await bot.query("SELECT most, due_at FROM subscriptions") == [(3, "2026-03-12T18:00:00+00:00")]


async def test_in_private_a_place_and_a_time_need_not_be_a_reply(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await bot.telegram.say("/follow Lissa Strait")
        await bot.telegram.answer("To follow it, answer this message")
        await bot.telegram.say("Nairobi 7:30")
        await bot.telegram.answer("daily at 07:30, Nairobi time")
        await bot.telegram.say("Nairobi 9:30")
        await bot.telegram.answer("There is no brief yet")
