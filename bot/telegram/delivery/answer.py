"""The answer is an edit: a message holds its place at once, its number is stored, and whatever comes after edits it.

An edit can be repeated and a stored number survives a crash, so a request has one answer however often it is begun.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from bot.analysis.engines import Stage
from bot.catalogue import Catalogue
from bot.stored import insistently
from bot.telegram.delivery.parts import Parts
from bot.telegram.delivery.sender import Place
from bot.telegram.rendering.pages import Page, our_page
from storage import messages

TYPING_AFTER, TYPING_EVERY = 0.4, 4.5
"""Seconds from which, and between which, the chat shows that the bot is typing."""
STAGE_AFTER, STAGE_EVERY = 1.5, 3.0
"""Seconds from which, and between which, the stage is shown in the message that holds the place."""


class Answer:
    """The messages that answer one request; ``first`` numbers the first of them among those of its job."""

    def __init__(self, parts: Parts, job: int, place: Place, first: int = 0) -> None:
        self._parts = parts
        self._job = job
        self._place = place
        self._first = first
        self._held: dict[int, int] = {}

    @property
    def message_ids(self) -> list[int]:
        """The messages that the answer has so far, in order."""
        return [self._held[part] for part in sorted(self._held)]

    async def hold(self, text: str) -> None:
        """Hold the place, where it is not held since an earlier try."""
        await self._recall()
        if 0 not in self._held:
            await self._take(0, our_page(text))

    async def tell(self, page: Page) -> None:
        """Answer at once with what is known already: one message and no placeholder."""
        await self._recall()
        if 0 in self._held:
            await self._edit(0, page)
        else:
            await self._take(0, page)

    def hold_in(self, message_id: int) -> None:
        """The answer stands in this message, of which nothing else is known."""
        self._held = {0: message_id}

    async def begun(self) -> bool:
        """Whether an earlier try has sent something."""
        await self._recall()
        return bool(self._held)

    async def _recall(self) -> None:
        stored = await insistently(self._parts.database, messages.of_job, self._job)
        last = self._first + messages.APART
        self._held = {part - self._first: m for part, m in stored.items() if self._first <= part < last}

    async def show(self, pages: Sequence[Page], brief: int | None = None) -> None:
        """Make the messages show the pages, and remember which brief they carry."""
        for part in range(1, len(pages)):
            if part not in self._held:
                await self._take(part, our_page("…"))
        for part, page in enumerate(pages):
            await self._edit(part, page)
        for part in [p for p in self._held if p >= len(pages)]:
            await self._drop(part)
        await insistently(self._parts.database, messages.carry, self._place.chat, self.message_ids, brief)

    async def whisper(self, text: str) -> None:
        """Show progress where the answer will stand."""
        await self._parts.sender.whisper(self._place.chat, self._held[0], our_page(text))

    async def type(self) -> None:
        """Show that the bot is typing."""
        await self._parts.sender.type(self._place)

    async def _edit(self, part: int, page: Page) -> None:
        """Edit a message; where it was deleted, a new one takes its place."""
        while not await self._parts.sender.edit(self._place.chat, self._held[part], page):
            await insistently(self._parts.database, messages.drop, self._place.chat, self._held[part])
            await self._take(part, our_page("…"))

    async def _take(self, part: int, page: Page) -> None:
        self._held[part] = number = await self._parts.sender.send(self._place, page)
        now = self._parts.clock()
        await insistently(
            self._parts.database, messages.keep, self._place.chat, number, self._job, self._first + part, now
        )

    async def _drop(self, part: int) -> None:
        number = self._held.pop(part)
        await self._parts.sender.delete(self._place.chat, number)
        await insistently(self._parts.database, messages.drop, self._place.chat, number)


class Progress:
    """Shows how far a brief is while it is made: typing first, then the stage in the message that holds the place.

    A ``quiet`` one leaves the message as it is.
    """

    def __init__(self, answer: Answer, catalogue: Catalogue, *, quiet: bool = False) -> None:
        self._answer = answer
        self._catalogue = catalogue
        self._quiet = quiet
        self._stage: Stage | None = None
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def report(self, stage: Stage) -> None:
        """The desk has reached a stage."""
        self._stage = stage

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, but not in the middle of an edit: it would arrive after the answer."""
        self._over.set()
        if self._task is not None:
            await self._task

    async def _show(self) -> None:
        if await self._passed(TYPING_AFTER):
            return
        await self._answer.type()
        shown: Stage | None = None
        waited, typed = TYPING_AFTER, TYPING_AFTER
        step = STAGE_AFTER - TYPING_AFTER
        while not await self._passed(step):
            waited += step
            step = STAGE_EVERY
            if self._stage is not None and self._stage != shown and not self._quiet:
                shown = self._stage
                await self._answer.whisper(self._catalogue.say(f"stages.{shown}"))
            if waited - typed >= TYPING_EVERY:
                typed = waited
                await self._answer.type()

    async def _passed(self, seconds: float) -> bool:
        """Wait; True where the answer is ready meanwhile."""
        try:
            async with asyncio.timeout(seconds):
                await self._over.wait()
        except TimeoutError:
            return False
        return True


async def answer_with(parts: Parts, place: Place, message_id: int) -> Answer:
    """The answer that a message of ours is a part of, to be shown anew in its place."""
    known = await insistently(parts.database, messages.place_of, place.chat, message_id)
    job, part = (known[0], known[1]) if known is not None else (0, 0)
    answer = Answer(parts, job, replace(place, reply_to=None), part - part % messages.APART)
    if known is None:
        answer.hold_in(message_id)
    else:
        await answer.begun()
    return answer
