"""Nothing is lost and nothing is answered twice: crashes, restarts, faults of Telegram, a store that refuses."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsError, StoreError, WorkerError
from bot.solo import alone
from bot.telegram import app
from storage.records import Article, Brief
from tests.support import html, page, site
from tests.telegram.running import HEADLINE, TEXT, running, serving, settings
from tests.telegram.standin import TOKEN, Fault, Telegram, telegram

ROOT = Path(__file__).parents[2]
GARBAGE = Fault(200, {"ok": "perhaps"})
TOO_MANY = Fault(
    429,
    {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    },
)


async def test_a_restart_goes_on_with_the_message_that_held_the_place(tmp_path: Path) -> None:
    async with telegram() as there, site({}) as pages:
        async with serving(tmp_path, there, pages) as first:
            first.work.gate.clear()
            await there.say(TEXT)
            await there.answer("Reading …")
            await there.until(lambda: there.confirmed)
        async with serving(tmp_path, there, pages):
            shown = await there.answer(HEADLINE)
        assert len(there.in_chat()) == 1
        assert shown.edits >= 1


@asynccontextmanager
async def process(tmp_path: Path, there: Telegram) -> AsyncIterator[asyncio.subprocess.Process]:
    """``attribot run`` as a user starts it; killed at the end of the block."""
    names = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": there.url,
        "DATABASE_PATH": str(tmp_path / "bot.db"),
        "FEEDS": "off",
    }
    environment = {**os.environ, **names, "PYTHONPATH": str(ROOT), "LOG_FORMAT": "json"}
    with (tmp_path / "log").open("ab") as log:
        command = [sys.executable, "-m", "bot.cli", "run"]
        running = await asyncio.create_subprocess_exec(*command, env=environment, stderr=log, cwd=tmp_path)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def test_a_killed_process_s_request_is_answered_once_by_the_next(tmp_path: Path) -> None:
    async with telegram() as there:
        async with process(tmp_path, there):
            await there.say(TEXT)
            await there.until(lambda: there.said("sendChatAction"))
        async with process(tmp_path, there) as second:
            await there.answer(HEADLINE)
            assert len(there.in_chat()) == 1
            second.send_signal(signal.SIGTERM)
            async with asyncio.timeout(10):
                assert await second.wait() == 0
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines() if line[0] == "{"]
    assert any("running as @attribot_test_bot" in line["message"] for line in lines)
    assert "Caldor" not in (tmp_path / "log").read_text()
    assert TOKEN not in (tmp_path / "log").read_text()


async def test_an_update_that_comes_twice_is_answered_once(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        ((record,),) = await bot.query("SELECT record FROM updates")
        async with bot.telegram.changed:
            bot.telegram.updates.append(json.loads(record))
            bot.telegram.changed.notify_all()
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        assert len(bot.telegram.in_chat()) == 2


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
@pytest.mark.parametrize(
    "fault", [Fault(500), Fault(502), GARBAGE, TOO_MANY, Fault(drop=True), Fault(drop=True, after=True)], ids=str
)
async def test_one_brief_whatever_a_call_meets(tmp_path: Path, method: str, fault: Fault) -> None:
    async with running(tmp_path) as bot:
        bot.telegram.faults[method] = deque([fault])
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        assert sum(HEADLINE in m.text for m in bot.telegram.in_chat()) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault(500), GARBAGE, Fault(409, {"ok": False, "error_code": 409, "description": "Conflict: x"}), Fault(drop=True)],
    ids=str,
)
async def test_polling_goes_on_after_a_failure(tmp_path: Path, fault: Fault) -> None:
    async with running(tmp_path) as bot:
        bot.telegram.faults["getUpdates"] = deque([fault, fault])
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        await bot.telegram.until(lambda: not bot.telegram.faults["getUpdates"])
        await bot.telegram.say("/privacy")
        await bot.telegram.answer("No company receives")


async def test_an_update_that_cannot_be_read_holds_up_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.update(message={"chat": "?"})
        await bot.telegram.update(message={"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": 5})
        await bot.telegram.update(something_new={"x": 1})
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")


async def test_a_deleted_placeholder_is_replaced(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        bot.work.gate.clear()
        await bot.telegram.say(TEXT)
        held = await bot.telegram.answer("Reading …")
        del bot.telegram.messages[held.chat, held.id]
        bot.work.gate.set()
        assert (await bot.telegram.answer(HEADLINE)).id != held.id


class Failing:
    """An engine that cannot."""

    maker = ("embedded", "1", "")
    languages = ()

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def brief(self, article: Article, order: Any) -> Brief:
        raise self.error


async def test_what_fails_again_and_again_is_given_up_with_an_apology(tmp_path: Path) -> None:
    async with running(tmp_path, engine=Failing(ZeroDivisionError("secret words"))) as bot:  # type: ignore[arg-type]
        await bot.telegram.say(TEXT)
        await bot.telegram.answer("trying again did not help")
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        assert len(bot.telegram.in_chat()) == 2
        assert ("failed",) in await bot.query("SELECT state FROM jobs")


async def test_a_failure_that_has_a_name_is_told_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, engine=Failing(WorkerError("worker_slow"))) as bot:  # type: ignore[arg-type]
        await bot.telegram.say(TEXT)
        assert (await bot.telegram.answer("took too long")).edits == 1


async def test_a_store_that_refuses_is_waited_for(tmp_path: Path) -> None:
    async with running(tmp_path, {"/a": page(html(TEXT))}) as bot:
        await bot.office.database.run(lambda db: db.execute("PRAGMA busy_timeout = 10"))
        lock = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        await bot.telegram.say(bot.site.link("/a"))
        await bot.telegram.until(lambda: bot.telegram.delivered)
        assert not bot.telegram.confirmed
        lock.execute("ROLLBACK")
        lock.close()
        await bot.telegram.answer(HEADLINE)
        assert len(bot.telegram.in_chat()) == 1


async def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with telegram() as there, site({}) as pages:
        async with serving(tmp_path, there, pages):
            await there.say(TEXT)
            brief = await there.answer(HEADLINE)
        async with serving(tmp_path, there, pages):
            await there.press(brief, "Receipts")
            await there.answer("Receipts · page 1")


async def test_a_button_whose_brief_is_gone_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.telegram.say(TEXT)
        brief = await bot.telegram.answer(HEADLINE)
        await bot.office.database.run(lambda db: db.execute("DELETE FROM articles"))
        await bot.telegram.press(brief, "Again")
        await bot.telegram.until(
            lambda: any(
                "Nothing is known of this brief" in c.get("text", "") for c in bot.telegram.said("answerCallbackQuery")
            )
        )


async def test_without_a_token_it_says_how_to_get_one(tmp_path: Path) -> None:
    async with telegram() as there:
        chosen = settings(tmp_path, there)
        with pytest.raises(SettingsError) as none:
            await app.serve(
                chosen.model_copy(update={"telegram_bot_token": type(chosen.telegram_bot_token)("")}), asyncio.Event()
            )
        assert "@BotFather" in none.value.message
        with pytest.raises(SettingsError) as wrong:
            await app.serve(
                chosen.model_copy(update={"telegram_bot_token": type(chosen.telegram_bot_token)("43:WRONG")}),
                asyncio.Event(),
            )
        assert wrong.value.code == "bad_token"


def test_one_process_serves_a_database(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with alone(path), pytest.raises(StoreError) as second, alone(path):
        pass
    assert second.value.code == "already_running"
    with alone(path):
        pass
