"""Telegram's limits, kept before they bite: so many messages a second in all, in a chat, and a minute in a group.

The figures are those of Telegram's own guidance; what it enforces is not published, so a refusal with a time to wait
pauses the chat that it was for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MARGIN = 0.1
"""Seconds by which a wait is longer than it has to be: clocks differ, calls take time to arrive."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second in all and in a chat (after a ``burst``), and sends and edits a minute in a group."""

    all_second: int = 28
    chat_second: float = 0.95
    burst: int = 4
    group_minute: int = 19


NONE = Limits(1_000_000, 1_000_000, 1_000_000, 1_000_000)
"""For a server of one's own that has no limits."""


@dataclass(slots=True)
class _Room:
    """What one chat may do: calls one after another, a bucket for sends and one for edits, and what a minute saw."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    buckets: dict[bool, tuple[float, float]] = field(default_factory=dict)
    minute: deque[float] = field(default_factory=deque)
    paused: float = 0.0
    users: int = 0


class Pace:
    """Lets calls through in the order in which they came to a chat, as fast as the limits allow."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._rooms: dict[int, _Room] = {}
        self._sent: deque[float] = deque()
        self._paused = 0.0

    @asynccontextmanager
    async def turn(self, chat: int, *, edit: bool = False, free: bool = False) -> AsyncIterator[None]:
        """Wait for the chat's turn, and hold it during a call; ``free`` calls are no messages and count for nothing."""
        room = self._rooms.setdefault(chat, _Room())
        room.users += 1
        try:
            async with room.turn:
                await self._until(max(room.paused, self._paused))
                if not free:
                    await self._room_for(chat, room, edit=edit)
                yield
        finally:
            room.users -= 1
            self._tidy()

    def ready(self, chat: int) -> bool:
        """Whether an edit there would have to wait for nothing, with room to spare for the answer itself."""
        room = self._rooms.get(chat)
        if room is None:
            return True
        now = self._clock()
        spare = self._limits.burst / 2 if chat > 0 else self._limits.burst - 1
        crowded = len(room.minute) > self._limits.group_minute / 2 and chat < 0
        return now >= room.paused and not room.turn.locked() and not crowded and self._tokens(room, True, now) >= spare

    def pause(self, chat: int | None, seconds: float) -> None:
        """Telegram asked to wait: for this chat, or for everything."""
        until = self._clock() + seconds + MARGIN
        if chat is None:
            self._paused = max(self._paused, until)
        else:
            room = self._rooms.setdefault(chat, _Room())
            room.paused = max(room.paused, until)

    async def _until(self, moment: float) -> None:
        while (wait := moment - self._clock()) > 0:
            await self._sleep(wait)

    async def _room_for(self, chat: int, room: _Room, *, edit: bool) -> None:
        limits = self._limits
        now = self._clock()
        tokens = self._tokens(room, edit, now)
        at = now if tokens >= 1 else now + (1 - tokens) / limits.chat_second
        if chat < 0:
            while room.minute and room.minute[0] <= now - 60:
                room.minute.popleft()
            if len(room.minute) >= limits.group_minute:
                at = max(at, room.minute[-limits.group_minute] + 60 + MARGIN)
        if not edit:
            if len(self._sent) >= limits.all_second:
                at = max(at, self._sent[-limits.all_second] + 1 + MARGIN / 2)
            self._sent.append(at)
            while len(self._sent) > limits.all_second:
                self._sent.popleft()
        room.buckets[edit] = (self._tokens(room, edit, at) - 1, at)
        if chat < 0:
            room.minute.append(at)
        await self._until(at)

    def _tokens(self, room: _Room, edit: bool, now: float) -> float:
        burst = float(self._limits.burst)
        tokens, at = room.buckets.get(edit, (burst, now))
        return min(burst, tokens + (now - at) * self._limits.chat_second)

    def _tidy(self) -> None:
        """Forget chats that have been quiet for a while."""
        if len(self._rooms) < 10_000:
            return
        now = self._clock()
        busy = {
            chat: room
            for chat, room in self._rooms.items()
            if room.users or room.paused > now or self._fresh(room, now)
        }
        self._rooms = busy

    @staticmethod
    def _fresh(room: _Room, now: float) -> bool:
        return any(at > now - 60 for _, at in room.buckets.values())
