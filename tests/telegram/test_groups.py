"""Groups, topics, inline mode, who may use the bot, and what becomes of chats that are left or moved."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support import html, page
from tests.telegram.running import ADMIN, HEADLINE, TEXT, Running, running
from tests.telegram.standin import ME

GROUP = -1001


def reply_to(text: str, **fields: Any) -> dict[str, Any]:
    who = {"id": 9, "is_bot": False, "first_name": "Other"}
    place = {"id": GROUP, "type": "supergroup", "title": "Readers"}
    return {"reply_to_message": {"message_id": 500, "date": 1, "chat": place, "from": who, "text": text, **fields}}


async def settled(bot: Running) -> list[str]:
    """Everything in the group once a last request has been answered."""
    await bot.telegram.write("/help@attribot_test_bot")
    await bot.telegram.answer("I brief news articles", GROUP)
    return [m.text for m in bot.telegram.in_chat(GROUP)][:-1]


async def test_a_group_is_answered_where_it_speaks_to_the_bot(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        link = bot.site.link("/a")
        asked = await bot.telegram.write("/brief", **reply_to(link))
        first = await bot.telegram.answer(HEADLINE, GROUP)
        assert first.reply_to == asked
        await bot.telegram.write(f"@attribot_test_bot {link}")
        await bot.telegram.answer(HEADLINE, GROUP, count=2)
        ours = {"message_id": first.id, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "from": ME, "text": "x"}
        await bot.telegram.write(link, reply_to_message=ours)
        await bot.telegram.answer(HEADLINE, GROUP, count=3)


async def test_a_group_is_not_answered_otherwise(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.telegram.write(bot.site.link("/a"))
        await bot.telegram.write("/brief@other_bot", **reply_to(bot.site.link("/a")))
        await bot.telegram.write("/weather")
        await bot.telegram.write("@attribot_test_bot hello", **{"from": {"id": 3, "is_bot": True, "first_name": "B"}})
        assert await settled(bot) == []


async def test_an_answer_stays_in_its_topic(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.telegram.write(f"/brief {bot.site.link('/a')}", is_topic_message=True, message_thread_id=5)
        assert (await bot.telegram.answer(HEADLINE, GROUP)).thread == 5


async def test_a_comment_below_a_channel_post_briefs_the_post(tmp_path: Path) -> None:
    origin = {
        "type": "channel",
        "date": 1_773_300_000,
        "message_id": 3,
        "chat": {"id": -1009, "type": "channel", "title": "Velmar Daily"},
    }
    async with running(tmp_path) as bot:
        await bot.telegram.write("/brief", **reply_to(TEXT * 2, forward_origin=origin, is_automatic_forward=True))
        assert "Velmar Daily · post forwarded" in (await bot.telegram.answer(HEADLINE, GROUP)).text


async def test_a_group_has_to_be_let_in(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.write(f"/brief {TEXT}", group=-1002)
        await bot.telegram.answer("the group’s number is -1002", -1002)
        await bot.telegram.write("/allow", group=-1002, user=ADMIN)
        await bot.telegram.answer("-1002 may use the bot", -1002)
        await bot.telegram.write(f"/brief {TEXT}", group=-1002)
        await bot.telegram.answer(HEADLINE, -1002)
        await bot.telegram.say("/allow -1002 off", ADMIN)
        await bot.telegram.answer("may not use the bot any more", ADMIN)
        await bot.telegram.write(f"/brief {TEXT}", group=-1002)
        await bot.telegram.answer("the group’s number is -1002", -1002, count=2)


async def test_only_administrators_of_a_group_change_it(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.write("/length short", user=8)
        await bot.telegram.answer("only its administrators", GROUP)
        await bot.telegram.write("/length short", user=1)
        await bot.telegram.answer("Briefs are short from now on.", GROUP)


async def test_the_bot_may_be_for_some_people_only(tmp_path: Path) -> None:
    async with running(tmp_path, telegram_access="list", telegram_users=frozenset({7})) as bot:
        await bot.telegram.say(TEXT, 8)
        await bot.telegram.answer("your number is 8", 8)
        await bot.telegram.say(TEXT, 7)
        await bot.telegram.answer(HEADLINE, 7)


async def test_an_invitation_lets_as_many_in_as_it_says(tmp_path: Path) -> None:
    async with running(tmp_path, telegram_access="invite") as bot:
        await bot.telegram.say("/invite 1", ADMIN)
        link = (await bot.telegram.answer("lets 1 person in", ADMIN)).text
        code = link.split("start=")[1]
        await bot.telegram.say(f"/start {code}", 8)
        await bot.telegram.answer("Send me a news article", 8)
        await bot.telegram.say(TEXT, 8)
        await bot.telegram.answer(HEADLINE, 8)
        await bot.telegram.say(f"/start {code}", 9)
        await bot.telegram.answer("used up", 9)
        await bot.telegram.say(TEXT, 9)
        await bot.telegram.answer("your number is 9", 9)


async def test_who_asks_too_much_is_told_so(tmp_path: Path) -> None:
    async with running(tmp_path, user_requests_per_hour=2) as bot:
        for count in (1, 2):
            await bot.telegram.say(TEXT)
            await bot.telegram.answer(HEADLINE, count=count)
        await bot.telegram.say(TEXT)
        await bot.telegram.answer("asked for 2 briefs in an hour")


async def test_what_is_no_brief_does_not_count(tmp_path: Path) -> None:
    async with running(tmp_path, user_requests_per_hour=1) as bot:
        for text in ("/help", "thanks", "/length"):
            await bot.telegram.say(text)
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say(TEXT)
        await bot.telegram.answer("There is room again in 60 min")
        bot.clock.ahead = timedelta(minutes=61)
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE, count=2)


async def test_inline_mode_shows_stored_briefs_of_public_links_only(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        link = bot.site.link("/a")

        async def asked(text: str) -> dict[str, Any]:
            number = str(bot.telegram.number())
            who = {"id": 7, "is_bot": False, "first_name": "Reader"}
            await bot.telegram.update(inline_query={"id": number, "from": who, "query": text, "offset": ""})
            answers = await bot.telegram.until(
                lambda: [c for c in bot.telegram.said("answerInlineQuery") if c["inline_query_id"] == number]
            )
            return dict(answers[0])

        before = await asked(link)
        assert before["results"] == []
        code = before["button"]["start_parameter"]
        assert len(code) <= 64
        await bot.telegram.say(f"/start {code}")
        await bot.telegram.answer(HEADLINE)
        after = await asked(f"look at {link}")
        assert HEADLINE in after["results"][0]["input_message_content"]["message_text"]
        assert (await asked("no link"))["results"] == []


async def test_a_blocked_bot_forgets_the_chat(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        bot.telegram.rules["sendMessage"] = lambda given: (
            {"status": 403, "description": "Forbidden: bot was blocked by the user"} if given["chat_id"] == 7 else None
        )
        await bot.telegram.say(TEXT)
        await bot.telegram.until(lambda: [c for c in bot.telegram.said("sendMessage") if c["chat_id"] == 7][1:])
        await bot.telegram.say("/help", 8)
        await bot.telegram.answer("What you can send", 8)
        assert await bot.query("SELECT state FROM chats WHERE chat = 7") == [("left",)]
        assert await bot.query("SELECT 1 FROM articles") == []


@pytest.mark.parametrize("told", ["update", "error"])
async def test_a_group_that_becomes_a_supergroup_is_followed(tmp_path: Path, told: str) -> None:
    async with running(tmp_path, telegram_groups=frozenset({-1001, -1005})) as bot:
        await bot.telegram.write("/length short", user=1)
        await bot.telegram.answer("from now on", GROUP)
        if told == "update":
            await bot.telegram.write("", migrate_to_chat_id=-1005)
        else:
            bot.telegram.rules["sendMessage"] = lambda given: (
                {"status": 400, "description": "Bad Request: group chat was upgraded", "migrate_to_chat_id": -1005}
                if given["chat_id"] == GROUP
                else None
            )
        await bot.telegram.write(f"/brief {TEXT}", group=-1005 if told == "update" else GROUP)
        await bot.telegram.answer(HEADLINE, -1005)
        assert await bot.query("SELECT chat, length FROM chats WHERE chat < 0") == [(-1005, "short")]


async def test_a_new_group_is_greeted_and_a_left_one_forgotten(tmp_path: Path) -> None:
    def change(before: str, now: str) -> dict[str, Any]:
        place = {"id": GROUP, "type": "supergroup", "title": "Readers"}
        who = {"id": 8, "is_bot": False, "first_name": "Member"}
        states = {"old_chat_member": {"status": before, "user": ME}, "new_chat_member": {"status": now, "user": ME}}
        return {"my_chat_member": {"chat": place, "from": who, "date": 1, **states}}

    async with running(tmp_path) as bot:
        await bot.telegram.update(**change("left", "member"))
        await bot.telegram.answer("I brief news articles", GROUP)
        await bot.telegram.write("/length", user=1)
        await bot.telegram.answer("How long", GROUP)
        await bot.telegram.update(**change("member", "kicked"))
        await bot.telegram.say("/help", 8)
        await bot.telegram.answer("What you can send", 8)
        assert await bot.query("SELECT state FROM chats WHERE chat = -1001") == [("left",)]


async def test_operators_see_how_it_is_doing_and_others_do_not(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say("/start", ADMIN)
        await bot.telegram.answer("Send me a news article", ADMIN)
        await bot.telegram.say("/stats", ADMIN)
        await bot.telegram.answer("Chats: private 1", ADMIN)
        await bot.telegram.say("/spend", ADMIN)
        await bot.telegram.answer("Nothing was spent", ADMIN)
        await bot.telegram.say("/stats", 8)
        await bot.telegram.answer("no command I know", 8)
        menus = {
            c.get("scope", {}).get("type"): [m["command"] for m in c["commands"]]
            for c in bot.telegram.said("setMyCommands")
        }
        assert "stats" in menus["chat"]
        assert "stats" not in menus["all_private_chats"]
        assert "start" not in menus["all_group_chats"]
