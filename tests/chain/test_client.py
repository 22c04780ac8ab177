"""The client against a server that fails in every way of the table: each way has one outcome."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.analysis.chain import prices, tokens
from bot.analysis.chain.client import ModelClient, Patience
from bot.analysis.chain.failures import ModelError
from bot.analysis.chain.server import Access, Question, Server
from prompts.repair import Answer
from tests.chain.model import FakeModel, completion, error, model, raw

QUESTION = Question("repair", "rules", "Mend this.", 100)
GOOD = {"speakers": [], "points": [{"ref": "p1", "text": "It is safe."}]}
SECONDS = 0.5


@dataclass
class Books:
    """A ledger with a purse."""

    purse: int | None = None
    asked: int = 0
    reserved: list[int] = field(default_factory=list)
    settled: list[tuple[str, int, int, int]] = field(default_factory=list)

    async def reserve(self, payer: str, model: str, step: str, micros: int) -> int | None:
        self.asked += 1
        if self.purse is not None and micros > self.purse:
            return None
        self.reserved.append(micros)
        return len(self.reserved)

    async def settle(self, call: int, outcome: str, tokens_in: int, tokens_out: int, micros: int) -> None:
        self.settled.append((outcome, tokens_in, tokens_out, micros))


@dataclass
class Time:
    """A clock that stands still but for what is slept."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@asynccontextmanager
async def asking(*fakes: FakeModel, books: Books | None = None, time: Time | None = None) -> Any:
    clock = time or Time()
    servers = [Server(Access(f"model-{n}", "key", fake.url), SECONDS) for n, fake in enumerate(fakes, start=1)]
    patience = Patience(lambda: clock.now, clock.sleep, lambda: 0.5)
    client = ModelClient(servers, books or Books(), prices.load(), patience)
    try:
        yield client
    finally:
        await client.close()


async def test_an_answer_comes_typed_and_is_booked() -> None:
    books = Books()
    async with model(repair=GOOD) as fake, asking(fake, books=books) as client:
        reply = await client.ask(QUESTION, Answer, "chat")
    assert (reply.value.points[0].text, reply.model) == ("It is safe.", "model-1")
    sent = fake.asked[0]
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert (sent["temperature"], sent["max_completion_tokens"]) == (0, 100)
    unknown = prices.load().of("model-1")
    assert books.settled == [("answered", 100, 20, unknown.of(100, 20))]


def stalled() -> Callable[[], Any]:
    async def never() -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    return never


def html() -> web.Response:
    return web.Response(text="<html>Sign in</html>", content_type="text/html")


