"""What can go wrong between us and a language model, and what each failure means for the next step."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "slow",
    "unreachable",
    "server_error",
    "rate_limited",
    "no_quota",
    "key_refused",
    "no_such_model",
    "too_long",
    "bad_request",
    "declined",
    "filtered",
    "cut_off",
    "unreadable",
    "empty",
    "paused",
    "over_budget",
]
AGAIN: frozenset[Reason] = frozenset(
    ("slow", "unreachable", "server_error", "rate_limited", "cut_off", "unreadable", "empty")
)
"""Failures after which the same call may well succeed."""
OUTAGES: frozenset[Reason] = frozenset(
    ("slow", "unreachable", "server_error", "rate_limited", "no_quota", "key_refused", "no_such_model")
)
"""Failures of the server and not of one article: several in a row, and the server is left alone for a while."""
FREE: frozenset[Reason] = frozenset(
    (
        "unreachable",
        "server_error",
        "rate_limited",
        "no_quota",
        "key_refused",
        "no_such_model",
        "too_long",
        "bad_request",
    )
)
"""Failures before a model has read anything; what it has read is paid for, also where the answer was lost."""


class ModelError(Exception):
    """A call to a language model brought nothing that can be used; ``wait`` is how long the server asks for (seconds)."""

    def __init__(self, reason: Reason, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.wait = wait
