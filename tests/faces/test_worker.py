"""The worker process: errors cross over, a dead or slow one is replaced."""

import os
import signal
import time

import pytest

from bot.errors import UnreadableError, WorkerError
from bot.intake.reader import Material, read
from bot.worker import Worker


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dawdle() -> None:
    time.sleep(60)


async def test_a_worker_is_replaced_after_it_died_or_took_too_long() -> None:
    worker = Worker(1, seconds=5.0)
    try:
        with pytest.raises(WorkerError) as died:
            await worker.run(die)
        assert died.value.code == "worker_died"
        assert await worker.run(os.getpid) != os.getpid()
        with pytest.raises(UnreadableError) as caught:
            await worker.run(read, Material(b"", "text", "test"))
        assert caught.value.code == "empty"
    finally:
        worker.close()
    slow = Worker(1, seconds=1.0)
    try:
        with pytest.raises(WorkerError) as late:
            await slow.run(dawdle)
        assert late.value.code == "worker_slow"
    finally:
        slow.close()
