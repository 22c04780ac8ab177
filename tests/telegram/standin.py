"""A small stand-in for Telegram's Bot API over real HTTP: chats, updates, the rules that matter, and faults on order."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp import web

TOKEN = "42:TEST"
ME = {"id": 42, "is_bot": True, "first_name": "Attribot", "username": "attribot_test_bot"}
BOT = {"message_id": 0, "from": ME}
_TAGS = {"b", "i", "a", "blockquote"}
AUTO_LINK = re.compile(
    r"(?:https?://|www\.)[\w-]|(?<![\w/])/[a-z]\w*|(?<!\w)[@#]\w{3,}|\b[\w-]+\.(?:com|org|net|ru|ua|io|ly|gov)\b|\w@\w+\.\w",
    re.IGNORECASE | re.ASCII,
)
"""A rough guess at what Telegram makes links of by itself; coarser than it is."""


@dataclass
class Fault:
    """What happens instead of an answer, or after the call was carried out."""

    status: int = 500
    error: dict[str, Any] | None = None
    drop: bool = False
    after: bool = False


@dataclass
class Shown:
    """A message of the bot."""

    chat: int
    id: int
    text: str
    entities: int
    code: str
    buttons: list[list[dict[str, Any]]]
    reply_to: int | None
    thread: int | None
    markup: dict[str, Any]
    edits: int = 0

    def data(self, label: str) -> str:
        """The callback data of a button."""
        return next(str(b["callback_data"]) for row in self.buttons for b in row if b["text"] == label)


@dataclass
class Telegram:
    """The server's side: what was sent, and what is waiting to be fetched."""

    url: str = ""
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    messages: dict[tuple[int, int], Shown] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    rules: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = field(default_factory=dict)
    confirmed: int = 0
    delivered: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _last: int = 0

    def number(self) -> int:
        self._last += 1
        return self._last

    async def update(self, **fields: Any) -> int:
        """Something happened; returns the update's number."""
        number = self.number() + 1000
        async with self.changed:
            self.updates.append({"update_id": number, **fields})
            self.changed.notify_all()
        return number

    async def say(self, text: str | None = None, to: int = 7, **fields: Any) -> int:
        """A person writes in private; returns the message's number."""
        who = {"id": to, "is_bot": False, "first_name": "Reader", "language_code": "en"}
        place = {"id": to, "type": "private", "first_name": "Reader"}
        message = {"message_id": self.number(), "date": 1_780_000_000, "chat": place, "from": who}
        message |= {"text": text, "entities": entities(text)} if text is not None else {}
        message |= fields
        await self.update(message=message)
        return int(message["message_id"])

    async def write(self, text: str, group: int = -1001, user: int = 8, **fields: Any) -> int:
        """A person writes in a group."""
        place = {"id": group, "type": "supergroup", "title": "Readers"}
        who = {"id": user, "is_bot": False, "first_name": "Member", "language_code": "en"}
        return await self.say(text, group, **{"chat": place, "from": who, **fields})

    async def press(self, message: Shown, label: str, user: int = 7) -> str:
        """A person presses a button; returns the number of the press."""
        query = str(self.number())
        below = {"message_id": message.id, "date": 0, "chat": {"id": message.chat, "type": "private"}}
        who = {"id": user, "is_bot": False, "first_name": "Reader", "language_code": "en"}
        await self.update(callback_query={"id": query, "from": who, "message": below, "data": message.data(label)})
        return query

    def in_chat(self, chat: int = 7) -> list[Shown]:
        """The bot's messages in a chat, oldest first."""
        return [m for (where, _), m in sorted(self.messages.items()) if where == chat]

    def said(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of a method."""
        return [given for name, given in self.calls if name == method]

    async def until(self, wanted: Callable[[], Any], seconds: float = 20) -> Any:
        """Wait until something holds, and return it."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(wanted)
        return wanted()

    async def answer(self, words: str, chat: int = 7, count: int = 1) -> Shown:
        """Wait for the message that holds the words; of several, the ``count``-th."""

        def there() -> Shown | None:
            found = [m for m in self.in_chat(chat) if words in m.text]
            return found[count - 1] if len(found) >= count else None

        try:
            shown: Shown = await self.until(there)
        except TimeoutError:
            held = [m.text for m in self.in_chat(chat)]
            raise AssertionError(f"{words!r} is not in the chat, which holds {held}") from None
        return shown


def entities(text: str) -> list[dict[str, Any]]:
    """What Telegram marks in a text that a person typed: a command at its start, names."""
    found = [("bot_command", m) for m in re.finditer(r"^/\w+(?:@\w+)?", text)]
    found += [("mention", m) for m in re.finditer(r"(?<![\w/])@\w+", text)]
    return [{"type": kind, "offset": units(text[: m.start()]), "length": units(m.group())} for kind, m in found]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Reader(HTMLParser):
    """Reads the markup as strictly as Telegram does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""
        self.count = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise ValueError(f"unsupported start tag {tag}")
        self.open.append(tag)
        self.count += 1

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"unmatched end tag {tag}")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise ValueError("unescaped <")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += html.unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += html.unescape(f"&#{name};")


def shown_text(code: str) -> tuple[str, int]:
    reader = _Reader()
    reader.feed(code)
    reader.close()
    if reader.open:
        raise ValueError(f"unclosed {reader.open}")
    return reader.text.strip(), reader.count


class RefusedError(Exception):
    """Telegram says no."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}


class _Methods:
    """What the methods do that the bot calls."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def do(self, method: str, given: dict[str, Any]) -> Any:
        if (rule := self._telegram.rules.get(method)) and (refusal := rule(given)):
            raise RefusedError(**refusal)
        known = getattr(self, f"_{method.lower()}", None)
        return known(given) if known else True

    def _getme(self, _: dict[str, Any]) -> Any:
        return ME

    def _sendmessage(self, given: dict[str, Any]) -> Any:
        shown = self._shown(given, self._telegram.number())
        self._telegram.messages[shown.chat, shown.id] = shown
        return self._as_message(shown)

    def _editmessagetext(self, given: dict[str, Any]) -> Any:
        place = int(given["chat_id"]), int(given["message_id"])
        old = self._telegram.messages.get(place)
        if old is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        new = self._shown(given, old.id)
        if (new.code, new.buttons) == (old.code, old.buttons):
            raise RefusedError(400, "Bad Request: message is not modified")
        new.edits, new.reply_to, new.thread = old.edits + 1, old.reply_to, old.thread
        self._telegram.messages[place] = new
        return self._as_message(new)

    def _deletemessage(self, given: dict[str, Any]) -> Any:
        self._telegram.messages.pop((int(given["chat_id"]), int(given["message_id"])), None)
        return True

    def _getfile(self, given: dict[str, Any]) -> Any:
        name = str(given["file_id"])
        if name not in self._telegram.files:
            raise RefusedError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return {"file_id": name, "file_unique_id": name, "file_path": name}

    def _getchatmember(self, given: dict[str, Any]) -> Any:
        status = "creator" if int(given["user_id"]) == 1 else "member"
        who = {"id": int(given["user_id"]), "is_bot": False, "first_name": "Member"}
        return {"status": status, "user": who, "is_anonymous": False}

    def _shown(self, given: dict[str, Any], number: int) -> Shown:
        try:
            text, count = shown_text(str(given["text"]))
        except ValueError as error:
            raise RefusedError(400, f"Bad Request: can't parse entities: {error}") from error
        if not text or units(text) > 4096 or count > 100:
            raise RefusedError(400, "Bad Request: message is too long or empty")
        markup = given.get("reply_markup") or {}
        buttons = markup.get("inline_keyboard", [])
        if any(len(str(b.get("callback_data", "x")).encode()) > 64 for row in buttons for b in row):
            raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
        reply = (given.get("reply_parameters") or {}).get("message_id")
        thread = given.get("message_thread_id")
        return Shown(int(given["chat_id"]), number, text, count, str(given["text"]), buttons, reply, thread, markup)

    def _as_message(self, shown: Shown) -> dict[str, Any]:
        place = {"id": shown.chat, "type": "private" if shown.chat > 0 else "supergroup", "title": "Readers"}
        return {**BOT, "message_id": shown.id, "date": 1_780_000_001, "chat": place, "text": shown.text}


class _Server:
    """Speaks HTTP for the stand-in."""

    def __init__(self, there: Telegram) -> None:
        self._there = there
        self._methods = _Methods(there)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = dict(request.query) | (await request.json() if request.can_read_body else {})
        if request.match_info["token"] != TOKEN:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        waiting = self._there.faults.get(method)
        fault = waiting.popleft() if waiting else None
        if method == "getUpdates":
            await self._heard(method, given)
        reply = await self._done(method, given) if fault is None or fault.after else web.Response()
        if method != "getUpdates":
            await self._heard(method, given)
        if fault is None:
            return reply
        if fault.drop and request.transport is not None:
            request.transport.close()
            return web.Response()
        return web.Response(status=fault.status, text=json.dumps(fault.error or {}), content_type="application/json")

    async def download(self, request: web.Request) -> web.Response:
        return web.Response(body=self._there.files[request.match_info["name"]])

    async def _done(self, method: str, given: dict[str, Any]) -> web.Response:
        try:
            result = await self._poll(given) if method == "getUpdates" else self._methods.do(method, given)
        except RefusedError as refused:
            return web.json_response(refused.body, status=refused.status)
        return web.json_response({"ok": True, "result": result})

    async def _poll(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        there = self._there
        async with there.changed:
            if "offset" in given:
                there.confirmed = max(there.confirmed, int(given["offset"]) - 1)
                while there.updates and there.updates[0]["update_id"] < int(given["offset"]):
                    there.updates.popleft()
                there.changed.notify_all()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(5, int(given.get("timeout", 0)))):
                    await there.changed.wait_for(lambda: bool(there.updates))
            some = list(there.updates)[:100]
            there.delivered = max([there.delivered, *(u["update_id"] for u in some)])
            there.changed.notify_all()
            return some

    async def _heard(self, method: str, given: dict[str, Any]) -> None:
        async with self._there.changed:
            self._there.calls.append((method, given))
            self._there.changed.notify_all()


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """A stand-in that listens while the block runs."""
    there = Telegram()
    server = _Server(there)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", server.answer)
    app.router.add_get("/file/bot{token}/{name}", server.download)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    there.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield there
    finally:
        await runner.cleanup()
