"""Countries, months and days of the week by value, in every language that briefs are offered in (Unicode CLDR)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

_SHORT: Mapping[str, tuple[str, ...]] = {
    "US": ("USA", "US", "U.S.", "EE. UU.", "EE.UU.", "EEUU", "США", "Etats-Unis", "美"),
    "GB": ("UK", "U.K.", "Britain", "Gran Bretaña", "Grande-Bretagne", "Großbritannien", "Britannien"),
    "AE": ("UAE", "EAU", "ОАЭ", "ОАЕ"),
    "KR": ("South Korea",),
    "KP": ("North Korea",),
}
"""Short names that the tables lack."""
_ABBREVIATED = frozenset(("en", "zh"))
_INFLECTED = frozenset(("ru", "uk"))
_ENDINGS = r"(?:[аеуыіїьюяй]|ой|ем|ень|ец|ня|ні|ню|нем|ого|ому|ий|ім)?"
"""Case endings of months and days; "среди" (among) is no Wednesday."""
_SHORT_STEM = 2
_KEPT = 4
"""Letters of a country's name that stay whatever its ending."""


def countries(text: str, language: str) -> tuple[set[str], set[str]]:
    """The codes of countries whose very name stands in the text, and of those that a word of it may be formed from."""
    exact, loose = set(), set()
    folded = text.casefold()
    for code, name in _names(language):
        if _stands(name, text, language):
            exact.add(code)
        if _stem(name) in folded:
            loose.add(code)
    return exact, loose | exact


def is_country_word(word: str, language: str) -> bool:
    """Whether a word is, or is formed from, a country's name: "Russians", "Россию"."""
    folded = word.casefold()
    return any(word == name for _, name in _names(language)) or any(
        folded.startswith(_stem(part)) for _, name in _names(language) for part in name.split() if len(part) >= _KEPT
    )


def calendar(text: str, language: str) -> list[str]:
    """The months and days of the week that the text names, by number ("m3", "d0"), in order."""
    return sorted({key for key, pattern in _calendar(language) if pattern.search(text)})


def without_calendar(text: str, language: str) -> str:
    """The text without months and days of the week: "May" is no hedge, "3月" no number and "Monday" no name."""
    for _, pattern in _calendar(language):
        text = pattern.sub(" ", text)
    return text


def _stands(name: str, folded: str, language: str) -> bool:
    if language == "zh":
        return name in folded
    return (
        re.search(rf"(?<!\w){re.escape(name[:-1] if len(name) > _KEPT else name)}\w{{0,3}}(?!\w)", folded) is not None
    )


def _stem(name: str) -> str:
    folded = name.casefold()
    return folded[: max(_KEPT, len(folded) - 2)] if len(folded) > _KEPT else folded


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    found = Locale.parse(language).territories
    whole = [(code, name) for code, name in found.items() if len(code) == 2 and code.isalpha()]
    return (*whole, *((code, name) for code, names in _SHORT.items() for name in names))


@cache
def _calendar(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_patterns(language))


def _patterns(language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    locale = Locale.parse(language)
    for prefix, table in (("m", locale.months), ("d", locale.days)):
        for number in table["format"]["wide"]:
            names = {table[form]["wide"][number] for form in ("format", "stand-alone")}
            if language in _ABBREVIATED:
                names |= {table["format"]["abbreviated"][number] + ("." if language == "en" else "")}
            yield f"{prefix}{number}", re.compile("|".join(_pattern(names, language)))


def _pattern(names: set[str], language: str) -> Iterator[str]:
    if language in _INFLECTED:
        stem = min(names, key=len)
        while not all(name.startswith(stem) for name in names):
            stem = stem[:-1]
        if len(names) == 1 and stem[-1] in "аяьо":
            stem = stem[:-1]
        yield rf"(?i:(?<!\w){re.escape(stem)}{_ENDINGS if len(stem) > _SHORT_STEM else '[йяюе]'}(?!\w))"
        return
    for name in sorted(names, key=len, reverse=True):
        if language == "zh":
            yield rf"(?<!\d){re.escape(name)}"
        elif (language, name) == ("en", "May"):
            yield r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\bof )|(?<=\b[Ss]ince )|(?<=\buntil )|(?<=\d ))May\b|\bMay(?= \d)"
        elif language in ("en", "de"):
            yield rf"(?<!\w){re.escape(name)}(?!\w)"
        else:
            yield rf"(?i:(?<!\w){re.escape(name)}(?!\w))"
