"""What arrives, as the store keeps it: by whom, in which language, under which words it is found. Runs in the worker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.analysis.comparing.stems import terms
from bot.digests.feeds.entries import Carried, Entry, read
from bot.intake.fetch import Page
from bot.intake.language import detect
from bot.intake.links import canonical, host_of, same_site
from storage import outlets
from storage.items import NewItem
from storage.records import Article

FOUND_BY = 80
"""Words of a text by which an item is found: what it is about stands at the top."""
_ADDRESS = re.compile(r"[\d.]+|.*:.*")
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
    stated, sites = language or feed.language, [page.link, *([feed.home] if feed.home else [])]
    return Arrived(feed, tuple(_of_entry(entry, stated, now, sites) for entry in feed.entries))


def sent(article: Article, now: datetime) -> NewItem:
    """A public link that somebody sent, as an item."""
    link = article.original or article.link or article.canonical or ""
    first = article.text[:OPENING]
    published = _day(article.published, now)
    return _item(link, article.title or first.split("\n", 1)[0], first, article.language, published)


def _of_entry(entry: Entry, stated: str | None, now: datetime, sites: Sequence[str]) -> NewItem:
    words = f"{entry.title}\n{entry.text}"
    item = _item(entry.link, entry.title, entry.text, detect(words, stated), entry.published or now)
    return item if any(_of_one_outlet(entry.link, site) for site in sites) else replace(item, own=False)


def _of_one_outlet(link: str, site: str) -> bool:
    """Whether what the site's feed says of the link are its outlet's own words. Outlets have names, no bare addresses."""
    host, other = host_of(canonical(link)), host_of(canonical(site))
    if _ADDRESS.fullmatch(host) and _ADDRESS.fullmatch(other):
        return True
    known = outlets.of_host(host)
    return same_site(link, site) or (known is not None and known == outlets.of_host(other))


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
