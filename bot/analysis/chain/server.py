"""One OpenAI-compatible server: a call either brings text and a count of tokens, or a named failure."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.analysis.chain.failures import ModelError, Reason
from bot.analysis.chain.parsing import schema
from prompts.wire import Wire

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI
    from openai.types.chat import ChatCompletion

_LONGEST_WAIT = 20.0
"""Seconds that a server may ask us to wait; when it asks for more, the call has failed."""
_BY_STATUS: dict[int, Reason] = {400: "bad_request", 401: "key_refused", 403: "key_refused", 404: "no_such_model"}
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
                return _said(await self._create(question, answer))
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

    async def _create(self, question: Question, answer: type[Wire]) -> ChatCompletion:
        form = schema(answer, lengths=self._access.base_url is not None)
        told = question.user if self._strict else f"{question.user}{_IN_PROMPT}{_compact(form)}"
        options: dict[str, Any] = {"temperature": 0} if self._temperature else {}
        if self._strict:
            wanted = {"name": question.step, "schema": form, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": wanted}
        made: ChatCompletion = await self._connected().chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": question.system}, {"role": "user", "content": told}],
            max_completion_tokens=question.room,
            **options,
        )
        return made

    def _connected(self) -> AsyncOpenAI:
        if self._client is None:
            from openai import AsyncOpenAI

            self._client = AsyncOpenAI(
                api_key=self._access.api_key, base_url=self._access.base_url, timeout=self._seconds, max_retries=0
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


def _said(made: ChatCompletion) -> Said:
    """The text of a finished answer. Raises ModelError for one that is cut off, refused, filtered, empty or no answer."""
    choices = getattr(made, "choices", None)
    if not choices:
        raise ModelError("unreadable" if choices is None else "empty")
    choice = choices[0]
    if choice.finish_reason == "length":
        raise ModelError("cut_off")
    if choice.finish_reason == "content_filter":
        raise ModelError("filtered")
    if getattr(choice.message, "refusal", None):
        raise ModelError("declined")
    if not (choice.message.content or "").strip():
        raise ModelError("empty")
    used = made.usage
    counted = (used.prompt_tokens, used.completion_tokens) if used is not None else (None, None)
    return Said(choice.message.content or "", *counted)


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
