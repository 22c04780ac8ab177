"""The bot's menu and descriptions, told to Telegram at start by scope and language, and only when they have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable

from telegram import (
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from bot import catalogue
from bot.catalogue import Catalogue
from bot.stored import insistently, stored
from bot.telegram.delivery.parts import Parts
from bot.telegram.handlers.commands import listed
from storage import tickets

NAME = "menu"


async def register(parts: Parts) -> None:
    """Tell Telegram what the bot is and which commands it has."""
    wanted = _wanted(parts)
    digest = hashlib.sha256(json.dumps(wanted).encode()).hexdigest()
    if await stored(parts.database, tickets.remembered, NAME) == digest:
        return
    for code in catalogue.languages():
        await _in_language(parts, catalogue.of(code), None if code == "en" else code)
    await insistently(parts.database, tickets.remember, NAME, digest)


def _wanted(parts: Parts) -> list[object]:
    """Everything that will be told, to see whether it has changed."""
    everything: list[object] = [parts.me.id]
    for code in catalogue.languages():
        lines = catalogue.of(code)
        everything += [code, lines.say("bot.description"), lines.say("bot.short_description")]
        everything += [listed(lines, private=private) for private in (True, False)]
    return everything


async def _in_language(parts: Parts, lines: Catalogue, code: str | None) -> None:
    scopes: list[tuple[BotCommandScope, bool]] = [
        (BotCommandScopeDefault(), True),
        (BotCommandScopeAllPrivateChats(), True),
        (BotCommandScopeAllGroupChats(), False),
    ]
    for scope, private in scopes:
        await _set_commands(parts, listed(lines, private=private), scope, code)
    description, short = lines.say("bot.description"), lines.say("bot.short_description")
    await _tell(parts, lambda: parts.bot.set_my_description(description, language_code=code))
    await _tell(parts, lambda: parts.bot.set_my_short_description(short, language_code=code))


async def _set_commands(
    parts: Parts, commands: list[tuple[str, str]], scope: BotCommandScope, code: str | None
) -> None:
    await _tell(parts, lambda: parts.bot.set_my_commands(commands, scope=scope, language_code=code))


async def _tell(parts: Parts, call: Callable[[], Awaitable[bool]]) -> None:
    await parts.sender.patiently("menu", call)
