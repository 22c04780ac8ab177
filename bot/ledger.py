"""What the prompt chain keeps, filled from the stores: what calls cost, and what steps answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.analysis.chain.asking import Kept
from bot.analysis.chain.server import Question
from bot.stored import stored
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
        return await stored(self._database, spend.reserve, call, self._budget, self._clock())

    async def settle(self, call: int, outcome: str, tokens_in: int, tokens_out: int, micros: int) -> None:
        """Book what the call took in the end."""
        await stored(self._database, spend.settle, call, outcome, tokens_in, tokens_out, micros)


class StoredSteps:
    """Keeps the answers of steps."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def answer(self, question: Question, asked: str, prompts: str) -> tuple[str, str] | None:
        """The stored answer to this very question put to the model ``asked``, as JSON, and the model that gave it."""
        return await stored(self._database, steps.find, _key(question, asked, prompts))

    async def keep(self, question: Question, asked: str, prompts: str, kept: Kept) -> None:
        """Store an answer."""
        key = _key(question, asked, prompts)
        await stored(self._database, steps.save, key, kept.privacy, kept.answer, kept.model, self._clock())


def _key(question: Question, model: str, prompts: str) -> str:
    return steps.key(question.step, prompts, model, question.system, question.user)
