"""A web page becomes body text and what the page says of itself; boilerplate goes, nothing is added."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lxml.html import HtmlElement, tostring

from bot.intake.boilerplate import without_boilerplate
from bot.intake.texts import line

if TYPE_CHECKING:
    from trafilatura.settings import Document

_LD_JSON = re.compile(rb"<script[^>]{0,200}ld\+json[^>]{0,200}>", re.IGNORECASE)
_LARGE = 20_000
"""Bytes from which a block of JSON-LD is read only if it is sound: the metadata step is quadratic on broken ones."""
_ENOUGH = 1_200
"""Characters of running text from which a page is expected to yield some."""
_LITTLE, _FULL_SHARE = 500, 0.6
"""Characters, and share of the page's running text, below which the quick extraction gives way to the thorough one."""
_LEAST_SHARE = 0.3
"""Share of the page's running text below which the precise extraction has missed the article."""
_AGENCY = (
    r"(?P<name>Reuters|AFP|Agence France-Presse|Associated Press|AP|TASS|Xinhua|dpa|DPA|EFE|ANSA|UPI|PTI|ANI|Bloomberg|Kyodo|"
    r"Yonhap|Anadolu|Interfax|RIA Novosti|Ukrinform|PAP|APA|Belga|ANP|TT|NTB|Ritzau|Lusa|Europa Press)"
)
_BYLINE = re.compile(rf"\b{_AGENCY}\b")
_DATELINE = re.compile(rf"(?:\(|^|[–—-]\s){_AGENCY}(?:[/,][^)]{{0,30}})?\s?(?:\)|[–—:-])")
_SIGNED = re.compile(rf"(?:^|[.!?…”\"')]\s+|[–—-]\s|\(|(?i:source):\s){_AGENCY}\)?\.?$")
"""An agency that signs is credited; one that is only spoken of ("told the Associated Press") is not."""
_ONE_NAME = {"Associated Press": "AP", "Agence France-Presse": "AFP", "DPA": "dpa"}

_FIRST_OF_JANUARY = re.compile(
    r"-01-01|\b0?1[./]0?1[./]|/0?1/0?1\b|\b1(?:st)? jan|\bjan\w* 0?1\b|\b1\.? januar", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page carries: its body, and what it says of itself (None where it does not)."""

    text: str
    title: str | None
    outlet: str | None
    credit: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    canonical: str | None


def load(body: bytes, charset: str | None) -> HtmlElement | None:
    """The page as a tree; None where there is no page in it."""
    from trafilatura import load_html

    body = _without_broken_blocks(body)
    if charset is not None:
        try:
            return load_html(body.decode(charset))
        except (LookupError, UnicodeDecodeError):
            return load_html(body)
    return load_html(body)


def extract(tree: HtmlElement, link: str | None) -> Extract:
    """Body text and metadata of a page."""
    canonical = _canonical(tree)
    declared = _language(tree)
    prose = _prose(tree)
    document = _document(deepcopy(tree), link, fast=True)
    if _size(document) < max(_LITTLE, _FULL_SHARE * prose):
        document = _document(deepcopy(tree), link)
    if prose > _ENOUGH and _size(document) < _LEAST_SHARE * prose:
        document = _document(tree, link, precise=False)
    if document is None:
        return Extract("", _title(tree, None), None, None, (), None, declared, canonical)
    text = without_boilerplate(document.text or "", document.title)
    return Extract(
        text=text,
        title=_title(tree, document.title),
        outlet=line(document.sitename or "") or None,
        credit=credit(text, document.author),
        authors=_authors(document.author),
        published=_day(tree, document.date),
        language=declared,
        canonical=canonical,
    )


def _document(tree: HtmlElement, link: str | None, *, fast: bool = False, precise: bool = True) -> Document | None:
    """One way of extraction, which takes the tree apart; ``fast`` leaves out the comparison with two other extractors."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=link, with_metadata=True, include_comments=False, favor_precision=precise, fast=fast
    )
    return None if isinstance(found, dict) else found


def _size(document: Document | None) -> int:
    return len(document.text or "") if document is not None else 0


def credit(text: str, author: str | None) -> str | None:
    """The agency that the byline names, or that signs in the dateline or at the end; an agency has one name here."""
    lines = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    places = ((_BYLINE, author or ""), (_DATELINE, lines[0][:80]), (_SIGNED, lines[-1][-80:]))
    found = next((match for form, place in places if (match := form.search(place))), None)
    return _ONE_NAME.get(found["name"], found["name"]) if found else None


def _prose(tree: HtmlElement) -> int:
    """Characters in the page's paragraphs that are long enough to be prose."""
    lengths = (len(p.text_content()) for p in tree.iter("p"))
    return sum(n for n in lengths if n >= 100)


def _without_broken_blocks(body: bytes) -> bytes:
    """The page without large blocks of JSON-LD that do not parse, or never end."""
    kept: list[bytes] = []
    place = 0
    while opening := _LD_JSON.search(body, place):
        closing = body.find(b"</script", opening.end())
        if closing < 0:
            break
        kept.append(body[place : opening.start()])
        if closing - opening.end() < _LARGE or _is_json(body[opening.end() : closing]):
            kept.append(body[opening.start() : closing])
        else:
            kept.append(opening.group())
        place = closing
    return b"".join([*kept, body[place:]]) if kept else body


def _is_json(block: bytes) -> bool:
    try:
        json.loads(block)
    except (ValueError, RecursionError):
        return False
    return True


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return None


def _language(tree: HtmlElement) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    code = re.match(r"[A-Za-z]{2,3}", declared)
    return code.group().lower() if code else None


def _title(tree: HtmlElement, found: str | None) -> str | None:
    """The page's one main heading where it has just one that its title repeats, else what the metadata step found."""
    title = line(found or "")
    headings = {line(h.text_content()) for h in tree.iter("h1")}
    headings = {h for h in headings if len(h.split()) >= 3 or len(h) > 12}
    if len(headings) == 1:
        heading = headings.pop()
        if not title or heading[:20].casefold() in title.casefold() or title[:20].casefold() in heading.casefold():
            return heading
    return re.sub(r"\s+[|–—-]\s+[^|–—]{2,40}$", "", title) or None


def _authors(author: str | None) -> tuple[str, ...]:
    names = [line(name) for name in (author or "").split(";")]
    return tuple(dict.fromkeys(n for n in names if 2 <= len(n) <= 80 and "http" not in n))


def _day(tree: HtmlElement, found: str | None) -> str | None:
    """The page's date where it is a day of the calendar that the page gives; a bare year is read as its first of January."""
    try:
        day = date.fromisoformat((found or "")[:10])
    except ValueError:
        return None
    if (day.month, day.day) == (1, 1) and not _FIRST_OF_JANUARY.search(tostring(tree, encoding="unicode")):
        return None
    return day.isoformat()
