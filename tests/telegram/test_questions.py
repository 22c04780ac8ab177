"""Questions on briefs in Telegram: which brief is meant, what comes back, and what stays of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot import assembly
from bot.telegram import app
from tests.chain.desks import POINTED, SUMMARY, UNMENDED
from tests.chain.model import model
from tests.support import html, page, site
from tests.telegram.running import ADMIN, HEADLINE, TEXT, Clock, Running, running, serving, settings
from tests.telegram.standin import ME, Shown, telegram

OTHER = (
    "Dora Marsh, the mayor of Brenn, said that the bridge would stay closed until Friday.\n"
    "“The damage is worse than we thought,” she told reporters. About 60 people live on the island behind it."
)
GROUP = -1001


def to(message: Shown) -> dict[str, Any]:
    place = {"id": message.chat, "type": "supergroup" if message.chat < 0 else "private"}
    return {"reply_to_message": {"message_id": message.id, "date": 1, "chat": place, "from": ME, "text": "x"}}


async def briefed(bot: Running, text: str = TEXT, head: str = HEADLINE) -> Shown:
    await bot.telegram.say(text)
    return await bot.telegram.answer(head)


def on_disk(folder: Path) -> bytes:
    """Every byte of the database's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("bot.db*")))


async def test_a_question_after_a_brief_is_answered_from_it_and_names_it(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await briefed(bot)
        await bot.telegram.say("What did Reyk say exactly?")
        shown = await bot.telegram.answer("On: ")
        assert HEADLINE.split(": ")[1] in shown.text
        assert "“We will not pay it” [3]" in shown.text
        assert "Caldor" not in shown.text.replace("Ines Caldor: The toll", "")
        assert bot.telegram.said("sendMessage")[-1]["text"] == "Looking for it in the article …"


async def test_a_reply_chooses_its_brief_and_need_not_name_it(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        first = await briefed(bot)
        await briefed(bot, OTHER, "Dora Marsh")
        await bot.telegram.say("who is quoted?", **to(first))
        shown = await bot.telegram.answer("Tomas Reyk", count=2)
        assert "Dora Marsh" not in shown.text
        assert "On: " not in shown.text
        await bot.telegram.say("And what did he say about the ports?", **to(shown))
        again = await bot.telegram.answer("Tomas Reyk", count=3)
        assert "plans to close 3 ports" in again.text
        await bot.telegram.say("What did she say exactly?")
        last = await bot.telegram.answer("On: ")
        assert "The damage is worse than we thought" in last.text


async def test_a_question_without_any_brief_gets_help(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say("Who denied it?")
        await bot.telegram.answer("There is no brief yet that you could ask about.")
        await bot.telegram.say("In Spanish, please")
        await bot.telegram.answer("There is no brief yet", count=2)


async def test_what_the_article_does_not_say_is_said_so_with_questions_that_it_answers(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await briefed(bot)
        await bot.telegram.say("Who is the king of Norway?")
        shown = await bot.telegram.answer("The article does not say")
        assert shown.buttons[0][0]["text"] == "What did Tomas Reyk say exactly?"
        await bot.telegram.press(shown, "What did Tomas Reyk say exactly?")
        chosen = await bot.telegram.answer("What did Tomas Reyk say exactly?\n")
        assert chosen.text.startswith("What did Tomas Reyk say exactly?\n")
        assert chosen.reply_to == shown.id


async def test_the_ask_button_waits_for_a_question(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        first = await briefed(bot)
        await briefed(bot, OTHER, "Dora Marsh")
        await bot.telegram.press(first, "Ask")
        prompt = await bot.telegram.answer("What do you want to know?")
        assert prompt.markup["force_reply"] is True
        await bot.telegram.say("How many ships waited in the Lissa Strait on Friday?", **to(prompt))
        shown = await bot.telegram.answer("In the article:")
        assert "About 40 ships waited" in shown.text


async def test_a_wish_shows_the_brief_in_another_form_once(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        first = await briefed(bot)
        await bot.telegram.say("shorter, please", **to(first))
        shown = await bot.telegram.answer("and 1 more, see Receipts")
        assert HEADLINE in shown.text
        assert await bot.query("SELECT length FROM chats WHERE chat = 7") == [("standard",)]
        await bot.telegram.say("in German")
        await bot.telegram.answer("this bot runs without one")


async def test_a_text_after_a_brief_is_a_new_article_and_a_link_too(tmp_path: Path) -> None:
    async with running(tmp_path, {"/b": page(html(OTHER * 2))}) as bot:
        first = await briefed(bot)
        await bot.telegram.say(OTHER, **to(first))
        await bot.telegram.answer("Dora Marsh")
        await bot.telegram.say(bot.site.link("/b"), **to(first))
        await bot.telegram.answer("Dora Marsh", count=2)
        assert await bot.query("SELECT count(*) FROM turns") == [(0,)]


async def test_in_a_group_a_reply_the_name_and_the_command_ask(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.telegram.write(f"/brief {bot.site.link('/a')}")
        first = await bot.telegram.answer(HEADLINE, GROUP)
        asked = await bot.telegram.write("who is quoted?", **to(first))
        shown = await bot.telegram.answer("Tomas Reyk", GROUP, count=2)
        assert shown.reply_to == asked
        await bot.telegram.write("@attribot_test_bot what did Caldor say?")
        assert "Ines Caldor" in (await bot.telegram.answer("On: ", GROUP)).text
        await bot.telegram.write("/ask How many ships waited in the Lissa Strait on Friday?")
        await bot.telegram.answer("In the article:", GROUP)
        await bot.telegram.write("/ask")
        await bot.telegram.answer("Write the question behind it", GROUP)
        await bot.telegram.write("a word among members")
        await bot.telegram.write("/help@attribot_test_bot")
        await bot.telegram.answer("I brief news articles", GROUP)
        assert len(bot.telegram.in_chat(GROUP)) == 6


async def test_ten_turns_with_a_restart_keep_their_thread_until_they_are_forgotten(tmp_path: Path) -> None:
    async with telegram() as there, site({}) as pages:
        async with serving(tmp_path, there, pages) as bot:
            await briefed(bot)
            for turn in range(5):
                await bot.telegram.say(f"How many ships waited in the Lissa Strait on day {turn}?")
                await there.until(lambda n=turn: sum("embedded analyst" in m.text for m in there.in_chat()) == n + 2)
            await bot.telegram.say("Where is Tomas Reyk from?")
            await there.until(lambda: sum("embedded analyst" in m.text for m in there.in_chat()) == 7)
        async with serving(tmp_path, there, pages) as bot:
            await there.say("And what did he say about the ports?")
            await there.until(lambda: sum("embedded analyst" in m.text for m in there.in_chat()) == 8)
            shown = there.in_chat()[-1].text
            assert "Tomas Reyk · " in shown or "Tomas Reyk\n" in shown
            assert "plans to close 3 ports" in shown
            for turn in range(3):
                await there.say(f"Who waited in the strait of Brenn on day {turn}?")
                await there.until(lambda n=turn: sum("embedded analyst" in m.text for m in there.in_chat()) == n + 9)
            assert await bot.query("SELECT count(*) FROM turns WHERE chat = 'telegram:7'") == [(8,)]
            await there.say("/forget")
            await there.press(await there.answer("Delete everything that is kept"), "Delete everything")
            await there.answer("is deleted")
            await there.say("/help")
            await there.answer("What you can send")
            assert await bot.query("SELECT count(*) FROM turns") == [(0,)]
            await there.say("And what did he say?")
            await there.answer("There is no brief yet")
    for words in (b"Where is Tomas Reyk from", b"strait of Brenn on day", b"what did he say about the ports"):
        assert words not in on_disk(tmp_path)


async def test_an_answer_loses_what_its_brief_loses(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        brief = await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("What did Reyk say exactly?")
        shown = await bot.telegram.answer("On: ")
        assert "plans to close 3 ports" in shown.text
        await bot.telegram.press(brief, "Wrong?")
        prompt = await bot.telegram.answer("What is wrong with this brief?")
        await bot.telegram.say("Reyk never said so", **to(prompt))
        report = await bot.telegram.answer("Report 1", ADMIN)
        await bot.telegram.say("s2 not in the source", ADMIN, **to(report))
        await bot.telegram.answer("2 messages that carry it", ADMIN)
        corrected = await bot.telegram.answer("What did Reyk say exactly?")
        assert corrected.id == shown.id
        assert "plans to close 3 ports" not in corrected.text
        assert "We will not pay it" in corrected.text
        await bot.telegram.say("withdraw it is not true", ADMIN, **to(report))
        await bot.telegram.until(lambda: sum("it is not true" in m.text for m in bot.telegram.in_chat()) >= 2)
        await bot.telegram.say("What did Reyk say?", **to(shown))
        await bot.telegram.until(lambda: sum("it is not true" in m.text for m in bot.telegram.in_chat()) >= 3)


async def test_questions_count_against_what_a_user_may_ask_in_an_hour(tmp_path: Path) -> None:
    async with running(tmp_path, user_requests_per_hour=2) as bot:
        await briefed(bot)
        await bot.telegram.say("Who is quoted?")
        await bot.telegram.answer("On: ")
        await bot.telegram.say("Who denied it?")
        await bot.telegram.answer("which is the most here")


async def test_words_of_the_article_and_of_the_question_link_nothing(tmp_path: Path) -> None:
    nasty = TEXT.replace("About 40 ships", "About 40 ships of <b>evil.example.org</b> and @evil_bot /start")
    async with running(tmp_path) as bot:
        await briefed(bot, nasty)
        await bot.telegram.say("How many ships waited in the Lissa Strait on Friday?")
        shown = await bot.telegram.answer("In the article:")
        assert "<b>evil" in shown.text.replace("\u2060", "")
        for word in ("evil.example.org", "@evil_bot", "/start"):
            assert word not in shown.text


async def test_with_a_model_an_answer_is_one_call_and_shown_the_same_way(tmp_path: Path) -> None:
    line = {
        "text": "About 40 ships waited in the Lissa Strait on Friday.",
        "sentence_nos": [4],
        "statement": "",
        "translation": "",
    }
    answer = {"lines": [line], "nearest_sentence_nos": []}
    planned = {"statements": POINTED, "summary": SUMMARY, "repair": UNMENDED, "answer": answer}
    async with model(**planned) as fake, telegram() as there:
        chosen = settings(tmp_path, there, openai_base_url=fake.url, openai_model="model-1")
        async with assembly.office(chosen) as office:
            stop = asyncio.Event()
            task = asyncio.create_task(app.serve_office(chosen, office, stop, Clock()))
            await there.say(TEXT)
            await there.answer("language model model-1", count=1)
            await there.say("How many ships waited?")
            shown = await there.answer("On: ")
            stop.set()
            await task
    assert "language model model-1, every line checked" in shown.text
    assert fake.steps().count("answer") == 1


@pytest.mark.parametrize("rest", ["ask 7", "ask -1", "ask x", "ask 0"])
async def test_a_button_that_cannot_stand_there_does_no_harm(tmp_path: Path, rest: str) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say("/language")
        there = await bot.telegram.answer("without one")
        below = {"message_id": there.id, "date": 0, "chat": {"id": 7, "type": "private"}}
        who = {"id": 7, "is_bot": False, "first_name": "Reader"}
        await bot.telegram.update(callback_query={"id": "q", "from": who, "message": below, "data": rest})
        await bot.telegram.until(lambda: bot.telegram.said("answerCallbackQuery"))
        assert "Nothing is known of this brief any more" in bot.telegram.said("answerCallbackQuery")[0]["text"]
