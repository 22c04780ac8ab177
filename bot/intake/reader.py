"""The one way to an Article: from a page, a file or a pasted text. Runs where it cannot stall the event loop."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Literal

from lxml.html import HtmlElement

from bot.errors import NotWholeError, UnreadableError
from bot.intake import links, pdf, places, signals, texts, verdict
from bot.intake.extract import Extract, credit, extract, load
from bot.intake.language import detect
from bot.intake.sentences import split
from storage.records import Article, Facts, Genre

FileKind = Literal["text", "html", "pdf"]
_KINDS: dict[str, FileKind] = {
    "text/plain": "text",
    "text/html": "html",
    "text/xml": "html",
    "application/xml": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
}
SUFFIXES: dict[str, FileKind] = {".txt": "text", ".html": "html", ".htm": "html", ".pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be read: bytes with their kind, where they came from, and whose they are."""

    body: bytes
    kind: FileKind
    privacy: str
    link: str | None = None
    charset: str | None = None
    facts: Facts | None = None
    """What is known of the article whose text a reader supplied."""


def kind_of(media_type: str) -> FileKind:
    """How to read a media type that the fetcher let through."""
    return _KINDS.get(media_type, "html")


def read(material: Material) -> Article:
    """Make an Article of it.

    Raises UnreadableError where there is no text, NotWholeError where a page carries no whole article.
    """
    if material.kind == "html":
        return _read_html(material)
    raw = pdf.text_of(material.body) if material.kind == "pdf" else texts.decode(material.body, material.charset)
    title, body = texts.pasted(raw)
    texts.check_length(f"{title or ''}\n{body}")
    article = _article(material, _of_text(title, body), body, _text_genre(title), None)
    return _with_facts(article, material.facts) if material.facts is not None else article


def _with_facts(article: Article, facts: Facts) -> Article:
    """The article with what page or channel say of it; it stays its owner's, whatever link it has."""
    return replace(
        article,
        link=facts.link,
        title=article.title or facts.title,
        outlet=facts.outlet,
        published=facts.published,
        supplied=facts.supplied,
    )


def _read_html(material: Material) -> Article:
    if not material.body.strip():
        raise UnreadableError("empty")
    tree = load(material.body, material.charset)
    if tree is None:
        raise UnreadableError("binary")
    shown = signals.read(tree, material.link)
    if material.link and places.is_post(material.link):
        return _read_post(material, tree)
    found = extract(tree, material.link)
    body = texts.cleaned(found.text)
    judged = verdict.judge(body, shown)
    if judged != "whole":
        facts = Facts(material.link, found.outlet, found.title, found.published)
        raise NotWholeError(judged, facts=facts if material.link else None)
    texts.check_length(body)
    host = links.host_of(links.canonical(material.link)) if material.link else ""
    kind = verdict.genre(material.link, found.title, shown.types, host)
    article = _article(material, found, body, kind, found.canonical)
    return replace(article, original=places.original(material.link, tree, found.canonical))


def _read_post(material: Material, tree: HtmlElement) -> Article:
    """A post of a Telegram channel: a text without a title."""
    found = places.post(tree)
    body = texts.cleaned(found.text)
    if not body.strip():
        raise NotWholeError("closed_channel", facts=Facts(material.link, found.outlet))
    texts.check_length(body)
    return _article(material, found, body, "unknown", None)


def _of_text(title: str | None, body: str) -> Extract:
    return Extract(body, title, None, credit(body, None), (), None, None, None)


def _text_genre(title: str | None) -> Genre:
    return verdict.genre(None, title, frozenset(), "")


def _article(material: Material, found: Extract, body: str, genre: Genre, declared: str | None) -> Article:
    """Put the record together; ``declared`` is the page's own canonical link, believed on the same site only."""
    canonical = links.canonical(material.link) if material.link else None
    if material.link and declared and re.match(r"https?://", declared) and links.same_site(material.link, declared):
        canonical = links.canonical(declared)
    digest = hashlib.sha256(f"{found.title or ''}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        link=material.link,
        canonical=canonical,
        title=found.title,
        outlet=found.outlet,
        credit=found.credit,
        authors=found.authors,
        published=found.published,
        language=detect(body, found.language),
        genre=genre,
        verdict="whole",
        privacy=material.privacy,
        text=body,
        sentences=split(body),
        content_hash=digest,
    )
