"""A digest from top to bottom, event by event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.view.brief import line, relayed, said_line
from storage import outlets
from storage.digest_records import Carrier, Digest, DigestEvent, Receipt, Reported, Said

LONG = 240
"""Characters from which a quotation is shortened, at a sentence end."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and the sentences that it rests on, each with the number of its source."""

    text: str
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as it is named, with its link; ``number`` is the one that lines refer to it by, if it is ``cited`` at all."""

    number: int
    text: str
    link: str
    cited: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's lines; ``note`` says what is new, or how many independent sources there are."""

    headline: Line
    note: str
    parts: tuple[Part, ...]
    sources: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """The lines of a digest."""

    title: str
    events: tuple[EventView, ...]
    notes: tuple[str, ...]


def view(digest: Digest, catalogue: Catalogue) -> DigestView:
    """The digest's lines. Numbers in brackets refer to an event's sources."""
    notes = [catalogue.say("digest.more", count=digest.more)] if digest.more else []
    return DigestView(
        catalogue.say("digest.title", topic=line(digest.topic)),
        tuple(event_view(event, catalogue) for event in digest.events),
        tuple(notes),
    )


def event_view(event: DigestEvent, catalogue: Catalogue) -> EventView:
    """The lines of one event."""
    say, brief = catalogue.say, event.brief
    all_read = all(source.reading not in ("title", "foreign") for source in brief.sources)
    pairs = [_numbered(one, catalogue) for group in brief.differ for one in group]
    parts = [
        Part(
            say("digest.shared") if all_read else say("digest.shared_read"),
            tuple(_line(one, catalogue) for one in brief.shared),
        ),
        Part(
            say("digest.some") if len(brief.sources) > 1 else say("digest.alone"),
            tuple(_numbered(one, catalogue) for one in brief.some),
        ),
        Part(say("digest.differ"), tuple(pairs)),
        Part(say("digest.said"), tuple(_said(one, catalogue) for one in brief.said)),
    ]
    sources = [
        Listed(n, _source(one, catalogue), one.link, one.reading not in ("title", "foreign"))
        for n, one in enumerate(brief.sources, start=1)
    ]
    return EventView(
        _headline(event, catalogue), _note(event, catalogue), tuple(p for p in parts if p.lines), tuple(sources)
    )


def _headline(event: DigestEvent, catalogue: Catalogue) -> Line:
    headline = event.brief.headline
    if headline.receipts:
        return _line(headline, catalogue)
    first = event.brief.sources[0]
    outlet = outlet_name(first.outlet)
    if first.reading == "foreign":
        return Line(catalogue.say("digest.foreign_title", title=f"“{line(headline.text)}”"), ())
    return Line(catalogue.say("digest.only_title", outlet=outlet, title=f"“{line(headline.text)}”"), ())


def _note(event: DigestEvent, catalogue: Catalogue) -> str:
    if event.told_before and event.new:
        return catalogue.say("digest.moved_on", sources=_numbers(event.new))
    return catalogue.say("digest.independent", count=len(event.brief.sources))


def _line(reported: Reported, catalogue: Catalogue) -> Line:
    return Line(line(reported.text), _receipts(reported.receipts, catalogue))


def _numbered(reported: Reported, catalogue: Catalogue) -> Line:
    return Line(f"{line(reported.text)} {_of(reported.receipts)}", _receipts(reported.receipts, catalogue))


def _receipts(receipts: Sequence[Receipt], catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(
        catalogue.say(
            "digest.receipt",
            source=_numbers([one.source]),
            count=len(one.sentences),
            sentences=" ".join(map(str, one.sentences)),
            words=line(one.words),
        )
        for one in receipts
    )


def _said(said: Said, catalogue: Catalogue) -> Line:
    role = f" ({line(said.role)})" if said.role else ""
    name = line(said.speaker)
    spoken = said_line(said.kind, said.verb, [line(part) for part in said.parts], catalogue, LONG)
    between = ": " if said.kind == "quotation" else ", " if "," in name and not role else " "
    via = relayed(line(said.via), catalogue)
    text = f"{name[:1].upper()}{name[1:]}{role}{between}{spoken}{via} {_of(said.receipts)}"
    return Line(text, _receipts(said.receipts, catalogue))


def _of(receipts: Sequence[Receipt]) -> str:
    return _numbers(sorted({receipt.source for receipt in receipts}))


def _numbers(places: Sequence[int]) -> str:
    return f"[{', '.join(str(place + 1) for place in places)}]"


def _source(source: Carrier, catalogue: Catalogue) -> str:
    """The outlet with country and ownership; an agency before the outlet whose text was read, and who else carries it."""
    say = catalogue.say
    shown = _owned(source.outlet, catalogue)
    if source.credit:
        shown = say("digest.credited", credit=line(source.credit), outlet=shown)
    if source.carried_by:
        names = ", ".join(outlet_name(domain) for domain in source.carried_by)
        shown = say("digest.carried", source=shown, names=names)
    if source.reading == "feed":
        return say("digest.feed_only", source=shown)
    if source.reading == "foreign":
        return say("digest.foreign", source=shown)
    if source.reading == "corrected":
        return say("digest.corrected", source=shown)
    return say("digest.unread", source=shown) if source.reading == "title" else shown


def _owned(domain: str, catalogue: Catalogue) -> str:
    outlet = outlets.of_host(domain)
    if outlet is None:
        return line(domain)
    return catalogue.say("digest.outlet", name=outlet.name, country=outlet.country, ownership=outlet.ownership)


def outlet_name(domain: str) -> str:
    """An outlet's name, or the domain itself."""
    outlet = outlets.of_host(domain)
    return outlet.name if outlet else line(domain)
