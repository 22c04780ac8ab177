"""Calls to Telegram that last until their outcome is known: repeated after failures, paused when it asks to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol, TypeVar

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.jobs import LaterError
from bot.metrics import Metrics
from bot.telegram.delivery.pace import Pace
from bot.telegram.delivery.transport import LostError
from bot.telegram.rendering.pages import Page

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds for which a call is repeated before its job is put back; waits that Telegram asked for do not count."""
LONG_WAIT = 60.0
"""Seconds from which a wait that Telegram asked for is not waited out: the job is put back until then."""
PUT_BACK = 15.0
"""Seconds after which such a job is taken up again."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
_UNMODIFIED = "message is not modified"
_NO_MESSAGE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not",
)
_NO_CHAT = (
    "chat not found",
    "user not found",
    "have no rights to send",
    "need administrator rights",
    "peer_id_invalid",
)
_NO_THREAD = "message thread not found"
log = logging.getLogger(__name__)


class ChatLeftError(Exception):
    """The chat cannot be written to any more: blocked, left or gone."""

    def __init__(self, chat: int) -> None:
        super().__init__(chat)
        self.chat = chat


class ChatMovedError(Exception):
    """The group became a supergroup with another number."""

    def __init__(self, old: int, new: int) -> None:
        super().__init__(old, new)
        self.old = old
        self.new = new


class LostSendError(Exception):
    """A message may have arrived, or not."""


class Trial(Protocol):
    """Keeps count of the tries to send a message, where a crash cannot lose the count."""

    async def begin(self) -> None:
        """A try begins: from now on the message may arrive."""

    async def back(self) -> None:
        """That try was refused for sure."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: a chat, a topic in it, the message that it answers."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None

    def replying_to(self, message_id: int) -> Place:
        """The same place, with an answer to that message."""
        return replace(self, reply_to=message_id)


