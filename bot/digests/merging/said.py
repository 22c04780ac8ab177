"""Who said what of an event, each statement once, with the sources that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.analysis.comparing.stems import words
from bot.digests.merging.reading import Reading, receipt_of
from storage.digest_records import Receipt, Said
from storage.records import Statement

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
    if one.kind == "reported" or other.kind == "reported" or not _one_speaker(one.speaker, other.speaker):
        return None
    mine, theirs = _words(one), _words(other)
    if _stands_in(mine, theirs):
        return one
    return other if _stands_in(theirs, mine) else None


def _words(said: Said) -> list[list[str]]:
    return [[word.casefold() for word in words(part)] for part in said.parts]


def _stands_in(short: list[list[str]], whole: list[list[str]]) -> bool:
    """Whether the parts stand word for word in the other's, in their order."""
    if sum(map(len, short)) < min(_SHORTEST, sum(map(len, whole))):
        return False
    held = " ".join(f" {' '.join(part)} " for part in whole)
    at = 0
    for part in short:
        at = held.find(f" {' '.join(part)} ", at)
        if at < 0:
            return False
    return True


def _one_speaker(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a == b or a.endswith(f" {b}") or b.endswith(f" {a}")


def spread(said: Sequence[Said]) -> list[Said]:
    """One statement of each speaker before a second of any."""
    rounds: dict[str, int] = {}
    ranked = []
    for place, one in enumerate(said):
        turn = rounds[one.speaker] = rounds.get(one.speaker, -1) + 1
        ranked.append((turn, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda r: (r[0], r[1]))]
