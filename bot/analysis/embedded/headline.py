"""The headline: the two chief points in about 100 characters."""

from __future__ import annotations

import re

from bot.analysis.embedded.candidate import Candidate
from bot.analysis.embedded.phrasing import ended
from bot.analysis.wording import Wording

_SECOND_CLAUSE = re.compile(r"\b(?:and|but|or) that\b")
"""What goes on a "said that", which no headline has."""
_LONGEST = 110
"""Characters."""


def headline(chosen: list[Candidate], lists: Wording) -> tuple[str, tuple[int, ...]]:
    """The headline and the sentences it rests on: two chief points, one where two do not fit, else a whole point."""
    ranked = sorted(chosen, key=lambda c: -c.score)
    short = [
        c for c in ranked if len(c.short) <= _LONGEST and not lists.find_loaded(c.short) and _opens_well(c.short, lists)
    ]
    for first in short:
        for second in short:
            if second.voice != first.voice and len(first.short) + len(second.short) + 2 <= _LONGEST + 10:
                return _together(first, second), _union(first, second)
    best = short[0] if short else (ranked[0] if ranked else None)
    if best is None:
        return "", ()
    return re.sub(r",([”\"])$", r"\1", best.short if short else best.point.text), best.point.sentences


def _together(first: Candidate, second: Candidate) -> str:
    """What nobody says stands before what somebody says: behind it, it would read as theirs, too."""
    one, other = (first, second) if second.voice else (second, first)
    return f"{ended(one.short)} {other.short}"


def _opens_well(text: str, lists: Wording) -> bool:
    after = text.split(": ", 1)[-1]
    first = re.search(r"\w+", after)
    if after != text and _SECOND_CLAUSE.search(after):
        return False
    return first is not None and (first.group().casefold() not in lists.openers or "“" in text)


def _union(*candidates: Candidate) -> tuple[int, ...]:
    return tuple(sorted({n for c in candidates for n in c.point.sentences}))