class Sender:
    """Sends and edits under Telegram's limits. Raises ChatLeftError, ChatMovedError, or LaterError to put a job back."""

    def __init__(
        self,
        bot: Bot,
        pace: Pace,
        metrics: Metrics,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pace = pace
        self._metrics = metrics
        self._clock = clock
        self._sleep = sleep

    async def send(self, place: Place, page: Page, *, markup: ForceReply | None = None) -> int:
        """Send a message; returns its number. A failure whose outcome is unknown may leave a second one."""

        async def call(thread: int | None) -> Message:
            async with self._pace.turn(place.chat):
                return await self._message(replace(place, thread=thread), page, markup)

        return await self._in_thread(place, "send", call)

    async def deliver(self, place: Place, page: Page, trial: Trial) -> int:
        """Send a message that nobody waits for, behind the answers; returns its number.

        Raises LostSendError where nobody knows whether it has arrived; only the ``trial`` then tells that it was begun.
        """

        async def call(thread: int | None) -> Message:
            async with self._pace.turn(place.chat, late=True):
                await trial.begin()
                try:
                    return await self._message(replace(place, thread=thread), page, None)
                except TelegramError as error:
                    if isinstance(error, TimedOut | LostError) or type(error) is TelegramError:
                        raise LostSendError from error
                    await trial.back()
                    raise

        return await self._in_thread(place, "deliver", call)

    async def _message(self, place: Place, page: Page, markup: ForceReply | None) -> Message:
        reply = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
        return await self._bot.send_message(
            place.chat,
            page.text,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.thread,
            reply_parameters=reply,
            reply_markup=page.buttons or markup,
            link_preview_options=_preview(page.preview),
        )

    async def _in_thread(self, place: Place, kind: str, call: Callable[[int | None], Awaitable[Message]]) -> int:
        """Send in the forum topic, or in the chat as a whole where the topic is gone."""
        try:
            sent = await self._patiently(place.chat, kind, lambda: call(place.thread))
        except BadRequest as error:
            if place.thread is None or _NO_THREAD not in error.message.lower():
                raise
            sent = await self._patiently(place.chat, kind, lambda: call(None))
        return sent.message_id

    async def edit(self, chat: int, message_id: int, page: Page) -> bool:
        """Make the message show the page; False where the message is no longer there."""

        async def call() -> None:
            async with self._pace.turn(chat, edit=True):
                await self._bot.edit_message_text(
                    page.text,
                    chat,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=page.buttons,
                    link_preview_options=_preview(page.preview),
                )

        try:
            await self._patiently(chat, "edit", call)
        except BadRequest as error:
            told = error.message.lower()
            if _UNMODIFIED in told:
                return True
            if any(sign in told for sign in _NO_MESSAGE):
                return False
            raise
        return True

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message of ours away, where it is still there."""

        async def call() -> None:
            async with self._pace.turn(chat, free=True):
                await self._bot.delete_message(chat, message_id)

        try:
            await self._patiently(chat, "delete", call)
        except BadRequest as error:
            log.info("message not deleted: %s", error.message)

    async def type(self, place: Place) -> None:
        """Show that an answer is under way; not important enough to be repeated."""
        try:
            async with self._pace.turn(place.chat, free=True):
                await self._bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
        except RetryAfter as error:
            self._pace.pause(place.chat, seconds_of(error.retry_after))
        except TelegramError as error:
            self._metrics.called("type", type(error).__name__)

    async def whisper(self, chat: int, message_id: int, page: Page) -> None:
        """Show progress where nothing has to wait for it; not important enough to be repeated."""
        if not self._pace.ready(chat):
            return
        try:
            async with self._pace.turn(chat, edit=True):
                await self._bot.edit_message_text(page.text, chat, message_id, parse_mode=ParseMode.HTML)
        except RetryAfter as error:
            self._pace.pause(chat, seconds_of(error.retry_after))
        except TelegramError as error:
            self._metrics.called("progress", type(error).__name__)

    async def toast(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a pressed button; a press that is too old needs none."""
        try:
            await self._patiently(
                None, "toast", lambda: self._bot.answer_callback_query(query, text or None, show_alert=alert)
            )
        except BadRequest as error:
            log.info("button not answered: %s", error.message)

    async def patiently(self, kind: str, call: Callable[[], Awaitable[T]], chat: int | None = None) -> T:
        """Any other call, repeated like these; ``chat`` where it is about one."""
        return await self._patiently(chat, kind, call)

    async def _patiently(self, chat: int | None, kind: str, call: Callable[[], Awaitable[T]]) -> T:
        wait, until = _FIRST_WAIT, self._clock() + PATIENCE
        while True:
            if chat is not None and (paused := self._pace.paused_for(chat)) > LONG_WAIT:
                raise LaterError(paused)
            try:
                outcome = await call()
            except RetryAfter as error:
                self._metrics.called(kind, "asked to wait")
                until += await self._waited(chat, error)
            except (ChatMigrated, Forbidden, BadRequest) as error:
                self._metrics.called(kind, "refused")
                raise _meaning(chat, error) from error
            except TelegramError as error:
                self._metrics.called(kind, type(error).__name__)
                if self._clock() + wait > until:
                    raise LaterError(PUT_BACK) from error
                await self._sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                self._metrics.called(kind, "done")
                return outcome

    async def _waited(self, chat: int | None, error: RetryAfter) -> float:
        """Pause the chat that was asked to wait; calls that belong to none wait here. Returns the seconds."""
        seconds = seconds_of(error.retry_after)
        self._pace.pause(chat, seconds)
        if seconds > LONG_WAIT:
            raise LaterError(seconds) from error
        if chat is None:
            await self._sleep(seconds)
        return seconds


def _meaning(chat: int | None, error: TelegramError) -> Exception:
    """What a refusal says of the chat; the refusal itself where it says nothing."""
    if isinstance(error, ChatMigrated):
        return ChatMovedError(chat or 0, error.new_chat_id)
    if isinstance(error, Forbidden) or (chat is not None and any(sign in error.message.lower() for sign in _NO_CHAT)):
        return ChatLeftError(chat or 0)
    return error


def _preview(address: str | None) -> LinkPreviewOptions:
    if address is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=address, prefer_small_media=True, show_above_text=False)


def seconds_of(asked: int | timedelta) -> float:
    """How long Telegram asked to wait."""
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def keyboard(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Buttons from pairs of label and data, a list a row."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )
