"""What an update asks for: pure reading of what Telegram sent, before anything is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.jobs import Received

Raw = Mapping[str, Any]
WANTED = ("message", "channel_post", "callback_query", "inline_query", "my_chat_member")
"""The kinds of update that Telegram is asked to send. Edited messages are not among them: they were answered."""
MESSAGE, BUTTON, INLINE, MEMBER = "message", "button", "inline", "member"
LONG = 3000
"""UTF-16 units from which a text may be the first part of one that Telegram split at 4096."""
_CONTENT = frozenset(
    (
        *("text", "animation", "audio", "document", "paid_media", "photo", "sticker", "story", "video", "video_note"),
        *("voice", "checklist", "contact", "dice", "game", "poll", "venue", "location"),
    )
)
_FIXED = frozenset(("forward_origin", "reply_to_message"))
"""What a part of a split text never has."""
_MOVED = ("migrate_to_chat_id", "migrate_from_chat_id")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: int
    username: str


def received(update: Raw, me: Me) -> Received | None:
    """The update with the job it asks for; None where it asks for nothing.

    Messages of one chat run in order, in the chat's lane; buttons and inline queries wait for those of the same user only.
    Raises KeyError, TypeError or ValueError where it is no update.
    """
    number, record = int(update["update_id"]), json.dumps(update)
    if (post := update.get("channel_post")) is not None:
        return _message(number, json.dumps({"update_id": number, "message": post}), post, me)
    if (message := update.get("message")) is not None:
        return _message(number, record, message, me)
    if (press := update.get("callback_query")) is not None:
        user = int(press["from"]["id"])
        chat = int(press["message"]["chat"]["id"]) if press.get("message") else user
        return Received(number, record, f"button {chat} {user}", BUTTON, chat, user)
    if (query := update.get("inline_query")) is not None:
        user = int(query["from"]["id"])
        return Received(number, record, f"inline {user}", INLINE, user, user)
    if (member := update.get("my_chat_member")) is not None:
        chat = int(member["chat"]["id"])
        return Received(number, record, str(chat), MEMBER, chat, int(member["from"]["id"]))
    return None


def _message(number: int, record: str, message: Raw, me: Me) -> Received | None:
    chat = message["chat"]
    kind = str(chat["type"])
    wanted = _IN.get(kind, _in_group)(message, me)
    if not wanted or message.get("via_bot", {}).get("id") == me.id:
        return None
    gather, still_open = _gathering(message, kind)
    return Received(
        number,
        record,
        lane=str(chat["id"]),
        kind=MESSAGE,
        chat=int(chat["id"]),
        user=sender(message),
        chat_kind=kind,
        sent_at=int(message.get("date", 0)),
        gather=gather,
        open=still_open,
    )


def sender(message: Raw) -> int | None:
    """The number of who sent it: a user, or the chat in whose name an administrator writes."""
    who = message.get("sender_chat") or message.get("from")
    return int(who["id"]) if who else None


def _in_private(message: Raw, _: Me) -> bool:
    return not _CONTENT.isdisjoint(message)


def _in_group(message: Raw, me: Me) -> bool:
    """Groups are answered when they speak to the bot: a command, its name, a reply to it; other bots never."""
    if any(key in message for key in _MOVED):
        return True
    if message.get("from", {}).get("is_bot") and "sender_chat" not in message:
        return False
    reply = message.get("reply_to_message", {})
    to_us = reply.get("from", {}).get("id") == me.id and "forum_topic_created" not in reply
    return to_us or any(_names(entity, words, me) for entity, words in entities(message))


def _in_channel(message: Raw, me: Me) -> bool:
    """Posts are for the channel's readers, so only commands are for the bot."""
    return any(e["type"] == "bot_command" and e["offset"] == 0 and _names(e, w, me) for e, w in entities(message))


_IN = {"private": _in_private, "channel": _in_channel}


def _names(entity: Raw, words: str, me: Me) -> bool:
    ours = f"@{me.username}".casefold()
    if entity["type"] == "mention":
        return words.casefold() == ours
    if entity["type"] == "text_mention":
        return bool(entity["user"]["id"] == me.id)
    if entity["type"] == "bot_command" and entity["offset"] == 0:
        _, at, name = words.partition("@")
        return not at or f"@{name}".casefold() == ours
    return False


def entities(message: Raw) -> Iterator[tuple[Raw, str]]:
    """The marked places of a message's text or caption, with their words. Offsets count UTF-16 units."""
    text = (message.get("text") or message.get("caption") or "").encode("utf-16-le", "surrogatepass")
    for entity in message.get("entities") or message.get("caption_entities") or ():
        start, length = 2 * int(entity["offset"]), 2 * int(entity["length"])
        yield entity, text[start : start + length].decode("utf-16-le", "replace")


def _gathering(message: Raw, kind: str) -> tuple[str | None, bool]:
    """With which other messages it makes one request, and whether more of them may come."""
    if "media_group_id" in message:
        return f"album {message['media_group_id']}", True
    if kind != "private" or "text" not in message or not _FIXED.isdisjoint(message):
        return None, False
    long = len(message["text"].encode("utf-16-le", "surrogatepass")) // 2 >= LONG
    if not long and any(e["type"] == "bot_command" and e["offset"] == 0 for e, _ in entities(message)):
        return None, False
    return "text", long
