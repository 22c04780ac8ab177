"""Comparison of words: Unicode form, quotation marks and white space do not count; nothing else is forgiven."""

from __future__ import annotations

import re
import unicodedata

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-"}
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\W_]+")


def fold(text: str) -> str:
    """The text in one Unicode form, with plain marks and single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_MARKS)).strip()


def words(text: str) -> list[str]:
    """The folded words and numbers of the text, in order and in lower case."""
    return [w.casefold() for w in _WORD.findall(fold(text))]


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """The folded words of the text, each with where it stands in the text as given."""
    return [(fold(m.group()).casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether neither border of the range falls inside a word or between a letter and its marks."""
    return not (_splits(text, start) or _splits(text, end))


def _splits(text: str, place: int) -> bool:
    if place <= 0 or place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    if unicodedata.category(after).startswith("M") or after in "\u200d\ufe0f" or before == "\u200d":
        return True
    if _splits_number(text, place) or _splits_joined(text, place):
        return True
    return _unspaced(before) is False and _unspaced(after) is False and before.isalnum() and after.isalnum()


def _splits_joined(text: str, place: int) -> bool:
    """Whether the border falls beside the apostrophe or hyphen that holds one word together."""
    left, right = text[place - 2 : place - 1] if place > 1 else "", text[place + 1 : place + 2]
    before, after = text[place - 1], text[place]
    joins = "'’-‑"
    if after in joins:
        return before.isalpha() and right.isalpha()
    return before in joins and left.isalpha() and after.isalpha()


def _splits_number(text: str, place: int) -> bool:
    """Whether the border takes a number apart from its sign or from its decimals."""
    before, after = text[place - 1], text[place]
    if (before.isdigit() and after in "%‰°") or (before in "$€£¥₽₴" and after.isdigit()):
        return True
    inner = text[place + 1 : place + 2].isdigit() if after in ".," else text[place - 2 : place - 1].isdigit()
    return inner and (before.isdigit() or before in ".,") and (after.isdigit() or after in ".,") and before != after


def _unspaced(char: str) -> bool:
    """Scripts that write no spaces between words: there a border may fall between any two characters."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\u0e00" <= char <= "\u0eff"
        or "\uac00" <= char <= "\ud7a3"
        or char >= "\U00020000"
    )
