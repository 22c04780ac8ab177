"""Whether a page carries a whole article, and if not, what it carries instead."""

from __future__ import annotations

import re

from bot.intake import page_patterns
from bot.intake.signals import Signals
from storage.records import Genre, Verdict

_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[\+\d+ chars\]|\b(?:read more|continue reading|weiterlesen|lire la suite|leer más|читать далее))\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…。！？।؟։]\s*[\"”“’»›)」』\]]*\s*$|[\"”“»」]\s*$")
_TIMED = re.compile(r"^\W*(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d\b", re.MULTILINE)
_TEASER, _SHORT = 120, 300
"""Words: below the first a guarded page is a teaser; above the second a dangling last line is no proof."""
_LINKED = 0.6
"""Share of a page's words that stand in links, from which it is an index."""
_PROSE = 0.35
"""Share of words in full sentences below which a text is a list."""
_FEED = 5
"""Lines that open with a time of day, from which a text is a running feed."""


def judge(text: str, signals: Signals) -> Verdict:
    """The verdict on a page with body ``text``."""
    words = _count(text)
    if words < 60 and (wall := _wall(signals)) is not None:
        return wall
    if signals.live or len(_TIMED.findall(text)) >= _FEED:
        return "live_blog"
    if _listing(text, words, mostly_links=signals.linked > _LINKED * signals.words):
        return "index"
    if signals.media and words < 120:
        return "media_only"
    breaks_off = bool(_BREAKS_OFF.search(text))
    guarded = signals.free is False or signals.paywall or signals.paywall_marked
    unended = signals.free is False and not _ENDS.search(text) and words < _SHORT
    if guarded and (words < _TEASER or breaks_off or unended):
        return "paywalled"
    if breaks_off and words < _SHORT:
        return "truncated"
    if words < 12:
        return "thin"
    return "whole"


def _wall(signals: Signals) -> Verdict | None:
    if signals.bot:
        return "bot_wall"
    if signals.consent and signals.words < 600:
        return "consent_wall"
    if signals.words < 80 and (signals.script or signals.scripts > 3):
        return "script_only"
    if signals.words > 200 and signals.linked > _LINKED * signals.words:
        return "index"
    return None


def _listing(text: str, words: int, *, mostly_links: bool) -> bool:
    """Mostly short lines that are no sentences: headlines, menus, tables."""
    lines = [line for line in text.split("\n") if line.strip()]
    prose = sum(_count(line) for line in lines if _ENDS.search(line) and _count(line) >= 8)
    return (mostly_links and prose == 0) or (len(lines) >= 6 and prose < _PROSE * words)


def _count(text: str) -> int:
    """Words; in scripts without spaces two characters count as one."""
    unspaced = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", text))
    return len(re.findall(r"\w+", re.sub(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", " ", text))) + unspaced // 2


def genre(link: str | None, title: str | None, types: frozenset[str], host: str) -> Genre:
    """What kind of text the page says it is; ``unknown`` where it does not say."""
    if any(host == s or host.endswith(f".{s}") for s in page_patterns.SATIRE) or "SatiricalArticle" in types:
        return "satire"
    if (
        types & {"OpinionNewsArticle", "AnalysisNewsArticle"}
        or (link and page_patterns.OPINION.search(link))
        or (title and page_patterns.OPINION_TITLE.match(title))
    ):
        return "opinion"
    if types & {"NewsArticle", "ReportageNewsArticle", "article", "Article"}:
        return "report"
    return "unknown"
