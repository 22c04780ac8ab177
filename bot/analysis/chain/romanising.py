"""Names in Cyrillic letters for readers of Latin ones.

Source: the romanization of the boards on geographic names of the United States and Britain (BGN/PCGN), without marks.
"""

from __future__ import annotations

import re

_RUSSIAN = dict(
    zip("абвгдезийклмнопрстуфыэ", "a b v g d e z i y k l m n o p r s t u f y e".split(), strict=True)
) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "yi", "є": "ye"}
_TABLES = {"ru": _RUSSIAN, "uk": _UKRAINIAN}
_CYRILLIC = re.compile(r"[\u0400-\u04ff’']*[\u0400-\u04ff]")


def romanised(text: str, language: str) -> str:
    """The text with every Cyrillic word of ``language`` in Latin letters."""
    table = _TABLES.get(language)
    return text if table is None else _CYRILLIC.sub(lambda m: _word(m.group(), table), text)


def _word(word: str, table: dict[str, str]) -> str:
    letters = [table.get(letter, "") for letter in word.casefold()]
    shown = "".join(letters)
    return shown[:1].upper() + shown[1:] if word[0].isupper() else shown
