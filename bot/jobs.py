"""Runs stored jobs: in order within a lane, side by side across lanes, each until it is done, put back or given up."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from bot.errors import StoreError
from bot.metrics import Metrics
from bot.stored import WAIT, insistently
from storage import jobs
from storage.database import Database
from storage.jobs import Job

Handler = Callable[[Job], Awaitable[None]]
MOST_FAILURES = 3
"""How often a job may fail by itself before it is given up."""
MOST_ALONE = 10
"""How often it may be alone under way when the process dies: processes are also killed for other reasons."""
LONGEST_WAIT = timedelta(hours=24)
"""How long a job is begun again that cannot be done through no fault of its own."""
LONGEST = 420.0
"""Seconds that one job may take."""
_IDLE = 30.0
log = logging.getLogger(__name__)


class LaterError(Exception):
    """The job cannot be done now, through no fault of its own; it is to be taken up again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Runner:
    """Claims jobs of some kinds and runs up to ``most`` of them at once.

    A job that was under way at several crashes need not be their cause. It is run alone after a start, and only given
    up when the process has died often enough with nothing else under way.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of its own
        self,
        database: Database,
        kinds: Collection[str],
        handler: Handler,
        give_up: Handler,
        metrics: Metrics,
        clock: Callable[[], datetime],
        most: int,
    ) -> None:
        self._database = database
        self._kinds = tuple(kinds)
        self._handler = handler
        self._give_up = give_up
        self._metrics = metrics
        self._clock = clock
        self._most = most
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Run jobs until cancelled; what is under way then is put back."""
        try:
            await self._suspects()
            while True:
                self._woken.clear()
                for job in await self._claimed():
                    self._start(job)
                await self._pause()
        finally:
            tasks = list(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _suspects(self) -> None:
        while found := await insistently(self._database, jobs.claim_suspect, self._kinds, self._clock()):
            await self._do(found)

    async def _claimed(self) -> list[Job]:
        free = self._most - len(self._tasks)
        return await insistently(self._database, jobs.claim, self._kinds, free, self._clock()) if free > 0 else []

    def _start(self, job: Job) -> None:
        task = asyncio.create_task(self._do(job))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._woken.set()

    async def _pause(self) -> None:
        """Wait for news, or for the next job that is due."""
        due = await insistently(self._database, jobs.next_due, self._kinds, self._clock())
        wait = _IDLE if due is None else max(0.0, (due - self._clock()).total_seconds())
        try:
            async with asyncio.timeout(min(wait, _IDLE)):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _do(self, job: Job) -> None:
        self._metrics.began()
        outcome = "put back"
        try:
            outcome = await self._outcome(job)
        except asyncio.CancelledError:
            await asyncio.shield(self._back(job, 0, failed=False))
            raise
        finally:
            self._metrics.ended(job.kind, outcome, (self._clock() - job.created_at).total_seconds())

    async def _outcome(self, job: Job) -> str:
        if job.failures >= MOST_FAILURES or job.attempts > jobs.SUSPECT + MOST_ALONE:
            return await self._failed(job)
        try:
            async with asyncio.timeout(LONGEST):
                await self._handler(job)
        except LaterError as error:
            if self._clock() - job.created_at > LONGEST_WAIT:
                return await self._failed(job)
            return await self._back(job, error.seconds, failed=False)
        except (StoreError, sqlite3.OperationalError):
            log.exception("the store failed in job %s", job.id)
            return await self._back(job, WAIT, failed=False)
        # A handler's defect of any kind must cost its own job alone: it is logged, tried again, then told to the reader.
        except Exception:
            log.exception("job %s (%s) failed, for the %s. time", job.id, job.kind, job.failures + 1)
            if job.failures + 1 >= MOST_FAILURES:
                return await self._failed(job)
            return await self._back(job, 2.0 ** (job.failures + 1), failed=True)
        await insistently(self._database, jobs.finish, job.id, "done", self._clock())
        return "done"

    async def _failed(self, job: Job) -> str:
        try:
            await self._give_up(job)
        except LaterError as error:
            return await self._back(job, error.seconds, failed=True)
        # Where even the apology breaks, the lane has to go on all the same; the log says so.
        except Exception:
            log.exception("no apology for job %s", job.id)
        await insistently(self._database, jobs.finish, job.id, "failed", self._clock())
        return "failed"

    async def _back(self, job: Job, seconds: float, *, failed: bool) -> str:
        due = self._clock() + timedelta(seconds=seconds)
        await insistently(self._database, jobs.give_back, job.id, due, failed=failed)
        return "put back"
