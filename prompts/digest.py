"""The step ``digest``: checked lines of several outlets on one event go in; what is the same, what differs and what matters come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Ref, Wire


class Ask(Wire):
    """The lines, one a row with its label, and how many may be picked."""

    lines: str
    most: str


class Group(Wire):
    """Labels of lines that belong together."""

    refs: Annotated[list[Ref], Field(max_length=8)]


class Answer(Wire):
    """Only labels: not a word of a digest is a model's own."""

    same: Annotated[list[Group], Field(max_length=10)]
    differ: Annotated[list[Group], Field(max_length=6)]
    most: Annotated[list[Ref], Field(max_length=12)]
    headline: Ref
