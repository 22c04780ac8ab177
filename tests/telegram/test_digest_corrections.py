"""What turns out to be wrong in an article's brief goes from digests, too, those that were sent included."""

from datetime import UTC, datetime
from pathlib import Path

from tests.digests.press import ORCHARDS, TOLL
from tests.telegram.running import ADMIN, Clock, Running, running
from tests.telegram.standin import Shown
from tests.telegram.test_following import EVE, Feed, following, gathered, moved_to

DUE = datetime(2026, 3, 13, 4, 30, 1, tzinfo=UTC)


async def told(bot: Running, feed: Feed) -> tuple[Shown, Shown, Shown]:
    """A digest of two outlets' news, the whole event below it, and the brief of its second article."""
    await gathered(bot, feed)
    await following(bot)
    moved_to(bot, DUE)
    digest = await bot.telegram.answer("2 independent sources")
    await bot.telegram.press(digest, "More 1")
    event = await bot.telegram.answer("Sentence 3: Tomas Reyk")
    await bot.telegram.press(event, "[2] Brief: 127.0.0.2")
    return digest, event, await bot.telegram.answer("Who said what\nOstrany")


async def decided(bot: Running, brief: Shown, decision: str) -> None:
    """A reader reports the brief, and one who runs the bot decides."""
    await bot.telegram.say("/start", ADMIN)
    await bot.telegram.answer("Send me", ADMIN)
    await bot.telegram.press(brief, "Wrong?")
    prompt = await bot.telegram.answer("What is wrong")
    await bot.telegram.say("It was not so.", reply_to_message={"message_id": prompt.id})
    report = await bot.telegram.answer("It was not so.", ADMIN)
    await bot.telegram.say(decision, ADMIN, reply_to_message={"message_id": report.id})


async def test_a_withdrawn_brief_takes_its_lines_out_of_a_digest_and_of_its_event(tmp_path: Path) -> None:
    feed = Feed(*TOLL, *ORCHARDS)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        digest, event, brief = await told(bot, feed)
        assert "About 60 ships waited in front of the Lissa Strait on Friday. [2]" in digest.text
        await decided(bot, brief, "withdraw the paper took it back")
        await bot.telegram.answer("was withdrawn", brief.chat)
        for number, before in enumerate((digest, event), start=1):
            shown = await bot.telegram.answer("its brief was corrected or withdrawn", count=number)
            assert shown.id == before.id
            assert "60 ships" not in shown.text
            assert shown.text.count("[2]") == 1
            assert "All independent sources report" not in shown.text
            assert "Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March." in shown.text
            assert "“We will not close the strait to anybody” [1]" in shown.text
        assert "3 messages" in (await bot.telegram.answer("withdrawn", ADMIN)).text


async def test_a_digest_that_still_waits_goes_out_without_what_was_withdrawn(tmp_path: Path) -> None:
    feed = Feed(*TOLL)
    async with running(tmp_path, feed.pages(), clock=Clock(EVE), hosts=4) as bot:
        _, _, brief = await told(bot, feed)
        await bot.query("UPDATE digests SET state = 'waiting', message_id = NULL")
        await decided(bot, brief, "withdraw the paper took it back")
        await bot.telegram.answer("was withdrawn", brief.chat)
        ((record,),) = await bot.query("SELECT record FROM digests")
        assert "60 ships" not in record
        assert '"reading":"corrected"' in record
        await bot.telegram.say("/digest")
        again = await bot.telegram.answer("[2] 127.0.0.2 – known by its title only")
        assert "60 ships" not in again.text
