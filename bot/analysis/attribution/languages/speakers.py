"""Finds the cue and the name beside a quotation by patterns made from a language's forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.analysis.attribution.languages import FORMS
from bot.analysis.attribution.languages.forms import Forms
from storage.records import Span, SpeakerKind

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][\w’'.-]*\w"
_PARTICLE = r"(?:(?:v[ao]n de[rn]|de la|de|del|la|le|van|von|bin|al|da|dos|di|ben|el)[ \u00a0])?"
_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_PARTICLE}{_CAPITAL}){{0,3}}"
_GAP = r"[\s,–—-]{0,5}"
_WITH_COUNTRY = 3
_PATRONYMIC = re.compile(r"(?:вич|ич|овна|евна|івна|ївна)$")
_MARKS = "”“»«\"'’„」』 \u00a0"
_JOINS = (",", "，", "،", "–", "—", "-")
_TAIL = r"(?:[ \u00a0][^\s:“«„\"]+){0,6}?"
"""What may stand between a cue and its colon: when, where and to whom."""


@dataclass(frozen=True, slots=True)
class Named:
    """The cue and the words that name the speaker, as spans of the text."""

    cue: Span
    name: Span
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is looked for behind a quotation and in front of it."""

    behind: tuple[re.Pattern[str], ...]
    front: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=16)
def patterns(language: str) -> Patterns | None:
    """The patterns of the language; None for one that has no data."""
    forms = FORMS.get(language)
    if forms is None:
        return None
    if language == "zh":
        return _chinese(forms)
    return _cased(forms) if forms.capitals else _arabic(forms)


def named(language: str, text: str, quote: Span, line: Span) -> Named | None:
    """Who is named beside the quotation, on its line."""
    found = patterns(language)
    if found is None:
        return None
    behind = found.behind if _may_go_on(text, quote, line) else ()
    matches = (p.match(text, quote.end, line.end) for p in behind)
    before = (p.search(text, line.start, quote.start) for p in found.front)
    match = next((m for m in (*matches, *before) if m is not None), None)
    if match is None:
        return None
    body = "body" in match.re.groupindex and match.group("body") is not None
    group = "body" if body else "name"
    words = match.group(group).rstrip(" .,-’'،")
    name = Span(match.start(group), match.start(group) + len(words))
    if language in ("ru", "uk") and not body:
        name = _without_country(text, match.end("cue"), name)
    return Named(Span(*match.span("cue")), name, "body" if body else "person") if words else None


def _without_country(text: str, cue_end: int, name: Span) -> Span:
    """The name behind an office and its country, which Russian and Ukrainian write with a capital and no comma."""
    words = list(re.finditer(r"\S+", name.of(text)))
    titled = bool(text[cue_end : name.start].strip()) if cue_end <= name.start else False
    if not titled or len(words) < _WITH_COUNTRY or _PATRONYMIC.search(words[-2].group()):
        return name
    return Span(name.start + words[-2].start(), name.end)


def _may_go_on(text: str, quote: Span, line: Span) -> bool:
    """Whether the cue behind a quotation may be its own: no full stop and no colon before it says otherwise.

    Where the sentence ends inside the marks, only a cue that ends its own sentence goes with it (as in “…。”他说。).
    """
    before = text[line.start : quote.start].rstrip()
    if before.endswith((":", "：")):
        return False
    inside = text[quote.start : quote.end].rstrip(_MARKS)
    after = text[quote.end : line.end].lstrip()
    if after.startswith((".", "。")):
        return False
    if not inside.endswith((".", "。")) or inside.endswith("..") or after.startswith(_JOINS):
        return True
    return (
        not re.search(r"[,，:：;；]", re.split(r"[.。！？!?]\s*$", after)[0])
        and len(re.findall(r"[.。！？!?]", after)) <= 1
    )


def _cased(forms: Forms) -> Patterns:
    cue = rf"\b(?P<cue>{forms.cues})\b"
    title = rf"(?i:{forms.titles})"
    article = rf"(?:(?i:{forms.articles})[ \u00a0]?)" if forms.articles else r"(?:(?!))"
    link = rf"(?:(?:{forms.links})[ \u00a0]?)" if forms.links else r"(?:(?!))"
    office = rf"(?:{article}?{title}(?:[ \u00a0]{title})*(?:[ \u00a0]{link}{article}?[\w’'-]+(?:[ \u00a0](?![A-ZÀ-Þ])\w+)?){{0,3}})"
    plain = rf"(?:{article}?(?:{title}[ \u00a0])*)"
    name = rf"(?!{title}\b)(?P<name>{_RUN})(?![ \u00a0]?{_CAPITAL})"
    body = rf"(?P<body>{article}?(?:{forms.bodies})\b(?:[ \u00a0]{link}{article}?{_CAPITAL}){{0,2}})"
    stop = r"(?=[\s]*(?:[,.;:!?)»”“–—-]|$)|[ \u00a0]\S)"
    behind = (
        rf"{_GAP}{cue}\s+{body}{stop}",
        rf"{_GAP}{cue}\s+{plain}{name}{stop}",
        rf"{_GAP}{cue}\s+{office},\s{name}{stop}",
        rf"{_GAP}{name}\s+{cue}",
    )
    front = (
        rf"(?:^|(?<=[.!?] )){body}\s+{cue}{_TAIL}\s?[:,]\s*$",
        rf"{name}(?:,[^,\n“«„]{{3,60}},)?\s+{cue}{_TAIL}\s?[:,]\s*$",
        rf"{cue}\s+{plain}{name}{_TAIL}\s?[:,]\s*$",
    )
    return Patterns(tuple(map(re.compile, behind)), tuple(map(re.compile, front)))


def _arabic(forms: Forms) -> Patterns:
    word = rf"(?!(?:{forms.links})\b)[^\s:«“\"،.»”]+"
    cue = rf"(?<!\w)(?P<cue>{forms.cues})\b"
    who = rf"(?:(?P<body>(?:{forms.bodies})(?:\s{word}){{0,4}})|(?P<name>{word}(?:\s{word}){{1,6}}))"
    rest = r"(?:\s[^:«“\"»”]{1,60})?"
    front = rf"{cue}\s+{who}{rest}\s?:\s*$"
    behind = rf"[\s،,]{{0,4}}{cue}\s+{who}(?=\s?[،.]|\s(?:{forms.links})\b|$)"
    return Patterns((re.compile(behind),), (re.compile(front),))


def _chinese(forms: Forms) -> Patterns:
    run = r"[^，。：、；！？\s“”‘’「」（）()]"
    skipped = rf"(?:(?:{forms.links})[，]?)*"
    who = rf"{skipped}(?P<name>{run}{{2,16}}?)"
    tail = rf"(?:(?:在|对|于|向|就|接受|通过|当天|昨天|今天|周[一二三四五六日天]){run}{{0,12}})?"
    front = rf"(?:^|[，。；！？”」\n]){who}{tail}(?P<cue>{forms.cues})[：，:,]\s*$"
    behind = rf"[，,]?{who}(?:{forms.links})?(?P<cue>{forms.cues})(?=[，。；：\s]|$)"
    return Patterns((re.compile(behind),), (re.compile(front, re.MULTILINE),))
