"""From a wire model to the schema that a server gets, and from its text back to the model, forgiving the wrapping alone."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.analysis.chain.failures import ModelError
from prompts.wire import Wire

W = TypeVar("W", bound=Wire)
_LENGTHS = frozenset(("maxLength", "minLength"))
_NOISE = frozenset(("title", "description"))


def schema(answer: type[Wire], *, lengths: bool) -> dict[str, Any]:
    """The JSON schema of an answer; ``lengths`` of strings are left out for servers whose strict mode refuses them."""
    gone = _NOISE if lengths else _NOISE | _LENGTHS
    return {k: _without(v, gone) for k, v in answer.model_json_schema().items() if k not in gone}


def _without(node: Any, gone: frozenset[str]) -> Any:
    """The schema below ``node`` without those keywords; names of properties are left alone."""
    if isinstance(node, list):
        return [_without(item, gone) for item in node]
    if not isinstance(node, dict):
        return node
    named = ("properties", "$defs")
    return {
        key: {name: _without(part, gone) for name, part in value.items()} if key in named else _without(value, gone)
        for key, value in node.items()
        if key not in gone
    }


def parsed(text: str, answer: type[W]) -> W:
    """The answer in ``text``, also where a fence or prose stands around it. Raises ModelError("unreadable")."""
    for candidate in _candidates(text):
        try:
            return answer.model_validate_json(candidate)
        except ValidationError:
            continue
    raise ModelError("unreadable")


def _candidates(text: str) -> list[str]:
    """The text itself, and the first whole JSON object in it, whatever stands around it."""
    found = [text]
    opening = text.find("{")
    if opening > 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(text, opening)
            found.append(json.dumps(value))
        except (ValueError, RecursionError):
            pass
    return found
