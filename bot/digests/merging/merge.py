"""The brief of an event, merged from the checked briefs of its independent sources. Runs in the worker process.

Every line is a line of one of those briefs, word for word; what is added is who else carries it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.analysis.analyst import brief as checked_brief
from bot.analysis.comparing.stems import words
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.digests.merging.agreement import carried, differing
from bot.intake.extract import credit
from bot.intake.links import canonical
from bot.intake.sentences import split
from storage.digests import Carrier, EventBrief, Receipt, Reported, Said
from storage.items import Item
from storage.records import Article, Brief, Statement

MOST_LINES, MOST_SAID, MOST_DIFFERENCES = 4, 6, 3
FEED_WORDS = 12
"""Words of a feed's text from which it is read where the article cannot be."""
_SAME_WORDS = 0.8
"""The share of the shorter quotation's words that two outlets' versions of it have in common."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with its article and the article's checked brief."""

    carrier: Carrier
    article: Article
    brief: Brief


def merged(readings: Sequence[Reading], unread: Sequence[Carrier], engine: str) -> EventBrief:
    """The brief of an event. ``unread`` are sources of which only the title is known; one source at least is needed."""
    lines = _lines(readings)
    said = sorted(_said(readings), key=lambda s: (-len(s.receipts), s.kind == "reported"))
    everybody = len(readings)
    shared = [line for line in lines if len(line.receipts) == everybody > 1]
    some = [line for line in lines if not len(line.receipts) == everybody > 1]
    headline = _headline(readings, unread)
    sources = (*(r.carrier for r in readings), *unread)
    return EventBrief(
        headline,
        tuple(shared[:MOST_LINES]),
        tuple(some[: max(1, MOST_LINES - len(shared))]) if readings else (),
        tuple(_differences(readings))[:MOST_DIFFERENCES],
        tuple(_spread(said)[:MOST_SAID]),
        sources,
        engine,
    )


def from_feed(item: Item) -> tuple[Article, Brief] | None:
    """What a feed carries of an item, as an article with its checked brief; None where that is a title and little more."""
    if len(item.text.split()) < FEED_WORDS:
        return None
    body = item.text
    article = Article(
        link=item.link,
        canonical=canonical(item.link),
        title=item.title,
        outlet=item.outlet,
        credit=credit(body, None),
        authors=(),
        published=item.published_at.date().isoformat(),
        language=item.language,
        genre="unknown",
        verdict="thin",
        privacy="public",
        text=body,
        sentences=split(body),
        content_hash="",
    )
    return article, checked_brief(article, EmbeddedAnalyst())


def _headline(readings: Sequence[Reading], unread: Sequence[Carrier]) -> Reported:
    """The headline that most sources bear out; where no article could be read, the title that an outlet gave."""
    lines = [_reported(readings, i, r.brief.headline, r.brief.headline_sentences) for i, r in enumerate(readings)]
    lines = [line for line in lines if line.text]
    if lines:
        return max(lines, key=lambda line: len(line.receipts))
    first = unread[0] if unread else readings[0].carrier
    return Reported(first.title, ())


def _lines(readings: Sequence[Reading]) -> list[Reported]:
    """The points of all briefs that are nobody's statement, those first that most sources carry; each once."""
    found: list[Reported] = []
    for i, reading in enumerate(readings):
        for point in reading.brief.points:
            if not point.statements and not _among(found, i, point.sentences):
                found.append(_reported(readings, i, point.text, point.sentences))
    return sorted(found, key=lambda line: -len(line.receipts))


def _among(found: Sequence[Reported], source: int, sentences: tuple[int, ...]) -> bool:
    return any(r.source == source and set(r.sentences) & set(sentences) for line in found for r in line.receipts)


def _reported(readings: Sequence[Reading], source: int, text: str, sentences: tuple[int, ...]) -> Reported:
    """A line of one source, with the others that carry it."""
    receipts = [_receipt(readings, source, sentences)]
    for i, other in enumerate(readings):
        if i != source and other.article.language == readings[source].article.language:
            numbers = carried(text, other.article)
            receipts += [_receipt(readings, i, numbers)] if numbers else []
    return Reported(text, tuple(sorted(receipts, key=lambda r: r.source != source)))


def _receipt(readings: Sequence[Reading], source: int, sentences: tuple[int, ...]) -> Receipt:
    article = readings[source].article
    return Receipt(source, sentences, " ".join(" ".join(article.words(n).split()) for n in sentences))


def _differences(readings: Sequence[Reading]) -> Iterator[tuple[Reported, ...]]:
    """Lines of two sources that count the same thing differently."""
    seen: set[str] = set()
    points = [[p for p in r.brief.points if not p.statements] for r in readings]
    for i, j in combinations(range(len(readings)), 2):
        if readings[i].article.language != readings[j].article.language:
            continue
        for one in points[i]:
            for other in points[j]:
                noun = differing(one.text, other.text, readings[i].article.language)
                if noun is not None and noun not in seen:
                    seen.add(noun)
                    yield (
                        Reported(one.text, (_receipt(readings, i, one.sentences),)),
                        Reported(other.text, (_receipt(readings, j, other.sentences),)),
                    )


def _said(readings: Sequence[Reading]) -> list[Said]:
    """All statements with a speaker, each once, with the sources that carry it."""
    found: list[Said] = []
    for i, reading in enumerate(readings):
        for statement in reading.brief.statements:
            if statement.speaker.kind in ("not_stated", "author"):
                continue
            said = _of(reading, statement, _receipt(readings, i, statement.sentences))
            place = next((n for n, other in enumerate(found) if _is_same(said, other)), None)
            if place is None:
                found.append(said)
            elif all(r.source != i for r in found[place].receipts):
                found[place] = _with(found[place], said.receipts)
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


def _with(said: Said, more: tuple[Receipt, ...]) -> Said:
    return replace(said, receipts=said.receipts + more)


def _is_same(one: Said, other: Said) -> bool:
    """Whether two outlets carry one quotation of one speaker: reported words are each outlet's own, so never the same."""
    if one.kind == "reported" or other.kind == "reported" or not _one_speaker(one.speaker, other.speaker):
        return False
    small, large = sorted((_words(one), _words(other)), key=len)
    return bool(small) and len(small & large) >= _SAME_WORDS * len(small)


def _words(said: Said) -> set[str]:
    return {word.casefold() for part in said.parts for word in words(part)}


def _one_speaker(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a == b or a.endswith(f" {b}") or b.endswith(f" {a}")


def _spread(said: Sequence[Said]) -> list[Said]:
    """One statement of each speaker before a second of any."""
    rounds: dict[str, int] = {}
    ranked = []
    for place, one in enumerate(said):
        turn = rounds[one.speaker] = rounds.get(one.speaker, -1) + 1
        ranked.append((turn, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda r: (r[0], r[1]))]
