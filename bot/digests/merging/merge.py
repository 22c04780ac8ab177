"""The brief of an event, merged from the checked briefs of its independent sources. Runs in the worker process.

Every line is a line of one of those briefs, word for word; what is added is who else carries it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import TypeVar

from bot.analysis.comparing.stems import words
from bot.analysis.receipts.plain import fault
from bot.analysis.syntax import behind_dateline
from bot.analysis.wording import wording
from bot.digests.merging.agreement import carried, differing
from bot.digests.merging.reading import Reading, cited, receipt_of, spoken_in, telling_of
from bot.digests.merging.said import spread, statements_of
from bot.digests.merging.told import Held, Row, held, label
from prompts.digest import Answer
from storage.digest_records import Carrier, EventBrief, Receipt, Reported, Said

MOST_LINES, MOST_SAID, MOST_DIFFERENCES = 4, 6, 3
L = TypeVar("L", Reported, Said)
_MARKS = re.compile(r"[\"“”„«»「『?!]")
"""Signs of a sentence that is not told plainly."""


def offered(readings: Sequence[Reading]) -> list[Row]:
    """The lines that a model may compare: headlines, and the points of all briefs that are nobody's statement."""
    rows = []
    for i, reading in enumerate(readings):
        brief, language = reading.brief, reading.article.language
        if brief.headline:
            rows.append(Row(label(i, None), i, brief.headline, brief.headline_sentences, language))
        plain = (point for point in brief.points if not point.statements)
        rows += [Row(label(i, n), i, telling_of(point), point.sentences, language) for n, point in enumerate(plain)]
    return rows


def merged(
    readings: Sequence[Reading], unread: Sequence[Carrier], engine: str, told: Answer | None = None
) -> EventBrief:
    """The brief of an event. ``unread`` are sources of which only the title is known; one source at least is needed.

    ``told`` is what a model found among the lines that are ``offered``.
    """
    model = held(offered(readings), told) if told is not None else None
    lines = _lines(readings)
    lines = _ordered(readings, _joined(readings, lines, model), model) if model is not None else lines
    said = sorted(statements_of(readings), key=lambda s: (-len(s.receipts), s.kind == "reported"))
    everybody = len(readings)
    shared = [line for line in lines if len(line.receipts) == everybody > 1]
    some = [line for line in lines if not len(line.receipts) == everybody > 1]
    headline = _chosen_headline(readings, model) or _headline(readings, unread, lines)
    sources = (*(r.carrier for r in readings), *unread)
    return EventBrief(
        headline,
        tuple(shared[:MOST_LINES]),
        tuple(_covering(some, max(1, MOST_LINES - len(shared)))) if readings else (),
        tuple(_all_differences(readings, model))[:MOST_DIFFERENCES],
        tuple(_covering(spread(said), MOST_SAID)),
        sources,
        engine,
    )


def _headline(readings: Sequence[Reading], unread: Sequence[Carrier], lines: Sequence[Reported]) -> Reported:
    """The headline of the source whose points most others carry; where no article could be read, an outlet's title."""
    counts = Counter(receipt.source for line in lines if len(line.receipts) > 1 for receipt in line.receipts)
    for i in sorted(range(len(readings)), key=lambda n: -counts[n]):
        headline = readings[i].brief.headline
        if headline:
            return cited(readings, i, headline, readings[i].brief.headline_sentences)
    first = readings[0].carrier if readings else unread[0]
    return Reported(first.title, ())


def _covering(lines: Sequence[L], most: int) -> list[L]:
    """So many lines in their order, those first by which every source is heard once."""
    heard: set[int] = set()
    first: list[L] = []
    for line in lines:
        if not {receipt.source for receipt in line.receipts} <= heard:
            first.append(line)
            heard |= {receipt.source for receipt in line.receipts}
    others: list[L] = [line for line in lines if not any(line is one for one in first)]
    kept = [*first, *others][:most]
    return [line for line in lines if any(line is one for one in kept)]


def _lines(readings: Sequence[Reading]) -> list[Reported]:
    """The points of all briefs that are nobody's statement, those first that most sources carry; each once."""
    found: list[Reported] = []
    for i, reading in enumerate(readings):
        for point in reading.brief.points:
            if not point.statements and not _among(found, i, point.sentences):
                found.append(_reported(readings, i, telling_of(point), point.sentences))
    return sorted(found, key=lambda line: -len(line.receipts))


