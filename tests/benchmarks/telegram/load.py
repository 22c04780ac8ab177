"""A thousand messages of two hundred chats, and what each chat must hold when all are answered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.telegram.rig import Rig
from tests.benchmarks.telegram.stories import name_of, story

GROUPS = 20
_TEXT_ONLY = "I can read text only"
_HELP = "What you can send"
_UNKNOWN = "This is no command I know"
PLACEHOLDERS = ("…", "Reading …", "Fetching the page …", "Finding who said what, and checking every line …")


@dataclass
class Message:
    """What is sent to a chat, and the words that exactly one answer to it holds; none where it is answered by silence."""

    chat: int
    body: dict[str, Any]
    answer: str | None
    brief: bool


@dataclass
class Found:
    """What became of a load."""

    right: int = 0
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    orphans: int = 0

    def __str__(self) -> str:
        return f"{self.right} answered once, {len(self.missing)} not, {len(self.twice)} twice, {self.orphans} orphan placeholders"


def plan(site: str, chats: int = 200, each: int = 5) -> list[Message]:
    """Links new and stored, texts, commands and junk, in private and in groups."""
    messages = []
    for turn in range(each):
        for chat in range(chats):
            group = chat >= chats - GROUPS
            number = -1001000000000 - chat % 50 if group else 5000 + chat
            messages.append(_message(site, number, chat, turn, group=group))
    return messages


def _message(site: str, number: int, chat: int, turn: int, *, group: bool) -> Message:
    kind = (chat + turn) % 5
    name = name_of(turn * 200 + chat)
    shared = name_of(10_000 + turn)
    call = "/brief " if group else ""
    if kind == 0:
        return Message(number, {"text": f"{call}{site}/{name}"}, f"Alva {name}", brief=True)
    if kind == 1:
        return Message(number, {"text": f"{call}{site}/{shared}"}, f"Alva {shared}", brief=True)
    if kind == 2:
        return Message(number, {"text": f"{call}{story(name)}"}, f"Alva {name}", brief=True)
    if kind == 3:
        asked, answer = ("/help@sim_test_bot", "I brief news articles") if group else ("/help", _HELP)
        return Message(number, {"text": asked}, answer, brief=False)
    if group:
        return Message(number, {"text": f"nobody asked the bot {name}"}, None, brief=False)
    picture = {"file_name": "a.jpg", "mime_type": "image/jpeg", "size": 1000}
    return Message(number, {"photo": picture}, _TEXT_ONLY, brief=False)


async def send(rig: Rig, messages: Sequence[Message], seconds: float = 0) -> None:
    """Send them in order, evenly over so many seconds."""
    for message in messages:
        more = {"chat_type": "supergroup", "user_id": 7000 + abs(message.chat) % 100} if message.chat < 0 else {}
        await rig.post("/user_message", chat_id=message.chat, **message.body, **more)
        if seconds:
            await asyncio.sleep(seconds / len(messages))


async def settled(rig: Rig, messages: Sequence[Message], seconds: float) -> Found:
    """What was found when everything had been answered, or after so many seconds."""
    until = time.monotonic() + seconds
    found = await count(rig, messages)
    while found.missing and time.monotonic() < until:
        await asyncio.sleep(2)
        found = await count(rig, messages)
    await asyncio.sleep(3)
    return await count(rig, messages)


async def count(rig: Rig, messages: Sequence[Message]) -> Found:
    """Compare what every chat holds with what it must hold."""
    found = Found()
    for chat in sorted({m.chat for m in messages}):
        texts = [str(m["text"]) for m in await rig.messages(chat) if m["from"] == "bot"]
        wanted = Counter(m.answer for m in messages if m.chat == chat and m.answer)
        for answer, times in wanted.items():
            held = sum(answer in text for text in texts)
            found.right += min(held, times)
            found.missing += [f"{chat}: {answer}"] * max(0, times - held)
            found.twice += [f"{chat}: {answer}"] * max(0, held - times)
        found.orphans += sum(text in PLACEHOLDERS for text in texts)
    return found
