"""A message that a person sent: a command, a reply that is waited for, or something to brief."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton
from telegram.error import BadRequest

from bot.desk import Briefed, Source
from bot.errors import FetchError, UnreadableError
from bot.jobs import LaterError
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access, briefing, commands, following, questions, replies, supplying
from bot.telegram.handlers.briefing import Failure
from bot.telegram.inbox import asked
from bot.telegram.inbox.asked import Asked, File, Link, NoText, Text
from bot.telegram.rendering.html import words
from bot.telegram.rendering.pages import Page, our_page
from storage import chats, jobs, messages, tickets

SETTLES = timedelta(seconds=1.5)
"""How long after a part of a split text or album the next is waited for."""
SHORT_TEXT = 25
"""Characters below which a text is no article in any script."""
LARGEST_FILE = 5_000_000
"""Bytes of a file that is read."""
BRIEF_LINK = "link"


async def message(parts: Parts, visit: Visit) -> None:
    """Answer a message."""
    first = visit.messages[0]
    if (moved := first.get("migrate_to_chat_id")) is not None:
        await insistently(parts.database, chats.migrate, visit.job.chat, int(moved))
        return
    if "migrate_from_chat_id" in first:
        return
    refusal, command = access.refusal(parts, visit), asked.command(first)
    if refusal is None and (await replies.taken(parts, visit) or await following.taken(parts, visit)):
        return
    if command is not None and command.name != "brief":
        await commands.run(parts, visit, command)
    elif refusal is not None:
        await Answer(parts, visit.job.id, visit.place).tell(our_page(refusal))
    else:
        whole = await _whole(parts, visit)
        wanted = asked.asked(whole.messages, parts.me)
        if command is not None or not await _asks(parts, whole, wanted):
            await _briefs(parts, whole, wanted)


async def _asks(parts: Parts, visit: Visit, wanted: list[Asked]) -> bool:
    """Whether the message asks or wishes something of a brief, which is then done; a part of an awaited text does not."""
    only = wanted[0] if len(wanted) == 1 else None
    if not isinstance(only, Text) or only.facts is not None or only.caption or only.link is not None:
        return False
    if await supplying.awaits_part(parts, visit, only.text) and await questions.replied_to(parts, visit) is None:
        return False
    return await questions.taken(parts, visit, only.text)


async def _whole(parts: Parts, visit: Visit) -> Visit:
    """The request with all its messages. Raises LaterError while more may be on their way."""
    if not visit.job.open:
        return visit
    last = await stored(parts.database, jobs.gathering, visit.job.id) or parts.clock() - SETTLES
    left = (last + SETTLES - parts.clock()).total_seconds()
    if left > 0:
        await Answer(parts, visit.job.id, visit.place).hold(visit.catalogue.say("stages.reading"))
        raise LaterError(left)
    records = await insistently(parts.database, jobs.close_gathering, visit.job.id)
    return replace(visit, messages=tuple(json.loads(record)["message"] for record in records))


async def _briefs(parts: Parts, visit: Visit, wanted: list[Asked]) -> None:
    line = _no_brief(visit, wanted) or await access.too_many(parts, visit)
    if line is not None:
        await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
        return
    for number, item in enumerate(wanted[: asked.MOST]):
        answer = Answer(parts, visit.job.id, visit.place, number * messages.APART)
        await _brief(parts, visit, answer, item, alone=len(wanted) == 1)
    if len(wanted) > asked.MOST:
        line = visit.catalogue.say("bot.first_only", count=asked.MOST)
        await Answer(parts, visit.job.id, visit.place, asked.MOST * messages.APART).tell(our_page(line))


def _no_brief(visit: Visit, wanted: list[Asked]) -> str | None:
    """What to say where there is plainly nothing to brief."""
    if not wanted:
        return visit.catalogue.say("bot.nothing_to_brief")
    first = wanted[0]
    if isinstance(first, NoText):
        return visit.catalogue.say("bot.text_only")
    if isinstance(first, Text) and first.facts is None and len(first.text) < SHORT_TEXT:
        return visit.catalogue.say("bot.too_short")
    return None


async def _brief(parts: Parts, visit: Visit, answer: Answer, item: Asked, *, alone: bool) -> None:
    if isinstance(item, Text):
        await _text(parts, visit, answer, item)
        return
    await supplying.close(parts, visit)
    await answer.hold(visit.catalogue.say("stages.reading"))
    if isinstance(item, Link):
        await link(parts, visit, answer, item.link, opens=alone)
    elif isinstance(item, File):
        await _file(parts, visit, answer, item)


async def link(parts: Parts, visit: Visit, answer: Answer, address: str, *, opens: bool = True) -> None:
    """Brief a link; where its page cannot be read, its text is awaited from then on."""
    outcome = await briefing.made(visit, answer, briefing.of_source(parts, visit, Source(link=address)))
    if isinstance(outcome, Briefed):
        await briefing.show(parts, visit, answer, outcome)
        await parts.newsroom.sent(outcome.article, visit.job.chat)
        return
    facts = supplying.awaits(address, outcome) if opens and visit.private else None
    advice = await supplying.open_for(parts, visit, facts) if facts else ""
    await answer.show([briefing.told(visit, outcome, advice, "" if opens else address)])


async def _text(parts: Parts, visit: Visit, answer: Answer, item: Text) -> None:
    number = 0
    if item.facts is None and not item.caption:
        number = await supplying.taken(parts, visit, item.text, item.message_id)
    if number > 1:
        await answer.tell(supplying.added(visit, number, item.message_id))
        return
    await answer.hold(visit.catalogue.say("stages.reading"))
    source = await supplying.source(parts, visit) if number else None
    more = [supplying.own_button(visit, item.message_id)] if number else await _link_button(parts, visit, item.link)
    made = source or Source(body=item.text.encode("utf-8", "replace"), facts=item.facts)
    outcome = await briefing.made(visit, answer, briefing.of_source(parts, visit, made))
    await briefing.shown(parts, visit, answer, outcome, more)


async def _link_button(parts: Parts, visit: Visit, address: str | None) -> list[InlineKeyboardButton]:
    if address is None:
        return []
    code = await insistently(parts.database, tickets.for_link, address, chats.owner(visit.job.chat), parts.clock())
    label = visit.catalogue.say("bot.brief_link_button")
    return [InlineKeyboardButton(label, callback_data=f"{BRIEF_LINK} {code}")]


async def _file(parts: Parts, visit: Visit, answer: Answer, item: File) -> None:
    outcome: Briefed | Failure
    try:
        source = await _downloaded(parts, item)
    except (FetchError, UnreadableError) as error:
        outcome = error
    else:
        outcome = await briefing.made(visit, answer, briefing.of_source(parts, visit, source))
    await briefing.shown(parts, visit, answer, outcome)


async def _downloaded(parts: Parts, item: File) -> Source:
    if item.kind is None:
        raise UnreadableError("wrong_file", name=item.name or "…")
    if item.size > LARGEST_FILE:
        raise FetchError("large_file")
    try:
        file = await parts.sender.patiently("file", lambda: parts.bot.get_file(item.id))
        body = await parts.sender.patiently("download", file.download_as_bytearray)
    except BadRequest as error:
        raise FetchError("lost_file") from error
    return Source(body=bytes(body), kind=item.kind)


async def brief_link(parts: Parts, visit: Visit, code: str) -> None:
    """Brief the link that a code stands for: from a button, or from a deep link."""
    answer = Answer(parts, visit.job.id, visit.place)
    address = await stored(parts.database, tickets.link_of, code)
    if address is None:
        await answer.tell(Page(words(visit.catalogue.say("bot.unknown_code")).code))
        return
    await answer.hold(visit.catalogue.say("stages.reading"))
    await link(parts, visit, answer, address)
