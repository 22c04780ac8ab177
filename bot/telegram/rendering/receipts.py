"""Receipts: each statement, then each line of the summary, with the sentences it rests on, a page at a time."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.telegram.rendering.html import Html, bold, cut, italic, joined, quote, words
from bot.telegram.rendering.pages import Page
from bot.view.brief import statement_line
from storage.records import Article, Brief, Point, Statement

PAGE = "receipts"
A_PAGE = 3
"""Statements on a page."""
_LONGEST = 380
_NAME = 100
"""UTF-16 units of one line and of a name, so that a page is always one message."""


def receipts_page(article: Article, brief: Brief, number: int, catalogue: Catalogue) -> Page:
    """Page ``number``, counted from 0; one that is not there is the last."""
    items: list[Statement | Point] = [*brief.statements, *brief.points]
    count = max(1, -(-len(items) // A_PAGE))
    number = min(max(0, number), count - 1)
    some = items[number * A_PAGE : (number + 1) * A_PAGE]
    head = bold(words(catalogue.say("receipts.head", number=number + 1, pages=count)))
    body = [_receipt(article, i, catalogue) if isinstance(i, Statement) else _line(article, i, catalogue) for i in some]
    return Page(joined([head, *body], "\n\n").code, _buttons(number, count))


def excerpts_page(kept: list[tuple[str, str]], number: int, catalogue: Catalogue) -> Page:
    """What stays of a brief whose article's time is over: speakers, and the sentences that their words stand in."""
    count = max(1, -(-len(kept) // A_PAGE))
    number = min(max(0, number), count - 1)
    some = kept[number * A_PAGE : (number + 1) * A_PAGE]
    head = bold(words(catalogue.say("receipts.head", number=number + 1, pages=count)))
    body = [
        joined([bold(cut(_name(speaker), _NAME)), quote(cut(excerpt, _LONGEST), folded=False)])
        for speaker, excerpt in some
    ]
    return Page(joined([head, *body], "\n\n").code, _buttons(number, count))


def _receipt(article: Article, statement: Statement, catalogue: Catalogue) -> Html:
    place = catalogue.say(
        "receipts.place",
        count=len(statement.sentences),
        sentences=", ".join(map(str, statement.sentences)),
        spans=", ".join(f"{part.start}–{part.end}" for part in statement.parts),
    )
    lines = [
        bold(cut(_name(statement.speaker.name), _NAME)),
        cut(statement_line(article, statement, catalogue), _LONGEST),
    ]
    lines.append(quote(cut(statement.excerpt, _LONGEST), folded=False))
    cue = statement.cue.of(article.text) if statement.cue else None
    lines.append(
        italic(cut(place if cue is None else f"{place} · {catalogue.say('receipts.cue', cue=cue)}", 2 * _NAME))
    )
    if statement.speaker.chain:
        chain = ", ".join(map(str, statement.speaker.chain))
        lines.append(italic(cut(catalogue.say("receipts.chain", sentences=chain), 2 * _NAME)))
    return joined(lines)


def _line(article: Article, point: Point, catalogue: Catalogue) -> Html:
    """A line of the summary with its sentences."""
    excerpt = " ".join(article.words(number) for number in point.sentences)
    numbers = ", ".join(map(str, point.sentences))
    place = catalogue.say("receipts.sentences", count=len(point.sentences), sentences=numbers)
    return joined([cut(f"• {point.text}", _LONGEST), quote(cut(excerpt, _LONGEST), folded=False), italic(words(place))])


def _name(speaker: str) -> str:
    return speaker[:1].upper() + speaker[1:]


def _buttons(number: int, count: int) -> InlineKeyboardMarkup | None:
    row = []
    if number > 0:
        row.append(InlineKeyboardButton("‹", callback_data=f"{PAGE} {number - 1}"))
    if number < count - 1:
        row.append(InlineKeyboardButton("›", callback_data=f"{PAGE} {number + 1}"))
    return InlineKeyboardMarkup([row]) if row else None
