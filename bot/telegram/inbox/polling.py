"""Long polling: updates are asked for, stored, and confirmed by asking for the next ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import RetryAfter, TelegramError

from bot.telegram.delivery.sender import seconds_of
from bot.telegram.delivery.transport import Transport
from bot.telegram.inbox.inbox import Inbox
from bot.telegram.inbox.updates import WANTED

POLL_SECONDS = 25
"""How long Telegram may hold a request open when there is nothing new."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
log = logging.getLogger(__name__)


class Poller:
    """Asks for updates until cancelled; ``clock`` is in seconds."""

    def __init__(
        self,
        transport: Transport,
        address: str,
        inbox: Inbox,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._transport = transport
        self._address = address
        self._inbox = inbox
        self._clock = clock
        self._sleep = sleep
        self._offset: int | None = None
        self._heard = clock()

    def silent_for(self) -> float:
        """Seconds since Telegram last answered."""
        return self._clock() - self._heard

    async def run(self) -> None:
        """Poll; whatever goes wrong on the way is waited out, up to half a minute at a time."""
        wait = _FIRST_WAIT
        while True:
            try:
                updates = await self._transport.updates(self._address, WANTED, self._offset, POLL_SECONDS)
            except TelegramError as error:
                pause = seconds_of(error.retry_after) if isinstance(error, RetryAfter) else wait
                log.warning("no updates (%s); asking again in %.1f s", type(error).__name__, pause)
                await self._sleep(pause)
                wait = min(2 * wait, _LONGEST_WAIT)
                continue
            wait, self._heard = _FIRST_WAIT, self._clock()
            if updates:
                await self._inbox.keep(updates)
                numbers = [n for update in updates if isinstance(n := update.get("update_id"), int)]
                self._offset = max(numbers) + 1 if numbers else self._offset
