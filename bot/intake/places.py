"""Places whose pages are not what they seem: posts that only a script shows, posts of Telegram channels, copies of articles."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.errors import NotWholeError
from bot.intake import links
from bot.intake.extract import Extract
from bot.intake.texts import line
from storage.records import Facts

_SCRIPTED = {
    "x.com": "X",
    "twitter.com": "X",
    "t.co": "X",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "fb.watch": "Facebook",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "linkedin.com": "LinkedIn",
    "vk.com": "VK",
    "weibo.com": "Weibo",
}
_VIDEOS = frozenset(("YouTube", "TikTok"))
_POST = re.compile(r"^/(?:s/)?(?!(?:c|joinchat|addstickers|share|proxy|iv)/)([A-Za-z]\w{3,31})/(\d+)/?$")
_ARCHIVED = re.compile(r"^/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/(https?:/{1,2}.+)$")
_ARCHIVES = frozenset(
    (
        "web.archive.org",
        "archive.org",
        "archive.ph",
        "archive.today",
        "archive.is",
        "archive.li",
        "archive.md",
        "archive.vn",
        "archive.fo",
        "ghostarchive.org",
    )
)
_AGGREGATORS = ("news.yahoo.com", "yahoo.com", "msn.com", "news.google.com", "flipboard.com", "smartnews.com")


def check_readable(link: str) -> None:
    """Raise NotWholeError for places that show their text by script, or only to members."""
    host = links.host_of(links.canonical(link))
    place = next((name for site, name in _SCRIPTED.items() if host == site or host.endswith(f".{site}")), None)
    if place in _VIDEOS:
        raise NotWholeError("video_place", place=place, facts=Facts(link))
    if place is not None:
        raise NotWholeError("scripted_place", place=place, facts=Facts(link))
    if host == "t.me" and not is_post(link):
        raise NotWholeError("closed_channel", facts=Facts(link))


def is_post(link: str) -> bool:
    """Whether the link leads to one post of a public Telegram channel."""
    parts = urlsplit(links.canonical(link))
    return parts.hostname == "t.me" and bool(_POST.match(parts.path))


def address(link: str) -> str:
    """Where the text behind the link can be read: for a post the page that Telegram makes of it, else the link."""
    return f"{links.canonical(link)}?embed=1&mode=tme" if is_post(link) else link


def post(tree: HtmlElement) -> Extract:
    """The text of a post, from the page that Telegram makes of it; its channel is the outlet."""
    texts = tree.xpath("//div[contains(concat(' ', @class, ' '), ' js-message_text ')]") or tree.xpath(
        "//div[contains(@class, 'tgme_widget_message_text')]"
    )
    body = "\n".join(_text(text) for text in texts)
    owners = tree.xpath("//*[contains(@class, 'tgme_widget_message_owner_name')]")
    times = tree.xpath("//a[contains(@class, 'tgme_widget_message_date')]//time/@datetime")
    day = re.match(r"\d{4}-\d{2}-\d{2}", str(times[0])) if times else None
    channel = line(owners[0].text_content()) if owners else None
    return Extract(body, None, channel or None, None, (), day.group() if day else None, None, None)


def _text(element: HtmlElement) -> str:
    for broken in element.iter("br"):
        broken.tail = f"\n{broken.tail or ''}"
    return str(element.text_content())


def original(link: str | None, tree: HtmlElement, declared: str | None) -> str | None:
    """The article that the page is a copy of, where the link or the page names it: archives and aggregators."""
    if link is None:
        return None
    parts = urlsplit(link)
    host = links.host_of(links.canonical(link))
    if host in _ARCHIVES:
        named = _ARCHIVED.match(parts.path)
        found = [named.group(1)] if named else [str(v) for v in tree.xpath("//input[@name='q']/@value")]
        if not found and declared and (held := _ARCHIVED.match(urlsplit(declared).path)):
            found = [held.group(1)]
        return next((re.sub(r"^(https?):/+", r"\1://", f) for f in found if re.match(r"https?:/", f)), None)
    if any(host == site or host.endswith(f".{site}") for site in _AGGREGATORS):
        elsewhere = [declared, *tree.xpath("//link[@rel='original-source' or @rel='syndication-source']/@href")]
        elsewhere += tree.xpath("//meta[@name='original-source' or @name='syndication-source']/@content")
        return next((str(e) for e in elsewhere if e and _is_elsewhere(str(e), link)), None)
    return None


def _is_elsewhere(candidate: str, link: str) -> bool:
    return bool(re.match(r"https?://", candidate)) and not links.same_site(candidate, link)
