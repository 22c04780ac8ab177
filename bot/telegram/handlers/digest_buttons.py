"""Buttons of topics and digests: whatever a phone sends is looked up in the chat that it comes from."""

from __future__ import annotations

import re

from bot.stored import stored
from bot.telegram.delivery.parts import Parts
from bot.telegram.handlers import access, digests, following, topics, visits
from bot.telegram.handlers.pressed import Pressed, brief_below
from bot.telegram.rendering.brief import FOLLOW
from bot.telegram.rendering.digest import ARTICLE, EVENT
from storage import subscriptions
from storage.subscriptions import Subscription

_OVER = "bot.old_button"


async def follow(parts: Parts, pressed: Pressed) -> None:
    """Begin to follow what was offered; below a brief, offer what it is about."""
    if not pressed.rest:
        await _from_brief(parts, pressed)
        return
    draft = await _subscription(parts, pressed, pressed.rest)
    if draft is None or draft.state != "draft" or not draft.schedule.zone:
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("follow.over"), alert=True)
    elif await _may_set(parts, pressed):
        await parts.sender.toast(pressed.query)
        page = await following.begin(parts, pressed.visit, draft)
        await parts.sender.edit(pressed.visit.job.chat, pressed.message_id, page)


async def _from_brief(parts: Parts, pressed: Pressed) -> None:
    number = await brief_below(parts, pressed)
    if number is not None and await _may_set(parts, pressed):
        await parts.sender.toast(pressed.query)
        await visits.order(parts, pressed.visit, FOLLOW, number, reply_to=pressed.message_id)


async def topic(parts: Parts, pressed: Pressed) -> None:
    """Pause, resume or stop a topic of the chat, or tell of it now."""
    wish, _, number = pressed.rest.partition(" ")
    one = await _subscription(parts, pressed, number)
    if one is None or one.state not in ("active", "paused"):
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("follow.over"), alert=True)
    elif wish == "now":
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("stages.reading"))
        await visits.order(parts, pressed.visit, digests.NOW, one.id)
    elif wish in ("pause", "resume", "stop") and await _may_set(parts, pressed):
        await parts.sender.toast(pressed.query)
        await topics.set_state(parts, one, wish)
        page = await topics.listed(parts, pressed.visit)
        await parts.sender.edit(pressed.visit.job.chat, pressed.message_id, page)


async def event(parts: Parts, pressed: Pressed) -> None:
    """Show a whole event of a digest."""
    await _ordered(parts, pressed, EVENT, 2)


async def article(parts: Parts, pressed: Pressed) -> None:
    """Show the brief of an article of an event."""
    await _ordered(parts, pressed, ARTICLE, 3)


async def _ordered(parts: Parts, pressed: Pressed, kind: str, numbers: int) -> None:
    given = _numbers(pressed.rest, numbers)
    if given is None:
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say(_OVER))
        return
    await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("stages.reading"))
    await visits.order(parts, pressed.visit, kind, given, reply_to=pressed.message_id)


async def event_ask(parts: Parts, pressed: Pressed) -> None:
    """Ask for a question on an event."""
    given = _numbers(pressed.rest, 2)
    if given is not None and await digests.ask(parts, pressed.visit, given[0], given[1], pressed.message_id):
        await parts.sender.toast(pressed.query)
    else:
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("digest.over"), alert=True)


def _numbers(rest: str, count: int) -> list[int] | None:
    found = re.fullmatch(r"\d{1,15}(?: \d{1,15})*", rest, re.ASCII)
    numbers = [int(part) for part in rest.split()] if found else []
    return numbers if len(numbers) == count else None


async def _subscription(parts: Parts, pressed: Pressed, number: str) -> Subscription | None:
    if not re.fullmatch(r"\d{1,15}", number, re.ASCII):
        return None
    one = await stored(parts.database, subscriptions.find, int(number))
    return one if one is not None and one.chat == pressed.visit.job.chat else None


async def _may_set(parts: Parts, pressed: Pressed) -> bool:
    if await access.may_set(parts, pressed.visit):
        return True
    await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("bot.admins_only"), alert=True)
    return False
