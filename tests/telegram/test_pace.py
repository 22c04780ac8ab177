"""Telegram's limits are kept before they bite."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from bot.telegram.delivery.pace import LATE_FLIGHTS, Limits, Pace


class Time:
    """A clock that moves on when everybody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((self.now + seconds, future))
        await future

    async def run(self, calls: list[Awaitable[None]]) -> None:
        tasks = [asyncio.ensure_future(call) for call in calls]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting:
                moment, future = min(self._waiting, key=lambda w: w[0])
                self._waiting.remove((moment, future))
                self.now = max(self.now, moment)
                future.set_result(None)
        await asyncio.gather(*tasks)


def calling(pace: Pace, time: Time, seen: list[tuple[int, float]]) -> Callable[..., Awaitable[None]]:
    async def call(chat: int, *, edit: bool = False) -> None:
        async with pace.turn(chat, edit=edit):
            seen.append((chat, time()))

    return call


def most_in(moments: list[float], seconds: float) -> int:
    return max(sum(start <= m < start + seconds for m in moments) for start in moments)


async def test_no_more_than_thirty_a_second_in_all() -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    await time.run([call(chat) for chat in range(200)])
    assert most_in([t for _, t in seen], 1.0) <= 30
    assert seen[-1][1] - seen[0][1] < 9
    assert [chat for chat, _ in seen] == list(range(200))


async def test_one_a_second_in_a_chat_after_a_burst_and_edits_apart() -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    await time.run([call(5) for _ in range(10)])
    moments = [t for _, t in seen]
    assert moments[3] == moments[0]
    assert all(b - a >= 1 for a, b in pairwise(moments[4:]))
    before = time()
    await time.run([call(5, edit=True) for _ in range(4)])
    assert time() == before


async def test_twenty_a_minute_in_a_group_sends_and_edits_together() -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    await time.run([call(-5, edit=bool(n % 2)) for n in range(50)])
    assert most_in([t for _, t in seen], 60.0) <= 20


async def test_a_chat_that_was_asked_to_wait_holds_up_no_other() -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    pace.pause(5, 30)
    await time.run([call(5), call(6)])
    assert seen[0] == (6, 100.0)
    assert seen[1][1] >= 130


@pytest.mark.parametrize(("calls", "waits"), [(25, True), (5, False)])
async def test_near_the_limit_of_all_a_request_to_wait_is_taken_for_one_to_all(calls: int, waits: bool) -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    await time.run([call(chat) for chat in range(calls)])
    pace.pause(0, 3)
    await time.run([call(99)])
    assert (seen[-1][1] >= 103) is waits


async def test_progress_is_shown_only_where_it_costs_the_answer_nothing() -> None:
    time, seen = Time(), []
    pace = Pace(Limits(), time, time.sleep)
    call = calling(pace, time, seen)
    assert pace.ready(5)
    await time.run([call(5, edit=True) for _ in range(3)])
    assert not pace.ready(5)
    time.now += 10
    assert pace.ready(5)
    pace.pause(5, 5)
    assert not pace.ready(5)


async def test_few_digests_are_on_their_way_and_still_use_the_limit_while_answers_go_before_them() -> None:
    time, sent, waited, flying = Time(), list[float](), list[float](), list[int]()
    pace = Pace(Limits(), time, time.sleep)
    under_way = 0

    async def digest(chat: int) -> None:
        nonlocal under_way
        async with pace.turn(chat, late=True):
            under_way += 1
            flying.append(under_way)
            sent.append(time())
            await time.sleep(0.15)
            under_way -= 1

    async def answer(chat: int, after: float) -> None:
        await time.sleep(after)
        asked = time()
        async with pace.turn(chat):
            waited.append(time() - asked)

    await time.run([*(digest(chat) for chat in range(1, 201)), *(answer(1000 + n, n * 0.7) for n in range(8))])
    assert max(flying) == LATE_FLIGHTS
    assert len(sent) / (sent[-1] - sent[0]) > 24
    assert max(waited) < 0.5
