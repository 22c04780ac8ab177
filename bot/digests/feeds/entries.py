"""A feed becomes entries: RSS, Atom, RDF and JSON, well-formed or not. Runs in the worker process.

What cannot be read of an entry is left out and counted, never guessed: a date that cannot be is no date.
"""

from __future__ import annotations

import calendar
import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree
from lxml.html import fromstring
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import UnreadableError
from bot.intake.fetch import Page

MOST = 300
"""Entries of one answer that are read, the first ones."""
LONGEST = 4_000
"""Characters of an entry's text that are kept."""
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(hours=26)
"""A date so far ahead is a wrong zone at most; beyond it is no date."""
_JSON_FEED = re.compile(rb'^\s*\{.{0,2000}?"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/', re.DOTALL)
_TITLE_LENGTH = 400
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6\d{3}|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));?",
    re.IGNORECASE,
)
"""References to halves of characters, which are none and which the parser trips over."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its link, and its title and text without markup; ``published`` where a date can be believed."""

    link: str
    title: str
    text: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What a feed carries. ``left_out`` counts entries that could not be read, and dates that could not be, by reason.

    ``home`` is the site that the feed says it is of.
    """

    title: str
    home: str | None
    language: str | None
    entries: tuple[Entry, ...]
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Raw:
    link: str | None
    title: str
    text: str
    published: datetime | None


def read(page: Page, now: datetime) -> Carried:
    """The entries of a feed. Raises UnreadableError where it is none, or nothing of it can be read."""
    body = page.body.removeprefix(codecs.BOM_UTF8)
    title, home, language, raw = _json(body) if _JSON_FEED.match(body) else _xml(page)
    left_out: Counter[str] = Counter()
    entries = tuple(_entries(raw, page.link, now, left_out))
    if not entries and left_out:
        raise UnreadableError("feed_without_entries")
    return Carried(title[:_TITLE_LENGTH], _address(home, page.link), language, entries, dict(left_out))


def _entries(raw: list[_Raw], base: str, now: datetime, left_out: Counter[str]) -> Iterator[Entry]:
    seen: set[str] = set()
    if len(raw) > MOST:
        left_out["too many"] += len(raw) - MOST
    for one in raw[:MOST]:
        link = _address(one.link, base)
        title, text = _plain(one.title)[:_TITLE_LENGTH], _plain(one.text)[:LONGEST]
        if link is None or not (title or text):
            left_out["no link" if link is None else "no words"] += 1
        elif link in seen:
            left_out["twice"] += 1
        else:
            seen.add(link)
            published = one.published if one.published and _OLDEST <= one.published <= now + _AHEAD else None
            left_out["no date"] += published is None
            yield Entry(link, title or text[:_TITLE_LENGTH], text, min(published, now) if published else None)


def _xml(page: Page) -> tuple[str, str | None, str | None, list[_Raw]]:
    kind = page.media_type + (f"; charset={page.charset}" if page.charset else "")
    found = feedparser.parse(
        io.BytesIO(_HALVES.sub(b"", page.body)),
        response_headers={"content-type": kind},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.entries and not found.get("version"):
        raise UnreadableError("no_feed")
    if not found.entries and found.bozo:
        raise UnreadableError("broken_feed")
    return (
        _plain(found.feed.get("title", "")),
        found.feed.get("link"),
        _language(found.feed.get("language")),
        [_of_xml(e) for e in found.entries],
    )


def _of_xml(entry: Any) -> _Raw:
    text = max((entry.get("summary", ""), *(c.get("value", "") for c in entry.get("content", ()))), key=len)
    when = next((dict.get(entry, key) for key in ("published_parsed", "updated_parsed") if dict.get(entry, key)), None)
    link = entry.get("link") or next((e.get("href") for e in entry.get("links", ()) if e.get("href")), None)
    return _Raw(link or _as_link(entry.get("id")), entry.get("title", ""), text, _moment(when))


def _moment(when: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(when), UTC) if when else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


class _JsonEntry(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    summary: str | None = None
    content_text: str | None = None
    content_html: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _JsonFeed(BaseModel):
    title: str = ""
    home_page_url: str | None = None
    language: str | None = None
    items: list[Any] = []


def _json(body: bytes) -> tuple[str, str | None, str | None, list[_Raw]]:
    """JSON Feed 1.1."""
    try:
        feed = _JsonFeed.model_validate_json(body)
    except ValidationError as error:
        raise UnreadableError("no_feed") from error
    return _plain(feed.title), feed.home_page_url, _language(feed.language), [_of_json(item) for item in feed.items]


def _of_json(item: Any) -> _Raw:
    try:
        entry = _JsonEntry.model_validate(item)
    except ValidationError:
        return _Raw(None, "", "", None)
    text = entry.content_text or entry.content_html or entry.summary or ""
    when = entry.date_published or entry.date_modified
    link = entry.url or entry.external_url or _as_link(entry.id)
    return _Raw(link, entry.title or "", text, _iso(when) if when else None)


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _as_link(identity: str | None) -> str | None:
    return identity if identity and identity.startswith(("http://", "https://")) else None


def _address(link: str | None, base: str) -> str | None:
    try:
        full = urljoin(base, _sound(link).strip()) if link else ""
        return full if full.startswith(("http://", "https://")) and urlsplit(full).port != 0 else None
    except ValueError:
        return None


def _sound(text: str) -> str:
    """The text without halves of characters, which are no text."""
    return text.encode("utf-8", "ignore").decode()


def _plain(markup: str) -> str:
    """The words without tags and entities; titles are often escaped twice."""
    markup = _sound(markup)
    if "<" in markup or "&" in markup:
        try:
            tree = fromstring(f"<div>{markup}</div>")
        except (etree.ParserError, ValueError):
            return " ".join(markup.split())
        for hidden in tree.xpath("//script | //style"):
            hidden.drop_tree()
        for block in tree.iter("p", "br", "li", "div"):
            block.tail = f" {block.tail or ''}"
        markup = _sound(tree.text_content())
    return " ".join(markup.split())


def _language(stated: str | None) -> str | None:
    code = (stated or "").split("-")[0].split("_")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
