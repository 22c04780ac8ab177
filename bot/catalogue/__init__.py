"""Every line that a reader may see, in one place: a language is a file beside this one; English is complete.

Imports nothing of the house.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))
"""Plural categories of Unicode CLDR."""
Line = str | dict[str, str]
"""A line with places in braces, or one for each plural form."""


class Catalogue:
    """The lines of one language; what it lacks is said in English."""

    def __init__(self, language: str, lines: Mapping[str, Line], fallback: Catalogue | None = None) -> None:
        self.language = language
        self.lines = lines
        self._fallback = fallback

    def say(self, key: str, /, **values: object) -> str:
        """The line under ``key`` (section and name, with a dot), filled in. Raises KeyError where there is none.

        A line with plural forms needs ``count``, a number; thousands are set apart as the language does.
        """
        line = self.lines.get(key)
        if line is None:
            if self._fallback is None:
                raise KeyError(key)
            return self._fallback.say(key, **values)
        shown = line if isinstance(line, str) else line.get(self._form(values["count"])) or line["other"]
        return shown.format(**values) if values else shown

    def named(self, section: str, name: str) -> str:
        """The word for ``name`` in a section of words, or the name itself."""
        key = f"{section}.{name}"
        return self.say(key) if self.has(key) else name

    def has(self, key: str) -> bool:
        """Whether there is such a line, in this language or in English."""
        return key in self.lines or (self._fallback is not None and self._fallback.has(key))

    def _form(self, count: object) -> str:
        from babel import Locale

        if not isinstance(count, int):
            raise TypeError(f"a plural needs a number, not {count!r}")
        return str(Locale.parse(self.language).plural_form(count))


def languages() -> tuple[str, ...]:
    """The languages that have a file, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return ("en", *(code for code in found if code != "en"))


@cache
def of(language: str | None) -> Catalogue:
    """The catalogue of a language (ISO 639-1); English where there is no file for it."""
    path = FOLDER / f"{language}.toml"
    if language not in languages() or language is None:
        return of("en")
    with path.open("rb") as file:
        lines = dict(_flat(tomllib.load(file)))
    return Catalogue(language, lines, None if language == "en" else of("en"))


def say(key: str, /, **values: object) -> str:
    """A line in English, for whoever runs Attribot."""
    return of("en").say(key, **values)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Line]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and not (value and FORMS.issuperset(value)):
            yield from _flat(value, f"{key}.")
        else:
            yield key, value
