"""What a page shows besides its article: notices, walls, links, what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.intake import page_patterns

_PAYWALL_MARK = re.compile(
    r"\b(?:paywall|pay-wall|regwall|piano-?offer|subscriber-only|premium-?(?:paywall|content|teaser)|paid-?barrier)"
)
_UNSHOWN = frozenset(("script", "style", "noscript"))


@dataclass(frozen=True, slots=True)
class Signals:
    """What a page shows besides its article; counts are words unless said otherwise."""

    free: bool | None
    types: frozenset[str]
    paywall: bool
    paywall_marked: bool
    consent: bool
    bot: bool
    script: bool
    words: int
    linked: int
    links: int
    scripts: int
    live: bool
    media: bool


def read(tree: HtmlElement, link: str | None) -> Signals:
    """Look at the page before extraction takes it apart."""
    data = " ".join(s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or ""))
    visible = _visible(tree)
    lower = visible.lower()
    title = tree.findtext(".//title") or ""
    anchors = [a.text_content() for a in tree.iter("a")]
    og_type = _meta(tree, "og:type")
    return Signals(
        free=_free(data, _meta(tree, "article:content_tier")),
        types=frozenset(re.findall(r'"@type"\s*:\s*\[?\s*"(\w+)"', data)) | ({og_type} if og_type else frozenset()),
        paywall=any(notice.stands_in(lower) for notice in page_patterns.PAYWALL),
        paywall_marked=_marked(tree),
        consent=bool(page_patterns.CONSENT.search(visible[:4000])),
        bot=bool(page_patterns.BOT.search(visible[:2000]) or page_patterns.BOT.search(title)),
        script=bool(page_patterns.SCRIPT.search(" ".join(n.text_content() for n in tree.iter("noscript")))),
        words=len(visible.split()),
        linked=sum(len(a.split()) for a in anchors),
        links=len(anchors),
        scripts=sum(1 for _ in tree.iter("script")),
        live="LiveBlogPosting" in data
        or bool(page_patterns.LIVE.search(title) or (link and page_patterns.LIVE.search(link.replace("-", " ")))),
        media=bool(link and page_patterns.MEDIA_PATH.search(link)),
    )


def _visible(tree: HtmlElement) -> str:
    parts: list[str] = []
    for element in tree.iter():
        if element.text and isinstance(element.tag, str) and element.tag not in _UNSHOWN:
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
    return " ".join(" ".join(parts).split())


def _free(data: str, tier: str | None) -> bool | None:
    stated = re.findall(r'"isAccessibleForFree"\s*:\s*"?(\w+)', data)
    if stated:
        return not any(s.lower() == "false" for s in stated)
    return None if tier is None else tier == "free"


def _meta(tree: HtmlElement, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name")) and meta.get("content"):
            return str(meta.get("content")).strip().lower()
    return None


def _marked(tree: HtmlElement) -> bool:
    """Whether an element of the page is a paywall by its class or id."""
    found: set[str] = set(
        tree.xpath("//div/@class|//section/@class|//aside/@class|//div/@id|//section/@id|//aside/@id")
    )
    return bool(_PAYWALL_MARK.search("\n".join(found).lower()))
