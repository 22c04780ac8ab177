"""How a chat wants its briefs, and that it wants to be forgotten: asked with buttons, or told with the command."""

from __future__ import annotations

from typing import get_args

from bot.stored import insistently
from bot.telegram.delivery.answer import answer_with
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import keyboard
from bot.telegram.handlers import access
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.pages import Page, our_page
from storage import chats
from storage.chats import Length

LANGUAGE, LENGTH, FORGET = "language", "length", "forget"
AS_PRINTED = "-"
"""Stands for the article's own language."""
_A_ROW = 3


async def language(parts: Parts, visit: Visit, wanted: str) -> Page | None:
    """Set the language of briefs, or offer those there are."""
    offered = sorted(parts.desk.languages)
    say = visit.catalogue.say
    if not offered:
        return our_page(say("bot.no_languages"))
    if wanted:
        return our_page(await set_language(parts, visit, wanted.casefold()))
    labels = [(visit.catalogue.named("languages", code), f"{LANGUAGE} {code}") for code in offered]
    rows = [labels[n : n + _A_ROW] for n in range(0, len(labels), _A_ROW)]
    rows.append([(say("bot.as_printed"), f"{LANGUAGE} {AS_PRINTED}")])
    return our_page(say("bot.which_language"), keyboard(*rows))


async def set_language(parts: Parts, visit: Visit, wanted: str) -> str:
    """Returns what to tell the reader."""
    say = visit.catalogue.say
    if not await access.may_set(parts, visit):
        return say("bot.admins_only")
    if wanted == AS_PRINTED:
        await insistently(parts.database, chats.speak, visit.job.chat, None)
        return say("bot.language_as_printed")
    if wanted not in parts.desk.languages:
        return say("bot.language_not_offered", codes=", ".join(sorted(parts.desk.languages)))
    await insistently(parts.database, chats.speak, visit.job.chat, wanted)
    return say("bot.language_set", language=visit.catalogue.named("languages", wanted))


async def length(parts: Parts, visit: Visit, wanted: str) -> Page | None:
    """Set how long briefs are, or offer the lengths there are."""
    if wanted:
        return our_page(await set_length(parts, visit, wanted.casefold()))
    labels = [(visit.catalogue.say(f"lengths.{name}"), f"{LENGTH} {name}") for name in get_args(Length)]
    return our_page(visit.catalogue.say("bot.which_length"), keyboard(labels))


async def set_length(parts: Parts, visit: Visit, wanted: str) -> str:
    """Returns what to tell the reader."""
    say = visit.catalogue.say
    chosen: Length | None = next((name for name in get_args(Length) if name == wanted), None)
    if not await access.may_set(parts, visit):
        return say("bot.admins_only")
    if chosen is None:
        return say("bot.length_not_offered", names=", ".join(get_args(Length)))
    await insistently(parts.database, chats.measure, visit.job.chat, chosen)
    return say("bot.length_set", length=say(f"lengths.{chosen}"))


async def forget(parts: Parts, visit: Visit, _: str) -> Page | None:
    """Ask whether everything is to be deleted."""
    say = visit.catalogue.say
    if not await access.may_set(parts, visit):
        return our_page(say("bot.admins_only"))
    buttons = keyboard([(say("bot.forget_button"), f"{FORGET} yes"), (say("bot.keep_button"), f"{FORGET} no")])
    return our_page(say("bot.forget_question"), buttons)


async def forgotten(parts: Parts, visit: Visit) -> None:
    """Say that everything is deleted, and delete it: in this order, so that a crash between the two repeats both."""
    answer = await answer_with(parts, visit.place, int(value(visit)))
    await answer.show([our_page(visit.catalogue.say("bot.forgotten"))])
    await insistently(parts.database, chats.forget, visit.job.chat, but=visit.job.id)
    await parts.database.truncate_log()
