"""A source of an event with its article and the article's checked brief, and how its lines are cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.analysis.analyst import brief as checked_brief
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.embedded.phrasing import capital
from bot.analysis.receipts.points import ARTICLE_SAYS
from bot.intake.extract import credit
from bot.intake.links import canonical
from bot.intake.sentences import split
from storage.digest_records import Carrier, Receipt, Reported
from storage.items import Item
from storage.records import Article, Brief, Point

FEED_WORDS = 12
"""Words of a feed's text from which it is read where the article cannot be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with its article and the article's checked brief."""

    carrier: Carrier
    article: Article
    brief: Brief


def from_feed(item: Item) -> tuple[Article, Brief] | None:
    """What a feed carries of an item, as an article with its checked brief; None where that is a title and little more."""
    if len(item.text.split()) < FEED_WORDS:
        return None
    body = item.text
    article = Article(
        link=item.link,
        canonical=canonical(item.link),
        title=item.title,
        outlet=item.outlet,
        credit=credit(body, None),
        authors=(),
        published=item.published_at.date().isoformat(),
        language=item.language,
        genre="unknown",
        verdict="thin",
        privacy="public",
        text=body,
        sentences=split(body),
        content_hash="",
    )
    return article, checked_brief(article, EmbeddedAnalyst())


def telling_of(point: Point) -> str:
    """A point without "The article says": whose line it is, its receipts show here."""
    bare = point.text.removeprefix(ARTICLE_SAYS)
    return capital(bare) if bare != point.text else bare


def receipt_of(readings: Sequence[Reading], source: int, sentences: tuple[int, ...]) -> Receipt:
    """Where a line of a source stands in its article, with the sentences as they stand."""
    article = readings[source].article
    return Receipt(source, sentences, " ".join(" ".join(article.words(n).split()) for n in sentences))


def spoken_in(reading: Reading) -> set[int]:
    """The sentences that hold somebody's statements."""
    return {n for s in reading.brief.statements for n in s.sentences}


def cited(readings: Sequence[Reading], source: int, text: str, sentences: tuple[int, ...]) -> Reported:
    """A line that one source carries."""
    return Reported(text, (receipt_of(readings, source, sentences),))
