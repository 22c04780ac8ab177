"""What a brief is about, as names that can be followed: the countries in its text, and who says most in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from bot.digests.topics.definition import LANGUAGES, LONGEST, country_of, country_words
from storage.records import Article, Brief

MOST_COUNTRIES, MOST_NAMES = 2, 4
_LEAST = 2
"""Mentions from which a country is what a text is about."""


def named(article: Article, brief: Brief) -> tuple[str, ...]:
    """Up to four names, those in the title first, then the most prominent country; none where the text names nobody."""
    countries = _countries(article)[:MOST_COUNTRIES]
    counts = Counter(s.speaker.name for s in brief.statements if s.speaker.kind in ("person", "body"))
    speakers = [name for name, _ in counts.most_common() if country_of(name) is None and 2 < len(name) <= LONGEST]
    found = dict.fromkeys([*countries, *speakers, *(one.name for one in brief.mentioned)])
    title = (article.title or "").casefold()
    return tuple(sorted(found, key=lambda name: name.casefold() not in title))[:MOST_NAMES]


def _countries(article: Article) -> list[str]:
    """Countries by how often the text names them, in the text's language; where it has one title, what stands there first."""
    language = article.language if article.language in LANGUAGES else "en"
    known = country_words(language)
    counts = Counter(known[found] for found in _pattern(language).findall(article.text))
    title = {known[found] for found in _pattern(language).findall(article.title or "")}
    ranked = sorted(counts, key=lambda name: (name not in title, -counts[name]))
    return [name for name in ranked if name in title or counts[name] >= _LEAST]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(country_words(language), key=len, reverse=True)
    edge = "" if language == "zh" else r"(?<!\w)"
    return re.compile(f"{edge}(?:{'|'.join(map(re.escape, longest_first))}){edge.replace('<', '')}")
