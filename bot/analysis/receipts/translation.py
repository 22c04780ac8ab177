"""A translated line held against its original by what can be compared: numbers, dates, names, countries, negation, hedges.

Names of persons, bodies and towns stand as the article prints them; names of countries are compared by the country. A
change of sense inside these bounds is not seen: so a translation is labelled as made by a machine, and the original stays
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from bot.analysis.receipts import plain
from bot.analysis.receipts.places import calendar, countries, is_country_word, without_calendar
from bot.analysis.wording import wording
from bot.analysis.wording.meaning import KINDS, Meaning, meaning
from bot.intake.language import detect

_DIGITS = re.compile(r"(?:(?<![\w)])[-−])?\d+(?:[.,\u00a0\u202f٫٬ ]\d+)*")
_UNITS = {
    "percentages": re.compile(
        r"%|per ?cent|por ciento|pour cent|prozent|процент|відсот|المئة|المائة|百分之", re.IGNORECASE
    ),
    "dollars": re.compile(r"\$|dollar|dólar|доллар|долар|دولار|美元", re.IGNORECASE),
    "euros": re.compile(r"€|\beuros?\b|\bевро\b|\bєвро\b|يورو|欧元", re.IGNORECASE),
    "pounds": re.compile(r"£|\bpounds?\b|\blibras?\b|\blivres sterling|\bpfund\b|фунт|جنيه|英镑", re.IGNORECASE),
    "roubles": re.compile(r"₽|roubles?|rubles?|rublos?|rubel|рубл|روبل|卢布", re.IGNORECASE),
}
"""What a number counts, where it is money or a share."""
_COMMA = re.compile(r"[,，،]")
_COMMAS = {"de": 2, "ru": 2, "uk": 2}
"""Commas that a language's own rules may add to a line."""
_STRETCH, _SLACK = 1.4, 8
"""How much longer than its line a translation may be, and how many characters more."""
_SENTENCE = re.compile(r"[.!?؟。！？]+(?=\s|$)|[。！？]")
_MARKS = re.compile(r"[“”\"«»„「」『』]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")
_SCRIPTS = {"ru": "\u0400-\u04ff", "uk": "\u0400-\u04ff", "ar": "\u0600-\u06ff", "zh": "\u4e00-\u9fff"}
"""Scripts of which a line in that language has to hold something."""
_OFFICE = re.compile(
    r"\b(?:minist|secretar|department|council|court|assembly|parliament|министр|минист|секретар|суд)", re.IGNORECASE
)
"""Offices, which some languages write with a capital inside ("ministra de Transporte")."""
_BETWEEN_SCRIPTS = re.compile(r"(?<=[A-Za-zÀ-ÿ])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-zÀ-ÿ])")
_DETECTABLE = 60
"""Characters from which the words of a line tell its language."""
_NOUNS_LARGE = frozenset(("de",))
"""Languages that write every noun with a capital: there two strange capitals in a row make a name."""


def fault(source: str, source_language: str, text: str, language: str, names: Collection[str]) -> str | None:
    """Why the line may not be shown as a translation, or None; ``names`` are words that have to stand as they are."""
    theirs, ours = meaning(source_language), meaning(language)
    if ours is None or theirs is None:
        return "there are no lists for this language"
    if not text.strip() or _MARKS.search(text):
        return "a translation stands without quotation marks"
    bare, shown = without_calendar(source, source_language), without_calendar(text, language)
    return (
        plain.fault(text)
        or _length_fault(source, text, language)
        or _loaded_fault(source, source_language, text, language)
        or _number_fault(bare, theirs, shown, ours)
        or ("a date differs" if calendar(source, source_language) != calendar(text, language) else None)
        or _meaning_fault(bare, theirs, shown, ours)
        or _country_fault(source, source_language, text, language)
        or _name_fault(source, text, language, names)
        or _language_fault(source, source_language, text, language)
    )


def _loaded_fault(source: str, source_language: str, text: str, language: str) -> str | None:
    """Loaded words may come in with words that were said, never out of a line that has none."""
    if wording(language).find_loaded(text) and not wording(source_language).find_loaded(source):
        return "it brings in a loaded word"
    return None


def _length_fault(source: str, text: str, language: str) -> str | None:
    """A translation has no more sentences than its line, and is not much longer."""
    more = len(_SENTENCE.findall(text.strip())) > max(1, len(_SENTENCE.findall(source.strip())))
    more = more or len(_COMMA.findall(text)) > len(_COMMA.findall(source)) + _COMMAS.get(language, 1)
    return "it says more than the line" if more or len(text) > _STRETCH * len(source) + _SLACK else None


