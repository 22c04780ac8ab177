"""Cuts a text into numbered sentences with exact spans, by rules, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.intake.abbreviations import BEFORE_NAME, BEFORE_NUMBER, INSIDE, MONTHS, OPENERS
from storage.records import Sentence, Span

LONGEST = 2_000
"""Characters of a sentence: what goes on longer is a list or noise, and would cost time without bound."""
_CLOSERS = "\"'”’“»«›」』）)\\]】"
_OPENERS = "\"'“‘„«»‹「『（(\\[【—–¿¡\\-"
_STOP = re.compile(
    rf"[.!?…؟۔।]+(?:[ \u00a0\u202f]»|[{_CLOSERS}]*)(?=\s)|[。！？]+[{_CLOSERS}]*|\.[”\"’][{_CLOSERS}]*(?=\S)"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”„«»()\[\]—–/]+$")
_NEXT_WORD = re.compile(rf"[\s{_OPENERS}]*([^\s{_OPENERS}]\S*)")
_CUE_AFTER = re.compile(
    r"\s*(?:(?:[A-Z][\w’'.-]*|of|the|de|al|von|van|bin)\s+){1,6}"
    r"(?:said|says|asked|asks|told|wrote|added|replied|tweeted|wondered|[a-z]+ed)\b"
)
_INITIAL = re.compile(r"^(?:[^\W\d_]\.-?)+$")
_NUMBER = re.compile(r"^\d{1,2}$")


def split(text: str) -> tuple[Sentence, ...]:
    """Number the sentences of ``text`` from 1; no sentence crosses a line end, all spans are trimmed of space."""
    spans = (span for line in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text) for span in _line(text, line))
    return tuple(Sentence(number, span) for number, span in enumerate(spans, start=1))


def _line(text: str, line: re.Match[str]) -> Iterator[Span]:
    start = line.start()
    for border in (*_borders(text, line.start(), line.end()), line.end()):
        piece = text[start:border]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        yield from (part for part in _bounded(text, left, right) if any(char.isalnum() for char in part.of(text)))
        start = border


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """The span, in pieces of at most ``LONGEST`` characters cut at a space where there is one."""
    while end - start > LONGEST:
        space = max(text.rfind(" ", start, start + LONGEST), text.rfind("\t", start, start + LONGEST))
        border = space if space > start else start + LONGEST
        while border < end and unicodedata.category(text[border]).startswith("M"):
            border += 1
        yield Span(start, border)
        start = border + (len(text[border:end]) - len(text[border:end].lstrip()))
    if start < end:
        yield Span(start, end)


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    begun = start
    for stop in _STOP.finditer(text, start, end):
        told = any(char.isalnum() for char in text[begun : stop.start()])
        if told and _ends_sentence(text, start, stop, end):
            begun = stop.end()
            yield begun


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    if stop.group()[0] in "。！？":
        return True
    following = _NEXT_WORD.match(text, stop.end(), end)
    if following is None:
        return False
    after = following.group(1)
    if after[0].islower():
        return False
    if stop.group()[0] != ".":
        closed = stop.group()[-1] not in "!?…؟۔।"
        return not (closed and _CUE_AFTER.match(text, stop.end(), end))
    if stop.group().startswith(".."):
        return after[0].isupper() or not after[0].isalpha()
    return _full_stop_ends(_word_before(text, start, stop.start()), after)


def _word_before(text: str, start: int, stop: int) -> str:
    word = _WORD_BEFORE.search(text, max(start, stop - 40), stop)
    return word.group() if word else ""


def _full_stop_ends(before: str, after: str) -> bool:
    """Whether the full stop between the two words ends a sentence."""
    bare = before.strip("'’‘").lower()
    following = after.rstrip(".,:;!?\"”’'").lower()
    if bare in BEFORE_NAME:
        return False
    if bare in BEFORE_NUMBER and after[0].isdigit():
        return False
    if _NUMBER.match(bare) and following in MONTHS:
        return False
    if bare in INSIDE or _INITIAL.match(f"{before}."):
        return following in OPENERS
    return True
