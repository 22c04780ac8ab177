"""The step ``repair``: what failed goes in once more, behind the article; speakers and lines come out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prompts.wire import Line, Ref, Short, Wire


class Ask(Wire):
    """What failed, one a row with its label and the reason."""

    doubts: str


class Speaker(Wire):
    """Who speaks, after a doubt."""

    ref: Ref
    speaker: Short


class Point(Wire):
    """A line that failed, written once more."""

    ref: Ref
    text: Line


class Answer(Wire):
    """The doubts about speakers and the lines, mended."""

    speakers: Annotated[list[Speaker], Field(max_length=80)]
    points: Annotated[list[Point], Field(max_length=8)]
