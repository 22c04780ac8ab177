"""What a digest is made of: events with their lines, the sources that carry them, and the sentences that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter

from storage.records import StatementKind


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a line stands: the source by its place among the event's sources, the sentences by number and as they stand."""

    source: int
    sentences: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A line with the independent sources that carry it."""

    text: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, with the independent sources that carry it.

    ``role`` is "" where none is printed, ``via`` is "" where nobody relayed it; ``parts`` are the words before and behind
    a cue that stands among them.
    """

    speaker: str
    role: str
    verb: str
    kind: StatementKind
    parts: tuple[str, ...]
    via: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An independent source: an outlet, and those that carry the same text or the same agency's report.

    ``outlet`` and ``carried_by`` are domains; ``credit`` is the agency or the outlet that the text names as its source.
    ``reading`` tells what could be read of it ("foreign": only another site's feed names it), or that its brief was
    corrected since; ``brief`` is the number of its stored brief where that was the article.
    """

    outlet: str
    link: str
    title: str
    credit: str | None
    carried_by: tuple[str, ...]
    reading: Literal["article", "feed", "title", "foreign", "corrected"]
    brief: int | None


@dataclass(frozen=True, slots=True)
class EventBrief:
    """An event merged across its sources: ``shared`` stands in all of them, ``some`` in fewer, ``differ`` says where they differ.

    ``headline`` has no receipts where it is only the title that an outlet gave.
    """

    headline: Reported
    shared: tuple[Reported, ...]
    some: tuple[Reported, ...]
    differ: tuple[tuple[Reported, ...], ...]
    said: tuple[Said, ...]
    sources: tuple[Carrier, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class DigestEvent:
    """An event in a digest; ``told_before`` where it moved on since, and then ``new`` are the sources that are new."""

    event: int
    brief: EventBrief
    told_before: bool = False
    new: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader gets: events with the most sources first, and how many more there were."""

    topic: str
    events: tuple[DigestEvent, ...]
    more: int = 0


@lru_cache(maxsize=1)
def _digests() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


def dumped(digest: Digest) -> str:
    """The digest as JSON, as it is stored."""
    return _digests().dump_json(digest).decode()


def loaded(record: str) -> Digest:
    """The digest that was stored as that JSON."""
    return _digests().validate_json(record)
