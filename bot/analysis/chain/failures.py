"""What can go wrong between us and a language model, and what each failure means for the next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

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


class Fate(NamedTuple):
    """What follows from a failure.

    ``tries``: how often the same call is made before it has failed. ``outage``: the server failed and not one article;
    several in a row, and it is left alone for a while. ``paid``: a model has read what was sent, so it is paid for though
    the answer was lost.
    """

    tries: int
    outage: bool
    paid: bool


FATES: Mapping[Reason, Fate] = {
    "slow": Fate(tries=2, outage=True, paid=True),
    "unreachable": Fate(tries=3, outage=True, paid=False),
    "server_error": Fate(tries=3, outage=True, paid=False),
    "rate_limited": Fate(tries=3, outage=True, paid=False),
    "no_quota": Fate(tries=1, outage=True, paid=False),
    "key_refused": Fate(tries=1, outage=True, paid=False),
    "no_such_model": Fate(tries=1, outage=True, paid=False),
    "too_long": Fate(tries=1, outage=False, paid=False),
    "bad_request": Fate(tries=1, outage=False, paid=False),
    "declined": Fate(tries=1, outage=False, paid=True),
    "filtered": Fate(tries=1, outage=False, paid=True),
    "cut_off": Fate(tries=1, outage=False, paid=True),
    "unreadable": Fate(tries=2, outage=False, paid=True),
    "empty": Fate(tries=2, outage=False, paid=True),
    "paused": Fate(tries=1, outage=False, paid=False),
    "over_budget": Fate(tries=1, outage=False, paid=False),
}


class ModelError(Exception):
    """A call to a language model brought nothing that can be used.

    ``wait`` is how long the server asks for (seconds), ``tokens_out`` what it says it wrote all the same.
    """

    def __init__(self, reason: Reason, wait: float = 0.0, tokens_out: int | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.wait = wait
        self.tokens_out = tokens_out

    @property
    def fate(self) -> Fate:
        """What follows from it."""
        return FATES[self.reason]
