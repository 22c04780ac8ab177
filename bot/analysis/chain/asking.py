"""Puts the questions of one order to the model: stored answers first, each question once, however many wait for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.analysis.chain.client import ModelClient
from bot.analysis.chain.server import Question
from bot.analysis.engines import Order, Runs
from prompts.template import Prompts
from prompts.wire import Wire

W = TypeVar("W", bound=Wire)
Flights = dict[Question, "asyncio.Task[tuple[str, str]]"]
"""Questions that are being asked: their answers as JSON, with the model that gives them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is stored: whose text it is about, the model that gave it, and the answer as JSON."""

    privacy: str
    model: str
    answer: str


class Steps(Protocol):
    """Keeps the answers of steps."""

    async def answer(self, question: Question, asked: str, prompts: str) -> tuple[str, str] | None:
        """The stored answer to this very question put to the model ``asked``, as JSON, and the model that gave it."""

    async def keep(self, question: Question, asked: str, prompts: str, kept: Kept) -> None:
        """Store an answer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the chain works with; ``seconds`` is how long a whole brief may take before the embedded one is shown."""

    client: ModelClient
    prompts: Prompts
    secret: bytes
    worker: Runs
    steps: Steps
    seconds: float


class Asker:
    """Asks for one order; ``owner`` is whose the answers are, and ``model`` the one that gave the last."""

    def __init__(self, parts: Parts, flights: Flights, order: Order, owner: str) -> None:
        self._parts = parts
        self._flights = flights
        self._order = order
        self._owner = owner
        self.model = parts.client.model

    async def ask(self, question: Question, answer: type[W]) -> W:
        """The stored answer to a question, or the model's. Raises ModelError."""
        known = None if self._order.fresh else await self._stored(question)
        if known is None:
            flight = self._flights.get(question)
            if flight is None:
                flight = self._flights[question] = asyncio.create_task(self._asked(question, answer))
                flight.add_done_callback(lambda _: self._flights.pop(question, None))
            known = await asyncio.shield(flight)
        self.model = known[1]
        return answer.model_validate_json(known[0])

    async def _stored(self, question: Question) -> tuple[str, str] | None:
        parts = self._parts
        return await parts.steps.answer(question, parts.client.model, parts.prompts.digest)

    async def _asked(self, question: Question, answer: type[Wire]) -> tuple[str, str]:
        parts = self._parts
        reply = await parts.client.ask(question, answer, self._order.payer)
        kept = Kept(self._owner, reply.model, reply.value.model_dump_json())
        await parts.steps.keep(question, parts.client.model, parts.prompts.digest, kept)
        return kept.answer, kept.model
