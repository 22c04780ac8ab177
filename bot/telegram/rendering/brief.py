"""A brief as Telegram messages: headline, points, who said what by speaker, notes, source line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.desk import Briefed
from bot.telegram.rendering.html import Html, bold, italic, joined, link, quote, words
from bot.telegram.rendering.pages import Block, Page, packed, pages, pieces
from bot.view.brief import BriefView, Cited, Said, Voice, view
from storage.chats import Length

FOLD = 300
"""UTF-16 units from which what one speaker said is folded."""
_LONGEST_LINE = 1500
_LONGEST_QUOTE = 3000
MOST_MESSAGES = 6
_LONGEST_SAID = 1200
"""Characters from which a quotation is shortened in any length."""
RECEIPTS, ASK, FOLLOW, AGAIN, WRONG = "receipts", "ask", "follow", "again", "wrong"


def brief_pages(
    briefed: Briefed,
    catalogue: Catalogue,
    length: Length,
    today: date,
    *,
    notice: str = "",
    more: Sequence[InlineKeyboardButton] = (),
) -> list[Page]:
    """The messages of a brief; ``notice`` is a line to stand above it, ``more`` buttons stand below its own."""
    shown = view(briefed, catalogue, today, length)
    address = address_of(briefed.article.link)
    blocks = list(_blocks(shown, catalogue, length, address, notice))
    blocks = _bounded(blocks, catalogue)
    buttons = brief_buttons(catalogue, shown.questions, more)
    return pages(blocks, buttons, address, catalogue.say("telegram.part"))


def brief_buttons(
    catalogue: Catalogue, questions: Sequence[str], more: Sequence[InlineKeyboardButton] = ()
) -> InlineKeyboardMarkup:
    """The buttons below a brief: what they are about is looked up by the message that they stand below."""
    say = catalogue.say
    first = [
        InlineKeyboardButton(say("telegram.receipts_button"), callback_data=RECEIPTS),
        InlineKeyboardButton(say("telegram.ask_button"), callback_data=ASK),
        InlineKeyboardButton(say("telegram.follow_button"), callback_data=FOLLOW),
    ]
    second = [
        InlineKeyboardButton(say("telegram.again_button"), callback_data=AGAIN),
        InlineKeyboardButton(say("telegram.wrong_button"), callback_data=WRONG),
    ]
    return InlineKeyboardMarkup([first, second, *question_rows(questions), *([more] if more else [])])


def question_rows(questions: Sequence[str]) -> list[list[InlineKeyboardButton]]:
    """A row for each question that may be asked next."""
    return [[InlineKeyboardButton(text, callback_data=f"{ASK} {n}")] for n, text in enumerate(questions)]


def inline_text(briefed: Briefed, catalogue: Catalogue, today: date) -> str:
    """As much of a short brief as fits into one message."""
    shown = view(briefed, catalogue, today, "short")
    blocks = list(_blocks(shown, catalogue, "short", address_of(briefed.article.link), ""))
    return pages(blocks, None, None, catalogue.say("telegram.part"))[0].text


def address_of(given: str | None) -> str | None:
    """The link where Telegram takes it for one."""
    return given if given and given.startswith(("http://", "https://")) and len(given) < 2000 else None


def _blocks(
    shown: BriefView, catalogue: Catalogue, length: Length, address: str | None, notice: str
) -> Iterator[Block]:
    warnings = [*([notice] if notice else []), *shown.warnings]
    yield from (Block(italic(words(line))) for line in warnings)
    if shown.headline:
        yield Block(with_translation(bold(words(shown.headline.text)), shown.headline), gap=bool(warnings))
    for number, point in enumerate(shown.points):
        line = words(f"• {point.text} {numbers(point)}")
        yield Block(with_translation(line, point), gap=number == 0)
    if shown.voices:
        yield Block(bold(words(catalogue.say("brief.who_said_what"))), gap=True)
        for voice in shown.voices:
            yield from voice_blocks(voice, catalogue, length)
    for number, note in enumerate(shown.notes):
        yield from (Block(piece, gap=number == 0) for piece in pieces(note, _LONGEST_LINE))
    yield Block(source_of(shown.source, address), gap=True)


def _bounded(blocks: list[Block], catalogue: Catalogue) -> list[Block]:
    """At most so many messages: what does not fit is in the receipts; the source line always stands."""
    if len(packed(blocks)) <= MOST_MESSAGES:
        return blocks
    end = [Block(italic(words(catalogue.say("telegram.rest_in_receipts"))), gap=True), blocks[-1]]
    kept = blocks[:-1]
    while len(packed([*kept, *end])) > MOST_MESSAGES:
        kept = kept[: len(kept) * 9 // 10]
    return [*kept, *end]


def source_of(line: str, address: str | None) -> Html:
    """The source line, its first item leading to the article."""
    first, dot, rest = line.partition(" · ")
    return joined([link(words(first), address), words(dot + rest)], "") if address else words(line)


def numbers(line: Cited) -> str:
    """The numbers of the sentences that a line rests on."""
    return f"[{' '.join(map(str, line.sentences))}]"


def with_translation(shown: Html, line: Cited) -> Html:
    """A line with its translation below it, where there is one."""
    if line.translation is None:
        return shown
    return joined([shown, italic(words(f"≈ {line.translation}"))])


def voice_blocks(voice: Voice, catalogue: Catalogue, length: Length) -> Iterator[Block]:
    """A speaker with their statements; where these are long, in several blocks that each name the speaker."""
    lines = [line for said in voice.said for line in _said(said, length)]
    if voice.more:
        lines.append(italic(words(catalogue.say("telegram.more", count=voice.more))))
    held: list[Html] = []
    first = True
    for line in lines:
        if held and sum(h.size + 1 for h in held) + line.size > _LONGEST_QUOTE:
            yield _spoken(voice, held, catalogue, first=first, length=length)
            held, first = [], False
        held.append(line)
    yield _spoken(voice, held, catalogue, first=first, length=length)


def _spoken(voice: Voice, lines: list[Html], catalogue: Catalogue, *, first: bool, length: Length) -> Block:
    role = f" · {voice.role}" if voice.role else ""
    head = joined([bold(words(voice.name)), words(role if first else f" {catalogue.say('telegram.goes_on')}")], "")
    body = joined(lines)
    folded = length == "short" or (length == "standard" and body.size > FOLD)
    return Block(joined([head, quote(body, folded=folded)]))


def _said(said: Said, length: Length) -> Iterator[Html]:
    shown = said.short if length == "short" or len(said.whole.text) > _LONGEST_SAID else said.whole
    lines = list(pieces(f"{shown.text} {numbers(shown)}", _LONGEST_LINE))
    yield from lines[:-1]
    yield with_translation(lines[-1], shown)
