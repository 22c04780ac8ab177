"""Links in a message, and the one form under which an article is known however its link was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_LINK = re.compile(r"https?://[^\s<>\"“”«»{}|\\^`]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]{1,63}\.)+(?:com|org|net|info|news|int|gov|edu|io|co|eu|tv|[a-z]{2})(?:/[^\s<>\"“”«»]*)(?<![.,;:!?])",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’"
_TRACKING = re.compile(
    r"^(?:utm_.*|ga_.*|mc_.*|mtm_.*|pk_.*|hsa_.*|at_.*|ns_.*|s_?cid|fbclid|gclid|dclid|gbraid|wbraid|yclid|msclkid|twclid"
    r"|ttclid|igshid|igsh|mkt_tok|_ga|_gl|_hsenc|_hsmi|vero_id|oly_.*|ref|ref_src|ref_url|referrer|cmpid?|ocid|ito|xtor"
    r"|smid|smtyp|sref|share|shared|partner|src|source|amp|amp_.*|outputtype|feature|si|spm|trk|campaign|cid|ncid|icid"
    r"|rss|feed|via|guccounter|guce_.*|wt_mc|wt_zmc|tracking|taid|traffic_source|__twitter_impression|usqp)$",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp(?=\.html?$)|\.amp/?)$", re.IGNORECASE)
_HOST_VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp|touch|edition)\.(?=[^.]+\.)")
_TELEGRAM = frozenset(("telegram.me", "telegram.dog"))
_LINK_SHARE = 0.5
_FEW_WORDS = 30
_GOOGLE_AMP = re.compile(r"^(?:www\.)?google\.[a-z.]+$")


def find(text: str) -> tuple[str, ...]:
    """The links of a message in order, each once; one without a scheme counts where a path follows its host."""
    found = [(m.start(), _trim(m.group())) for m in _LINK.finditer(text)]
    taken = [(m.start(), m.end()) for m in _LINK.finditer(text)]
    bare = (m for m in _BARE.finditer(text) if not any(a <= m.start() < b for a, b in taken))
    found += [(m.start(), f"https://{_trim(m.group())}") for m in bare]
    return tuple(dict.fromkeys(link for _, link in sorted(found)))


def are_meant(text: str, found: Sequence[str]) -> bool:
    """Whether a message with these links asks for them: it is half links, or short; else they belong to its text."""
    shown = sum(len(link) for link in found if link in text)
    return bool(found) and (shown >= _LINK_SHARE * len(text.strip()) or len(text.split()) < _FEW_WORDS)


def _trim(link: str) -> str:
    """Drop the sentence's own punctuation; a closing bracket stays where the link opened one."""
    link = link.rstrip(_TRAILING)
    while link.endswith((")", "]")) and link.count("(") + link.count("[") < link.count(")") + link.count("]"):
        link = link[:-1].rstrip(_TRAILING)
    return link


def canonical(link: str) -> str:
    """The identity of a link: https, no ``www``, mobile or AMP host, no tracking, no fragment, parameters in order.

    It names an article in the store; fetching uses the link as it was given.
    """
    parts = urlsplit(_from_amp_cache(link.strip()))
    host = (parts.hostname or "").rstrip(".").lower()
    host = "t.me" if host in _TELEGRAM else _HOST_VARIANT.sub("", host)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = _AMP_PATH.sub("", re.sub(r"/{2,}", "/", parts.path or "/"))
    path = re.sub(r"^/amp(?=/)", "", path)
    path = path.rstrip("/") or "/"
    if host == "t.me":
        return urlunsplit(("https", host, re.sub(r"^/s/", "/", path), "", ""))
    query = urlencode(
        sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    )
    return urlunsplit(("https", host + port, path, query, ""))


def _from_amp_cache(link: str) -> str:
    """The publisher's link inside an AMP cache's."""
    parts = urlsplit(link)
    host = (parts.hostname or "").lower()
    if _GOOGLE_AMP.match(host) and parts.path.startswith("/amp/"):
        rest = parts.path.removeprefix("/amp/")
    elif host.endswith(".cdn.ampproject.org"):
        rest = re.sub(r"^/[a-z]/", "", parts.path)
    else:
        return link
    rest = rest.removeprefix("s/")
    return f"https://{unquote(rest)}" if "." in rest.split("/")[0] else link


def host_of(link: str) -> str:
    """The host of a canonical link, without a port."""
    return urlsplit(link).hostname or ""


def same_site(one: str, other: str) -> bool:
    """Whether two links belong to one site: equal hosts, or one a subdomain of the other."""
    a, b = host_of(canonical(one)), host_of(canonical(other))
    return bool(a and b) and (
        a == b or (a.endswith(f".{b}") and b.count(".") >= 1) or (b.endswith(f".{a}") and a.count(".") >= 1)
    )
