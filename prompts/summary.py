"""The step ``summary``: checked lines go in, never the article or its headline; points and a headline come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Line, Ref, Short, Wire


class Ask(Wire):
    """The lines, one a row with its label, and how many points may be made of them."""

    lines: str
    most: str


class Point(Wire):
    """One line of the summary with the label of the line that it was made of."""

    text: Line
    refs: Annotated[list[Ref], Field(max_length=4)]


class Answer(Wire):
    """Points, the most important first, and a headline."""

    headline: Short
    points: Annotated[list[Point], Field(max_length=8)]
