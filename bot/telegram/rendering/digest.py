"""A digest as one Telegram message: an event is a headline with the rest folded below it, and two buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.telegram.rendering.brief import address_of
from bot.telegram.rendering.html import Html, bold, cut, italic, joined, link, quote, words
from bot.telegram.rendering.pages import LONGEST, MOST_ENTITIES, Page
from bot.view.digest import DigestView, EventView, Listed, view
from storage.digests import Digest

EVENT, EVENT_ASK = "event", "event_ask"
MOST_EVENTS = 8
"""Events in one message."""
_LONGEST_LINE, _LONGEST_TITLE = 600, 300


def digest_page(digest: Digest, catalogue: Catalogue) -> Page:
    """The message of a digest; of an event too long for it the last lines are left out, its sources never."""
    shown = view(digest, catalogue)
    return Page(_text(shown, catalogue).code, _buttons(digest, catalogue))


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
    headline = bold(cut(f"{number}. {event.headline}", _LONGEST_TITLE))
    note = italic(words(event.note))
    head = joined([headline, note])
    sources = _sources(event.sources, catalogue, linked=entities - 4)
    room -= head.size + sources.size + 4
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
        yield from (joined([words("• "), cut(one, _LONGEST_LINE)], "") for one in part.lines)


def _sources(sources: Sequence[Listed], catalogue: Catalogue, linked: int) -> Html:
    rows = []
    for n, source in enumerate(sources):
        named = words(f"[{source.number}] ") + cut(source.text, _LONGEST_TITLE)
        address = address_of(source.link) if n < linked - 3 else None
        rows.append(link(named, address) if address else named)
    return joined([italic(words(catalogue.say("digest.sources"))), *rows])


def _buttons(digest: Digest, catalogue: Catalogue) -> InlineKeyboardMarkup | None:
    rows = [
        [
            InlineKeyboardButton(catalogue.say("telegram.event_button", number=n + 1), callback_data=f"{EVENT} {n}"),
            InlineKeyboardButton(
                catalogue.say("telegram.event_ask_button", number=n + 1), callback_data=f"{EVENT_ASK} {n}"
            ),
        ]
        for n, event in enumerate(digest.events)
        if any(source.reading == "article" for source in event.brief.sources)
    ]
    return InlineKeyboardMarkup(rows) if rows else None
