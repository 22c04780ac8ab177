"""The rule for what somebody would not say: "Quill declined to say whether …", "the ministry did not respond to …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.rules.building import measured
from bot.analysis.attribution.speaking import speaker_at
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHHELD = "withheld"
_UNREAL = frozenset("if unless".split())


def withheld(text: Text) -> Iterator[Finding]:
    """Every question that somebody is told to have left without an answer."""
    for verb in text.doc:
        if verb.lemma_ in cues.WITHHOLDING and verb.pos_ == "VERB" and not text.quoted(verb):
            found = _withheld(text, verb)
            if found is not None:
                yield found


def _withheld(text: Text, verb: Token) -> Finding | None:
    refusal = _refusal(verb)
    question = _question(verb)
    mention = speaker_at(text, verb) if refusal is not None and question is not None else None
    if refusal is None or question is None or mention is None or mention.pronoun in ("i", "we"):
        return None
    stop = first_stop(text, verb, question.i, int(verb.sent.end))
    parts, kind = measured(text, [grammar.trimmed(verb.doc[question.i : stop])])
    span = grammar.char_span([refusal, verb])
    lemma = f"not {cues.WITHHOLDING[verb.lemma_]}"
    return Finding(WITHHELD, verb, span, lemma, parts, kind, mention) if not span.meets(mention.span) else None


def _refusal(verb: Token) -> Token | None:
    """The first word of "would not", "has yet to", "declined to" before the verb."""
    if any(c.dep_ == "mark" and c.lower_ in _UNREAL for c in (*verb.children, *verb.head.children)):
        return None
    if any(c.dep_ == "neg" for c in verb.children):
        return next(c for c in verb.children if c.dep_ in ("aux", "neg"))
    declined = verb.dep_ == "xcomp" and verb.head.lemma_ in cues.DECLINING and verb.head.i < verb.i
    return verb.head if declined else None


def _question(verb: Token) -> Token | None:
    """Where that begins to which no answer was given: a question, or what stands behind "to" and "on"."""
    link = next((c for c in grammar.children(verb, "prep") if c.i > verb.i and c.lower_ in ("to", "on")), None)
    if cues.WITHHOLDING[verb.lemma_] != "say":
        return next((p.doc[p.left_edge.i] for p in grammar.children(link, "pobj")), None) if link is not None else None
    clause = next((c for c in grammar.children(verb, "ccomp") if c.i > verb.i), None)
    opens = clause.doc[clause.left_edge.i] if clause is not None else None
    return opens if opens is not None and opens.lower_ in cues.QUESTION_WORDS and opens.i > verb.i else None
