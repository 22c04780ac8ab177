"""What a pressed button does. What it is about is looked up by the message it stands below, so it works for ever."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.desk import Briefed
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer, answer_with
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import (
    access,
    briefing,
    digest_buttons,
    questions,
    reporting,
    supplying,
    topics,
    visits,
    wishes,
)
from bot.telegram.handlers import messages as of_messages
from bot.telegram.handlers.pressed import Pressed, brief_below
from bot.telegram.rendering.brief import AGAIN, ASK, FOLLOW, RECEIPTS, WRONG
from bot.telegram.rendering.digest import ARTICLE, EVENT, EVENT_ASK
from bot.telegram.rendering.html import words
from bot.telegram.rendering.pages import Page, our_page
from bot.telegram.rendering.receipts import excerpts_page, receipts_page
from storage import messages, reports
from storage.chats import owner
from storage.records import Brief

_TOAST = 200
"""Characters that Telegram shows of the answer to a pressed button."""
RECEIPT_PART = -3
"""The number of a message of receipts among its job's: it is no answer, so it is below 0."""


Do = Callable[[Parts, Pressed], Awaitable[None]]


async def button(parts: Parts, visit: Visit) -> None:
    """Do what the button says. Telegram shows that it was pressed until it is answered, so that comes first."""
    press = json.loads(visit.job.updates[0])["callback_query"]
    name, _, rest = str(press.get("data", "")).partition(" ")
    pressed = Pressed(visit, rest)
    do = _BUTTONS.get(name)
    if do is None or not pressed.message_id:
        await parts.sender.toast(pressed.query, visit.catalogue.say("bot.old_button"))
        return
    line = access.refusal(parts, visit)
    if line is not None and name != wishes.FORGET:
        await parts.sender.toast(pressed.query, line[:_TOAST], alert=True)
        return
    await do(parts, pressed)


async def _receipts(parts: Parts, pressed: Pressed) -> None:
    """A message of its own below the brief; its arrows turn its pages."""
    number = await brief_below(parts, pressed)
    if number is None:
        return
    visit = pressed.visit
    place = await stored(parts.database, messages.place_of, visit.job.chat, pressed.message_id)
    if place is None or (place[1] == RECEIPT_PART) != bool(pressed.rest):
        await parts.sender.toast(pressed.query, visit.catalogue.say("bot.old_button"))
        return
    reason = await stored(parts.database, reports.withdrawn, number)
    if reason is not None:
        line = visit.catalogue.say("errors.withdrawn", reason=reason)
        await parts.sender.toast(pressed.query, line[:_TOAST], alert=True)
        return
    await parts.sender.toast(pressed.query)
    page = await _receipts_page(parts, visit, number, int(pressed.rest) if pressed.rest.isdecimal() else 0)
    if pressed.rest:
        await parts.sender.edit(visit.job.chat, pressed.message_id, page)
        return
    sent = await stored(parts.database, messages.of_job, visit.job.id)
    if RECEIPT_PART in sent:
        return
    chat = visit.job.chat
    new = await parts.sender.send(visit.place.replying_to(pressed.message_id), page)
    await insistently(parts.database, messages.keep, chat, new, visit.job.id, RECEIPT_PART, parts.clock())
    await insistently(parts.database, messages.carry, chat, [new], number)


async def _receipts_page(parts: Parts, visit: Visit, number: int, page: int) -> Page:
    carried = await stored(parts.database, messages.carried, number)
    if carried is not None:
        return receipts_page(*carried, page, visit.catalogue)
    kept = await stored(parts.database, messages.excerpts, number)
    return excerpts_page(kept, page, visit.catalogue)


async def _ask(parts: Parts, pressed: Pressed) -> None:
    """Have one of the suggested questions answered, or ask for the reader's own."""
    number = await brief_below(parts, pressed)
    if number is None:
        return
    if pressed.rest.isdecimal():
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("stages.answering"))
        which = [number, int(pressed.rest)]
        await visits.order(parts, pressed.visit, ASK, which, reply_to=pressed.message_id)
    else:
        await parts.sender.toast(pressed.query)
        await questions.prompt(parts, pressed.visit, number, pressed.message_id)


async def _again(parts: Parts, pressed: Pressed) -> None:
    number = await brief_below(parts, pressed)
    if number is None:
        return
    say = pressed.visit.catalogue.say
    if await stored(parts.database, messages.carried, number) is None:
        await parts.sender.toast(pressed.query, say("bot.over"), alert=True)
        return
    await parts.sender.toast(pressed.query, say("bot.reading_again"))
    await visits.order(parts, pressed.visit, "again", [number, pressed.message_id], reply_to=pressed.message_id)


