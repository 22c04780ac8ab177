"""The statements of an article in another language, with the names resolved that it gives in full elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.languages.speakers import Named, named
from bot.analysis.attribution.quotes import Quote
from storage.records import Article, Span, Speaker, Statement

_LEAST = 4
"""Words, or half as many signs where a script has no spaces, from which a quotation is speech."""
_PRONOUNS = frozenset("él ella il elle er sie он она вона він ele ela hij zij 他 她 他们 记者".split())


def statements(text: Text) -> tuple[Statement, ...]:
    """Quotations whose speaker stands beside them; a quotation that follows a cue's comma goes on with it."""
    found: list[Statement] = []
    for quote in text.quotes:
        if not _is_speech(text.article, quote):
            continue
        beside = named(text.article.language, text.article.text, quote.outer, _line(text.article.text, quote))
        if beside is None or beside.name.of(text.article.text).casefold() in _PRONOUNS:
            if found and _goes_on(text.article.text, found[-1], quote):
                found[-1] = _with_part(text.article, found[-1], quote.inner)
            continue
        if found and found[-1].cue == beside.cue:
            found[-1] = _with_part(text.article, found[-1], quote.inner)
            continue
        found.append(_statement(text.article, quote.inner, beside, len(found) + 1))
    return tuple(found)


def _is_speech(article: Article, quote: Quote) -> bool:
    words = quote.inner.of(article.text)
    spaced = quote.words(article.text)
    return spaced >= _LEAST or (article.language == "zh" and len(words) >= 2 * _LEAST)


def _line(text: str, quote: Quote) -> Span:
    start = text.rfind("\n", 0, quote.outer.start) + 1
    end = text.find("\n", quote.outer.end)
    return Span(start, end if end >= 0 else len(text))


def _goes_on(text: str, last: Statement, quote: Quote) -> bool:
    """As in «A», dijo Caldor, «B»: nothing but a comma or a stop stands between the name and the next quotation."""
    if last.speaker.mention is None or last.cue is None:
        return False
    between = text[max(last.speaker.mention.end, last.cue.end, last.parts[-1].end) : quote.outer.start]
    return "\n" not in between and not any(c.isalnum() for c in between)


def _with_part(article: Article, statement: Statement, part: Span) -> Statement:
    parts = tuple(sorted({*statement.parts, part}))
    return _numbered(article, replace(statement, parts=parts))


def _statement(article: Article, part: Span, found: Named, number: int) -> Statement:
    full = _in_full(article.text, found) if found.kind == "person" else None
    shown = re.sub(r"\s+", " ", (full or found.name).of(article.text))
    chain = tuple(sorted({*article.numbers(found.name), *article.numbers(full)})) if full is not None else ()
    speaker = Speaker(shown, found.kind, found.name, full, None, chain)
    statement = Statement(f"s{number}", (part,), found.cue, "said", "quotation", speaker, (), "", article.language)
    return _numbered(article, statement)


def _numbered(article: Article, statement: Statement) -> Statement:
    spans = [*statement.parts, *([statement.cue] if statement.cue else [])]
    spans += [statement.speaker.mention] if statement.speaker.mention else []
    numbers = tuple(sorted({n for s in spans for n in article.numbers(s)}))
    return replace(statement, sentences=numbers, excerpt=" ".join(article.words(n) for n in numbers))


def _in_full(text: str, found: Named) -> Span | None:
    """The one full name in the article that ends in this surname; None where there is none, or several."""
    surname = found.name.of(text)
    if " " in surname or not surname[:1].isupper():
        return None
    fuller = list(_full_names(text, surname))
    return fuller[0] if len({text[s.start : s.end] for s in fuller}) == 1 else None


def _full_names(text: str, surname: str) -> Iterator[Span]:
    for match in re.finditer(rf"\b[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]+ {re.escape(surname)}\b", text):
        yield Span(match.start(), match.end())
