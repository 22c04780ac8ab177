"""Blocks of markup become messages: no longer than Telegram takes, cut between blocks only, each valid on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.telegram.rendering.html import Html, joined, ours, shown_size, words

LONGEST = 4000
"""UTF-16 units of one message; Telegram takes 4096, and a part says which it is."""
MOST_ENTITIES = 90
"""Telegram keeps 100."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one message shows: its text (HTML), its buttons, and the address whose preview stands below it."""

    text: str
    buttons: InlineKeyboardMarkup | None = None
    preview: str | None = None


def our_page(text: str, buttons: InlineKeyboardMarkup | None = None) -> Page:
    """A message of our own words, whose commands and addresses are meant to be linked."""
    return Page(ours(text).code, buttons)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stay together; ``gap`` sets them off from what stands above."""

    lines: Html
    gap: bool = False


def packed(blocks: Sequence[Block]) -> list[Html]:
    """The blocks in as few messages as they fit into, in order; a block is never cut."""
    messages: list[Html] = []
    held: Html | None = None
    for block in blocks:
        between = "\n\n" if block.gap else "\n"
        grown = joined([held, block.lines], between) if held is not None else block.lines
        if held is not None and (grown.size > LONGEST or grown.entities > MOST_ENTITIES):
            messages.append(held)
            held = block.lines
        else:
            held = grown
    return [*messages, held] if held is not None else messages


def pages(
    blocks: Sequence[Block], buttons: InlineKeyboardMarkup | None, preview: str | None, numbering: str
) -> list[Page]:
    """Messages of blocks: the preview with the first, the buttons with the last.

    ``numbering`` is a line with places for ``number`` and ``count``, for the head of every message but the first.
    """
    texts = packed(blocks)
    made = []
    for number, text in enumerate(texts, start=1):
        head = ours(numbering.format(number=number, count=len(texts)))
        shown = text if number == 1 else joined([head, text], "\n\n")
        last = number == len(texts)
        made.append(Page(shown.code, buttons if last else None, preview if number == 1 else None))
    return made


def pieces(text: str, longest: int) -> Iterator[Html]:
    """A text in pieces of at most ``longest`` UTF-16 units, cut at spaces where there are any; nothing is lost."""
    rest = text
    while len(rest) > longest or words(rest).size > longest:
        low, high = 1, min(len(rest), longest)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if shown_size(rest[:middle]) <= longest else (low, middle - 1)
        space = rest.rfind(" ", low // 2, low)
        cut = space + 1 if space > 0 else low
        yield words(rest[:cut].rstrip())
        rest = rest[cut:]
    yield words(rest)
