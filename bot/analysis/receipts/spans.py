"""Promises 1 and 3: a statement is spans of the article as they stand, and a clause is never shown as a quotation."""

from __future__ import annotations

from bot.analysis.attribution.finding import Text
from bot.analysis.receipts.folding import whole_words
from storage.records import Article, Span, Statement


def fault(text: Text, statement: Statement) -> str | None:
    """Why the statement's spans do not hold, or None."""
    article = text.article
    if not statement.parts:
        return "it has no words of the article"
    spans = [*statement.parts, *([statement.cue] if statement.cue else [])]
    if any(not _stands(article.text, s) for s in statement.parts) or not all(_lies(article.text, s) for s in spans):
        return "its words are cut in the middle or lie outside the article"
    if any(a.end > b.start for a, b in zip(statement.parts, statement.parts[1:], strict=False)):
        return "its parts are out of order"
    if not all(_on_borders(text, part) for part in statement.parts):
        return "a mark or a letter at its border is cut off"
    return _numbering_fault(article, statement, spans) or _kind_fault(text, statement)


def _lies(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text) and whole_words(text, span.start, span.end)


def _stands(text: str, span: Span) -> bool:
    if not _lies(text, span):
        return False
    words = span.of(text)
    return words == words.strip() and any(c.isalnum() for c in words)


def _on_borders(text: Text, part: Span) -> bool:
    """Whether the part begins and ends where words do, and keeps brackets and quotation marks in pairs."""
    words = part.of(text.article.text)
    if any(words.count(a) != words.count(b) for a, b in ("()", "[]")):
        return False
    cut = text.article.text[part.end : part.end + 1] == "’" and words[-1] in ".,!?…" and "‘" in words
    if cut or words.count("‘") > words.count("’"):
        return False
    if not all(part.holds(q.outer) or q.inner.holds(part) for q in text.quotes_in(part)):
        return False
    return text.doc.char_span(part.start, part.end) is not None or not text.parsed


def _numbering_fault(article: Article, statement: Statement, spans: list[Span]) -> str | None:
    count = len(article.sentences)
    if not statement.sentences or any(not 1 <= n <= count for n in statement.sentences):
        return "it cites a sentence that the article does not have"
    if not all(_in_sentences(article, part) for part in statement.parts):
        return "its words reach out of the sentences"
    touched = {n for span in spans for n in article.numbers(span)}
    if not touched or not touched <= set(statement.sentences):
        return "its words stand in sentences that it does not cite"
    if statement.excerpt != " ".join(article.words(n) for n in statement.sentences):
        return "its excerpt is not what the cited sentences say"
    return None


def _in_sentences(article: Article, part: Span) -> bool:
    numbers = article.numbers(part)
    if not numbers:
        return False
    first, last = article.sentences[numbers[0] - 1].span, article.sentences[numbers[-1] - 1].span
    return first.start <= part.start and part.end <= last.end


def _kind_fault(text: Text, statement: Statement) -> str | None:
    kinds = {text.kind_of(part) for part in statement.parts}
    if statement.kind == "quotation":
        if kinds != {"quotation"}:
            return "it is shown as a quotation, but the article does not put it in quotation marks"
        if not all(_whole_thoughts(text, part) for part in statement.parts):
            return "the quotation is cut inside a sentence"
    elif statement.kind == "reported" and "quotation" in kinds:
        return "it is a quotation shown as reported speech"
    return None


def _whole_thoughts(text: Text, part: Span) -> bool:
    """A quotation begins and ends where the marks do, or at a sentence border between them."""
    quotes = [q for q in text.quotes_in(part) if q.outer.holds(part)]
    if not quotes:
        return False
    inside = [text.article.sentences[n - 1].span for n in text.article.numbers(part)]
    starts = {quotes[0].inner.start} | {s.start for s in inside}
    ends = {quotes[0].inner.end} | {s.end for s in inside}
    return part.start in starts and part.end in ends
