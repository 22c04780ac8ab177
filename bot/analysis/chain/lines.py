"""The lines that a summary may be made of: what code can say of each statement and sentence, and has checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.embedded.candidate import Candidate, content_words
from bot.analysis.embedded.headline import headline
from bot.analysis.embedded.points import PointMaker
from bot.analysis.receipts.points import PointChecks
from bot.analysis.wording import wording
from storage.records import Point, Statement

_FACTS = 3
"""Sentences of narration that are offered where the model named none that can stand alone."""
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the label under which the model sees it: a statement's id, or a sentence's number."""

    label: str
    candidate: Candidate

    @property
    def point(self) -> Point:
        """The line as a point."""
        return self.candidate.point


def lines_of(
    text: Text, cast: Cast | None, statements: Sequence[Statement], facts: Collection[int], ready: Sequence[Point]
) -> tuple[Line, ...]:
    """Lines in the article's order; where there is no parse, the sentences that the rules chose (``ready``)."""
    if cast is None:
        return tuple(Line(str(p.sentences[0]), _plain(p)) for p in ready)
    checks = PointChecks(text, tuple(statements), wording(text.article.language))
    maker = PointMaker(text, tuple(statements), cast, wording(text.article.language))
    told = (Line(s.id, c) for s in statements if (c := _first(checks, maker.retold(s))) is not None)
    narrated = _narrated(checks, maker, facts) or _narrated(checks, maker, None)[:_FACTS]
    found = sorted([*told, *narrated], key=lambda line: (line.point.sentences[0], line.label))
    return tuple(found[:MOST_LINES])


def headline_of(lines: Sequence[Line], language: str) -> tuple[str, tuple[int, ...]]:
    """The headline that code makes of the lines, and the sentences that it rests on."""
    return headline([line.candidate for line in lines if line.candidate.short], wording(language))


def _narrated(checks: PointChecks, maker: PointMaker, facts: Collection[int] | None) -> list[Line]:
    numbers = range(1, 10**6) if facts is None else facts
    held = [c for c in maker.narrated(numbers) if checks.fault(c.point) is None]
    return [Line(str(c.point.sentences[0]), c) for c in sorted(held, key=lambda c: -c.score)]


def _first(checks: PointChecks, candidates: Iterator[Candidate]) -> Candidate | None:
    return next((c for c in candidates if checks.fault(c.point) is None), None)


def _plain(point: Point) -> Candidate:
    return Candidate(point, "", 0.0, content_words(point.text), "")
