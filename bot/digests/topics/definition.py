"""What a reader writes becomes a topic: "Venezuela, Maduro -baseball lang:en,es mute:rt.com"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from babel import Locale

from bot.errors import TopicError
from bot.intake.links import host_of
from storage import outlets
from storage.subscriptions import Topic

LANGUAGES = ("en", "es", "fr", "de", "ru", "uk", "ar", "zh", "pt", "it")
"""Languages in which the names of countries are known."""
LONGEST, MOST_NAMES = 80, 20
_MOST_WORDS = 5
_OPTION = re.compile(r"(?<!\S)(lang|language|mute):(\S+)", re.IGNORECASE)
_WITHOUT = re.compile(r"(?<!\S)[-−–](?:\"([^\"]+)\"|“([^”]+)”|(\S+))")
_BETWEEN = re.compile(r"\s*(?:[,;\n،，、]|(?<=\s)or(?=\s)|\|)\s*")
_DEMONYMS = {
    "AF": "Afghan", "AR": "Argentine", "AT": "Austrian", "BE": "Belgian", "BG": "Bulgarian", "BR": "Brazilian",
    "CD": "Congolese", "CH": "Swiss", "CN": "Chinese", "CY": "Cypriot", "CZ": "Czech", "DE": "German", "DK": "Danish",
    "ES": "Spanish", "FI": "Finnish", "FR": "French", "GB": "British", "GR": "Greek", "HR": "Croatian", "HU": "Hungarian",
    "IE": "Irish", "IQ": "Iraqi", "IS": "Icelandic", "IT": "Italian", "JP": "Japanese", "KZ": "Kazakh", "LB": "Lebanese",
    "MM": "Burmese", "MX": "Mexican", "NL": "Dutch", "NO": "Norwegian", "NZ": "New Zealander", "PE": "Peruvian",
    "PH": "Philippine, Filipino", "PK": "Pakistani", "PL": "Polish", "PS": "Palestinian", "PT": "Portuguese",
    "RO": "Romanian", "RS": "Serbian", "SA": "Saudi", "SE": "Swedish", "SK": "Slovak", "SO": "Somali", "SD": "Sudanese",
    "TH": "Thai", "TR": "Turkish, Türkiye", "TW": "Taiwanese", "UA": "Ukrainian", "VN": "Vietnamese", "YE": "Yemeni",
}  # fmt: skip
"""Words that are not formed from the country's name by an ending."""


def topic_of(written: str) -> Topic:
    """The topic that a reader means; a country stands with its names in other languages. Raises TopicError."""
    text = " ".join(written.split())
    options = [(key.lower(), value) for key, value in _OPTION.findall(text)]
    text = _OPTION.sub(" ", text)
    without = tuple(" ".join(filter(None, found)).strip() for found in _WITHOUT.findall(text))
    names = tuple(dict.fromkeys(n for n in (p.strip(" \"“”'.") for p in _BETWEEN.split(_WITHOUT.sub(" ", text))) if n))
    _check(names, without)
    also = tuple(dict.fromkeys(other for name in names for other in other_names(name)))
    languages = tuple(code for key, value in options if key != "mute" for code in _codes(value))
    muted = tuple(_domain(host) for key, value in options if key == "mute" for host in value.split(",") if host)
    return Topic(" ".join(written.split()), names + also, without, languages, muted)


def with_names(topic: Topic, found: Sequence[str]) -> Topic:
    """The topic with more names, of those that can be looked for."""
    more = []
    for name in (" ".join(one.split()).strip(" \"“”'.,-") for one in found):
        fits = 2 < len(name) <= LONGEST or (len(name) == 2 and not name.isascii())
        if fits and len(name.split()) <= _MOST_WORDS and any(c.isalpha() for c in name):
            more.append(name)
    known = {name.casefold() for name in (*topic.names, *topic.without)}
    new = {name.casefold(): name for name in more if name.casefold() not in known}
    return replace(topic, names=(*topic.names, *new.values())[: max(MOST_NAMES, len(topic.names))])


def other_names(name: str) -> tuple[str, ...]:
    """What else a country is called, where the name is a country's; other names have none that are known here."""
    code = country_of(name)
    if code is None:
        return ()
    names = [Locale.parse(language).territories.get(code, "") for language in LANGUAGES]
    names += _DEMONYMS.get(code, "").split(", ")
    return tuple(dict.fromkeys(n for n in names if n and n.casefold() != name.casefold()))


def country_of(name: str) -> str | None:
    """The ISO 3166 code of a country by its name in one of ``LANGUAGES``; None for other names."""
    return _countries().get(name.casefold())


@cache
def country_words(language: str) -> dict[str, str]:
    """Names of countries as they are printed in that language, and in English what is of them: each with the country's name."""
    found = {}
    for code, name in Locale.parse(language).territories.items():
        if len(code) == 2 and code.isalpha():
            found[name] = name
            if language == "en":
                found |= dict.fromkeys(filter(None, _DEMONYMS.get(code, "").split(", ")), name)
    return found


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(name.casefold(), code)
    return found | {"usa": "US", "uk": "GB", "britain": "GB", "türkiye": "TR", "north korea": "KP", "south korea": "KR"}


def _check(names: tuple[str, ...], without: tuple[str, ...]) -> None:
    if not names:
        raise TopicError("no_topic")
    for name in (*names, *without):
        if not any(c.isalnum() for c in name) or (len(name) < 2 and name.isascii()):
            raise TopicError("short_topic", name=name)
        if len(name) > LONGEST:
            raise TopicError("long_topic", most=LONGEST)
    if max(len(names), len(without)) > MOST_NAMES:
        raise TopicError("many_names", most=MOST_NAMES)


def _codes(value: str) -> list[str]:
    codes = [code.strip().lower() for code in value.split(",") if code.strip()]
    for code in codes:
        if not re.fullmatch(r"[a-z]{2}", code):
            raise TopicError("bad_language", name=code)
    return codes


def _domain(host: str) -> str:
    bare = host.strip().lower().removeprefix("https://").removeprefix("http://").strip("/").removeprefix("www.")
    outlet = outlets.of_host(bare)
    if outlet is None and ("." not in bare or not host_of(f"https://{bare}")):
        raise TopicError("bad_outlet", name=host)
    return outlet.domain if outlet else bare
