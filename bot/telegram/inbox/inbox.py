"""Updates are stored, each once, before Telegram is told that they arrived."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.metrics import Metrics
from bot.stored import durably
from bot.telegram.inbox.updates import Me, Raw, received
from storage import jobs
from storage.database import Database
from storage.jobs import Received

log = logging.getLogger(__name__)


class Inbox:
    """Stores updates with their jobs, and wakes who runs those."""

    def __init__(
        self, database: Database, me: Me, metrics: Metrics, clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._me = me
        self._metrics = metrics
        self._clock = clock
        self._wake = wake

    async def keep(self, updates: Sequence[Raw]) -> None:
        """Store them; returns when they are on the disk, however long the store refuses."""
        wanted = [kept for update in updates if (kept := self._read(update)) is not None]
        if wanted:
            new = await durably(self._database, jobs.keep, wanted, self._clock())
            self._metrics.kept(new)
            self._wake()

    def _read(self, update: Raw) -> Received | None:
        try:
            return received(update, self._me)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("an update that cannot be read was left out (%s)", type(error).__name__)
            return None
