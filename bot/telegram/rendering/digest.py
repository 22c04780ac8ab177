"""A digest as one Telegram message: an event is a headline with the rest folded below it, and two buttons.

Behind the first of those stand the whole event with the sentences that its lines rest on, and the articles' briefs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.telegram.rendering.brief import address_of
from bot.telegram.rendering.html import Html, bold, cut, italic, joined, link, quote, words
from bot.telegram.rendering.pages import LONGEST, MOST_ENTITIES, Block, Page, pages, pieces
from bot.view.digest import DigestView, EventView, Line, Listed, event_view, outlet_name, view
from storage.digest_records import Digest, DigestEvent

EVENT, EVENT_ASK, ARTICLE = "event", "event_ask", "article"
MOST_EVENTS = 8
"""Events in one message."""
_LONGEST_LINE, _LONGEST_TITLE, _LONGEST_NOTE, _LONGEST_PIECE = 600, 300, 100, 1500
_SHORTEST, _MORE = 12, 40
"""UTF-16 units of a source's name at least, and of the line that counts those left out."""


def digest_page(digest: Digest, number: int, catalogue: Catalogue) -> Page:
    """The message of a digest with that number; of an event too long for it the last lines are left out, its sources never."""
    shown = view(digest, catalogue)
    return Page(_text(shown, catalogue).code, _buttons(digest, number, catalogue))


def event_pages(event: DigestEvent, number: int, place: int, catalogue: Catalogue) -> list[Page]:
    """The messages of a whole event, which stands at ``place`` in the digest with that number."""
    shown = event_view(event, catalogue)
    blocks = [Block(bold(cut(shown.headline.text, _LONGEST_TITLE))), *_receipts(shown.headline)]
    blocks.append(Block(italic(words(shown.note))))
    for part in shown.parts:
        blocks.append(Block(italic(words(part.heading)), gap=True))
        for line in part.lines:
            blocks += [Block(piece) for piece in pieces(f"• {line.text}", _LONGEST_PIECE)]
            blocks += _receipts(line)
    blocks.append(Block(italic(words(catalogue.say("digest.sources"))), gap=True))
    blocks += [Block(_source(source)) for source in shown.sources]
    return pages(blocks, _articles(event, number, place, catalogue), None, catalogue.say("telegram.part"))


def _receipts(line: Line) -> list[Block]:
    return [Block(quote(piece, folded=False)) for receipt in line.receipts for piece in pieces(receipt, _LONGEST_PIECE)]


def _articles(event: DigestEvent, number: int, place: int, catalogue: Catalogue) -> InlineKeyboardMarkup | None:
    """A button for the brief of each article that was read."""
    buttons = [
        InlineKeyboardButton(
            catalogue.say("telegram.article_button", number=n + 1, outlet=outlet_name(source.outlet)),
            callback_data=f"{ARTICLE} {number} {place} {n}",
        )
        for n, source in enumerate(event.brief.sources)
        if source.brief is not None
    ]
    return InlineKeyboardMarkup([[button] for button in buttons]) if buttons else None


def _text(shown: DigestView, catalogue: Catalogue) -> Html:
    title = bold(cut(shown.title, _LONGEST_TITLE))
    notes = [italic(words(note)) for note in shown.notes]
    rest = LONGEST - title.size - sum(note.size + 2 for note in notes)
    entities = MOST_ENTITIES - 1 - len(notes)
    events = []
    for n, event in enumerate(shown.events):
        left = len(shown.events) - n
        one = _event(n + 1, event, rest // left, entities // left, catalogue)
        rest, entities = rest - one.size - 2, entities - one.entities
        events.append(one)
    return joined([title, *events, *notes], "\n\n")


def _event(number: int, event: EventView, room: int, entities: int, catalogue: Catalogue) -> Html:
    """An event in ``room`` UTF-16 units, of which there have to be 360: its headline, as many lines as fit, its sources."""
    headline = bold(cut(f"{number}. {event.headline.text}", min(_LONGEST_TITLE, room // 3)))
    head = joined([headline, italic(cut(event.note, _LONGEST_NOTE))])
    room -= head.size + 2
    sources = _sources(event.sources, catalogue, room, linked=entities - 7)
    room -= sources.size + 1
    lines = []
    for line in _lines(event):
        room -= line.size + 1
        if room < 0:
            break
        lines.append(line)
    while lines and lines[-1].entities:
        lines.pop()
    return joined([head, quote(joined([*lines, sources]), folded=True)])


def _lines(event: EventView) -> Iterator[Html]:
    for part in event.parts:
        yield italic(words(part.heading))
        yield from (joined([words("• "), cut(one.text, _LONGEST_LINE)], "") for one in part.lines)


def _sources(sources: Sequence[Listed], catalogue: Catalogue, room: int, linked: int) -> Html:
    """The sources that lines can refer to, whole or cut, and of the others as many as half of the room takes."""
    heading = italic(words(catalogue.say("digest.sources")))
    half, left_out = room // 2, 0
    longest = max(min(_LONGEST_TITLE, half // max(1, sum(source.cited for source in sources)) - 12), _SHORTEST)
    rows = [heading]
    for n, source in enumerate(sources):
        named = _named(source, longest)
        if not source.cited and sum(row.size + 1 for row in rows) + named.size + _MORE > half:
            left_out += 1
        else:
            address = address_of(source.link) if n < linked else None
            rows.append(link(named, address) if address else named)
    more = [words(catalogue.say("digest.more_sources", count=left_out))] if left_out else []
    return joined([*rows, *more])


def _source(source: Listed) -> Html:
    address, named = address_of(source.link), _named(source, _LONGEST_TITLE)
    return link(named, address) if address else named


def _named(source: Listed, longest: int) -> Html:
    return joined([words(f"[{source.number}]"), cut(source.text, longest)], " ")


def _buttons(digest: Digest, number: int, catalogue: Catalogue) -> InlineKeyboardMarkup | None:
    rows = [
        [
            InlineKeyboardButton(
                catalogue.say("telegram.event_button", number=n + 1), callback_data=f"{EVENT} {number} {n}"
            ),
            *_ask(event, number, n, catalogue),
        ]
        for n, event in enumerate(digest.events)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _ask(event: DigestEvent, number: int, place: int, catalogue: Catalogue) -> list[InlineKeyboardButton]:
    """Questions are answered from an article, so there has to be one that was read."""
    if all(source.brief is None for source in event.brief.sources):
        return []
    label = catalogue.say("telegram.event_ask_button", number=place + 1)
    return [InlineKeyboardButton(label, callback_data=f"{EVENT_ASK} {number} {place}")]
