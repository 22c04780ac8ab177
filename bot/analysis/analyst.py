"""The interface of both analysts, and the one way from an article to a checked brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from storage.records import Article, Brief

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Analyst(Protocol):
    """Reads an article and proposes a brief; what it proposes is not yet trusted."""

    def propose(self, article: Article, doc: Doc) -> Brief:
        """The brief as this analyst would have it."""


def brief(article: Article, analyst: Analyst) -> Brief:
    """Parse, propose, check: nothing reaches a reader by another way."""
    doc = parse(article)
    return checked(article, analyst.propose(article, doc), doc)
