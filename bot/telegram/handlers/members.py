"""The bot was added to a chat, or has lost it."""

from __future__ import annotations

import json

from bot.stored import insistently
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access
from bot.telegram.rendering.pages import our_page
from storage import chats

_GONE = ("left", "kicked")


async def member(parts: Parts, visit: Visit) -> None:
    """Forget a chat that cannot be written to any more; greet a group that is new."""
    change = json.loads(visit.job.updates[0])["my_chat_member"]
    before, now = change["old_chat_member"]["status"], change["new_chat_member"]["status"]
    if now in _GONE or (now == "restricted" and not change["new_chat_member"].get("is_member", True)):
        await insistently(parts.database, chats.leave, visit.job.chat, parts.clock())
    elif before in _GONE and change["chat"]["type"] in ("group", "supergroup"):
        line = access.refusal(parts, visit) or visit.catalogue.say("bot.help_group", name=f"@{parts.me.username}")
        await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
