"""What somebody with bad intentions sends: forged buttons, floods, guesses, texts that are made to be slow."""

import time
from collections import deque
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalogue import of
from bot.desk import Briefed
from bot.telegram.rendering.brief import MOST_MESSAGES, brief_pages
from bot.telegram.rendering.receipts import receipts_page
from storage import tickets
from tests.support import article, briefed, html, page
from tests.telegram.running import ADMIN, HEADLINE, TEXT, Running, running
from tests.telegram.standin import Fault, Shown

GROUP = -1001
LONGER = TEXT + "".join(
    f"\nMinister Ana Berg{n}son said that “harbour {n} {'would stay open all the year ' * 8}for ships”."
    for n in range(24)
)


async def forged(bot: Running, below: Shown, data: str, user: int = 8) -> str:
    """Press a button that is not there, as a changed app can; returns what is told."""
    query = str(bot.telegram.number())
    who = {"id": user, "is_bot": False, "first_name": "Member"}
    message = {"message_id": below.id, "date": 0, "chat": {"id": below.chat, "type": "supergroup"}}
    await bot.telegram.update(callback_query={"id": query, "from": who, "message": message, "data": data})
    answers = await bot.telegram.until(
        lambda: [c for c in bot.telegram.said("answerCallbackQuery") if c["callback_query_id"] == query]
    )
    return str(answers[0].get("text", ""))


