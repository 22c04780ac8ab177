"""The step ``statements``: the whole article goes in, pointers to who said what come out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from prompts.wire import Number, Short, Wire


class Ask(Wire):
    """What stands behind the article: its headline, outlet and authors, which are no part of the body."""

    title: str
    outlet: str
    authors: str


class Pointed(Wire):
    """A statement that the model points at; code cuts the words out of the article."""

    sentence_nos: Annotated[list[Number], Field(max_length=12)]
    begins: Short
    ends: Short
    cue: Short
    speaker: Short
    role: Short
    kind: Literal["quotation", "reported"]


class Answer(Wire):
    """Statements, sentences worth a point, and what the article is."""

    statements: Annotated[list[Pointed], Field(max_length=80)]
    fact_sentence_nos: Annotated[list[Number], Field(max_length=12)]
    loaded_words: Annotated[list[Short], Field(max_length=40)]
    accused_not_quoted: Annotated[list[Short], Field(max_length=12)]
    genre: Literal["report", "opinion", "satire", "unknown"]
    incomplete: bool
