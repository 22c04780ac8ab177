"""Finds quotations by their marks: nested, over several paragraphs, with a mark missing at either end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.analysis.syntax import text_of
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "《": "》", "‹": "›"}
MARKS = frozenset("“”\"'‘’«»„``")
"""Tokens that open or close a quotation."""
_ANY_MARK = re.compile("[“”„«»‹「『《\"‘']")
_EDGE = " \t\u00a0\u202f"
_TRAILING = ",;，、"


@dataclass(frozen=True, slots=True)
class Quote:
    """One pair of marks, or what is left of it; ``inner`` is what stands between them."""

    outer: Span
    inner: Span
    opened: bool
    closed: bool
    continues: bool = False

    def words(self, text: str) -> int:
        """How many words are quoted."""
        return len(re.findall(r"\w+", self.inner.of(text)))


def find(text: str) -> tuple[Quote, ...]:
    """All quotations of ``text`` in order; those that an unclosed paragraph carries on are marked ``continues``."""
    found: list[Quote] = []
    for line in re.finditer(r"[^\n]+", text):
        for quote in _paragraph(text, Span(line.start(), line.end())):
            before = found[-1] if found else None
            carried = (
                before is not None
                and not before.closed
                and quote.outer.start == _first(line)
                and not text[before.outer.end : quote.outer.start].strip()
            )
            found.append(Quote(quote.outer, quote.inner, quote.opened, quote.closed, carried))
    return tuple(found)


def held(tokens: Sequence[Token]) -> list[frozenset[int]]:
    """Of each quotation among the words of one passage, the indices of the tokens between its marks."""
    if not tokens:
        return []
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    inner = [quote.inner for quote in find(text_of(tokens[0].doc)[start:end])]
    return [frozenset(t.i for t in tokens if s.start <= t.idx - start < s.end) for s in inner]


def _first(line: re.Match[str]) -> int:
    return line.start() + len(line.group()) - len(line.group().lstrip())


def _paragraph(text: str, line: Span) -> Iterator[Quote]:
    position = line.start
    unclosed: set[str] = set()
    while (mark := _ANY_MARK.search(text, position, line.end)) is not None:
        position, char = mark.start(), mark.group()
        if char == "”" and _opened_wrongly(text, position):
            end = _closing(text, position + 1, line.end, "”")
            yield _quote(text, position, end, line.end)
        elif char in PAIRS and not (char == "“" and _closes_german(text, position)):
            end = _closing(text, position + 1, line.end, PAIRS[char] + ('"' if char == "“" else ""))
            yield _quote(text, position, end, line.end)
        elif char == "»" and _opens_word(text, position) and "«" in text[position : line.end]:
            end = _closing(text, position + 1, line.end, "«")
            yield _quote(text, position, end, line.end)
        elif char == '"':
            if _closes_nothing(text, position, line):
                yield _unopened(text, line.start, position)
                position += 1
                continue
            end = _closing(text, position + 1, line.end, '"”')
            yield _quote(text, position, end, line.end)
        elif char in "”»" and _ends_speech(text, position):
            yield _unopened(text, line.start, position)
            position += 1
            continue
        elif char in "‘'" and char not in unclosed and _opens_single(text, position):
            end = _closing_single(text, position + 1, line.end, "’" if char == "‘" else "'")
            if end is None:
                unclosed.add(char)
                position += 1
                continue
            yield _quote(text, position, end, line.end)
        else:
            position += 1
            continue
        position = (end if end is not None else line.end) + 1


def _opens_word(text: str, position: int) -> bool:
    """As in the German »so«, where the marks point inwards."""
    return (position == 0 or text[position - 1].isspace()) and text[position + 1 : position + 2].isalnum()


def _closes_german(text: str, position: int) -> bool:
    return position > 0 and text[position - 1] in ".,!?" and text[position + 1 : position + 2] in ("", " ", ",", ".")


def _opened_wrongly(text: str, position: int) -> bool:
    """A closing mark typed where the opening one belongs: white space before it, a letter behind."""
    return position > 0 and text[position - 1].isspace() and text[position + 1 : position + 2].isalnum()


def _closes_wrongly(text: str, position: int, end: int) -> bool:
    """An opening mark typed where the closing one belongs: a word before it, none behind."""
    before, after = text[position - 1], text[position + 1 : position + 2] if position + 1 < end else " "
    return not before.isspace() and before not in "([—–-" and not after.isalnum()


def _closing(text: str, start: int, end: int, marks: str) -> int | None:
    depth = 0
    for position in range(start, end):
        char = text[position]
        if char in marks and not (char == '"' and _opens_straight(text, position, end)):
            if depth == 0:
                return position
            depth -= 1
        elif char == "“" and "“" not in marks:
            if depth == 0 and _closes_wrongly(text, position, end):
                return position
            depth += 1
    return None


def _opens_straight(text: str, position: int, end: int) -> bool:
    """Whether a straight mark inside a quotation opens an inner one: space before, a letter after."""
    return text[position - 1].isspace() and position + 1 < end and text[position + 1].isalnum()


def _closes_nothing(text: str, position: int, line: Span) -> bool:
    """A straight mark that is the first of its paragraph and stands behind a stop or comma closes what never opened."""
    return (
        position > line.start
        and text[position - 1] in ".,!?…"
        and (position + 1 == line.end or text[position + 1].isspace())
    )


def _ends_speech(text: str, position: int) -> bool:
    return position > 0 and text[position - 1] in ".,!?…"


def _opens_single(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1 : position + 2]
    return (before.isspace() or before in "([—–“") and after.isupper()


def _closing_single(text: str, start: int, end: int, mark: str) -> int | None:
    for position in range(start, end):
        if text[position] != mark:
            continue
        after = text[position + 1 : position + 2]
        if text[position - 1] in ".,!?…" and not after.isalnum():
            return position
    return None


def _quote(text: str, start: int, end: int | None, line_end: int) -> Quote:
    outer = Span(start, line_end if end is None else end + 1)
    return Quote(outer, _trimmed(text, start + 1, line_end if end is None else end), True, end is not None)


def _unopened(text: str, start: int, mark: int) -> Quote:
    return Quote(Span(start, mark + 1), _trimmed(text, start, mark), False, True)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in _EDGE + _TRAILING:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    return Span(start, end)
