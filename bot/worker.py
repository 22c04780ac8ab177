"""The worker process: extraction, parsing and receipts run there, under a time limit, and it is replaced when it dies."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.errors import WorkerError

P = ParamSpec("P")
T = TypeVar("T")
MAX_SECONDS = 120.0


class Worker:
    """A pool of processes that starts with its first task."""

    def __init__(self, processes: int, seconds: float = MAX_SECONDS) -> None:
        self._pool = ProcessPool(max_workers=processes, context=multiprocessing.get_context("spawn"))
        self._seconds = seconds

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a module's function in a worker process. Raises what it raises, or WorkerError."""
        future = self._pool.schedule(function, args=args, kwargs=kwargs, timeout=self._seconds)
        try:
            result: T = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise WorkerError("worker_slow") from error
        except ProcessExpired as error:
            raise WorkerError("worker_died") from error
        return result

    def close(self) -> None:
        """Stop the processes; what they were doing is lost."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # the library leaves this one call without types
        self._pool.join()
