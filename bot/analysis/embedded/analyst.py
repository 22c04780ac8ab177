"""The embedded analyst: statements by rules, points by deletion, no key and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.languages import statements as languages
from bot.analysis.attribution.statements import attribute, uncovered
from bot.analysis.embedded import foreign
from bot.analysis.embedded.mentioned import mentioned
from bot.analysis.embedded.points import PointMaker
from bot.analysis.wording import wording
from storage.records import Article, Brief, LoadedWord, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULES = "5"
"""Raised with every change of the rules that changes briefs: stored briefs of older rules are made anew."""
LONG_QUOTATION = 8
"""Words from which a quotation that no statement covers is reported."""
_POINTS_SHORT, _POINTS_LONG = 5, 6
_LONG_ARTICLE = 30
"""Sentences."""


class EmbeddedAnalyst:
    """Proposes briefs by syntax and rules."""

    engine = "embedded"
    rules = RULES

    def propose(self, article: Article, doc: Doc) -> Brief:
        """Statements, points, headline, loaded words, people mentioned and gaps of ``article``."""
        text = Text.of(article, doc)
        most = _POINTS_LONG if len(article.sentences) > _LONG_ARTICLE else _POINTS_SHORT
        if not text.parsed:
            return self._foreign(text, most)
        statements, cast = attribute(article, doc)
        points, headline, cited = PointMaker(text, statements, cast, wording(article.language)).make(most)
        return Brief(
            headline=headline,
            headline_sentences=cited,
            points=points,
            statements=statements,
            loaded_words=loaded_words(article),
            mentioned=mentioned(article, cast, statements),
            gaps=gaps(article, statements),
            not_covered=uncovered(text, statements, LONG_QUOTATION),
            rejected=(),
            engine=self.engine,
            rules=self.rules,
        )

    def _foreign(self, text: Text, most: int) -> Brief:
        article = text.article
        statements = languages.statements(text)
        points = foreign.points(article, most)
        return Brief(
            headline="",
            headline_sentences=(),
            points=points,
            statements=statements,
            loaded_words=loaded_words(article),
            mentioned=(),
            gaps=gaps(article, statements),
            not_covered=uncovered(text, statements, LONG_QUOTATION),
            rejected=(),
            engine=self.engine,
            rules=self.rules,
        )


def loaded_words(article: Article) -> tuple[LoadedWord, ...]:
    """Each loaded word once: those of the headline first, then those of the body where they first stand."""
    lists = wording(article.language)
    found: dict[str, LoadedWord] = {}
    title = article.title or ""
    shouted = [(span, "capitals") for span in lists.find_shouted(title)]
    for span, technique in sorted([*lists.find_loaded(title), *shouted]):
        found.setdefault(span.of(title).casefold(), LoadedWord(span.of(title), None, technique))
    in_title = set(found)
    for span, technique in lists.find_loaded(article.text):
        word = span.of(article.text)
        if word.casefold() not in found or word.casefold() in in_title:
            found[word.casefold()] = LoadedWord(word, span, technique)
            in_title.discard(word.casefold())
    return tuple(found.values())


def gaps(article: Article, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """What the article leaves open, in plain words."""
    gaps = []
    if statements and all(s.speaker.kind == "unnamed" for s in statements):
        gaps.append("Every statement comes from a source that the article does not name.")
    if not statements:
        gaps.append("Nobody is quoted with a name that can be made out for certain.")
    if article.published is None:
        gaps.append("No date of publication is given.")
    return tuple(gaps)
