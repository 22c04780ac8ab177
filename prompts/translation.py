"""The step ``translation``: checked lines go in, the same lines in the reader's language come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Line, Ref, Wire


class Ask(Wire):
    """The language, by its English name, and the lines, one a row with its label."""

    language: str
    lines: str


class Translated(Wire):
    """One line in the reader's language, with its label."""

    ref: Ref
    text: Line


class Answer(Wire):
    """The lines, translated."""

    translations: Annotated[list[Translated], Field(max_length=120)]
