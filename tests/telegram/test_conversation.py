"""What a reader sees in private: every kind of message, and the buttons below a brief."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from storage.chats import owner
from tests.support import SEED, html, page
from tests.telegram.running import ADMIN, HEADLINE, TEXT, running
from tests.telegram.standin import AUTO_LINK, Shown

PAYWALL = html(
    "Ines Caldor said that the toll may rise. Subscribe to continue reading.",
    head='<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","isAccessibleForFree":false}</script>',
)
OTHER = (
    "Dora Marsh, the mayor of Brenn, said that the bridge would open in May. She thanked the engineers for their work."
)


async def test_a_link_becomes_a_brief_by_editing_one_message(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        shown = await bot.telegram.answer(HEADLINE)
        assert "Who said what" in shown.text
        assert "“We will not pay it”" in shown.text
        assert (len(bot.telegram.in_chat()), shown.edits) == (1, 1)
        assert [[b["text"] for b in row] for row in shown.buttons] == [
            ["Receipts", "Ask", "Follow"],
            ["Again", "Wrong?"],
            ["What did Tomas Reyk say exactly?"],
            ["What did Ines Caldor say?"],
            ["Which numbers does it give?"],
        ]
        assert bot.telegram.said("sendMessage")[0]["text"] == "Reading …"


async def test_several_links_get_a_brief_each_and_a_hidden_one_too(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT)), "/b": page(html(OTHER * 3))}) as bot:
        hidden = {"type": "text_link", "offset": 0, "length": 4, "url": bot.site.link("/a")}
        await bot.telegram.say("here", entities=[hidden])
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say(f"{bot.site.link('/a')} {bot.site.link('/b')}")
        await bot.telegram.answer("Dora Marsh")
        await bot.telegram.answer(HEADLINE, count=2)
        assert len(bot.telegram.in_chat()) == 3


async def test_a_text_that_telegram_split_is_one_text(tmp_path: Path) -> None:
    whole = "\n".join([TEXT, *(f"Ship {n} of the fleet waited in the strait of Lissa on Friday." for n in range(90))])
    parts = [whole[:4096], whole[4096:]]
    assert parts[1]
    async with running(tmp_path) as bot:
        for part in parts:
            await bot.telegram.say(part)
        await bot.telegram.answer("Who said what")
        ((text,),) = await bot.query("SELECT record -> 'text' FROM articles")
        assert "Ship 89 of the fleet" in text
        assert len(await bot.query("SELECT 1 FROM jobs")) == 1


async def test_a_file_is_briefed_and_one_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        bot.telegram.files["f1"] = TEXT.encode()
        file = {
            "file_id": "f1",
            "file_unique_id": "f1",
            "file_name": "a.txt",
            "file_size": 900,
            "mime_type": "text/plain",
        }
        await bot.telegram.say(document=file)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say(document=file | {"file_name": "a.docx", "mime_type": "application/x"})
        await bot.telegram.answer("a.\u2060docx cannot")
        await bot.telegram.say(document=file | {"file_size": 9_000_000})
        await bot.telegram.answer("larger than 5 MB")
        await bot.telegram.say(document=file | {"file_id": "gone"})
        await bot.telegram.answer("does not hand out this file")


async def test_pictures_and_voices_are_told_and_a_caption_is_read(tmp_path: Path) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    async with running(tmp_path) as bot:
        await bot.telegram.say(voice={"file_id": "v", "file_unique_id": "v", "duration": 3})
        await bot.telegram.answer("I can read text only")
        await bot.telegram.say(photo=photo, caption="Look at this")
        await bot.telegram.answer("I can read text only", count=2)
        await bot.telegram.say(photo=photo, caption=TEXT)
        await bot.telegram.answer(HEADLINE)


async def test_an_album_is_answered_once(tmp_path: Path) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    async with running(tmp_path) as bot:
        for caption in ({}, {"caption": TEXT}, {}):
            await bot.telegram.say(photo=photo, media_group_id="m1", **caption)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        assert len(bot.telegram.in_chat()) == 2


FORWARD = {
    "forward_origin": {
        "type": "channel",
        "date": 1_773_300_000,
        "chat": {"id": -1009, "type": "channel", "title": "Velmar Daily", "username": "velmardaily"},
        "message_id": 12,
    }
}


async def test_a_forwarded_post_is_briefed_with_its_channel_as_outlet(tmp_path: Path) -> None:
    async with running(tmp_path, {"/b": page(html(OTHER * 3))}) as bot:
        long = f"{TEXT} {bot.site.link('/b')}"
        await bot.telegram.say(long, **FORWARD)
        shown = await bot.telegram.answer(HEADLINE)
        assert "Velmar Daily · post forwarded by you · 2026-03-12" in shown.text
        assert "https://t.me/velmardaily/12" in shown.code
        await bot.telegram.press(shown, "Brief the link in it")
        await bot.telegram.answer("Dora Marsh")


async def test_a_short_forwarded_post_leads_to_its_link(tmp_path: Path) -> None:
    async with running(tmp_path, {"/b": page(html(OTHER * 3))}) as bot:
        await bot.telegram.say(f"New from us: {bot.site.link('/b')} https://t.me/velmardaily", **FORWARD)
        await bot.telegram.answer("Dora Marsh")
        assert len(bot.telegram.in_chat()) == 1


async def test_after_a_paywall_pasted_parts_join_and_keep_the_link(tmp_path: Path) -> None:
    first, rest = TEXT.split("\n", 1)
    async with running(tmp_path, {"/a": page(PAYWALL)}) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        await bot.telegram.answer("within 30 minutes")
        await bot.telegram.say(f"{first} The ministry of Velmar confirmed it on Monday.")
        shown = await bot.telegram.answer("Caldor")
        assert "text supplied by you" in shown.text
        assert bot.site.link("/a") in shown.code
        await bot.telegram.say(rest)
        added = await bot.telegram.answer("Part 2 added")
        await bot.telegram.press(added, "Brief now")
        whole = await bot.telegram.answer(HEADLINE)
        assert "Caldor" in whole.text
        await bot.telegram.press(added, "A text of its own")
        own = await bot.telegram.answer("Your text")
        assert "supplied" not in own.text


async def test_after_half_an_hour_a_text_is_one_of_its_own_again(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(PAYWALL)}) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        await bot.telegram.answer("within 30 minutes")
        bot.clock.ahead = timedelta(minutes=31)
        await bot.telegram.say(TEXT)
        assert "Your text" in (await bot.telegram.answer(HEADLINE)).text


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://x.com/somebody/status/1", "X shows its posts only by script"),
        ("https://www.youtube.com/watch?v=abc", "YouTube shows videos"),
        ("https://t.me/c/123/4", "cannot be read from outside Telegram"),
        ("http://10.0.0.1/secret", "private network"),
    ],
)
async def test_places_that_cannot_be_read_are_told_with_what_to_do(tmp_path: Path, link: str, told: str) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(link)
        shown = await bot.telegram.answer(told)
        assert not AUTO_LINK.search(shown.text)
        assert len(bot.telegram.in_chat()) == 1


async def test_receipts_are_a_message_of_their_own_with_pages(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(SEED)
        brief = await bot.telegram.answer("Who said what")
        await bot.telegram.press(brief, "Receipts")
        receipts = await bot.telegram.answer("Receipts · page 1 of")
        assert "Sentence 1 · characters" in receipts.text
        assert receipts.reply_to == brief.id
        await bot.telegram.press(receipts, "›")
        await bot.telegram.answer("Receipts · page 2 of")
        assert len(bot.telegram.in_chat()) == 2


async def test_again_reads_anew_and_a_failure_leaves_the_brief(tmp_path: Path) -> None:
    pages = {"/a": page(html(TEXT))}
    async with running(tmp_path, pages) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        brief = await bot.telegram.answer(HEADLINE)
        pages["/a"] = page(html(OTHER * 3))
        await bot.telegram.press(brief, "Again")
        changed = await bot.telegram.answer("Dora Marsh")
        assert changed.id == brief.id
        await bot.telegram.press(changed, "Again")
        assert (await bot.telegram.answer("nothing has changed")).reply_to == brief.id
        del pages["/a"]
        await bot.telegram.press(changed, "Again")
        told = await bot.telegram.answer("could not be read again")
        assert told.reply_to == brief.id
        assert "Dora Marsh" in bot.telegram.messages[7, brief.id].text


async def test_the_language_of_the_chat_is_that_of_its_lines(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say("/length short")
        await bot.telegram.answer("Briefs are short from now on.")
        await bot.telegram.say(TEXT)
        assert "and 1 more, see Receipts" in (await bot.telegram.answer(HEADLINE)).text
        await bot.telegram.say("/length")
        asked = await bot.telegram.answer("How long shall briefs be?")
        await bot.telegram.press(asked, "long")
        await bot.telegram.answer("Briefs are long from now on.")
        assert await bot.query("SELECT length FROM chats WHERE chat = 7") == [("long",)]
        await bot.telegram.say("/language es")
        await bot.telegram.answer("this bot runs without one")


async def test_forget_deletes_all_of_the_chat_and_nothing_else(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        for chat in (7, 8):
            await bot.telegram.say(TEXT, chat)
            await bot.telegram.answer(HEADLINE, chat)
        await bot.telegram.say("/forget")
        question = await bot.telegram.answer("Delete everything that is kept")
        await bot.telegram.press(question, "Delete everything")
        await bot.telegram.answer("is deleted")
        await bot.telegram.say("/help", 8)
        await bot.telegram.answer("What you can send", 8)
        assert await bot.query("SELECT privacy FROM articles") == [(owner(8),)]
        assert await bot.query("SELECT 1 FROM messages WHERE chat = 7") == []
        assert await bot.query("SELECT count(*) FROM updates WHERE record LIKE '%Caldor%'") == [(1,)]


async def test_a_report_reaches_the_operator_whose_word_edits_every_carrier(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        briefs = []
        for chat in (7, 8):
            await bot.telegram.say(bot.site.link("/a"), chat)
            briefs.append(await bot.telegram.answer(HEADLINE, chat))
        await bot.telegram.press(briefs[0], "Wrong?")
        prompt = await bot.telegram.answer("What is wrong with this brief?")
        assert prompt.markup["force_reply"] is True
        await bot.telegram.say("Reyk never <said> so", reply_to_message={"message_id": prompt.id})
        await bot.telegram.answer("Thank you.")
        report = await bot.telegram.answer("Report 1", ADMIN)
        assert "Reyk never <said> so" in report.text
        assert "s1 " in report.text
        await bot.telegram.say("p9 no such", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("Not all of these are lines of the brief: p9", ADMIN)
        await bot.telegram.say("withdraw", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("The reason is missing", ADMIN)
        await bot.telegram.say("s2 not in the source", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("2 messages that carry it", ADMIN)
        for brief in briefs:
            corrected = await bot.telegram.answer("Corrected after a report: not in the source", brief.chat)
            assert corrected.id == brief.id
            assert HEADLINE not in corrected.text
        await bot.telegram.answer("that you reported was corrected: not in the source")
        await bot.telegram.press(corrected, "Receipts")
        receipts = await bot.telegram.answer("Receipts · page 1", corrected.chat)
        await bot.telegram.say("withdraw made up", ADMIN, reply_to_message={"message_id": report.id})
        for brief in briefs:
            assert (await bot.telegram.answer("was withdrawn", brief.chat)).id == brief.id
        await bot.telegram.say(bot.site.link("/a"), 9)
        await bot.telegram.answer("was withdrawn", 9)
        await bot.telegram.press(receipts, "›")
        await bot.telegram.until(
            lambda: [c for c in bot.telegram.said("answerCallbackQuery") if "made up" in c.get("text", "")]
        )
        await bot.telegram.say("dismiss fine", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("no open report", ADMIN)


async def test_a_report_waits_until_an_operator_can_be_reached(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        bot.telegram.rules["sendMessage"] = lambda given: (
            {"status": 400, "description": "Bad Request: chat not found"} if given["chat_id"] == ADMIN else None
        )
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        await bot.telegram.press(brief, "Wrong?")
        prompt = await bot.telegram.answer("What is wrong")
        await bot.telegram.say("no", reply_to_message={"message_id": prompt.id})
        await bot.telegram.answer("Thank you")
        await bot.telegram.until(lambda: [c for c in bot.telegram.said("sendMessage") if c["chat_id"] == ADMIN])
        del bot.telegram.rules["sendMessage"]
        await bot.telegram.say("/reports", ADMIN)
        report = await bot.telegram.answer("Report 1", ADMIN)
        await bot.telegram.say("dismiss it is right", ADMIN, reply_to_message={"message_id": report.id})
        await bot.telegram.answer("left the brief as it is. it is right")


async def test_links_past_the_fifth_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(" ".join(bot.site.link(f"/{n}") for n in range(7)))
        await bot.telegram.answer("I took the first 5")
        assert len([m for m in bot.telegram.in_chat() if "does not exist" in m.text]) == 5
        assert len({m.text for m in bot.telegram.in_chat()}) == 6


async def test_small_talk_points_to_help(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say("Hello!")
        await bot.telegram.answer("/help shows all I can do")


async def test_what_an_article_injects_is_shown_and_links_nothing(tmp_path: Path) -> None:
    nasty = (
        "Ines <b>Caldor</b> & co, the minister, said that “/start @evil_bot https://evil.example.org/x <a href='x'>y</a> "
        "#tag mail me@evil.example.org” would cost \u202eevil 💥💥 Z̵̡̧͖a̶l̷g̸o̵ &lt;b&gt; +44 20 7946 0000 and 4111 1111 1111 1111 crowns.\n"
    )
    async with running(tmp_path) as bot:
        await bot.telegram.say(nasty + TEXT)
        shown = await bot.telegram.answer("Who said what")
        assert not AUTO_LINK.search(shown.text)
        assert "<a href" not in shown.code


async def test_a_long_brief_is_split_at_statements_and_each_part_stands_alone(tmp_path: Path) -> None:
    people = [
        f"Minister Ana Berg{n}son said that “💥 harbour {n} {'would stay open all the year ' * 6}for ships”."
        for n in range(40)
    ]
    async with running(tmp_path) as bot:
        await bot.telegram.say("/length long")
        await bot.telegram.answer("from now on")
        bot.telegram.files["f1"] = "\n".join([TEXT, *people]).encode()
        await bot.telegram.say(document={"file_id": "f1", "file_unique_id": "f", "file_name": "a.txt", "file_size": 9})
        await bot.telegram.answer("Who said what")
        await bot.telegram.until(lambda: [m for m in bot.telegram.in_chat() if m.buttons])
        parts = bot.telegram.in_chat()[1:]
        assert len(parts) > 2
        assert [bool(p.buttons) for p in parts] == [False] * (len(parts) - 1) + [True]
        assert parts[1].text.startswith(f"2/{len(parts)}")
        await bot.telegram.press(parts[-1], "Receipts")
        await bot.telegram.answer("Receipts · page 1")


async def test_old_articles_say_so_on_top(tmp_path: Path) -> None:
    dated = html(TEXT, head='<meta property="article:published_time" content="2020-03-01T10:00:00Z">')
    async with running(tmp_path, {"/a": page(dated)}) as bot:
        await bot.telegram.say(bot.site.link("/a"))
        assert (await bot.telegram.answer(HEADLINE)).text.startswith("This article is ")


async def test_stages_are_shown_while_a_slow_brief_is_made(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        bot.work.gate.clear()
        await bot.telegram.say(TEXT)
        await bot.telegram.until(lambda: bot.telegram.said("sendChatAction"))
        assert bot.telegram.in_chat()[0].text == "Reading …"
        bot.work.gate.set()
        await bot.telegram.answer(HEADLINE)


async def test_the_same_page_is_fetched_once_for_many_chats(tmp_path: Path) -> None:
    release = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await release.wait()
        return web.Response(text=html(TEXT), content_type="text/html")

    async with running(tmp_path, {"/a": slow}) as bot:
        for chat in range(20, 30):
            await bot.telegram.say(bot.site.link("/a"), chat)
        await bot.telegram.until(lambda: len(bot.telegram.messages) == 10)
        release.set()
        shown: list[Shown] = [await bot.telegram.answer(HEADLINE, chat) for chat in range(20, 30)]
        assert len(shown) == 10
        assert bot.site.asked == ["/a"]
