"""Other languages: quotations whose speaker stands beside the cue, and sentences of the article as points."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.quotes import Quote
from bot.analysis.wording import wording
from storage.records import Article, Point, Span, Speaker, Statement

_WORD = r"[^\W\d_a-zа-яёіїєґ][\w’'.-]+"
_PARTICLE = r"(?:(?:de|del|la|le|van|von|der|bin|al|da|dos|di)[ \u00a0])?"
_NAME = rf"(?P<name>{_WORD}(?:[ \u00a0]{_PARTICLE}{_WORD}){{1,3}})"

CUES: dict[str, str] = {
    "es": "dijo|afirmó|señaló|aseguró|explicó|declaró|añadió|agregó|subrayó|indicó|sostuvo|manifestó|aseveró|comentó",
    "fr": "a dit|a déclaré|a affirmé|a expliqué|a ajouté|a indiqué|a souligné|a assuré|déclare|affirme|explique|ajoute|"
    "indique|souligne|assure|estime|a estimé|a précisé|précise",
    "de": "sagte|sagt|erklärte|erklärt|betonte|betont|teilte|schrieb|schreibt|meinte|meint|fügte|kritisierte|warnte|so",
    "pt": "disse|afirmou|declarou|explicou|acrescentou|destacou|ressaltou|salientou|garantiu|comentou|diz|afirma",
    "it": "ha detto|ha dichiarato|ha affermato|ha spiegato|ha aggiunto|ha sottolineato|dice|spiega|afferma",
    "nl": "zei|zegt|verklaarde|aldus|stelde|stelt|schreef|vertelt|vertelde",
    "ru": "сказал|сказала|заявил|заявила|отметил|отметила|подчеркнул|подчеркнула|сообщил|сообщила|добавил|добавила|"
    "пояснил|пояснила|рассказал|рассказала|написал|написала",
    "uk": "сказав|сказала|заявив|заявила|зазначив|зазначила|наголосив|наголосила|повідомив|повідомила|додав|додала|"
    "пояснив|пояснила|розповів|розповіла|написав|написала",
}
"""Cue verbs by language (ISO 639-1), as they stand in the news."""

_SHORTEST, _LONGEST = 6, 45


@dataclass(frozen=True, slots=True)
class _Find:
    name: Span
    cue: Span


def statements(text: Text) -> tuple[Statement, ...]:
    """Quotations with "cue Name" behind the marks, or "Name cue:" before them; nothing less certain."""
    cues = CUES.get(text.article.language)
    if cues is None:
        return ()
    behind = re.compile(rf"[\s,.–—-]{{0,4}}(?P<cue>{cues})\s+{_NAME}")
    before = re.compile(rf"{_NAME}\s+(?P<cue>{cues})\s*:\s*$")
    found: list[Statement] = []
    for quote in text.quotes:
        speaker = _speaker(text.article, quote, behind, before)
        if speaker is not None and quote.words(text.article.text) >= 4:
            found.append(_statement(text.article, quote, speaker, len(found) + 1))
    return tuple(found)


def _speaker(article: Article, quote: Quote, behind: re.Pattern[str], before: re.Pattern[str]) -> _Find | None:
    line_end = article.text.find("\n", quote.outer.end)
    match = behind.match(article.text, quote.outer.end, line_end if line_end >= 0 else len(article.text))
    if match is None:
        line = article.text.rfind("\n", 0, quote.outer.start) + 1
        match = before.search(article.text, line, quote.outer.start)
    if match is None:
        return None
    name = Span(match.start("name"), match.start("name") + len(match.group("name").rstrip(".-’'")))
    return _Find(name, Span(match.start("cue"), match.end("cue")))


def _statement(article: Article, quote: Quote, found: _Find, number: int) -> Statement:
    spans = (quote.inner, found.cue, found.name)
    numbers = tuple(sorted({n for s in spans for n in article.numbers(s)}))
    speaker = Speaker(re.sub(r"\s+", " ", found.name.of(article.text)), "person", found.name)
    excerpt = " ".join(article.words(n) for n in numbers)
    return Statement(
        f"s{number}", (quote.inner,), found.cue, "said", "quotation", speaker, numbers, excerpt, article.language
    )


def points(article: Article, most: int) -> tuple[Point, ...]:
    """Sentences of the article as they stand, the most central first chosen, without loaded words where lists exist."""
    lists = wording(article.language)
    weights = Counter(w for w in re.findall(r"\w{4,}", article.text.casefold()))
    scored = []
    for sentence in article.sentences:
        words = sentence.span.of(article.text)
        tokens = re.findall(r"\w+", words.casefold())
        if not _SHORTEST <= _length(words, tokens) <= _LONGEST or words[-1] not in ".。।۔؟" or _spoken(words):
            continue
        if tokens[0] in lists.openers or lists.find_loaded(words):
            continue
        central = sum(weights[t] - 1 for t in set(tokens)) / (4 + len(tokens))
        scored.append(
            (central + 12 / (1 + sentence.number), sentence.number, frozenset(t for t in tokens if len(t) > 3))
        )
    chosen: list[tuple[float, int, frozenset[str]]] = []
    for candidate in sorted(scored, reverse=True):
        if len(chosen) < most and not any(_alike(candidate[2], other[2]) for other in chosen):
            chosen.append(candidate)
    return tuple(_point(article, number) for _, number, _ in sorted(chosen, key=lambda c: c[1]))


def _point(article: Article, number: int) -> Point:
    words = re.sub(r"\s+", " ", article.words(number))
    return Point(words if article.genre == "report" else f"“{words}”", (number,))


def _length(words: str, tokens: list[str]) -> int:
    """Words; in scripts without spaces two characters count as one."""
    return len(tokens) if " " in words else len(words) // 2


def _spoken(words: str) -> bool:
    return any(c in words for c in '“”„«»"「」?¿！!')


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) / smaller > 0.5
