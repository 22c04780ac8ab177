"""What readers' words mean, a language a file: words that ask, say, deny, wish and thank."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.analysis.comparing.stems import UNSPACED

CODES = ("en", "es", "fr", "de", "ru", "uk", "ar", "zh")
_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words and numbers of a message, in small letters."""
    return [w.casefold() for w in _WORD.findall(text)]


class Lexicon:
    """The words of one language by what they mean (``who``, ``say``, ``deny``, ``shorter`` …)."""

    def __init__(self, code: str, entries: Mapping[str, list[str]]) -> None:
        self.code = code
        self._entries = entries
        self._spaced = code != UNSPACED

    def phrases(self, meaning: str) -> list[str]:
        """All words and phrases of that meaning."""
        return self._entries[meaning]

    def has(self, text: str, meaning: str) -> bool:
        """Whether the text holds a word or phrase of that meaning."""
        return bool(self.found(text, meaning))

    def found(self, text: str, meaning: str) -> list[str]:
        """The words and phrases of that meaning in the text, the longest first."""
        held = self._flat(text)
        return sorted((p for p in self._entries[meaning] if self._flat(p) in held), key=len, reverse=True)

    def opens(self, text: str, meaning: str) -> bool:
        """Whether the text begins with a word or phrase of that meaning."""
        held = self._flat(text)
        return any(held.startswith(self._flat(p)) for p in self._entries[meaning])

    def without(self, text: str, *meanings: str) -> str:
        """What is left of the text, in small letters, without the words and phrases of those meanings."""
        rest = self._flat(text)
        phrases = [p for meaning in meanings for p in self._entries[meaning]]
        for phrase in sorted(phrases, key=len, reverse=True):
            flat = self._flat(phrase)
            while flat in rest:
                rest = rest.replace(flat, " " if self._spaced else "")
        return rest.strip()

    def _flat(self, text: str) -> str:
        """The text as its words between single spaces; without spaces where the script sets none."""
        return f" {' '.join(words(text))} " if self._spaced else "".join(words(text))


@cache
def lexicon(code: str) -> Lexicon:
    """The words of a language; English where there is none of it."""
    known = code if code in CODES else "en"
    return Lexicon(known, tomllib.loads((_FOLDER / f"{known}.toml").read_text(encoding="utf-8")))


@cache
def language_names() -> Mapping[str, tuple[str, ...]]:
    """How readers name each language (ISO 639-1): beginnings of words."""
    entries = tomllib.loads((_FOLDER / "languages.toml").read_text(encoding="utf-8"))
    return {code: tuple(names) for code, names in entries.items()}
