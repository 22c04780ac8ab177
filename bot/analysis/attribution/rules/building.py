"""From the tokens that a rule found to a finding: whole quotations, the kind, who relayed it and who was told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.relays import via
from bot.analysis.attribution.speakers import Mention
from bot.analysis.syntax import tokens_in
from storage.records import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARE_CUE = 8
"""Words in a cue that stands alone, such as "Quill told reporters on Monday"."""
_REFLEXIVE = re.compile(r"\w+sel(?:f|ves)\b")


def finding(text: Text, rule: str, verb: Token, speaker: Mention, parts: list[list[Token]]) -> Finding | None:
    """The finding, or None where the words tell nothing or run into their own cue."""
    spans, kind = measured(text, parts)
    if not spans or _tells_nothing(text, spans):
        return None
    lemma = verb.lemma_.lower()
    if kind == "reported" and lemma in cues.PRIVATE | cues.QUOTED_ONLY:
        return None
    cue = grammar.char_span([verb])
    if speaker.span.meets(cue) or any(s.meets(speaker.span) or s.meets(cue) for s in spans):
        return None
    return Finding(rule, verb, cue, lemma, spans, kind, speaker, via(verb, verb.doc[speaker.head]), addressee(verb))


def measured(text: Text, parts: list[list[Token]]) -> tuple[list[Span], StatementKind]:
    """The parts as spans, whole quotations where they cut into one, and what they are taken together."""
    spans = [_widened(text, grammar.char_span(p)) for p in map(grammar.trimmed, parts) if p]
    kinds = {text.kind_of(s) for s in spans}
    if kinds == {"quotation"}:
        return [text.whole(s) for s in spans], "quotation"
    if kinds == {"reported"}:
        return [_unstopped(text, s) for s in spans], "reported"
    return spans, "mixed"


def _unstopped(text: Text, span: Span) -> Span:
    """Reported words without the stop of the sentence that they end."""
    return Span(span.start, span.start + len(span.of(text.article.text).rstrip("?!…,; \u00a0")))


def addressee(verb: Token) -> Span | None:
    """Whom the speaker told."""
    if verb.lemma_ not in cues.TELLING:
        return None
    for child in grammar.children(verb, "dobj", "dative"):
        if child.i > verb.i and child.pos_ in ("NOUN", "PROPN"):
            return grammar.char_span(grammar.trimmed(grammar.subtree(child)))
    return None


def _tells_nothing(text: Text, spans: list[Span]) -> bool:
    """A reflexive, a label between marks, the cue of the next attribution."""
    words = spans[0].of(text.article.text)
    label = text.kind_of(spans[0]) == "quotation" and text.is_label(text.quotes_in(spans[0])[0])
    reflexive = bool(_REFLEXIVE.match(words)) and not text.quotes_in(spans[0])
    return (label and len(spans) == 1) or reflexive or _is_bare_cue(text, spans[0])


def _is_bare_cue(text: Text, span: Span) -> bool:
    """A clause such as "X told reporters" is the next attribution's cue that the parser hung on this one."""
    tokens = tokens_in(text.doc, span)
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    if root is None or len(tokens) > _BARE_CUE or root.lemma_ not in ("say", "tell", "add"):
        return False
    return not grammar.children(root, "ccomp", "xcomp", "aux", "auxpass")


def _widened(text: Text, span: Span) -> Span:
    """A clause that cuts into a quotation takes the whole of it."""
    start, end = span
    for quote in text.quotes_in(span):
        if quote.outer.start < end < quote.outer.end and (quote.inner.end > end or quote.outer.start >= start):
            end = quote.outer.end
        if quote.outer.start < start < quote.outer.end and start - quote.outer.start > 1:
            start = quote.outer.start
    return Span(start, end)
