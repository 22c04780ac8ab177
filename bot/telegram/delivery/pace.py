"""Telegram's limits, kept before they bite: so many messages a second in all, in a chat, and a minute in a group.

The figures are those of Telegram's own guidance; what it enforces is not published, so a refusal with a time to wait
pauses the chat that it was for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

MARGIN = 0.1
"""Seconds by which a wait is longer than it has to be: clocks differ, calls take time to arrive."""
FLIGHT = 5.0
"""Seconds after which a call that has had no answer is taken to have arrived."""
_APART = 0.01
"""The margin where arrival is known to lie before the answer, so that only clocks can differ."""
LATE_FLIGHTS = 6
"""Digests on their way at once: enough for 30 a second where an answer takes a fifth of one. A kill repeats no more."""
_LOOK = 0.05
_CROWDED = 0.7
"""The share of all messages a second from which a refusal is taken for one of the whole bot, and not of its chat."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second in all and in a chat (after a ``burst``), and sends and edits a minute in a group."""

    all_second: int = 30
    chat_second: float = 0.95
    burst: int = 4
    group_minute: int = 19


@dataclass(slots=True)
class _Flight:
    """A message on its way, or answered within the last second."""

    counts_until: float


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
        self._gate = asyncio.Lock()
        self._late = asyncio.Lock()
        self._late_flights = asyncio.Semaphore(LATE_FLIGHTS)
        self._flights: list[_Flight] = []
        self._paused = 0.0

    @asynccontextmanager
    async def turn(
        self, chat: int, *, edit: bool = False, free: bool = False, late: bool = False
    ) -> AsyncIterator[None]:
        """Wait for the chat's turn, and hold it during a call; ``free`` calls are no messages and count for nothing.

        Of ``late`` ones only one at a time stands in the line of all chats, so that answers wait for one at most, and few
        are on their way.
        """
        room = self._rooms.setdefault(chat, _Room())
        room.users += 1
        flight: _Flight | None = None
        try:
            async with AsyncExitStack() as held:
                await held.enter_async_context(room.turn)
                await self._until(room.paused)
                if not free:
                    await self._room_in_chat(chat, room, edit=edit)
                    if late:
                        await held.enter_async_context(self._late_flights)
                    flight = await self._room_in_all(late=late) if not edit else None
                    self._book(chat, room, edit=edit)
                await self._until(max(room.paused, self._paused))
                yield
        finally:
            if flight is not None:
                flight.counts_until = self._clock() + 1 + _APART
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

    def paused_for(self, chat: int) -> float:
        """Seconds that the chat was asked to wait from now on."""
        room = self._rooms.get(chat)
        return max(0.0, (room.paused if room else 0.0) - self._clock())

    def pause(self, chat: int | None, seconds: float) -> None:
        """Telegram asked to wait. It does not say for what: for this chat, unless the whole bot was near its limit."""
        now = self._clock()
        until = now + seconds + MARGIN
        if self._crowd(now) >= _CROWDED * self._limits.all_second:
            self._paused = max(self._paused, until)
        if chat is not None:
            room = self._rooms.setdefault(chat, _Room())
            room.paused = max(room.paused, until)

    async def _until(self, moment: float) -> None:
        while (wait := moment - self._clock()) > 0:
            await self._sleep(wait)

    async def _room_in_chat(self, chat: int, room: _Room, *, edit: bool) -> None:
        tokens = self._tokens(room, edit, self._clock())
        if tokens < 1:
            await self._sleep((1 - tokens) / self._limits.chat_second)
        if chat < 0:
            await self._room_in_minute(room)

    def _book(self, chat: int, room: _Room, *, edit: bool) -> None:
        """What was waited for is booked when the wait is over, not before."""
        now = self._clock()
        room.buckets[edit] = (self._tokens(room, edit, now) - 1, now)
        if chat < 0:
            room.minute.append(now)

    async def _room_in_minute(self, room: _Room) -> None:
        while room.minute and room.minute[0] <= self._clock() - 60 - MARGIN:
            room.minute.popleft()
        if len(room.minute) >= self._limits.group_minute:
            await self._until(room.minute[-self._limits.group_minute] + 60 + MARGIN)

    async def _room_in_all(self, *, late: bool) -> _Flight:
        """One after another. A message arrives between its call and its answer, so it counts until a second after that."""
        async with AsyncExitStack() as held:
            if late:
                await held.enter_async_context(self._late)
            async with self._gate:
                while self._crowd(now := self._clock()) >= self._limits.all_second:
                    soonest = min(flight.counts_until for flight in self._flights)
                    await self._until(min(soonest, now + _LOOK))
                await self._until(self._paused)
                flight = _Flight(self._clock() + FLIGHT + 1)
                self._flights.append(flight)
                return flight

    def _crowd(self, now: float) -> int:
        self._flights = [flight for flight in self._flights if flight.counts_until > now]
        return len(self._flights)

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
