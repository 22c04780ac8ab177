"""When something was said: "on Sunday", "yesterday", worked out against the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar
from storage.records import Article, SaidOn

if TYPE_CHECKING:
    from spacy.tokens import Token

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {"today": 0, "yesterday": 1}


def said_on(article: Article, cue: Token) -> SaidOn | None:
    """The day words that hang on the cue, with their date where the article's own date is known."""
    for token in _day_words(cue):
        return SaidOn(grammar.char_span([token]), resolve(token.lower_, article.published))
    return None


def _day_words(cue: Token) -> list[Token]:
    direct = [c for c in cue.children if c.dep_ in ("npadvmod", "tmod", "advmod")]
    through = [p for c in cue.children if c.dep_ == "prep" and c.lower_ in ("on", "late", "early") for p in c.children]
    return [t for t in (*direct, *through) if t.lower_ in WEEKDAYS or t.lower_ in _RELATIVE]


def resolve(word: str, published: str | None) -> str | None:
    """The ISO date of a day word: the last such day up to the day of publication; None where that is not known."""
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    if word in _RELATIVE:
        return (day - timedelta(days=_RELATIVE[word])).isoformat()
    back = (day.weekday() - WEEKDAYS.index(word)) % 7
    return (day - timedelta(days=back)).isoformat()
