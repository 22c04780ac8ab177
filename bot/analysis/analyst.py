"""The interface of both analysts, and the one way from an article to a checked brief."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.analysis.asking.suggestions import suggested
from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from storage.records import Article, Brief

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Analyst(Protocol):
    """Reads an article and proposes a brief; what it proposes is not yet trusted."""

    @property
    def engine(self) -> str:
        """What the brief names as its maker: ``embedded`` or ``chain:MODEL``."""

    @property
    def rules(self) -> str:
        """The version of the rules: briefs of another one are made anew."""

    def propose(self, article: Article, doc: Doc) -> Brief:
        """The brief as this analyst would have it."""


def brief(article: Article, analyst: Analyst) -> Brief:
    """Parse, propose, check: nothing reaches a reader by another way."""
    doc = parse(article)
    return with_questions(article, checked(article, analyst.propose(article, doc), doc))


def with_questions(article: Article, made: Brief) -> Brief:
    """The brief with questions that a reader may ask next."""
    return replace(made, questions=suggested(article, made))
