"""What each command answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import BotCommandScopeChat

from bot.catalogue import Catalogue
from bot.stored import stored
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access, digests, following, operating, questions, replies, starting, topics, wishes
from bot.telegram.inbox.asked import Command
from bot.telegram.rendering.pages import Page, our_page
from storage import reports

Run = Callable[[Parts, Visit, str], Awaitable[Page | None]]
_FOR_ALL: dict[str, Run] = {
    "start": starting.start,
    "help": starting.help_,
    "ask": questions.command,
    "follow": following.follow,
    "topics": topics.topics,
    "digest": digests.command,
    "pause": topics.pause,
    "language": wishes.language,
    "length": wishes.length,
    "privacy": starting.privacy,
    "forget": wishes.forget,
}
_FOR_OPERATORS: dict[str, Run] = {
    "reports": operating.reports_,
    "stats": operating.stats,
    "spend": operating.spend,
    "allow": operating.allow,
    "invite": operating.invite,
}
_OPEN = ("start", "privacy", "forget")
"""Commands that answer also where the bot may not be used."""


async def run(parts: Parts, visit: Visit, command: Command) -> None:
    """Answer a command; in groups one that is not ours is passed over unless it names the bot."""
    page = await _page(parts, visit, command)
    if page is not None:
        await Answer(parts, visit.job.id, visit.place).tell(page)
    if command.name == "start" and visit.private and access.is_operator(parts, visit.job.user):
        await _operators_menu(parts, visit)
        for report in await stored(parts.database, reports.unsettled):
            await replies.notify(parts, visit.job.chat, report.id)


async def _operators_menu(parts: Parts, visit: Visit) -> None:
    """Telegram takes a menu for one chat only after that chat was begun."""
    commands = listed(visit.catalogue, private=True, operators=True)
    scope = BotCommandScopeChat(visit.job.chat)
    await parts.sender.patiently("menu", lambda: parts.bot.set_my_commands(commands, scope=scope))


async def _page(parts: Parts, visit: Visit, command: Command) -> Page | None:
    if command.name in _FOR_OPERATORS and access.is_operator(parts, visit.job.user):
        return await _FOR_OPERATORS[command.name](parts, visit, command.rest)
    if command.name in _FOR_ALL:
        refusal = access.refusal(parts, visit) if command.name not in _OPEN else None
        if refusal is not None:
            return our_page(refusal)
        return await _FOR_ALL[command.name](parts, visit, command.rest)
    if visit.private or command.addressed:
        return our_page(visit.catalogue.say("bot.unknown_command"))
    return None


def listed(catalogue: Catalogue, *, private: bool, operators: bool = False) -> list[tuple[str, str]]:
    """The commands for Telegram's menu, with a line each."""
    lines = {
        "brief": catalogue.say("commands.brief"),
        "ask": catalogue.say("commands.ask"),
        "follow": catalogue.say("commands.follow"),
        "topics": catalogue.say("commands.topics"),
        "digest": catalogue.say("commands.digest"),
        "pause": catalogue.say("commands.pause"),
        "help": catalogue.say("commands.help"),
        "language": catalogue.say("commands.language"),
        "length": catalogue.say("commands.length"),
        "privacy": catalogue.say("commands.privacy"),
        "forget": catalogue.say("commands.forget"),
    }
    if private:
        lines = {"start": catalogue.say("commands.start"), **lines}
    if operators:
        lines |= {
            "reports": catalogue.say("commands.reports"),
            "stats": catalogue.say("commands.stats"),
            "spend": catalogue.say("commands.spend"),
            "allow": catalogue.say("commands.allow"),
            "invite": catalogue.say("commands.invite"),
        }
    return list(lines.items())