def _number_fault(source: str, theirs: Meaning, text: str, ours: Meaning) -> str | None:
    """Numbers in digits and in words by value; "one" is an article in many languages and does not count."""
    given, shown = set(_values(source)), set(_values(text))
    given_words = {str(n) for n in theirs.spelled(source) if n > 1}
    shown_words = {str(n) for n in ours.spelled(text) if n > 1}
    one = {"1"}
    if not given | given_words <= shown | shown_words | one:
        return "a number is missing"
    if not shown | shown_words <= given | given_words | one:
        return "a number came in"
    if theirs.powers(source) != ours.powers(text):
        return "a million became something else"
    differs = next(
        (name for name, sign in _UNITS.items() if bool(sign.search(source)) != bool(sign.search(text))), None
    )
    return f"{differs} differ" if differs is not None else None


def _values(text: str) -> list[str]:
    """Numbers in digits by value: separators of thousands go, a decimal sign is a point."""
    found = []
    for digits in (d.replace("−", "-") for d in _DIGITS.findall(text)):
        groups = re.split(r"[.,\u00a0\u202f٫٬ ]", digits)
        whole = len(groups) > 1 and all(len(g) == 3 for g in groups[1:])
        value = "".join(groups) if whole or len(groups) == 1 else f"{''.join(groups[:-1])}.{groups[-1]}"
        found.append(str(float(value)) if "." in value else str(int(value)))
    return sorted(found)


def _meaning_fault(source: str, theirs: Meaning, text: str, ours: Meaning) -> str | None:
    for kind in KINDS:
        if theirs.has(kind, source) != ours.has(kind, text):
            return f"{kind} differ"
    return None


def _country_fault(source: str, source_language: str, text: str, language: str) -> str | None:
    """A country that is named stays, at least as "Russian"; none comes in."""
    exact, loose = countries(source, source_language)
    there, there_loosely = countries(text, language)
    if exact - there_loosely:
        return "a country is missing"
    return "a country came in" if there - loose else None


def _name_fault(source: str, text: str, language: str, names: Collection[str]) -> str | None:
    text = _BETWEEN_SCRIPTS.sub(" ", text)
    known, printed = set(_WORD.findall(source)), set(_WORD.findall(text)) | set(_LATIN.findall(text))
    missing = [w for w in _WORD.findall(source) if w in names and w not in printed]
    if missing:
        return f"the name “{missing[0]}” is missing"
    bare = without_calendar(text, language)
    strange = [w for w in _capitals(bare) if w not in known and not is_country_word(w, language)]
    if _OFFICE.search(source):
        strange = [w for w in strange if not re.search(rf"\b(?:de|del|des|du|la|le|les|of) {re.escape(w)}\b", text)]
    if language in _NOUNS_LARGE:
        strange = [a for a, b in _neighbours(text) if a in strange and b in strange]
    if language in _SCRIPTS:
        strange += [w for w in _LATIN.findall(text) if w not in source]
    return f"the name “{strange[0]}” came in" if strange else None


def _capitals(text: str) -> list[str]:
    """Words with a capital that do not open the line or a sentence of it."""
    opens = {m.start(1) for m in re.finditer(r"(?:^|[.!?:]\s+|[—–]\s)([^\W\d_])", text)}
    return [
        m.group()
        for m in _WORD.finditer(text)
        if m.group()[0].isupper() and m.start() not in opens and len(m.group()) > 1
    ]


def _neighbours(text: str) -> list[tuple[str, str]]:
    """Words with a capital that stand side by side."""
    found = list(_WORD.finditer(text))
    pairs = ((a, b) for a, b in pairwise(found) if text[a.end() : b.start()] == " ")
    return [(a.group(), b.group()) for a, b in pairs if a.group()[0].isupper() and b.group()[0].isupper()]


def _language_fault(source: str, source_language: str, text: str, language: str) -> str | None:
    if text == source:
        return "it is not translated"
    script = _SCRIPTS.get(language)
    if script is not None:
        return None if re.search(f"[{script}]", text) else "it is in another language"
    found = detect(text, None)
    strange = found == source_language or (len(text) >= _DETECTABLE and found not in (language, "und"))
    return "it is in another language" if strange else None
