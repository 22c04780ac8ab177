"""Words whose meaning a translation has to keep: negations, hedges, plans, conditions, numbers in words, scales."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from bot.analysis.wording import arabic, chinese, english, french, german, russian, spanish, ukrainian

LANGUAGES: Mapping[str, ModuleType] = {
    "en": english,
    "es": spanish,
    "fr": french,
    "de": german,
    "ru": russian,
    "uk": ukrainian,
    "ar": arabic,
    "zh": chinese,
}
"""The languages in which briefs are offered: each has its lists."""
UNSPACED = frozenset(("zh",))
KINDS = ("negations", "denials", "hedges", "plans", "conditions", "saying")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One language's words by what they do to a sentence; ``numbers`` and ``scales`` map words to values and powers of ten."""

    kinds: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    spaced: bool

    def has(self, kind: str, text: str) -> bool:
        """Whether a word of the kind stands in the text."""
        return self.kinds[kind].search(text) is not None

    def powers(self, text: str) -> list[int]:
        """The powers of ten that the text names ("3 million": 6), in order of size."""
        found = pattern(" ".join(self.scales), spaced=self.spaced).findall(text)
        return sorted(self.scales[word.casefold().replace(" ", "_")] for word in found)

    def spelled(self, text: str) -> set[int]:
        """The numbers that the text spells out."""
        return {self.numbers[w.casefold()] for w in pattern(" ".join(self.numbers), spaced=self.spaced).findall(text)}


@cache
def pattern(listed: str, *, spaced: bool = True) -> re.Pattern[str]:
    """A pattern of whole words; "_" stands for a space, "*" for any ending; in scripts without spaces, words anywhere."""
    ordered = sorted(listed.split(), key=len, reverse=True)
    if not spaced:
        return re.compile("|".join(map(re.escape, ordered)))
    stems = (re.escape(w.replace("_", " ").rstrip("*")) + (r"[\w’'-]*" if w.endswith("*") else "") for w in ordered)
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(stems)})(?!\w)", re.IGNORECASE)


@cache
def meaning(language: str) -> Meaning | None:
    """The lists of a language (ISO 639-1), or None where none are kept."""
    module = LANGUAGES.get(language)
    if module is None:
        return None
    spaced = language not in UNSPACED
    kinds = {kind: pattern(getattr(module, kind.upper()), spaced=spaced) for kind in KINDS}
    return Meaning(kinds, _values(module.NUMBERS), _values(module.SCALES), spaced)


def _values(listed: str) -> dict[str, int]:
    """Words with the values that stand behind them ("two=2")."""
    return {word: int(value) for word, _, value in (entry.partition("=") for entry in listed.split())}
