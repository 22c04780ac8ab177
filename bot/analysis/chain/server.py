"""One OpenAI-compatible server: a call either brings text and a count of tokens, or a named failure."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field, ValidationError

from bot.analysis.chain.failures import ModelError, Reason
from bot.analysis.chain.parsing import schema
from prompts.wire import Wire

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

_LONGEST_WAIT = 20.0
"""Seconds that a server may ask us to wait; when it asks for more, the call has failed."""
_BY_STATUS: dict[int, Reason] = {400: "bad_request", 401: "key_refused", 403: "key_refused", 404: "no_such_model"}
_LARGEST, _PIECE = 2_000_000, 65_536
"""Bytes of an answer that are read, unpacked, and how many at a time."""
_ENDED: dict[str, Reason] = {"length": "cut_off", "content_filter": "filtered"}
_IN_PROMPT = "\n\nAnswer with one JSON object and nothing else. It has to fit this JSON schema:\n"


@dataclass(frozen=True, slots=True)
class Access:
    """Where a model is served, and how it is asked for."""

    model: str
    api_key: str
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: the rules, the material with its task, and how many tokens the answer may take."""

    step: str
    system: str
    user: str
    room: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a server wrote, and the tokens that it counted; None where it counted none."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = Field(default=None, ge=0, le=10**8)
    completion_tokens: int | None = Field(default=None, ge=0, le=10**8)


class _Completion(BaseModel):
    """What is read of a chat completion; a count that is none makes the answer unreadable and not the account wrong."""

    choices: list[_Choice]
    usage: _Usage | None = None


class Server:
    """A server, and what was learnt of it: whether it takes strict schemas and a temperature."""

    def __init__(self, access: Access, seconds: float) -> None:
        self.model = access.model
        self._access = access
        self._seconds = seconds
        self._client: AsyncOpenAI | None = None
        self._strict = True
        self._temperature = True

    async def ask(self, question: Question, answer: type[Wire]) -> Said:
        """One call. Raises ModelError."""
        import openai

        try:
            async with asyncio.timeout(self._seconds):
                return said(await self._sent(question, answer))
        except (TimeoutError, openai.APITimeoutError) as error:
            raise ModelError("slow") from error
        except openai.APIStatusError as error:
            if self._learnt(error):
                return await self.ask(question, answer)
            raise _refusal(error) from error
        except openai.APIConnectionError as error:
            raise ModelError("unreachable") from error
        except openai.OpenAIError as error:
            raise ModelError("unreadable") from error

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    async def _sent(self, question: Question, answer: type[Wire]) -> bytes:
        """The body of the server's answer, at most ``_LARGEST`` bytes of it."""
        form = schema(answer, lengths=self._access.base_url is not None)
        told = question.user if self._strict else f"{question.user}{_IN_PROMPT}{_compact(form)}"
        options: dict[str, Any] = {"temperature": 0} if self._temperature else {}
        if self._strict:
            wanted = {"name": question.step, "schema": form, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": wanted}
        body = bytearray()
        async with self._connected().chat.completions.with_streaming_response.create(
            model=self.model,
            messages=[{"role": "system", "content": question.system}, {"role": "user", "content": told}],
            max_completion_tokens=question.room,
            **options,
        ) as response:
            if response.status_code >= 300:
                raise ModelError("bad_request")
            async for piece in response.iter_bytes(_PIECE):
                body += piece
                if len(body) > _LARGEST:
                    raise ModelError("unreadable")
        return bytes(body)

    def _connected(self) -> AsyncOpenAI:
        if self._client is None:
            from openai import AsyncOpenAI, DefaultAsyncHttpxClient

            self._client = AsyncOpenAI(
                api_key=self._access.api_key,
                base_url=self._access.base_url,
                timeout=self._seconds,
                max_retries=0,
                http_client=DefaultAsyncHttpxClient(follow_redirects=False),
            )
        return self._client

    def _learnt(self, error: APIStatusError) -> bool:
        """Whether the server refused the form of the call and will be asked in a plainer one from now on."""
        words = error.message.casefold()
        if error.status_code not in (400, 422, 501):
            return False
        if self._temperature and "temperature" in words:
            self._temperature = False
            return True
        if self._strict and any(w in words for w in ("response_format", "json_schema", "schema", "grammar")):
            self._strict = False
            return True
        return False


def _compact(form: dict[str, Any]) -> str:
    import json

    return json.dumps(form, separators=(",", ":"))


def said(body: bytes) -> Said:
    """The text of a finished answer. Raises ModelError for one that is cut off, refused, filtered, empty or no answer."""
    try:
        made = _Completion.model_validate_json(body)
    except ValidationError as error:
        raise ModelError("unreadable") from error
    used = made.usage or _Usage()
    if not made.choices:
        raise ModelError("empty")
    choice = made.choices[0]
    text = choice.message.content or ""
    reason = _ENDED.get(choice.finish_reason or "")
    if reason is None and choice.message.refusal:
        reason = "declined"
    if reason is None and not text.strip():
        reason = "empty"
    if reason is not None:
        raise ModelError(reason, tokens_out=used.completion_tokens)
    return Said(text, used.prompt_tokens, used.completion_tokens)


def _refusal(error: APIStatusError) -> ModelError:
    if error.status_code == 429:
        if error.code == "insufficient_quota":
            return ModelError("no_quota")
        wait = _seconds(error.response.headers.get("retry-after", ""))
        return ModelError("rate_limited", wait) if wait <= _LONGEST_WAIT else ModelError("no_quota", wait)
    if error.code == "context_length_exceeded":
        return ModelError("too_long")
    if error.status_code >= 500:
        return ModelError("server_error")
    return ModelError(_BY_STATUS.get(error.status_code, "bad_request"))


def _seconds(header: str) -> float:
    try:
        return max(0.0, float(header))
    except ValueError:
        return 0.0
