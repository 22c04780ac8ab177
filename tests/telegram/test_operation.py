"""Running it: webhooks, health, figures, the menu, log lines."""

import asyncio
import json
import logging
import socket
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import settings as settings_of
from bot.errors import SettingsError
from bot.logs import JsonLine, TextLine
from tests.support import site
from tests.telegram.running import HEADLINE, TEXT, running, serving
from tests.telegram.standin import telegram


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def test_a_webhook_takes_updates_from_who_knows_the_secret(tmp_path: Path) -> None:
    port = free_port()
    async with running(tmp_path, telegram_webhook_url="https://bot.example.org", telegram_webhook_port=port) as bot:
        (told,) = await bot.telegram.until(lambda: bot.telegram.said("setWebhook"))
        assert told["url"] == "https://bot.example.org/telegram"
        assert bot.telegram.said("getUpdates") == []
        await bot.telegram.say(TEXT)
        update = bot.telegram.updates.popleft()
        async with aiohttp.ClientSession() as http:

            async def post(secret: str, body: Any) -> int:
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                async with http.post(f"http://127.0.0.1:{port}/telegram", data=body, headers=headers) as answer:
                    return answer.status

            assert await post("guessed", json.dumps(update)) == 403
            assert await post(told["secret_token"], "{") == 400
            assert await post(told["secret_token"], "[]") == 400
            assert await post(told["secret_token"], json.dumps(update)) == 200
            assert await post(told["secret_token"], json.dumps(update)) == 200
            await bot.telegram.answer(HEADLINE)
            async with http.get(f"http://127.0.0.1:{port}/healthz") as health:
                assert (health.status, await health.text()) == (200, "ok\n")
        assert len(bot.telegram.in_chat()) == 1


async def test_polling_takes_an_old_webhook_away(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        assert len(bot.telegram.said("deleteWebhook")) == 1


async def test_health_and_figures(tmp_path: Path) -> None:
    port = free_port()
    async with running(tmp_path, observe_port=port) as bot, aiohttp.ClientSession() as http:
        await bot.telegram.say(TEXT)
        await bot.telegram.answer(HEADLINE)
        await bot.telegram.say("/help")
        await bot.telegram.answer("What you can send")
        async with http.get(f"http://127.0.0.1:{port}/healthz") as health:
            assert health.status == 200
        async with http.get(f"http://127.0.0.1:{port}/metrics") as figures:
            text = await figures.text()
        assert 'attribot_jobs_total{kind="message",outcome="done"}' in text
        assert 'attribot_calls_total{kind="edit",outcome="done"}' in text
        assert "Caldor" not in text


async def test_the_menu_is_told_once_until_it_changes(tmp_path: Path) -> None:
    async with telegram() as there, site({}) as pages:
        async with serving(tmp_path, there, pages):
            await there.until(lambda: there.said("setMyShortDescription"))
            scopes = [c["scope"]["type"] for c in there.said("setMyCommands")]
            assert scopes == ["default", "all_private_chats", "all_group_chats"]
        async with serving(tmp_path, there, pages):
            await there.say("/help")
            await there.answer("What you can send")
            assert len(there.said("setMyCommands")) == len(scopes)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "no token"),
        ("TELEGRAM_ACCESS", "everyone"),
        ("TELEGRAM_ADMINS", "@me"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example.org"),
        ("OBSERVE_PORT", "99999"),
        ("LOG_FORMAT", "xml"),
        ("USER_REQUESTS_PER_HOUR", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_a_token_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        settings_of.load()
    assert name in error.value.message
    if name == "TELEGRAM_BOT_TOKEN":
        assert value not in error.value.message


def test_numbers_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_ADMINS", "5, 6")
    monkeypatch.setenv("TELEGRAM_GROUPS", "-1001")
    chosen = settings_of.load()
    assert chosen.telegram_admins == frozenset({5, 6})
    assert chosen.telegram_groups == frozenset({-1001})


def failure() -> logging.LogRecord:
    try:
        raise ValueError("a reader's words")
    except ValueError as error:
        kind = (type(error), error, error.__traceback__)
        return logging.LogRecord("part", logging.ERROR, "f.py", 1, "job %s\nfailed", (3,), kind)


def test_a_log_line_is_one_line_without_what_readers_sent() -> None:
    text = TextLine().format(failure())
    assert "\n" not in text
    assert "ValueError at test_operation.py" in text
    assert "a reader's words" not in text
    fields = json.loads(JsonLine().format(failure()))
    assert set(fields) == {"time", "level", "part", "message"}
    assert "a reader's words" not in fields["message"]


async def test_it_stops_while_a_brief_is_being_made(tmp_path: Path) -> None:
    async with asyncio.timeout(10), running(tmp_path) as bot:
        bot.work.gate.clear()
        await bot.telegram.say(TEXT)
        await bot.telegram.answer("Reading …")
    with sqlite3.connect(tmp_path / "bot.db") as store:
        assert store.execute("SELECT state, attempts FROM jobs").fetchall() == [("waiting", 0)]
