"""An article's brief was corrected or withdrawn: what rested on it goes from digests, those that were sent too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlite_utils import Database

from storage.digest_records import Digest, DigestEvent, EventBrief, Receipt, Reported, dumped, loaded
from storage.transactions import writing

_COUNT = "corrections"


class CorrectedError(Exception):
    """A brief was corrected or withdrawn while something was made that may rest on it: it has to be made anew."""


def count(db: Database) -> int:
    """How many briefs were corrected or withdrawn so far."""
    row = db.execute("SELECT value FROM remembered WHERE name = ?", [_COUNT]).fetchone()
    return int(row[0]) if row else 0


def unchanged(db: Database, since: int) -> None:
    """Raise CorrectedError where there were corrections after those. Belongs into the transaction that writes."""
    if count(db) != since:
        raise CorrectedError


def take_out(db: Database, brief: int) -> None:
    """Let go of every line of a digest that rests on that brief alone. Belongs into a transaction of its caller."""
    db.execute("INSERT OR REPLACE INTO remembered (name, value) VALUES (?, ?)", [_COUNT, str(count(db) + 1)])
    db.execute("DELETE FROM event_briefs WHERE instr(record, ?)", [_mark(brief)])
    for number, record in db.execute(
        "SELECT id, record FROM digests WHERE instr(record, ?)", [_mark(brief)]
    ).fetchall():
        told = _without(loaded(record), brief)
        db.execute("UPDATE digests SET record = ? WHERE id = ?", [dumped(told), number])


def sent_with(db: Database, brief: int) -> list[tuple[int, int]]:
    """Chat and number of every digest that was sent and named that brief's article as a source."""
    rows = db.execute(
        "SELECT chat, id FROM digests WHERE message_id IS NOT NULL AND instr(record, ?)", [_mark(brief)]
    ).fetchall()
    return [(int(chat), int(number)) for chat, number in rows]


def pages_of(db: Database, digest: int) -> list[tuple[int, int, int]]:
    """Chat, first message and event place of every answer that shows an event of the digest."""
    rows = db.execute("SELECT chat, message_id, place FROM event_pages WHERE digest_id = ?", [digest]).fetchall()
    return [(int(chat), int(message), int(place)) for chat, message, place in rows]


def keep_page(db: Database, chat: int, message_id: int, digest: int, place: int) -> None:
    """Remember that a message shows an event of a digest."""
    with writing(db):
        db.execute("INSERT OR REPLACE INTO event_pages VALUES (?, ?, ?, ?)", [chat, message_id, digest, place])


def _mark(brief: int) -> str:
    """How a source of that brief stands in a record: inside a string its quotation marks would be escaped."""
    return f'"brief":{brief}}}'


def _without(digest: Digest, brief: int) -> Digest:
    return replace(digest, events=tuple(_event_without(event, brief) for event in digest.events))


def _event_without(event: DigestEvent, brief: int) -> DigestEvent:
    told = event.brief
    gone = {place for place, source in enumerate(told.sources) if source.brief == brief}
    if not gone:
        return event
    differing = [_held(group, gone) for group in told.differ]
    no_longer_all = [*_held(told.shared, gone), *(one for group in differing if len(group) < 2 for one in group)]
    left = EventBrief(
        headline=_headline(told, gone),
        shared=(),
        some=(*no_longer_all, *_held(told.some, gone)),
        differ=tuple(group for group in differing if len(group) > 1),
        said=tuple(replace(said, receipts=kept) for said in told.said if (kept := _receipts(said.receipts, gone))),
        sources=tuple(
            replace(source, reading="corrected") if place in gone else source
            for place, source in enumerate(told.sources)
        ),
        engine=told.engine,
    )
    return replace(event, brief=left)


def _held(lines: Iterable[Reported], gone: set[int]) -> tuple[Reported, ...]:
    return tuple(Reported(line.text, kept) for line in lines if (kept := _receipts(line.receipts, gone)))


def _headline(told: EventBrief, gone: set[int]) -> Reported:
    """The same where another source carries it, else the title that an outlet gave."""
    kept = _receipts(told.headline.receipts, gone)
    return Reported(told.headline.text, kept) if kept else Reported(told.sources[0].title, ())


def _receipts(receipts: Sequence[Receipt], gone: set[int]) -> tuple[Receipt, ...]:
    return tuple(receipt for receipt in receipts if receipt.source not in gone)
