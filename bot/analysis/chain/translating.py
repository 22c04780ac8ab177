"""A checked brief in the reader's language: lines to translate, and those that hold when they come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from babel import Locale

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.people import People
from bot.analysis.chain.drafting import reading
from bot.analysis.chain.romanising import romanised
from bot.analysis.receipts.translation import fault
from prompts.translation import Answer
from storage.records import Article, Brief, Rejected, Translation

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
    names = _names(article, brief)
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


def _names(article: Article, brief: Brief) -> frozenset[str]:
    """Words that a translation copies: names of people and of those who speak; without a parse all capitals inside lines."""
    doc, _ = reading(article)
    text = Text.of(article, doc)
    speakers = " ".join(s.speaker.name for s in brief.statements if s.speaker.kind == "person")
    if not text.parsed:
        return frozenset(_capitals(f"x {speakers}"))
    people = " ".join(p.full.of(article.text) for p in People(text).all if p.sure)
    return frozenset(_capitals(f"x {speakers} {people}"))


def _capitals(text: str) -> Sequence[str]:
    return [w for w in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text) if w[0].isupper() and len(w) > 1]


def _bare(text: str) -> str:
    """The line without quotation marks, on one row."""
    return " ".join(re.sub(r"[“”\"«»„]", "", text).split())