async def again(parts: Parts, visit: Visit) -> None:
    """Brief anew what a message carries, and show it there; where that fails, the old brief stays."""
    number, message_id = visits.value(visit)
    carried = await stored(parts.database, messages.carried, number)
    if carried is None:
        return
    line = await access.too_many(parts, visit)
    if line is not None:
        await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
        return
    answer = await answer_with(parts, visit.place, message_id)
    article, chat, language = carried[0], owner(visit.job.chat), visit.chat.language
    outcome = await briefing.made(
        visit, answer, lambda report: parts.desk.again(article, chat, language=language, report=report), quiet=True
    )
    if isinstance(outcome, Briefed):
        await briefing.show(parts, visit, answer, outcome)
        if _same(outcome.brief, carried[1]):
            line = visit.catalogue.say("bot.nothing_new")
            await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
    else:
        line = visit.catalogue.say("bot.not_again", reason=outcome.told(visit.catalogue))
        await Answer(parts, visit.job.id, visit.place).tell(Page(words(line).code))


def _same(one: Brief, other: Brief) -> bool:
    """Whether a reader sees the same lines in both."""
    return (one.headline, one.points, one.statements) == (other.headline, other.points, other.statements)


async def _wrong(parts: Parts, pressed: Pressed) -> None:
    number = await brief_below(parts, pressed)
    if number is not None:
        await parts.sender.toast(pressed.query)
        await reporting.prompt(parts, pressed.visit, number, pressed.message_id)


async def _ordered(parts: Parts, pressed: Pressed, kind: str, value: Any) -> None:
    await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("stages.reading"))
    await visits.order(parts, pressed.visit, kind, value)


async def _brief_now(parts: Parts, pressed: Pressed) -> None:
    await _ordered(parts, pressed, supplying.BRIEF_NOW, None)


async def _own(parts: Parts, pressed: Pressed) -> None:
    await _ordered(parts, pressed, supplying.OWN, int(pressed.rest) if pressed.rest.isdecimal() else 0)


async def _link(parts: Parts, pressed: Pressed) -> None:
    await _ordered(parts, pressed, of_messages.BRIEF_LINK, pressed.rest)


async def _language(parts: Parts, pressed: Pressed) -> None:
    if await _is_question(parts, pressed):
        await _set(parts, pressed, await wishes.set_language(parts, pressed.visit, pressed.rest))


async def _length(parts: Parts, pressed: Pressed) -> None:
    if await _is_question(parts, pressed):
        await _set(parts, pressed, await wishes.set_length(parts, pressed.visit, pressed.rest))


async def _set(parts: Parts, pressed: Pressed, line: str) -> None:
    await parts.sender.toast(pressed.query)
    await parts.sender.edit(pressed.visit.job.chat, pressed.message_id, our_page(line))


async def _is_question(parts: Parts, pressed: Pressed) -> bool:
    """Whether the message asks how the chat wants it, and whoever pressed may say so: phones can send any data."""
    say, chat = pressed.visit.catalogue.say, pressed.visit.job.chat
    place = await stored(parts.database, messages.place_of, chat, pressed.message_id)
    carries = await stored(parts.database, messages.brief_of, chat, pressed.message_id)
    if place is None or place[1] != 0 or carries is not None:
        await parts.sender.toast(pressed.query, say("bot.old_button"))
        return False
    if not await access.may_set(parts, pressed.visit):
        await parts.sender.toast(pressed.query, say("bot.admins_only"), alert=True)
        return False
    return True


async def _forget(parts: Parts, pressed: Pressed) -> None:
    if not await _is_question(parts, pressed):
        return
    if pressed.rest == "yes":
        await parts.sender.toast(pressed.query)
        await visits.order(parts, pressed.visit, wishes.FORGET, pressed.message_id)
    else:
        await _set(parts, pressed, pressed.visit.catalogue.say("bot.nothing_forgotten"))


_BUTTONS: dict[str, Do] = {
    RECEIPTS: _receipts,
    ASK: _ask,
    AGAIN: _again,
    WRONG: _wrong,
    FOLLOW: digest_buttons.follow,
    topics.TOPIC: digest_buttons.topic,
    EVENT: digest_buttons.event,
    EVENT_ASK: digest_buttons.event_ask,
    ARTICLE: digest_buttons.article,
    supplying.BRIEF_NOW: _brief_now,
    supplying.OWN: _own,
    of_messages.BRIEF_LINK: _link,
    wishes.LANGUAGE: _language,
    wishes.LENGTH: _length,
    wishes.FORGET: _forget,
}
