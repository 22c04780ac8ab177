"""The step ``topic``: what a reader wants to follow goes in, other names of the same thing come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Wire

Name = Annotated[str, Field(max_length=80)]


class Ask(Wire):
    """The topic as the reader wrote it."""

    topic: str


class Answer(Wire):
    """Names, which the reader sees and may change."""

    names: Annotated[list[Name], Field(max_length=8)]