def _joined(readings: Sequence[Reading], lines: Sequence[Reported], model: Held) -> list[Reported]:
    """The lines with those made one that a model takes for one, as far as that holds."""
    joined = []
    for group in model.same:
        found = [receipt_of(readings, row.source, row.sentences) for row in group]
        joined.append(Reported(group[0].text, tuple(found)))
    kept = [line for line in lines if not any(_rests_on(line, one) for one in joined)]
    return sorted([*joined, *kept], key=lambda line: -len(line.receipts))


def _rests_on(line: Reported, one: Reported) -> bool:
    """Whether the line says nothing that the joined one does not: all its sources are among the other's."""
    held_ = {(r.source, n) for r in one.receipts for n in r.sentences}
    return all((r.source, n) in held_ for r in line.receipts for n in r.sentences)


def _ordered(readings: Sequence[Reading], lines: Sequence[Reported], model: Held) -> list[Reported]:
    """The lines that a model finds important before the others, those that more sources carry before all."""
    places = {row.text: n for n, row in enumerate(model.most)}
    everybody = len(readings)
    return sorted(lines, key=lambda line: (-(len(line.receipts) == everybody), places.get(line.text, len(places))))


def _chosen_headline(readings: Sequence[Reading], model: Held | None) -> Reported | None:
    row = model.headline if model is not None else None
    return cited(readings, row.source, row.text, row.sentences) if row is not None else None


def _all_differences(readings: Sequence[Reading], model: Held | None) -> Iterator[tuple[Reported, ...]]:
    """What a model found to differ, then what differs in figures, each pair of sources' sentences once."""
    pairs = [
        tuple(cited(readings, row.source, row.text, row.sentences) for row in sorted(pair, key=lambda r: r.source))
        for pair in (model.differ if model is not None else ())
    ]
    seen: set[tuple[Receipt, ...]] = set()
    for pair in (*pairs, *_differences(readings)):
        key = tuple(line.receipts[0] for line in pair)
        if key not in seen:
            seen.add(key)
            yield pair


def _among(found: Sequence[Reported], source: int, sentences: tuple[int, ...]) -> bool:
    return any(r.source == source and set(r.sentences) & set(sentences) for line in found for r in line.receipts)


def _reported(readings: Sequence[Reading], source: int, text: str, sentences: tuple[int, ...]) -> Reported:
    """A line of one source, with the others that carry it."""
    receipts = [receipt_of(readings, source, sentences)]
    for i, other in enumerate(readings):
        if i != source and other.article.language == readings[source].article.language:
            numbers = carried(text, other.article, spoken_in(other))
            receipts += [receipt_of(readings, i, numbers)] if numbers else []
    return Reported(text, tuple(sorted(receipts, key=lambda r: r.source != source)))


def _differences(readings: Sequence[Reading]) -> Iterator[tuple[Reported, ...]]:
    """Lines of two sources that count the same thing differently: a point of one, a point or plain sentence of the other."""
    seen: set[str] = set()
    for i, j in permutations(range(len(readings)), 2):
        one, other = readings[i], readings[j]
        if one.article.language != other.article.language:
            continue
        for point, (text, sentences) in product(one.brief.points, _tellings(other)):
            noun = differing(telling_of(point), text, one.article.language)
            if noun is not None and noun not in seen:
                seen.add(noun)
                pair = (cited(readings, i, telling_of(point), point.sentences), cited(readings, j, text, sentences))
                yield pair if i < j else pair[::-1]


def _tellings(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    """What a source tells: its points, and sentences that nobody says and that are plain as they stand."""
    article, lists = reading.article, wording(reading.article.language)
    spoken = spoken_in(reading)
    found = [(telling_of(point), point.sentences) for point in reading.brief.points]
    for sentence in article.sentences:
        text = " ".join(behind_dateline(article, sentence).of(article.text).split())
        first = words(text)[:1]
        plain = first and first[0].lower() not in lists.openers and not _MARKS.search(text) and fault(text) is None
        if sentence.number not in spoken and plain and not lists.find_loaded(text):
            found.append((text, (sentence.number,)))
    return found
