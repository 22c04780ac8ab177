"""Topics are followed in a chat: offered, begun, changed, paused and told, by those who may."""

from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.telegram.inbox.updates import WANTED
from storage import feeds
from storage.feeds import Listed
from tests.digests.press import LATER, ORCHARDS, TOLL, Story, pages, rss
from tests.support import Handler
from tests.telegram.running import Clock, Running, running

EVE = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class Feed:
    """A feed whose stories the test changes."""

    def __init__(self, *stories: Story) -> None:
        self.stories = list(stories)
        self.site = None

    def pages(self) -> dict[str, Handler]:
        async def serve(_: web.Request) -> web.Response:
            assert self.site is not None
            return web.Response(text=rss(self.site, self.stories), content_type="application/rss+xml")

        return {"/feed": serve, **pages(*TOLL, *LATER, *ORCHARDS)}


async def gathered(bot: Running, feed: Feed) -> None:
    """The feed is on the list, was asked, and what it carries was filed."""
    feed.site = bot.site
    await bot.office.database.run(feeds.add, [Listed(bot.site.link("/feed"))], bot.clock(), again=True)
    await bot.office.polling.due()
    await bot.office.newsroom.gather()


async def test_a_topic_is_offered_with_what_it_would_have_given_and_begun_with_a_reply(tmp_path: Path) -> None:
    feed = Feed(*TOLL, *ORCHARDS)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await gathered(bot, feed)
        await bot.telegram.say("/follow Lissa Strait, Velmar -football")
        offer = await bot.telegram.answer("Topic: Lissa Strait, Velmar -football")
        assert "1 event in the last 3 days" in offer.text
        assert "Ostrany rejects higher toll" in offer.text or "Velmar plans to raise the toll" in offer.text
        assert "(2)" in offer.text
        assert "apple" not in offer.text
        assert "Left out: football" in offer.text
        assert offer.markup.get("force_reply")
        await bot.telegram.say("Nowhere at 7:30", reply_to_message={"message_id": offer.id, "from": {"id": 42}})
        await bot.telegram.answer("Nowhere")
        await bot.telegram.say("Nairobi 7:30", reply_to_message={"message_id": offer.id, "from": {"id": 42}})
        begun = await bot.telegram.answer("You follow")
        assert "daily at 07:30, Nairobi time" in begun.text
        assert "2026-03-13 07:30" in begun.text
        rows = await bot.query("SELECT zone, minute, state, due_at FROM subscriptions")
        assert rows == [("Africa/Nairobi", 450, "active", "2026-03-13T04:30:00+00:00")]


async def following(bot: Running, chat: int = 7) -> None:
    """The chat follows the strait, told at 7:30 in Nairobi."""
    await bot.telegram.say("/follow Lissa Strait at 7:30 in Nairobi", to=chat)
    offer = await bot.telegram.answer("Topic: Lissa Strait", chat=chat)
    await bot.telegram.press(offer, "Follow – daily at 07:30, Nairobi time", user=chat)
    await bot.telegram.answer("You follow", chat=chat)


def moved_to(bot: Running, moment: datetime) -> None:
    """The clock goes on, and whoever waits for it looks."""
    bot.clock.ahead += moment - bot.clock()
    bot.office.newsroom.changed()


async def test_a_digest_comes_at_its_hour_with_a_receipt_for_every_line(tmp_path: Path) -> None:
    feed = Feed(*TOLL, *ORCHARDS)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await gathered(bot, feed)
        await following(bot)
        moved_to(bot, datetime(2026, 3, 13, 4, 29, 50, tzinfo=UTC))
        assert await bot.office.newsroom.plan(lambda: None) == 0
        moved_to(bot, datetime(2026, 3, 13, 4, 30, 1, tzinfo=UTC))
        digest = await bot.telegram.answer("2 independent sources")
        assert "All independent sources report:" in digest.text
        assert "• Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March." in digest.text
        assert "Where they differ:" in digest.text
        assert "About 60 ships waited in front of the Lissa Strait on Friday. [2]" in digest.text
        assert (
            "Ines Caldor (the transport minister of Velmar): “We will not close the strait to anybody” [1, 2]"
            in digest.text
        )
        assert "apple" not in digest.text

        await bot.telegram.press(digest, "More 1")
        event = await bot.telegram.answer("Sentence 3: Tomas Reyk")
        assert (
            "[1] Sentence 1: Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent" in event.text
        )
        assert "[2] Sentence 2: Velmar plans to raise the toll" in event.text
        await bot.telegram.press(event, "[2] Brief: 127.0.0.2")
        brief = await bot.telegram.answer("Who said what\nOstrany")
        assert [b["text"] for b in brief.buttons[0]] == ["Receipts", "Ask", "Follow"]
        await bot.telegram.press(digest, "Ask on 1")
        prompt = await bot.telegram.answer("What do you want to know")
        await bot.telegram.say("How many ships waited?", reply_to_message={"message_id": prompt.id, "from": {"id": 42}})
        await bot.telegram.answer("40 ships")


