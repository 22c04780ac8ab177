"""A stand-in for an OpenAI-compatible server over real HTTP: it answers as told, and keeps what it was asked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Raw = Callable[[], Awaitable[web.StreamResponse]]
Answer = dict[str, Any] | Raw
NO_STATEMENTS: dict[str, Any] = {
    "statements": [],
    "fact_sentence_nos": [],
    "loaded_words": [],
    "accused_not_quoted": [],
    "genre": "report",
    "incomplete": False,
}


@dataclass
class FakeModel:
    """``answers`` holds, for each step, what is said in turn; the last one is said for ever."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    strict: bool = True

    def steps(self) -> list[str]:
        """The steps that were asked for, in order."""
        return [step_of(body) for body in self.asked]

    def user(self, number: int) -> str:
        """What a request carried as the user's message."""
        return str(self.asked[number]["messages"][1]["content"])

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        body = await request.json()
        if "response_format" in body and not self.strict:
            return error(400, "response_format is not supported here")
        self.asked.append(body)
        planned = self.answers[step_of(body)]
        said = planned.pop(0) if len(planned) > 1 else planned[0]
        return completion(json.dumps(said)) if isinstance(said, dict) else await said()


def step_of(body: dict[str, Any]) -> str:
    """The step of a call: the name of its schema, or what the schema in its prompt asks for."""
    if "response_format" in body:
        return str(body["response_format"]["json_schema"]["name"])
    text = body["messages"][1]["content"]
    return next(
        s
        for s, word in (("statements", '"genre"'), ("summary", '"headline"'), ("repair", '"speakers"'))
        if word in text
    )


def completion(content: str | None, finish: str = "stop", refusal: str | None = None) -> web.Response:
    """A chat completion as OpenAI's servers send it."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choices = [{"index": 0, "finish_reason": finish, "message": message}]
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return web.json_response(
        {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices, "usage": usage}
    )


def error(status: int, message: str, code: str | None = None, **headers: str) -> web.Response:
    """An error as OpenAI's servers send it."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return web.json_response(body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def raw(response: Callable[[], web.StreamResponse]) -> Raw:
    """An answer that is made anew each time."""

    async def made() -> web.StreamResponse:
        return response()

    return made


@asynccontextmanager
async def model(**answers: Answer | list[Answer]) -> AsyncIterator[FakeModel]:
    """Serve a stand-in on loopback; ``answers`` by step, one or several in turn."""
    fake = FakeModel(answers={step: said if isinstance(said, list) else [said] for step, said in answers.items()})
    app = web.Application()
    app.router.add_post("/v1/chat/completions", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    fake.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/v1"  # type: ignore[attr-defined]
    try:
        yield fake
    finally:
        await runner.cleanup()
