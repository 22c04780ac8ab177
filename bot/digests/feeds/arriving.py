"""What arrives, as the store keeps it: by whom, in which language, under which words it is found. Runs in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.analysis.comparing.stems import terms
from bot.digests.feeds.entries import Carried, Entry, read
from bot.intake.fetch import Page
from bot.intake.language import detect
from bot.intake.links import canonical, host_of
from storage import outlets
from storage.items import NewItem
from storage.records import Article

FOUND_BY = 80
"""Words of a text by which an item is found: what it is about stands at the top."""
OPENING = 4_000
"""Characters of an article that are kept of a link that somebody sent."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A feed as it was read, and its entries as items."""

    feed: Carried
    items: tuple[NewItem, ...]


def arrived(page: Page, language: str | None, now: datetime) -> Arrived:
    """Read a feed; ``language`` is what the list says of it. Raises UnreadableError."""
    feed = read(page, now)
    return Arrived(feed, tuple(_of_entry(entry, language or feed.language, now) for entry in feed.entries))


def sent(article: Article, now: datetime) -> NewItem:
    """A public link that somebody sent, as an item."""
    link = article.original or article.link or article.canonical or ""
    first = article.text[:OPENING]
    published = _day(article.published, now)
    return _item(link, article.title or first.split("\n", 1)[0], first, article.language, published)


def _of_entry(entry: Entry, stated: str | None, now: datetime) -> NewItem:
    words = f"{entry.title}\n{entry.text}"
    return _item(entry.link, entry.title, entry.text, detect(words, stated), entry.published or now)


def _item(link: str, title: str, text: str, language: str, published: datetime) -> NewItem:
    identity = canonical(link)
    outlet = outlets.of_host(host_of(identity))
    return NewItem(
        canonical=identity,
        link=link,
        title=title,
        text=text,
        language=language,
        outlet=outlet.domain if outlet else host_of(identity),
        published_at=published,
        title_stems=" ".join(terms(title, language)),
        text_stems=" ".join(terms(" ".join(text.split()[:FOUND_BY]), language)),
    )


def _day(published: str | None, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(published) if published else now
    except ValueError:
        return now
    return min(moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo), now)
