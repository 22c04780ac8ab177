"""Whether a page carries a whole article, and if not, what it carries instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from storage.records import Genre, Verdict

_PAYWALL = re.compile(
    r"(?:subscribe|sign up|log ?in|register|start your (?:free )?trial|become a (?:member|subscriber)) (?:now )?(?:to|and) "
    r"(?:continue|keep|read|unlock|access|view|finish)|(?:this|the) (?:article|story|content|post) is (?:for|only|reserved|available|"
    r"exclusive)[^.]{0,40}(?:subscribers|members)|subscribers? only|already a subscriber\?|to continue reading|continue reading (?:with|this)|"
    r"unlock (?:this|the|full)|you(?:'|’)ve reached your (?:article )?limit|"
    r"weiterlesen (?:mit|nach)|jetzt (?:weiterlesen|freischalten|testen)|mit .{2,30} (?:weiterlesen|lesen sie)|nur für abonnenten|"
    r"diesen artikel (?:weiterlesen|freischalten)|abonnement abschließen|registrieren sie sich,? um|"
    r"réservé (?:à nos|aux) abonnés|il vous reste .{1,20} à lire|pour lire la suite|la suite est réservée|"
    r"exclusivo para (?:suscriptores|assinantes)|suscríbete para|contenido exclusivo|para seguir leyendo|continua(?:r)? (?:a )?lendo|"
    r"riservato agli abbonati|per continuare a leggere|abbonati per|"
    r"voor abonnees|lees verder|kun for abonnenter|for abonnenter|for å lese|logg inn for|logga in för|prenumerera för|läs vidare|"
    r"dostęp do (?:pełnej|treści)|dla prenumeratorów|aby czytać dalej|подписчик(?:ам|ов)|только для подписчиков|оформите подписку|"
    r"続きを読む|有料会員|会員限定|この記事は有料|残り\s?\d+文字|付费阅读|기사 전문은|devamını oku(?:mak)?",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:before you continue|we (?:and our partners )?use cookies|your privacy choices|accept all|manage (?:cookies|consent|preferences)|"
    r"zustimmen (?:und|&) weiter|cookies zustimmen|accepter (?:et|&) (?:fermer|continuer)|aceptar (?:y|cookies))",
    re.IGNORECASE,
)
_BOT = re.compile(
    r"(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|"
    r"unusual traffic|press (?:&|and) hold|enable javascript and cookies|captcha|access (?:to this page has been )?denied|"
    r"request (?:unsuccessful|blocked)|pardon our interruption)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:enable|activate|requires?|turn on|aktivier\w+|activer|habilit\w+)[^.]{0,30}javascript|javascript[^.]{0,40}(?:enable|required|disabled)", re.I)
_LIVE = re.compile(r"\blive(?:[- ](?:blog|updates?|ticker|coverage|reporting))\b|\bliveticker\b|\ben (?:vivo|direct)\b|онлайн-трансляция|as it happened", re.I)
_MEDIA_PATH = re.compile(r"/(?:videos?|watch|audio|podcasts?|gallery|galleries|galerie|fotostrecke|photos?|pictures|slideshow|in-pictures)(?:/|$)", re.I)
_OPINION = re.compile(r"/(?:opinions?|opinion-?\w*|comment(?:ary|isfree|aires?)?|op-?eds?|editorials?|columns?|columnists?|kommentare?|kolumnen?|meinung|tribunes?|opinioni|colunas?|mneniya)(?:/|$)", re.I)
_OPINION_TITLE = re.compile(r"^(?:opinion|comment|commentary|editorial|op-ed|analysis|kommentar|meinung|opinión|tribune|мнение|колонка)\b\s*[:|–—-]", re.I)
_SATIRE = ("theonion.com", "babylonbee.com", "thedailymash.co.uk", "der-postillon.com", "elmundotoday.com", "legorafi.fr", "clickhole.com", "waterfordwhispersnews.com", "newsthump.com", "thebeaverton.com", "borowitzreport.com", "lercio.it", "speld.nl", "panorama.pub")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\]|\b(?:read more|continue reading|weiterlesen|lire la suite|leer más|читать далее))\s*$", re.I)
_ENDS = re.compile(r"[.!?…。！？।؟։]\s*[\"”“’»›)」』\]]*\s*$|[\"”“»」]\s*$")
_TIMED = re.compile(r"^\W*(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d\b", re.M)
_TEASER, _SHORT = 120, 300
"""Words: below the first a guarded page is a teaser; above the second a dangling last line is no proof."""
_PROSE = 0.35
"""Share of words in full sentences below which a text is a list."""
_FEED = 5
"""Lines that open with a time of day, from which a text is a running feed."""


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


def read_signals(tree: HtmlElement, link: str | None) -> Signals:
    """Look at the page before extraction takes it apart."""
    data = " ".join(s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or ""))
    visible = _visible(tree)
    title = tree.findtext(".//title") or ""
    anchors = [a.text_content() for a in tree.iter("a")]
    og_type = _meta(tree, "og:type")
    return Signals(
        free=_free(data, _meta(tree, "article:content_tier")),
        types=frozenset(re.findall(r'"@type"\s*:\s*\[?\s*"(\w+)"', data)) | ({og_type} if og_type else frozenset()),
        paywall=bool(_PAYWALL.search(visible)),
        paywall_marked=_marked(tree),
        consent=bool(_CONSENT.search(visible[:4000])),
        bot=bool(_BOT.search(visible[:2000]) or _BOT.search(title)),
        script=bool(_SCRIPT.search(" ".join(n.text_content() for n in tree.iter("noscript")))),
        words=len(visible.split()),
        linked=sum(len(a.split()) for a in anchors),
        links=len(anchors),
        scripts=sum(1 for _ in tree.iter("script")),
        live="LiveBlogPosting" in data or bool(_LIVE.search(title) or link and _LIVE.search(link.replace("-", " "))),
        media=bool(link and _MEDIA_PATH.search(link)),
    )


def _visible(tree: HtmlElement) -> str:
    parts = [t for e in tree.iter() if isinstance(e.tag, str) and e.tag not in ("script", "style", "noscript") for t in (e.text, ) if t]
    tails = [e.tail for e in tree.iter() if e.tail]
    return re.sub(r"\s+", " ", " ".join([*parts, *tails]))


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
    """Whether an element of the page is a paywall by its class or id, and holds something."""
    for element in tree.iter("div", "section", "aside"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if re.search(r"\b(?:paywall|pay-wall|regwall|piano-?offer|subscriber-only|premium-?(?:paywall|content|teaser)|paid-?barrier)", marks):
            return True
    return False


def judge(text: str, signals: Signals) -> Verdict:
    """The verdict on a page with body ``text``."""
    words = _count(text)
    if words < 60 and (wall := _wall(signals)) is not None:
        return wall
    if signals.live or len(_TIMED.findall(text)) >= _FEED:
        return "live_blog"
    if _listing(text, words):
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
    if signals.words > 200 and signals.linked > 0.6 * signals.words:
        return "index"
    return None


def _listing(text: str, words: int) -> bool:
    """Mostly short lines that are no sentences: headlines, menus, tables."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    prose = sum(_count(line) for line in lines if _ENDS.search(line) and _count(line) >= 8)
    return prose < _PROSE * words


def _count(text: str) -> int:
    """Words; in scripts without spaces two characters count as one."""
    unspaced = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", text))
    return len(re.findall(r"\w+", re.sub(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", " ", text))) + unspaced // 2


def genre(link: str | None, title: str | None, types: frozenset[str], host: str) -> Genre:
    """What kind of text the page says it is; ``unknown`` where it does not say."""
    if any(host == s or host.endswith(f".{s}") for s in _SATIRE) or "SatiricalArticle" in types:
        return "satire"
    if types & {"OpinionNewsArticle", "AnalysisNewsArticle"} or link and _OPINION.search(link) or title and _OPINION_TITLE.match(title):
        return "opinion"
    if types & {"NewsArticle", "ReportageNewsArticle", "article", "Article"}:
        return "report"
    return "unknown"