async def test_what_was_told_is_not_told_again_until_it_moved_on(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await gathered(bot, feed)
        await following(bot)
        moved_to(bot, datetime(2026, 3, 13, 4, 30, 1, tzinfo=UTC))
        await bot.telegram.answer("2 independent sources")
        moved_to(bot, datetime(2026, 3, 14, 4, 30, 1, tzinfo=UTC))
        assert await bot.office.newsroom.plan(lambda: None) == 0
        assert await bot.query("SELECT due_at FROM subscriptions") == [("2026-03-15T04:30:00+00:00",)]
        feed.stories = [*TOLL, *LATER]
        await bot.office.database.run(lambda db: db.execute("UPDATE feeds SET due_at = '2026-01-01'"))
        await bot.office.polling.due()
        await bot.office.newsroom.gather()
        moved_to(bot, datetime(2026, 3, 15, 4, 30, 1, tzinfo=UTC))
        again = await bot.telegram.answer("New since your last digest: [3, 4]")
        assert "There is room for an agreement" in again.text


async def test_now_is_now_and_says_where_there_is_nothing(tmp_path: Path) -> None:
    feed = Feed(*TOLL, *ORCHARDS)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await bot.telegram.say("/digest")
        await bot.telegram.answer("This chat follows nothing yet")
        await gathered(bot, feed)
        await bot.telegram.say("/digest Karsia")
        shown = await bot.telegram.answer("apple harvest")
        assert "Dora Marsh" in shown.text
        await bot.telegram.say("/digest Brazil")
        await bot.telegram.answer("Nothing new on “Brazil”")
        await bot.telegram.say("/digest -")
        await bot.telegram.answer("“-” is too short")
        await following(bot)
        await bot.telegram.say("/digest")
        await bot.telegram.answer("1. Velmar plans to raise the toll")


async def test_topics_are_listed_changed_paused_and_stopped(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(EVE)) as bot:
        await bot.telegram.say("/topics")
        await bot.telegram.answer("This chat follows nothing yet")
        await following(bot)
        await bot.telegram.say("/topics 1 at 8 pm on weekdays in Buenos Aires")
        listed = await bot.telegram.answer("Mon, Tue, Wed, Thu, Fri at 20:00, Buenos Aires time")
        assert "next: 2026-03-12 20:00" in listed.text
        await bot.telegram.say("/topics 1 is Lissa Strait, Velmar -football")
        await bot.telegram.answer("Left out: football")
        await bot.telegram.say("/topics 1 max 3")
        await bot.telegram.say("/topics 1 max 300")
        await bot.telegram.answer("1 to 5")
        await bot.telegram.say("/topics 1 at 25:00")
        await bot.telegram.answer("25:00")
        await bot.telegram.say("/topics 4 at 8:00")
        await bot.telegram.answer("Change one with its number", count=4)
        await bot.telegram.say("/topics")
        listed = await bot.telegram.answer("Left out: football", count=3)
        await bot.telegram.press(listed, "Pause 1")
        await bot.telegram.answer("– paused")
        assert await bot.query("SELECT state, due_at, most FROM subscriptions") == [("paused", None, 3)]
        await bot.telegram.press(bot.telegram.messages[7, listed.id], "Resume 1")
        await bot.telegram.until(lambda: "next: " in bot.telegram.messages[7, listed.id].text)
        await bot.telegram.say("/pause")
        await bot.telegram.answer("are paused")
        await bot.telegram.say("/pause off")
        await bot.telegram.answer("come again")
        await bot.telegram.press(listed, "Stop 1")
        await bot.telegram.until(lambda: "follows nothing" in bot.telegram.messages[7, listed.id].text)


async def test_what_a_brief_is_about_can_be_followed(tmp_path: Path) -> None:
    text = (
        "Venezuela closed its border with Brazil on Friday. “Nobody passes,” said Ana Lero, the governor of Tavin.\n"
        "The government of Venezuela gave no reason. Ana Lero said that the border would open on Monday."
    )
    async with running(tmp_path, clock=Clock(EVE)) as bot:
        await bot.telegram.say(text)
        brief = await bot.telegram.answer("Who said what")
        await bot.telegram.press(brief, "Follow")
        offer = await bot.telegram.answer("Topic: Venezuela")
        assert "委内瑞拉" in offer.text
        assert "Also named there: Ana Lero" in offer.text


async def test_in_a_group_only_administrators_follow(tmp_path: Path) -> None:
    async with running(tmp_path, clock=Clock(EVE)) as bot:
        await bot.telegram.write("/follow Lissa Strait at 7:30 in Nairobi", user=8)
        await bot.telegram.answer("administrators", chat=-1001)
        await bot.telegram.write("/follow Lissa Strait at 7:30 in Nairobi", user=1)
        offer = await bot.telegram.answer("Topic: Lissa Strait", chat=-1001)
        label = "Follow – daily at 07:30, Nairobi time"
        await bot.telegram.press(offer, label, user=8)
        await bot.telegram.until(lambda: any(c.get("show_alert") for c in bot.telegram.said("answerCallbackQuery")))
        await bot.telegram.press(offer, label, user=1)
        await bot.telegram.answer("You follow", chat=-1001)
        for command in ("/pause", "/topics 1 max 2"):
            await bot.telegram.write(command, user=8)
        await bot.telegram.answer("administrators", chat=-1001, count=3)
        assert await bot.query("SELECT state, most FROM subscriptions") == [("active", 5)]


async def test_a_channel_follows_by_what_is_posted_in_it(tmp_path: Path) -> None:
    channel = {"id": -1007, "type": "channel", "title": "Strait watch"}
    async with running(tmp_path, clock=Clock(EVE), telegram_groups=frozenset({-1007})) as bot:
        text = "/follow Lissa Strait at 7:30 in Nairobi"
        entity = {"type": "bot_command", "offset": 0, "length": 7}
        post = {
            "message_id": 900,
            "date": 1,
            "chat": channel,
            "sender_chat": channel,
            "text": text,
            "entities": [entity],
        }
        await bot.telegram.update(channel_post=post)
        offer = await bot.telegram.answer("Topic: Lissa Strait", chat=-1007)
        assert offer.buttons
        assert "channel_post" in WANTED


async def test_a_forged_button_reaches_no_other_chat_s_topics_and_digests(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        await gathered(bot, feed)
        await following(bot)
        await bot.telegram.say("/digest")
        digest = await bot.telegram.answer("2 independent sources")
        await bot.telegram.say("/topics")
        listed = await bot.telegram.answer("next:")
        await bot.telegram.say("/help", to=8)
        theirs = await bot.telegram.answer("What you can send", chat=8)
        labels = [(digest, "More 1"), (digest, "Ask on 1"), (listed, "Stop 1"), (listed, "Now 1"), (listed, "Pause 1")]
        for message, label in labels:
            forged = {"inline_keyboard": [[{"text": label, "callback_data": message.data(label)}]]}
            theirs.buttons[:] = forged["inline_keyboard"]
            query = await bot.telegram.press(theirs, label, user=8)
            await bot.telegram.until(
                lambda query=query: any(
                    c["callback_query_id"] == query for c in bot.telegram.said("answerCallbackQuery")
                )
            )
        for data in (
            "event",
            "event 1",
            "event x y",
            "event 1 99",
            "topic",
            "topic now",
            "topic stop x",
            "follow 99",
            "article 1 0 77",
        ):
            theirs.buttons[:] = [[{"text": "x", "callback_data": data}]]
            query = await bot.telegram.press(theirs, "x", user=8)
            await bot.telegram.until(
                lambda query=query: any(
                    c["callback_query_id"] == query for c in bot.telegram.said("answerCallbackQuery")
                )
            )
        await bot.telegram.say("/privacy", to=8)
        await bot.telegram.answer("Your number", chat=8)
        assert all("Velmar" not in m.text for m in bot.telegram.in_chat(8))
        assert await bot.query("SELECT state FROM subscriptions") == [("active",)]
