"""Asks a language model: servers in turn, bounded retries with jitter, a breaker for each, every call booked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.analysis.chain import tokens
from bot.analysis.chain.breaker import Breaker
from bot.analysis.chain.failures import ModelError, Reason
from bot.analysis.chain.parsing import parsed
from bot.analysis.chain.prices import Prices
from bot.analysis.chain.server import Question, Said, Server
from prompts.wire import Wire

W = TypeVar("W", bound=Wire)
_FIRST_WAIT = 0.5
_OVERHEAD = 12
"""Tokens that a server adds to two messages."""


class Ledger(Protocol):
    """Books what calls cost."""

    async def reserve(self, payer: str, model: str, step: str, micros: int) -> int | None:
        """Set money aside for a call; None where it would pass a budget."""

    async def settle(self, call: int, outcome: str, tokens_in: int, tokens_out: int, micros: int) -> None:
        """Book what the call took in the end."""


@dataclass(frozen=True, slots=True)
class Reply(Generic[W]):
    """An answer that fits its form, and the model that gave it."""

    value: W
    model: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How time passes: a clock in seconds that only grows, a sleep, and a random number between 0 and 1."""

    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    jitter: Callable[[], float]


class ModelClient:
    """Asks the first server, then the second; what neither can do is a ModelError."""

    def __init__(self, servers: Sequence[Server], ledger: Ledger, prices: Prices, patience: Patience) -> None:
        self._servers = [(server, Breaker(patience.clock)) for server in servers]
        self._ledger = ledger
        self._prices = prices
        self._patience = patience

    @property
    def model(self) -> str:
        """The model that is asked first."""
        return self._servers[0][0].model

    async def ask(self, question: Question, answer: type[W], payer: str) -> Reply[W]:
        """The answer to a question. Raises ModelError with the reason of the last server."""
        failure: ModelError | None = None
        for server, breaker in self._servers:
            if breaker.open:
                failure = failure or ModelError("paused")
                continue
            try:
                value = await self._patiently(server, breaker, question, answer, payer)
            except ModelError as error:
                if error.reason == "over_budget":
                    raise
                failure = error
            else:
                breaker.worked()
                return Reply(value, server.model)
        raise failure or ModelError("paused")

    async def close(self) -> None:
        """Close all connections."""
        for server, _ in self._servers:
            await server.close()

    async def _patiently(self, server: Server, breaker: Breaker, question: Question, answer: type[W], payer: str) -> W:
        attempt = 0
        while True:
            attempt += 1
            try:
                said = await self._booked(server, question, answer, payer)
                return parsed(said.text, answer)
            except ModelError as error:
                if error.fate.outage:
                    breaker.failed(error.wait)
                if attempt >= error.fate.tries or breaker.open:
                    raise
                wait = max(error.wait, _FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + self._patience.jitter()))
            await self._patience.sleep(wait)

    async def _booked(self, server: Server, question: Question, answer: type[Wire], payer: str) -> Said:
        price = self._prices.of(server.model)
        sent = tokens.count(question.system) + tokens.count(question.user) + _OVERHEAD
        call = await self._ledger.reserve(payer, server.model, question.step, price.of(sent, question.room))
        if call is None:
            raise ModelError("over_budget")
        outcome: Reason | str = "interrupted"
        took = (sent, 0)
        try:
            said = await server.ask(question, answer)
            took = (_counted(said.tokens_in, sent), _counted(said.tokens_out, tokens.count(said.text)))
            outcome = "answered"
        except ModelError as error:
            outcome = error.reason
            took = (sent, _counted(error.tokens_out, question.room)) if error.fate.paid else (0, 0)
            raise
        finally:
            await asyncio.shield(self._ledger.settle(call, outcome, *took, price.of(*took)))
        return said


def _counted(theirs: int | None, ours: int) -> int:
    """What the server counted, else our own count."""
    return ours if theirs is None else theirs