async def test_forged_buttons_change_no_message(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.write(f"/brief {TEXT}")
        brief = await bot.telegram.answer(HEADLINE, GROUP)
        for data in (
            "receipts 0",
            "length short",
            "length zz",
            "language es",
            "forget yes",
            "own x",
            "link x",
            "",
            "x" * 60,
        ):
            await forged(bot, brief, data)
        await bot.telegram.write("/length", user=1)
        asked = await bot.telegram.answer("How long", GROUP)
        assert "only its administrators" in await forged(bot, asked, "length short")
        await bot.telegram.write("/help@attribot_test_bot")
        await bot.telegram.answer("I brief news articles", GROUP)
        assert bot.telegram.messages[GROUP, brief.id].text == brief.text
        assert bot.telegram.messages[GROUP, asked.id].text == asked.text
        assert await bot.query("SELECT length FROM chats WHERE chat = -1001") == [("standard",)]


async def test_forgetting_amid_presses_holds_up_nobody(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("/forget")
        question = await bot.telegram.answer("Delete everything")
        for _ in range(5):
            await bot.telegram.press(brief, "Receipts")
        await bot.telegram.press(question, "Delete everything")
        for _ in range(20):
            await bot.telegram.press(brief, "Receipts")
        await bot.telegram.say(TEXT, 8)
        other = await bot.telegram.answer(HEADLINE, 8)
        await bot.telegram.press(other, "Receipts", 8)
        await bot.telegram.answer("Receipts · page 1", 8)


async def test_one_prompt_takes_one_report_of_a_person(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        await bot.telegram.press(brief, "Wrong?")
        prompt = await bot.telegram.answer("What is wrong")
        for count in range(1, 4):
            await bot.telegram.say(f"no {count}", reply_to_message={"message_id": prompt.id})
            await bot.telegram.answer("Thank you", count=count)
        assert await bot.query("SELECT words FROM reports") == [("no 1",)]


async def test_many_names_of_one_person_count_together(tmp_path: Path) -> None:
    async with running(tmp_path, user_requests_per_hour=2) as bot:
        for number in range(4):
            channel = {"id": -2000 - number, "type": "channel", "title": "C"}
            await bot.telegram.write(f"/brief {TEXT}", sender_chat=channel)
        await bot.telegram.answer("asked for 2 briefs", GROUP, count=2)
        assert sum(HEADLINE in m.text for m in bot.telegram.in_chat(GROUP)) == 2


async def test_forgetting_is_no_way_around_the_limit(tmp_path: Path) -> None:
    async with running(tmp_path, user_requests_per_hour=1) as bot:
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("/forget")
        question = await bot.telegram.answer("Delete everything")
        await bot.telegram.press(question, "Delete everything")
        await bot.telegram.answer("is deleted")
        await bot.telegram.say(TEXT)
        await bot.telegram.answer("asked for 1 brief")


async def test_codes_of_links_cannot_be_guessed_and_go_with_their_chat(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        link = bot.site.link("/a")
        await bot.telegram.say(f"{TEXT} {link}")
        brief = await bot.telegram.answer(HEADLINE)
        mine = brief.data("Brief the link in it").split()[1]
        public = await bot.office.database.run(tickets.for_link, link, "public", bot.clock())
        assert mine != public
        await bot.telegram.say("/forget")
        question = await bot.telegram.answer("Delete everything")
        await bot.telegram.press(question, "Delete everything")
        await bot.telegram.answer("is deleted")
        await bot.telegram.say(f"/start b_{mine}", 8)
        await bot.telegram.answer("not known here", 8)


async def test_after_again_and_a_withdrawal_nothing_of_a_longer_brief_is_left(tmp_path: Path) -> None:
    pages = {"/a": page(html(TEXT))}
    async with running(tmp_path, pages) as bot:
        await bot.telegram.say("/length long")
        await bot.telegram.answer("Briefs are long")
        await bot.telegram.say(bot.site.link("/a"))
        brief = await bot.telegram.answer(HEADLINE)
        pages["/a"] = page(html(LONGER))
        await bot.telegram.press(brief, "Again")
        await bot.telegram.answer("2/")
        last = await bot.telegram.until(lambda: next((m for m in bot.telegram.in_chat()[2:] if m.buttons), None))
        await bot.telegram.press(last, "Again")
        await bot.telegram.answer("nothing has changed")
        assert len({m.text for m in bot.telegram.in_chat()}) == len(bot.telegram.in_chat())
        await bot.telegram.press(last, "Wrong?")
        prompt = await bot.telegram.answer("What is wrong")
        await bot.telegram.say("all", reply_to_message={"message_id": prompt.id})
        report = await bot.telegram.answer("Report 1", ADMIN)
        await bot.telegram.say("withdraw no", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("was withdrawn")
        await bot.telegram.until(lambda: not any("Berg1son" in m.text for m in bot.telegram.in_chat()))


async def test_a_decision_is_carried_out_once_and_on_the_lines_that_were_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        await bot.telegram.press(brief, "Wrong?")
        prompt = await bot.telegram.answer("What is wrong")
        await bot.telegram.say("no", reply_to_message={"message_id": prompt.id})
        report = await bot.telegram.answer("Report 1", ADMIN)
        bot.telegram.faults["sendMessage"] = deque([Fault(500)] * 2)
        await bot.telegram.say("s1 no", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("The brief is corrected", ADMIN)
        assert len(await bot.query("SELECT 1 FROM statements")) == 2
        await bot.telegram.say("s1 no", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("has changed since", ADMIN)
        assert len(await bot.query("SELECT 1 FROM statements")) == 2


async def test_a_command_behind_a_long_text_is_a_command(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(LONGER[:4000])
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        assert await bot.query("SELECT count(*) FROM updates WHERE job_id = 1") == [(1,)]


async def test_one_refusal_of_a_call_without_a_chat_holds_up_no_chat(tmp_path: Path) -> None:
    wait: dict[str, Any] = {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 30}}
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        bot.telegram.faults["answerCallbackQuery"] = deque([Fault(429, wait)])
        await bot.telegram.press(brief, "Receipts")
        await bot.telegram.until(lambda: not bot.telegram.faults["answerCallbackQuery"])
        await bot.telegram.say("/help", 8)
        await bot.telegram.answer("What you can send", 8)


async def test_a_moved_group_that_is_not_known_is_followed_all_the_same(tmp_path: Path) -> None:
    async with running(tmp_path, telegram_groups=frozenset({GROUP, -1005})) as bot:
        bot.telegram.rules["getChatMember"] = lambda given: (
            {"status": 400, "description": "Bad Request: group chat was upgraded", "migrate_to_chat_id": -1005}
            if given["chat_id"] == GROUP
            else None
        )
        await bot.telegram.write("/length long", user=1)
        await bot.telegram.answer("Briefs are long", -1005)
        assert len(bot.telegram.said("getChatMember")) < 5


def test_a_text_made_to_be_long_is_rendered_fast_and_bounded() -> None:
    long = article("Ada Quill told reporters: “" + "We heard of it. " * 20_000 + "”")
    brief = briefed(article(TEXT))
    statement = brief.statements[0]
    stretched = statement.__class__(
        **{f: getattr(statement, f) for f in statement.__slots__}
        | {"parts": (statement.parts[0].__class__(27, 300_000),), "kind": "quotation", "excerpt": long.text}
    )
    whole = brief.__class__(**{f: getattr(brief, f) for f in brief.__slots__} | {"statements": (stretched,) * 20})
    began = time.process_time()
    made = brief_pages(Briefed(long, whole, cached=False), of("en"), "long", date(2026, 3, 12))
    receipts_page(long, whole, 0, of("en"))
    assert time.process_time() - began < 2
    assert len(made) <= MOST_MESSAGES
