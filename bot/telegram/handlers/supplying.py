"""Texts that readers paste for a link whose page could not be read: they join, and keep what is known of the article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk import Source
from bot.errors import AttribotError, FetchError, NotWholeError
from bot.stored import insistently, stored
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.rendering.pages import Page, our_page
from storage import supplied
from storage.records import Facts

OPEN_FOR = timedelta(minutes=30)
"""How long texts are taken for those of a link after its page could not be read."""
PART_WORDS = 20
"""Words from which a text may be a part of an article."""
BRIEF_NOW, OWN = "supplied", "own"
_HOPELESS = frozenset(("no_such_host", "not_found", "private_address", "index"))


def awaits(link: str, failure: AttribotError) -> Facts | None:
    """What is known of the article, where its text could be supplied by the reader; None where there is no article."""
    if not isinstance(failure, FetchError | NotWholeError) or failure.code in _HOPELESS:
        return None
    known = failure.values.get("facts")
    facts = known if isinstance(known, Facts) else Facts(link)
    return replace(facts, link=link, supplied="pasted")


async def open_for(parts: Parts, visit: Visit, facts: Facts) -> str:
    """From now on the chat's texts belong to the link; returns a line that says so."""
    await insistently(parts.database, supplied.await_text, visit.job.chat, facts, parts.clock())
    minutes = int(OPEN_FOR.total_seconds() // 60)
    return visit.catalogue.say("bot.paste_here", count=minutes)


async def close(parts: Parts, visit: Visit) -> None:
    """The chat has turned to something else."""
    if await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR):
        await insistently(parts.database, supplied.close, visit.job.chat)


async def awaits_part(parts: Parts, visit: Visit, text: str) -> bool:
    """Whether the text is long enough for a part of an article whose text is awaited."""
    awaited = await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR)
    return awaited is not None and len(re.findall(r"\w+", text)) >= PART_WORDS


async def taken(parts: Parts, visit: Visit, text: str, message_id: int) -> int:
    """Take the text for a part of the awaited article; returns its number, 0 where none is awaited or it is none."""
    awaited = await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR)
    if awaited is None or not await awaits_part(parts, visit, text):
        return 0
    texts = awaited[1] | {message_id: text}
    await insistently(parts.database, supplied.supply, visit.job.chat, texts)
    return list(texts).index(message_id) + 1


async def source(parts: Parts, visit: Visit) -> Source | None:
    """The article as far as it was supplied; None where no text is awaited any more."""
    awaited = await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR)
    if awaited is None or not awaited[1]:
        return None
    facts, texts = awaited
    return Source(body="\n\n".join(texts.values()).encode("utf-8", "replace"), facts=facts)


async def text_of(parts: Parts, visit: Visit, message_id: int) -> str | None:
    """The text of that message among the parts; None where it is not there any more."""
    awaited = await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR)
    return awaited[1].get(message_id) if awaited else None


async def take_out(parts: Parts, visit: Visit, message_id: int) -> None:
    """The text of that message is no part of the article after all."""
    awaited = await stored(parts.database, supplied.awaited, visit.job.chat, parts.clock() - OPEN_FOR)
    if awaited is not None:
        texts = {number: text for number, text in awaited[1].items() if number != message_id}
        await insistently(parts.database, supplied.supply, visit.job.chat, texts)


def own_button(visit: Visit, message_id: int) -> InlineKeyboardButton:
    """Takes a text for one of its own after all."""
    return InlineKeyboardButton(visit.catalogue.say("bot.own_text_button"), callback_data=f"{OWN} {message_id}")


def added(visit: Visit, number: int, message_id: int) -> Page:
    """That a part was added, with what can be done next."""
    now = InlineKeyboardButton(visit.catalogue.say("bot.brief_now_button"), callback_data=BRIEF_NOW)
    buttons = InlineKeyboardMarkup([[now, own_button(visit, message_id)]])
    return our_page(visit.catalogue.say("bot.part_added", number=number), buttons)
