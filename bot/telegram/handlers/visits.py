"""From a stored job to what is known of its request, and from one request to the next."""

from __future__ import annotations

import json
from typing import Any

from bot.catalogue import of
from bot.stored import insistently, stored
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import Place
from bot.telegram.inbox.updates import Raw
from storage import chats, jobs
from storage.chats import Chat
from storage.jobs import Errand, Job


async def visit(parts: Parts, job: Job) -> Visit:
    """What is known of the job's request."""
    chat = await stored(parts.database, chats.find, job.chat)
    known = chat or Chat(job.chat, "private" if job.chat > 0 else "group")
    updates = [json.loads(record) for record in job.updates]
    messages = tuple(update["message"] for update in updates if "message" in update)
    sender = messages[0].get("from", {}) if messages else _presser(updates)
    language = known.language or sender.get("language_code")
    place = _of_message(job, known, messages[0]) if messages else _of_payload(job)
    return Visit(job, known, place, of(language), messages)


def _presser(updates: list[dict[str, Any]]) -> Raw:
    kinds = ("callback_query", "inline_query", "my_chat_member")
    return next((u[kind]["from"] for u in updates for kind in kinds if kind in u), {})


def _of_message(job: Job, chat: Chat, message: Raw) -> Place:
    """In private the answer follows; elsewhere it is a reply, in the same topic."""
    thread = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Place(job.chat, thread, None if chat.kind == "private" else message["message_id"])


def _of_payload(job: Job) -> Place:
    given = json.loads(job.payload)
    return Place(job.chat, given.get("thread"), given.get("reply_to"))


async def order(parts: Parts, visit: Visit, kind: str, value: object, *, reply_to: int | None = None) -> None:
    """Have something done in the chat's own lane, once, however often the job that orders it is begun."""
    payload = json.dumps({"value": value, "thread": visit.place.thread, "reply_to": reply_to})
    errand = Errand(kind, str(visit.job.chat), visit.job.chat, payload, visit.job.user, f"{kind} {visit.job.id}")
    await insistently(parts.database, jobs.add, [errand], parts.clock())
    parts.wake()


def value(visit: Visit) -> Any:
    """What the one who ordered the job gave with it."""
    return json.loads(visit.job.payload)["value"]
