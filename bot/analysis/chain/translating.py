"""A checked brief in the reader's language: lines to translate, and those that hold when they come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from babel import Locale

from bot.analysis.attribution import gazetteer
from bot.analysis.chain.romanising import romanised
from bot.analysis.receipts.places import calendar, is_country_word
from bot.analysis.receipts.translation import fault
from prompts.translation import Answer
from storage.records import Article, Brief, Rejected, Translation

_CAPITAL = re.compile(r"(?<=[\w,;:’)] )[^\W\d_a-zà-ÿа-я][\w’'-]*")
_TRANSLATED = gazetteer.TITLES | gazetteer.PLACE_OR_BODY_WORDS | frozenset("presidential prime foreign general".split())
HEADLINE = "h1"
_LONGEST = 600
"""Characters of a statement that is translated; a longer one stays as it is printed."""


def name_of(language: str) -> str:
    """The English name of a language."""
    return str(Locale.parse(language).get_display_name("en"))


def rows(article: Article, brief: Brief) -> list[tuple[str, str]]:
    """What is to be translated, each with its label: headline, points, and what was said."""
    return list(_rows(article, brief))


def _rows(article: Article, brief: Brief) -> Iterator[tuple[str, str]]:
    if brief.headline:
        yield HEADLINE, _bare(brief.headline)
    yield from ((f"p{number}", _bare(point.text)) for number, point in enumerate(brief.points, start=1))
    for statement in brief.statements:
        words = _bare(statement.text(article.text))
        if len(words) <= _LONGEST:
            yield statement.id, words


def translated(article: Article, brief: Brief, answer: Answer, language: str) -> Brief:
    """The brief with the translations that hold; what does not is shown as the article has it, and counted."""
    wanted = dict(rows(article, brief))
    names = names_of(article, brief)
    held: list[Translation] = []
    rejected: list[Rejected] = []
    for item in answer.translations:
        source = wanted.pop(item.ref.strip("[] "), None)
        if source is None:
            continue
        reason = fault(source, article.language, item.text, language, names)
        if reason is None:
            label = item.ref.strip("[] ")
            held.append(
                Translation(
                    label, romanised(item.text, article.language) if language not in ("ru", "uk") else item.text
                )
            )
        else:
            rejected.append(Rejected(item.text, reason))
    return replace(brief, language=language, translations=tuple(held), rejected=(*brief.rejected, *rejected))


def names_of(article: Article, brief: Brief) -> frozenset[str]:
    """Words that a translation copies: those that the article writes with a capital inside sentences and never small.

    Countries, months and words for offices and bodies ("Ministry") may be translated.
    """
    inside = {w for s in article.sentences for w in _CAPITAL.findall(s.span.of(article.text)) if len(w) > 1}
    small = set(re.findall(r"[^\W\d_]+", article.text))
    speakers = {w for s in brief.statements if s.speaker.kind == "person" for w in s.speaker.name.split()}
    kept = {w for w in inside if w.casefold() not in small and not is_country_word(w, article.language)}
    return frozenset(
        w for w in kept | speakers if w.casefold() not in _TRANSLATED and not calendar(w, article.language)
    )


def _bare(text: str) -> str:
    """The line without quotation marks, on one row."""
    return " ".join(re.sub(r"[“”\"«»„]", "", text).split())
