"""Items that have come are filed under their events, one after another; what was filed before a restart is recalled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from bot.analysis.comparing.meaning import WIDTH
from bot.analysis.engines import Runs
from bot.digests.events.background import headlines
from bot.digests.events.features import Features, Told, features, features_known
from bot.digests.events.grouping import WINDOW, Grouping
from bot.errors import WorkerError
from bot.stored import insistently
from storage import items
from storage.database import Database
from storage.items import Item, Placing

BATCH = 8
"""Items that the worker reads in one call: about a second, for which an article that a reader sent waits at most."""
log = logging.getLogger(__name__)


class Filing:
    """Keeps the events of the last days in memory, and in the store what it decided."""

    def __init__(self, database: Database, worker: Runs, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._worker = worker
        self._clock = clock
        self._grouping: Grouping | None = None
        self._turn = asyncio.Lock()

    async def file(self, words: str | None = None) -> int:
        """File what has come, or of it what matches a full-text expression; returns how many items that were."""
        async with self._turn:
            filed = 0
            while some := await insistently(self._database, items.unplaced, BATCH, words):
                grouping = self._grouping or await self._recalled()
                read = await self._read(some)
                placings = [_placed(grouping, *pair) for pair in zip(some, read, strict=True)]
                await insistently(self._database, items.place, placings)
                filed += len(some)
            return filed

    async def _read(self, some: Sequence[Item]) -> list[Features]:
        """What each item is compared by; one that the worker dies of is compared by nothing and stays alone."""
        try:
            return await self._worker.run(features, [_told(item) for item in some])
        except WorkerError:
            if len(some) == 1:
                log.warning("item %s cannot be read; it stays an event of its own", some[0].link)
                return [Features({}, np.zeros(WIDTH, dtype=np.float32), 1.0)]
            half = len(some) // 2
            return [*await self._read(some[:half]), *await self._read(some[half:])]

    async def _recalled(self) -> Grouping:
        self._grouping = grouping = Grouping(await self._worker.run(headlines))
        stored = await insistently(self._database, items.window, self._clock() - WINDOW)
        for start in range(0, len(stored), 500):
            part = stored[start : start + 500]
            for (item, _), known in zip(part, await self._read_again(part), strict=True):
                grouping.recall(item.event or item.id, known, item.seen_at)
        return grouping

    async def _read_again(self, part: Sequence[tuple[Item, bytes]]) -> list[Features]:
        vectors = [np.frombuffer(vector, dtype=np.float16).astype(np.float32) for _, vector in part]
        return await self._worker.run(features_known, [_told(item) for item, _ in part], vectors)


def _placed(grouping: Grouping, item: Item, read: Features) -> Placing:
    placed = grouping.place(item.id, read, item.seen_at)
    return Placing(item.id, placed.number, placed.joined, read.vector.astype(np.float16).tobytes())


def _told(item: Item) -> Told:
    return Told(item.title, item.text, item.language)
