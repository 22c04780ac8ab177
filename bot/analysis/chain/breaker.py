"""A circuit breaker: a server that keeps failing is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable

_FAILURES = 5
_PAUSE = 60.0
"""Seconds without a call after so many failures in a row; one failure more, and it begins anew."""


class Breaker:
    """Counts failures in a row; ``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether no call should be made now."""
        return self._clock() < self._until

    def failed(self, pause: float = 0.0) -> None:
        """Note a failure; ``pause`` is how long the server asked to be left alone."""
        self._failures += 1
        if self._failures >= _FAILURES:
            self._until = max(self._until, self._clock() + max(_PAUSE, pause))

    def worked(self) -> None:
        """Note a success: the count begins anew."""
        self._failures = 0