def no_choices() -> web.Response:
    return web.json_response({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": []})


TABLE: dict[str, tuple[Any, str, int]] = {
    "no JSON": (raw(lambda: completion("Sure! Here it is.")), "unreadable", 2),
    "a value off the schema": ({"speakers": [], "points": [{"ref": "p1"}]}, "unreadable", 2),
    "null": (raw(lambda: completion("null")), "unreadable", 2),
    "a refusal": (raw(lambda: completion(None, refusal="No.")), "declined", 1),
    "no content": (raw(lambda: completion("")), "empty", 2),
    "empty choices": (raw(no_choices), "empty", 2),
    "HTML with status 200": (raw(html), "unreadable", 2),
    "cut off": (raw(lambda: completion('{"speakers": [', finish="length")), "cut_off", 1),
    "filtered": (raw(lambda: completion("", finish="content_filter")), "filtered", 1),
    "no quota": (raw(lambda: error(429, "quota", "insufficient_quota")), "no_quota", 1),
    "asked too often": (raw(lambda: error(429, "slow down", Retry_After="3")), "rate_limited", 3),
    "a wait past all patience": (raw(lambda: error(429, "slow down", Retry_After="120")), "no_quota", 1),
    "a server's own error": (raw(lambda: error(503, "down")), "server_error", 3),
    "a bad key": (raw(lambda: error(401, "Incorrect API key")), "key_refused", 1),
    "no such model": (raw(lambda: error(404, "no such model")), "no_such_model", 1),
    "too long": (raw(lambda: error(400, "too long", "context_length_exceeded")), "too_long", 1),
    "another bad request": (raw(lambda: error(400, "you must not")), "bad_request", 1),
    "a stall": (stalled(), "slow", 2),
}


@pytest.mark.parametrize(("answer", "reason", "calls"), TABLE.values(), ids=TABLE)
async def test_each_failure_has_one_outcome(answer: Any, reason: str, calls: int) -> None:
    books = Books()
    async with model(repair=answer) as fake, asking(fake, books=books) as client:
        with pytest.raises(ModelError) as caught:
            await client.ask(QUESTION, Answer, "chat")
    assert (caught.value.reason, len(fake.asked)) == (reason, calls)
    assert len(books.settled) == calls


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    async with model(repair=GOOD) as fake:
        pass
    async with asking(fake) as client:
        with pytest.raises(ModelError, match="unreachable"):
            await client.ask(QUESTION, Answer, "chat")


async def test_a_second_try_waits_with_jitter_or_as_long_as_it_is_told() -> None:
    time = Time()
    answers = [raw(lambda: error(500, "oh")), raw(lambda: error(429, "slow down", Retry_After="3")), GOOD]
    async with model(repair=answers) as fake, asking(fake, time=time) as client:
        await client.ask(QUESTION, Answer, "chat")
    assert time.slept == [0.5, 3.0]


async def test_a_fence_or_prose_around_the_answer_is_forgiven() -> None:
    fenced = raw(lambda: completion('```json\n{"speakers": [], "points": []}\n```'))
    prose = raw(lambda: completion('Here: {"speakers": [], "points": []} I hope it helps.'))
    async with model(repair=[fenced, prose]) as fake, asking(fake) as client:
        for _ in range(2):
            assert (await client.ask(QUESTION, Answer, "chat")).value == Answer(speakers=[], points=[])
    assert len(fake.asked) == 2


async def test_a_server_without_strict_schemas_gets_the_schema_in_the_prompt() -> None:
    async with model(repair=GOOD) as fake, asking(fake) as client:
        fake.strict = False
        for _ in range(2):
            await client.ask(QUESTION, Answer, "chat")
    assert ["response_format" in body for body in fake.asked] == [False, False]
    assert fake.user(0).startswith("Mend this.\n\nAnswer with one JSON object")
    assert '"additionalProperties":false' in fake.user(0)


async def test_a_model_without_a_temperature_is_asked_without_one() -> None:
    async def picky() -> web.StreamResponse:
        return (
            error(400, "Unsupported value: 'temperature'")
            if "temperature" in fake.asked[-1]
            else completion('{"speakers": [], "points": []}')
        )

    async with model(repair=picky) as fake, asking(fake) as client:
        await client.ask(QUESTION, Answer, "chat")
    assert ["temperature" in body for body in fake.asked] == [True, False]


async def test_the_second_server_answers_where_the_first_cannot() -> None:
    async with (
        model(repair=raw(lambda: error(401, "no"))) as first,
        model(repair=GOOD) as second,
        asking(first, second) as client,
    ):
        assert (await client.ask(QUESTION, Answer, "chat")).model == "model-2"


async def test_a_server_that_keeps_failing_is_left_alone_for_a_minute() -> None:
    time = Time()
    async with model(repair=raw(lambda: error(401, "no"))) as fake, asking(fake, time=time) as client:
        for _ in range(5):
            with pytest.raises(ModelError, match="key_refused"):
                await client.ask(QUESTION, Answer, "chat")
        with pytest.raises(ModelError, match="paused"):
            await client.ask(QUESTION, Answer, "chat")
        assert len(fake.asked) == 5
        fake.answers["repair"] = [GOOD]
        time.now += 61
        await client.ask(QUESTION, Answer, "chat")
    assert len(fake.asked) == 6


async def test_failures_of_one_article_do_not_stop_the_others() -> None:
    async with model(repair=raw(lambda: completion(None, refusal="No."))) as fake, asking(fake) as client:
        for _ in range(8):
            with pytest.raises(ModelError, match="declined"):
                await client.ask(QUESTION, Answer, "chat")
    assert len(fake.asked) == 8


async def test_no_call_is_made_that_would_pass_the_budget() -> None:
    books = Books(purse=10)
    async with model(repair=GOOD) as fake, asking(fake, fake, books=books) as client:
        with pytest.raises(ModelError, match="over_budget"):
            await client.ask(QUESTION, Answer, "chat")
    assert (fake.asked, books.asked) == ([], 1)


async def test_what_a_model_read_is_paid_for_though_its_answer_was_lost() -> None:
    books = Books()
    async with model(repair=raw(lambda: completion("{", finish="length"))) as fake, asking(fake, books=books) as client:
        with pytest.raises(ModelError):
            await client.ask(QUESTION, Answer, "chat")
    outcome, tokens_in, tokens_out, micros = books.settled[0]
    assert (outcome, tokens_in > 0, tokens_out, micros > 0) == ("cut_off", True, 20, True)


ODD: dict[str, str] = {
    "no object": "5",
    "a list": "[]",
    "null": "null",
    "choices of another kind": '{"choices": "abc"}',
    "a choice that is null": '{"choices": [null]}',
    "a choice without a message": '{"choices": [{}]}',
    "content of another kind": '{"choices": [{"message": {"content": [1]}}]}',
    "usage of another kind": '{"choices": [{"message": {"content": "{}"}}], "usage": "x"}',
    "a count below zero": '{"choices": [{"message": {"content": "{}"}}], "usage": {"prompt_tokens": -5}}',
    "a count without end": '{"choices": [{"message": {"content": "{}"}}], "usage": {"prompt_tokens": 1e999}}',
    "half a body": '{"choices": [',
    "deep JSON": "[" * 100_000,
    "deep JSON behind prose": json.dumps({"choices": [{"message": {"content": "x" + '{"a":' * 50_000}}]}),
    "a number of many digits": '{"choices": [], "n": ' + "9" * 10_000 + "}",
    "too much": '{"choices": [], "n": "' + "x" * 3_000_000 + '"}',
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
async def test_an_answer_of_another_form_is_a_failure_like_any_other(body: str) -> None:
    books = Books()
    odd = raw(lambda: web.Response(text=body, content_type="application/json"))
    async with model(repair=odd) as fake, asking(fake, books=books) as client:
        with pytest.raises(ModelError) as caught:
            await client.ask(QUESTION, Answer, "chat")
    assert caught.value.reason in ("unreadable", "empty")
    assert all(micros >= 0 for *_, micros in books.settled)


async def test_a_server_that_sends_us_elsewhere_is_not_followed() -> None:
    async with model(repair=GOOD) as other:
        elsewhere = raw(lambda: web.Response(status=307, headers={"Location": f"{other.url}/chat/completions"}))
        async with model(repair=elsewhere) as fake, asking(fake) as client:
            with pytest.raises(ModelError, match="bad_request"):
                await client.ask(QUESTION, Answer, "chat")
    assert (len(fake.asked), other.asked) == (1, [])


def test_first_counts_at_once_load_the_encoding_once() -> None:
    tokens._encoding.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(tokens.count, ["Ada Quill said it."] * 8)) == {tokens.count("Ada Quill said it.")}
    assert tokens._encoding.cache_info().misses == 1
