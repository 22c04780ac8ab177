"""An answer to a question as Telegram messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.desk import Briefed
from bot.telegram.rendering.brief import (
    address_of,
    numbers,
    question_rows,
    source_of,
    voice_blocks,
    with_translation,
)
from bot.telegram.rendering.html import Html, bold, italic, joined, quote, words
from bot.telegram.rendering.pages import Block, Page, pages, pieces
from bot.view.answer import Item, about, answer_view
from bot.view.brief import Cited, Voice
from storage.records import Answer

_LONGEST_LINE = 1500


def answer_pages(
    briefed: Briefed, answer: Answer, catalogue: Catalogue, *, question: str = "", names: bool = False
) -> list[Page]:
    """The messages of an answer; above it the ``question`` where nobody wrote it, and which article where that ``names``."""
    shown = answer_view(briefed, answer, catalogue)
    blocks: list[Block] = [Block(bold(words(question)))] if question else []
    if names:
        blocks.append(Block(italic(words(about(briefed, catalogue)))))
    if shown.head:
        blocks.append(Block(words(shown.head), gap=bool(blocks)))
    for item in shown.items:
        blocks += _gapped(_item(item, catalogue), gap=bool(blocks))
    blocks += [Block(piece, gap=True) for note in shown.notes for piece in pieces(note, _LONGEST_LINE)]
    blocks.append(Block(source_of(shown.source, address_of(briefed.article.link)), gap=True))
    rows = question_rows(shown.questions)
    return pages(blocks, InlineKeyboardMarkup(rows) if rows else None, None, catalogue.say("telegram.part"))


def _item(item: Item, catalogue: Catalogue) -> Iterator[Block]:
    if isinstance(item, Voice):
        yield from voice_blocks(item, catalogue, "long")
    elif isinstance(item, Cited):
        yield Block(_line(item))
    else:
        if item.head:
            yield Block(bold(words(item.head)))
        yield from (Block(quote(_line(sentence), folded=False)) for sentence in item.sentences)


def _gapped(blocks: Iterator[Block], *, gap: bool) -> Iterator[Block]:
    """The blocks, the first set off from what stands above."""
    for number, block in enumerate(blocks):
        yield replace(block, gap=True) if gap and number == 0 else block


def _line(line: Cited) -> Html:
    """A line with its numbers; a very long one in pieces on lines of their own."""
    return with_translation(joined(pieces(f"{line.text} {numbers(line)}", _LONGEST_LINE)), line)
