"""The brief of an event, merged from the checked briefs of its independent sources. Runs in the worker process.

Every line is a line of one of those briefs, word for word; what is added is who else carries it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

from bot.analysis.analyst import brief as checked_brief
from bot.analysis.comparing.stems import words
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.embedded.phrasing import capital
from bot.analysis.receipts.plain import fault
from bot.analysis.receipts.points import ARTICLE_SAYS
from bot.analysis.wording import wording
from bot.digests.merging.agreement import carried, differing
from bot.intake.extract import credit
from bot.intake.links import canonical
from bot.intake.sentences import split
from storage.digests import Carrier, EventBrief, Receipt, Reported, Said
from storage.items import Item
from storage.records import Article, Brief, Point, Statement

MOST_LINES, MOST_SAID, MOST_DIFFERENCES = 4, 6, 3
FEED_WORDS = 12
"""Words of a feed's text from which it is read where the article cannot be."""
_MARKS = re.compile(r"[\"“”„«»「『?!]")
"""Signs of a sentence that is not told plainly."""
_SHORTEST = 4
"""Words from which the shorter of two versions of a quotation stands for both."""


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
    headline = _headline(readings, unread, lines)
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


def _headline(readings: Sequence[Reading], unread: Sequence[Carrier], lines: Sequence[Reported]) -> Reported:
    """The headline of the source whose points most others carry; where no article could be read, an outlet's title."""
    counts = Counter(receipt.source for line in lines if len(line.receipts) > 1 for receipt in line.receipts)
    for i in sorted(range(len(readings)), key=lambda n: -counts[n]):
        headline = readings[i].brief.headline
        if headline:
            return _line(readings, i, headline, readings[i].brief.headline_sentences)
    first = unread[0] if unread else readings[0].carrier
    return Reported(first.title, ())


def _lines(readings: Sequence[Reading]) -> list[Reported]:
    """The points of all briefs that are nobody's statement, those first that most sources carry; each once."""
    found: list[Reported] = []
    for i, reading in enumerate(readings):
        for point in reading.brief.points:
            if not point.statements and not _among(found, i, point.sentences):
                found.append(_reported(readings, i, _told(point), point.sentences))
    return sorted(found, key=lambda line: -len(line.receipts))


def _told(point: Point) -> str:
    """A point without "The article says": whose line it is, its receipts show here."""
    bare = point.text.removeprefix(ARTICLE_SAYS)
    return capital(bare) if bare != point.text else bare


def _among(found: Sequence[Reported], source: int, sentences: tuple[int, ...]) -> bool:
    return any(r.source == source and set(r.sentences) & set(sentences) for line in found for r in line.receipts)


def _reported(readings: Sequence[Reading], source: int, text: str, sentences: tuple[int, ...]) -> Reported:
    """A line of one source, with the others that carry it."""
    receipts = [_receipt(readings, source, sentences)]
    for i, other in enumerate(readings):
        if i != source and other.article.language == readings[source].article.language:
            numbers = carried(text, other.article, _spoken(other))
            receipts += [_receipt(readings, i, numbers)] if numbers else []
    return Reported(text, tuple(sorted(receipts, key=lambda r: r.source != source)))


def _receipt(readings: Sequence[Reading], source: int, sentences: tuple[int, ...]) -> Receipt:
    article = readings[source].article
    return Receipt(source, sentences, " ".join(" ".join(article.words(n).split()) for n in sentences))


def _differences(readings: Sequence[Reading]) -> Iterator[tuple[Reported, ...]]:
    """Lines of two sources that count the same thing differently: a point of one, a point or plain sentence of the other."""
    seen: set[str] = set()
    for i, j in permutations(range(len(readings)), 2):
        one, other = readings[i], readings[j]
        if one.article.language != other.article.language:
            continue
        for point, (text, sentences) in product(one.brief.points, _tellings(other)):
            noun = differing(_told(point), text, one.article.language)
            if noun is not None and noun not in seen:
                seen.add(noun)
                pair = (_line(readings, i, _told(point), point.sentences), _line(readings, j, text, sentences))
                yield pair if i < j else pair[::-1]


def _tellings(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    """What a source tells: its points, and sentences that nobody says and that are plain as they stand."""
    article, lists = reading.article, wording(reading.article.language)
    spoken = _spoken(reading)
    told = [(_told(point), point.sentences) for point in reading.brief.points]
    for sentence in article.sentences:
        text = " ".join(article.words(sentence.number).split())
        first = words(text)[:1]
        plain = first and first[0].lower() not in lists.openers and not _MARKS.search(text) and fault(text) is None
        if sentence.number not in spoken and plain and not lists.find_loaded(text):
            told.append((text, (sentence.number,)))
    return told


def _spoken(reading: Reading) -> set[int]:
    """The sentences that hold somebody's statements."""
    return {n for s in reading.brief.statements for n in s.sentences}


def _line(readings: Sequence[Reading], source: int, text: str, sentences: tuple[int, ...]) -> Reported:
    return Reported(text, (_receipt(readings, source, sentences),))


def _said(readings: Sequence[Reading]) -> list[Said]:
    """All statements with a speaker, each once, with the sources that carry it."""
    found: list[Said] = []
    for i, reading in enumerate(readings):
        for statement in reading.brief.statements:
            if statement.speaker.kind in ("not_stated", "author"):
                continue
            said = _of(reading, statement, _receipt(readings, i, statement.sentences))
            pairs = ((n, _both_carry(other, said)) for n, other in enumerate(found) if other.receipts[-1].source != i)
            place, shown = next(((n, both) for n, both in pairs if both is not None), (None, said))
            if place is None:
                found.append(said)
            else:
                found[place] = replace(shown, receipts=found[place].receipts + said.receipts)
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


def _spread(said: Sequence[Said]) -> list[Said]:
    """One statement of each speaker before a second of any."""
    rounds: dict[str, int] = {}
    ranked = []
    for place, one in enumerate(said):
        turn = rounds[one.speaker] = rounds.get(one.speaker, -1) + 1
        ranked.append((turn, place, one))
    return [one for _, _, one in sorted(ranked, key=lambda r: (r[0], r[1]))]
