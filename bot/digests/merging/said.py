"""Who said what of an event, each statement once, with the sources that carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.analysis.comparing.stems import words
from bot.digests.merging.reading import Reading, receipt_of
from storage.digest_records import Receipt, Said
from storage.records import Statement

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W_]+)?")
_STOP = re.compile(r"[.!?…;:]")
_LIGHT = frozenset("a an the of for to in and de la du der die des".split())
_SHORTEST = 4
"""Words from which the shorter of two versions of a quotation stands for both."""


def statements_of(readings: Sequence[Reading]) -> list[Said]:
    """All statements with a speaker, each once, with the sources that carry it."""
    found: list[Said] = []
    for i, reading in enumerate(readings):
        for statement in reading.brief.statements:
            if statement.speaker.kind in ("not_stated", "author"):
                continue
            one = _of(reading, statement, receipt_of(readings, i, statement.sentences))
            pairs = ((n, _both_carry(other, one)) for n, other in enumerate(found) if other.receipts[-1].source != i)
            place, shown = next(((n, both) for n, both in pairs if both is not None), (None, one))
            if place is None:
                found.append(one)
            else:
                found[place] = replace(shown, receipts=found[place].receipts + one.receipts)
    return found


def _of(reading: Reading, statement: Statement, receipt: Receipt) -> Said:
    text = reading.article.text
    return Said(
        speaker=statement.speaker.name,
        role=statement.speaker.role.of(text) if statement.speaker.role else "",
        verb=statement.verb,
        kind=statement.kind,
        parts=tuple(" ".join(part.of(text).split()) for part in statement.parts),
        via=statement.via.of(text) if statement.via else "",
        receipts=(receipt,),
    )


def _both_carry(one: Said, other: Said) -> Said | None:
    """Of one quotation in two outlets the version that both carry; None where it is not one.

    Reported words are each outlet's own, so they are never the same.
    """
    if one.kind == "reported" or other.kind == "reported" or not _one_speaker(one, other):
        return None
    mine, theirs = [_read(part) for part in one.parts], [_read(part) for part in other.parts]
    if _stands_in(mine, theirs):
        return one
    return other if _stands_in(theirs, mine) else None


@dataclass(frozen=True, slots=True)
class _Read:
    """The words of a part, and the places at which a sentence begins and ends; ", and" ends one, too."""

    words: tuple[str, ...]
    begins: frozenset[int]
    ends: frozenset[int]


def _read(part: str) -> _Read:
    found = list(_WORD.finditer(part.casefold()))
    between = [part[a.end() : b.start()] for a, b in pairwise(found)]
    stops = {n for n, gap in enumerate(between) if _STOP.search(gap)}
    pauses = {n for n, gap in enumerate(between) if "," in gap and found[n + 1].group() == "and"}
    last = len(found) - 1
    return _Read(
        tuple(match.group() for match in found),
        frozenset({0} | {n + 1 for n in stops}),
        frozenset(stops | pauses | {last}),
    )


def _stands_in(short: Sequence[_Read], whole: Sequence[_Read]) -> bool:
    """Whether the parts stand in the other's, in their order, as whole sentences: before half a sentence may stand "not"."""
    size = sum(len(part.words) for part in short)
    if size < min(_SHORTEST, sum(len(part.words) for part in whole)):
        return False
    at, after = 0, 0
    for part in short:
        while at < len(whole) and (place := _found(part, whole[at], after)) is None:
            at, after = at + 1, 0
        if at == len(whole) or place is None:
            return False
        after = place + len(part.words)
    return True


def _found(part: _Read, whole: _Read, after: int) -> int | None:
    size = len(part.words)
    places = (n for n in sorted(whole.begins) if n >= after and whole.words[n : n + size] == part.words)
    return next((n for n in places if n + size - 1 in whole.ends), None)


def _one_speaker(one: Said, other: Said) -> bool:
    """Whether the names fit each other, and the roles, where both have one, share a word that tells."""
    a, b = one.speaker.casefold(), other.speaker.casefold()
    roles = [{word.casefold() for word in words(said.role)} - _LIGHT for said in (one, other)]
    fit = not all(roles) or bool(roles[0] & roles[1])
    return fit and (a == b or a.endswith(f" {b}") or b.endswith(f" {a}"))


def spread(said: Sequence[Said]) -> list[Said]:
    """One statement of each speaker before a second of any."""
    rounds: dict[str, int] = {}
    ranked = []
    for place, one in enumerate(said):
        turn = rounds[one.speaker] = rounds.get(one.speaker, -1) + 1
        ranked.append((turn, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda r: (r[0], r[1]))]
