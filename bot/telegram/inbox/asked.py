"""What a message asks to brief: links, a text, files; pure reading of what a person sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import PurePath

from bot.intake import links, places
from bot.intake.reader import SUFFIXES, FileKind
from bot.telegram.inbox.updates import Me, Raw, entities
from storage.records import Facts

MOST = 5
"""Links or files of one message that are briefed."""
OWN_WORDS = 60
"""Words from which a forwarded post is briefed itself, and not the link in it."""
CAPTION_WORDS = 10
"""Words from which a caption is a text to brief."""
_SPLIT_AT = 4096
_KINDS: dict[str, FileKind] = {"text/plain": "text", "text/html": "html", "application/pdf": "pdf"}
_COMMAND = re.compile(r"^/(\w+)(?:@(\w+))?(?:\s+|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to brief."""

    link: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text to brief; ``facts`` where it is a post, ``link`` for the first link that stands in it."""

    text: str
    message_id: int
    facts: Facts | None = None
    link: str | None = None
    caption: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file to brief; ``kind`` is None where its like cannot be read. ``size`` in bytes."""

    id: str
    name: str
    size: int
    kind: FileKind | None


@dataclass(frozen=True, slots=True)
class NoText:
    """Pictures, voices and the like, which are not read."""


Asked = Link | Text | File | NoText


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what stands behind it; ``addressed`` where it names the bot."""

    name: str
    rest: str
    addressed: bool


def command(message: Raw) -> Command | None:
    """The command that the message is; None where it is none."""
    text = str(message.get("text") or message.get("caption") or "")
    found = _COMMAND.match(text)
    return Command(found[1].lower(), text[found.end() :].strip(), found[2] is not None) if found else None


def asked(messages: Sequence[Raw], me: Me) -> list[Asked]:
    """What the messages of one request ask to brief; nothing where they hold nothing.

    Where they only call the bot, as a reply to another message, that other message is meant.
    """
    first = messages[0]
    if "media_group_id" in first:
        found = [item for message in messages for item in _of_one(message, me)]
        texts: list[Asked] = [item for item in found if not isinstance(item, NoText)]
        return texts or found[:1]
    found = _of_text(messages, me) if len(messages) > 1 else _of_one(first, me)
    if not found and (other := first.get("reply_to_message")) and other.get("from", {}).get("id") != me.id:
        quoted = {**other, "text": first["quote"]["text"], "entities": []} if "quote" in first else other
        found = _of_one(quoted, me)
    return found


def _of_one(message: Raw, me: Me) -> list[Asked]:
    if (document := message.get("document")) is not None and "animation" not in message:
        return [_file(document)]
    if "text" in message:
        return _of_text([message], me)
    if "caption" not in message:
        return [NoText()] if not _only_service(message) else []
    found = _of_text([message], me)
    enough = [item for item in found if not isinstance(item, Text) or len(item.text.split()) >= CAPTION_WORDS]
    return enough or [NoText()]


def _only_service(message: Raw) -> bool:
    return any(key.startswith(("forum_topic", "pinned", "new_chat", "left_chat", "migrate")) for key in message)


def _of_text(messages: Sequence[Raw], me: Me) -> list[Asked]:
    shown = _without_call(_joined([str(m.get("text") or m.get("caption") or "") for m in messages]), me)
    if not shown.strip():
        return []
    found = list(dict.fromkeys(link for m in messages for link in _links(m)))
    leading = [link for link in found if not _only_place(link)]
    facts = _post_facts(messages[0])
    if facts is not None:
        own = len(re.sub(r"\S*://\S*", " ", shown).split())
        as_links = bool(leading) and own < OWN_WORDS
    else:
        as_links = links.are_meant(shown, found)
    if as_links:
        return [Link(link) for link in leading or found]
    return [Text(shown, int(messages[0]["message_id"]), facts, next(iter(leading), None), "caption" in messages[0])]


def _only_place(link: str) -> bool:
    """A channel's or a user's own page in Telegram, which posts carry as a signature."""
    return links.host_of(links.canonical(link)) == "t.me" and not places.is_post(link)


def _joined(texts: Sequence[str]) -> str:
    """The text that Telegram cut into these: in the middle where a part is full, else at a space or a line's end."""
    whole = texts[0]
    for before, text in pairwise(texts):
        full = len(before.encode("utf-16-le", "surrogatepass")) // 2 >= _SPLIT_AT
        if not full and not whole[-1:].isspace():
            whole += "\n" if re.search(r"[.!?…”\"»]$", whole) else " "
        whole += text
    return whole


def _without_call(text: str, me: Me) -> str:
    """The text without the command and the bot's name that called it."""
    called = re.sub(r"^/\w+(?:@\w+)?\s*", "", text, flags=re.ASCII)
    return re.sub(rf"@{re.escape(me.username)}\b", "", called, flags=re.IGNORECASE).strip("\r\n\t ")


def _links(message: Raw) -> Iterator[str]:
    """Links as they can be seen, behind words, and behind buttons."""
    yield from links.find(str(message.get("text") or message.get("caption") or ""))
    for entity, words in entities(message):
        if entity["type"] == "text_link":
            yield from links.find(str(entity["url"]))
        elif entity["type"] == "url":
            yield from links.find(words if "://" in words else f"https://{words}")
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            yield from links.find(str(button.get("url", "")))


def _post_facts(message: Raw) -> Facts | None:
    """What is known of a forwarded post of a channel or group: its link, who published it, and when."""
    origin = message.get("forward_origin")
    if not origin or origin["type"] not in ("channel", "chat"):
        return None
    place = origin.get("chat") or origin.get("sender_chat") or {}
    name = place.get("username")
    link = f"https://t.me/{name}/{origin['message_id']}" if name and "message_id" in origin else None
    day = datetime.fromtimestamp(int(origin["date"]), UTC).date().isoformat()
    return Facts(link, place.get("title"), None, day, "forwarded")


def _file(document: Raw) -> File:
    name = str(document.get("file_name") or "")
    kind = SUFFIXES.get(PurePath(name).suffix.lower()) or _KINDS.get(str(document.get("mime_type")))
    return File(str(document["file_id"]), name, int(document.get("file_size") or 0), kind)
