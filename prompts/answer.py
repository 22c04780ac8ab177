"""The step ``answer``: a reader's question goes in behind the article, lines of the article that answer it come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Line, Number, Ref, Wire


class Ask(Wire):
    """The question, what was asked and answered before, the statements that were checked, and the reader's language."""

    question: str
    earlier: str
    statements: str
    language: str


class Told(Wire):
    """One line of the answer with what it rests on; ``statement`` and ``translation`` may be empty."""

    text: Line
    sentence_nos: Annotated[list[Number], Field(max_length=4)]
    statement: Ref
    translation: Line


class Answer(Wire):
    """The lines that answer; where the article does not, none, and the sentences that come nearest."""

    lines: Annotated[list[Told], Field(max_length=5)]
    nearest_sentence_nos: Annotated[list[Number], Field(max_length=2)]
