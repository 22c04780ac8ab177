"""A pressed button: the message it stands below, and what it says."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.stored import stored
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import Place
from storage import messages


class Pressed:
    """A pressed button: the message it stands below, and what it says (``rest`` behind its name)."""

    def __init__(self, visit: Visit, rest: str) -> None:
        press = json.loads(visit.job.updates[0])["callback_query"]
        below = press.get("message", {})
        thread = below.get("message_thread_id") if below.get("is_topic_message") else None
        self.query = str(press["id"])
        self.message_id = int(below.get("message_id", 0))
        self.rest = rest
        self.visit = replace(visit, place=Place(visit.job.chat, thread))


async def brief_below(parts: Parts, pressed: Pressed) -> int | None:
    """The brief that the message carries; where it is not known any more, the reader is told."""
    number = await stored(parts.database, messages.brief_of, pressed.visit.job.chat, pressed.message_id)
    if number is None:
        await parts.sender.toast(pressed.query, pressed.visit.catalogue.say("bot.over"), alert=True)
    return number
