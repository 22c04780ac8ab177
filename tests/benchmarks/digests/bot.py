"""The bot under a clock that the measurement moves: ``python -m tests.benchmarks.digests.bot CLOCK``.

CLOCK is a file of eight bytes: seconds since 1970 as a double. Everything else is as ``attribot run`` starts it.
"""

from __future__ import annotations

import asyncio
import mmap
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot import assembly, logs, settings
from bot.newsroom import Newsroom
from bot.solo import alone
from bot.telegram import app

LOOK = 0.01
"""Seconds between two looks at the clock."""


class FileClock:
    """The time as a file holds it, shared by processes."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 8)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", self._memory[:8])[0], UTC)

    def set(self, now: datetime) -> None:
        """Move the time."""
        self._memory[:8] = struct.pack("d", now.timestamp())


async def ticking(newsroom: Newsroom, clock: FileClock) -> None:
    """Let the newsroom look again whenever the time was moved; it waits for real seconds otherwise."""
    before = clock()
    while True:
        await asyncio.sleep(LOOK)
        if (now := clock()) != before:
            before = now
            newsroom.changed()


async def main(path: Path) -> None:
    """Serve until told to stop."""
    clock, chosen, stop = FileClock(path), settings.load(), app.stop_on_signals()
    logs.configure(chosen.log_format)
    with alone(chosen.database_path):
        async with assembly.office(chosen, clock=clock) as office:
            looking = asyncio.create_task(ticking(office.newsroom, clock))
            try:
                await app.serve_office(chosen, office, stop, clock)
            finally:
                looking.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
