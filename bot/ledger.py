"""What the prompt chain keeps, filled from the stores: what calls cost, and what steps answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.analysis.chain.server import Question
from storage import spend, steps
from storage.database import Database
from storage.spend import Budget, Call


class StoredLedger:
    """Books calls against the budgets of a day."""

    def __init__(self, database: Database, budget: Budget, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._budget = budget
        self._clock = clock

    async def reserve(self, payer: str, model: str, step: str, micros: int) -> int | None:
        """Set money aside for a call; None where it would pass a budget."""
        call = Call(payer, model, step, micros)
        return await self._database.run(spend.reserve, call, self._budget, self._clock())

    async def settle(self, call: int, outcome: str, tokens_in: int, tokens_out: int, micros: int) -> None:
        """Book what the call took in the end."""
        await self._database.run(spend.settle, call, outcome, tokens_in, tokens_out, micros)


class StoredSteps:
    """Keeps the answers of steps."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def answer(self, question: Question, model: str, prompts: str) -> str | None:
        """The stored answer to this very question, as JSON."""
        found = await self._database.run(steps.find, _key(question, model, prompts))
        return found[0] if found is not None else None

    async def keep(self, question: Question, model: str, prompts: str, privacy: str, answer: str) -> None:
        """Store an answer."""
        key = _key(question, model, prompts)
        await self._database.run(steps.save, key, privacy, answer, model, self._clock())


def _key(question: Question, model: str, prompts: str) -> str:
    return steps.key(question.step, prompts, model, question.system, question.user)
