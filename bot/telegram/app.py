"""The Telegram face at work: what comes in is stored, what is stored is done, until the process is told to stop."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import assembly, rounds
from bot.assembly import Office
from bot.errors import SettingsError, StoreError
from bot.jobs import LaterError
from bot.settings import Settings
from bot.solo import alone
from bot.stored import insistently
from bot.telegram import menu
from bot.telegram.delivery.sender import ChatLeftError
from bot.telegram.delivery.transport import Transport
from bot.telegram.face import Face
from bot.telegram.inbox import webhook
from bot.telegram.inbox.polling import Poller
from bot.telegram.inbox.updates import WANTED, Me
from storage import jobs, secret, spend, tickets

SWEEP_EVERY = 3600.0
DEAF_AFTER = 120.0
"""Seconds without an answer to a poll from which the bot is not well."""
STOP_SECONDS = 8.0
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
log = logging.getLogger(__name__)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def serve(settings: Settings, stop: asyncio.Event) -> None:
    """Run the bot until ``stop`` is set. Raises SettingsError or StoreError where it cannot start."""
    if not settings.telegram_bot_token.get_secret_value():
        raise SettingsError("no_token")
    with alone(settings.database_path):
        async with assembly.office(settings) as office:
            await serve_office(settings, office, stop, assembly.now)


async def serve_office(settings: Settings, office: Office, stop: asyncio.Event, clock: Callable[[], datetime]) -> None:
    """Run the bot over an office that is open. Raises SettingsError where Telegram does not know the token."""
    async with _transport() as transport:
        working = asyncio.create_task(_work(settings, office, transport, clock))
        stopping = asyncio.create_task(_set(stop))
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping")
        for task in (working, stopping):
            task.cancel()
        await asyncio.wait([working, stopping])
        if not working.cancelled():
            working.result()


@asynccontextmanager
async def _transport() -> AsyncIterator[Transport]:
    transport = Transport()
    await transport.initialize()
    try:
        yield transport
    finally:
        await transport.shutdown()


def _bot(settings: Settings, transport: Transport) -> Bot:
    server = settings.telegram_api_url.rstrip("/").removesuffix("/bot")
    return Bot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{server}/bot",
        base_file_url=f"{server}/file/bot",
        request=transport,
        get_updates_request=transport,
    )


async def _introduced(bot: Bot) -> Me:
    """Who the bot is; waits for Telegram as long as that takes. Raises SettingsError."""
    wait = _FIRST_WAIT
    while True:
        try:
            user = await bot.get_me()
        except InvalidToken as error:
            raise SettingsError("bad_token") from error
        except TelegramError as error:
            log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
        else:
            return Me(user.id, user.username or "")


async def _work(settings: Settings, office: Office, transport: Transport, clock: Callable[[], datetime]) -> None:
    bot = _bot(settings, transport)
    face = Face(settings, office, bot, await _introduced(bot), clock)
    back = await insistently(office.database, jobs.recover, clock())
    log.info("running as @%s; %s jobs were under way when the last process ended", face.me.username, back)
    poller = Poller(transport, face.bot.base_url, face.inbox, time.monotonic)
    pushed = bool(settings.telegram_webhook_url)

    def trouble() -> str | None:
        silent = poller.silent_for()
        return None if pushed or silent < DEAF_AFTER else f"no answer from Telegram for {silent:.0f} s"

    servers = []
    if settings.observe_port:
        observed = webhook.observation(trouble, face.metrics)
        servers.append(await webhook.listen(observed, settings.listen_host, settings.observe_port))
    lasting: list[Coroutine[Any, Any, None]] = [runner.run() for runner in face.runners]
    lasting += [_sweeping(settings, office, clock), _registered(face)]
    lasting += [rounds.preparing(office.newsroom, clock), rounds.planning(office.newsroom, clock, face.wake)]
    lasting.append(rounds.gathering(office.newsroom, clock))
    if settings.feeds == "on":
        await office.newsroom.start()
    if pushed:
        key = (await office.database.run(secret.of_installation)) + face.bot.token.encode()
        word = hmac.new(key, b"webhook", hashlib.sha256).hexdigest()
        taking = webhook.webhook(face.inbox, word, trouble)
        servers.append(await webhook.listen(taking, settings.listen_host, settings.telegram_webhook_port))
        lasting.append(_pushed_to(settings, face, word))
    else:
        lasting.append(_polled(face, poller))
    try:
        await _all(lasting)
    finally:
        for server in servers:
            await server.cleanup()


async def _all(lasting: list[Coroutine[Any, Any, None]]) -> None:
    """Let all run until cancelled, or until one of them fails, which ends the others."""
    tasks = [asyncio.create_task(one) for one in lasting]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        if late:
            log.warning("%s tasks did not stop in time; their jobs are taken up again at the next start", len(late))


async def _set(event: asyncio.Event) -> None:
    await event.wait()


async def _polled(face: Face, poller: Poller) -> None:
    await _patiently("the webhook could not be taken away", face.bot.delete_webhook)
    await poller.run()


async def _pushed_to(settings: Settings, face: Face, word: str) -> None:
    address = f"{settings.telegram_webhook_url}{webhook.PATH}"
    await _patiently(
        "the webhook could not be set",
        lambda: face.bot.set_webhook(address, secret_token=word, allowed_updates=list(WANTED)),
    )
    await asyncio.Event().wait()


async def _patiently(trouble: str, call: Any) -> None:
    wait = _FIRST_WAIT
    while True:
        try:
            await call()
        except TelegramError as error:
            log.warning("%s (%s); trying again in %.0f s", trouble, type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
        else:
            return


async def _registered(face: Face) -> None:
    try:
        await menu.register(face.parts)
    except (LaterError, TelegramError, StoreError, ChatLeftError) as error:
        log.warning("the menu could not be registered (%s); the next start tries again", type(error).__name__)


async def _sweeping(settings: Settings, office: Office, clock: Callable[[], datetime]) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        try:
            await _swept(settings, office, clock)
        except sqlite3.Error as error:
            log.warning("not tidied up (%s); trying again in an hour", error)


async def _swept(settings: Settings, office: Office, clock: Callable[[], datetime]) -> None:
    await office.database.run(jobs.sweep, clock() - settings.updates_kept, clock())
    await office.database.run(tickets.sweep, clock() - timedelta(days=settings.keep_article_days))
    await office.database.run(spend.forget_payers, clock())
    await assembly.forget_old(office.database, settings, clock())
    await office.database.truncate_log()
