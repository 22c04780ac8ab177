"""What sites ask of programs that come by themselves (RFC 9309): read before an article is fetched that no reader asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urljoin

from protego import Protego

from bot.errors import AttribotError, FetchError
from bot.intake.fetch import AGENT, Page

KEPT = timedelta(hours=24)
_MOST = 500_000
"""Bytes of a file that are read; RFC 9309 asks for no less."""
_SITES = 5_000


class Fetches(Protocol):
    """Brings a page."""

    async def fetch(self, link: str) -> Page:
        """Follow the link. Raises AttribotError."""


class Robots:
    """The rules of each site, remembered for a day."""

    def __init__(self, fetcher: Fetches, clock: Callable[[], datetime]) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rules: dict[str, tuple[Protego | None, datetime]] = {}

    async def allow(self, link: str) -> bool:
        """Whether the page may be fetched without a reader's asking. A site whose rules cannot be had is left alone."""
        file = urljoin(link, "/robots.txt")
        known = self._rules.get(file)
        if known is None or self._clock() - known[1] > KEPT:
            if len(self._rules) >= _SITES:
                self._rules.clear()
            known = self._rules[file] = (await self._read(file), self._clock())
        return known[0] is not None and bool(known[0].can_fetch(link, AGENT))

    async def _read(self, file: str) -> Protego | None:
        try:
            page = await self._fetcher.fetch(file)
        except FetchError as error:
            if error.code in {"not_found", "refused"}:
                return Protego.parse("")
            return None
        except AttribotError:
            return Protego.parse("")
        return Protego.parse(page.body[:_MOST].decode("utf-8", "replace"))
