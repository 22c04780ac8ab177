"""Rules for relayed speech: who says that somebody said it, kept beside the speaker and not instead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.finding import Finding
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 10
"""Tokens between "quoted" and "saying"."""


def relay_verb(cue: Token) -> Token | None:
    """The verb "quoted" of "was quoted by SANT as saying" and of "SANT quoted Quill as saying"."""
    if cue.i == 0 or cue.nbor(-1).lower_ != "as" or cue.tag_ != "VBG":
        return None
    before = cue.doc[max(cue.sent.start, cue.i - _REACH) : cue.i - 1]
    return next((t for t in reversed(list(before)) if t.lemma_ in cues.QUOTED_AS and t.pos_ == "VERB"), None)


def relayed_one(cue: Token) -> Token | None:
    """Who is quoted: the subject of "was quoted", the object of "quoted"."""
    relay = relay_verb(cue)
    if relay is None:
        return None
    if relay.tag_ == "VBN" and grammar.children(relay, "auxpass", "nsubjpass"):
        return next(iter(grammar.children(relay, "nsubjpass")), None) or grammar.subject(relay)
    between = [t for t in cue.doc[relay.i + 1 : cue.i - 1] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    return next(iter(grammar.children(relay, "dobj")), None) or (between[-1] if between else None)


def via(cue: Token, speaker: Token | None) -> Span | None:
    """The agency in "was quoted by SANT as saying", "SANT quoted Quill as saying" and "Quill, quoted by SANT, said"."""
    relay = relay_verb(cue)
    if relay is None and speaker is not None:
        relay = next((c for c in grammar.children(speaker, "acl") if c.lemma_ in cues.QUOTED_AS), None)
    if relay is None:
        return None
    agents = [
        p
        for by in cue.doc[relay.i + 1 : min(cue.sent.end, cue.i + 3)]
        if by.lower_ in ("by", "in")
        for p in grammar.children(by, "pobj")
    ]
    if not agents and relay.tag_ != "VBN":
        agents = grammar.children(relay, "nsubj")
    return grammar.char_span(grammar.trimmed(grammar.subtree(agents[0]))) if agents else None


def unwrapped(findings: list[Finding]) -> list[Finding]:
    """Of "Quill said it was safe, state media reported" the inner statement, with the outer speaker as its relay."""
    relays = [f for f in findings if _may_relay(f)]
    outer = {id(r): (r, s) for r in relays for s in findings if r is not s and _relays(r, s)}
    for relay, statement in outer.values():
        if relay.speaker is not None:
            statement.via = statement.via or relay.speaker.span
    return [f for f in findings if id(f) not in outer]


def _may_relay(found: Finding) -> bool:
    """An outlet, agency or translation, with words of nobody's own."""
    if found.speaker is None or found.speaker.kind != "body" or len(found.parts) > 1 or found.kind == "quotation":
        return False
    return found.lemma in cues.RELAYING or found.speaker.head_word == "translation"


def _relays(relay: Finding, statement: Finding) -> bool:
    """Whether ``relay`` carries nothing but the other attribution, speaker and all."""
    if statement.speaker is None or statement.lemma not in cues.ASSERTING:
        return False
    whole, inner = relay.parts[0], statement.parts[-1]
    begins = statement.speaker.phrase.start - whole.start <= _OPENER or statement.parts[0].start - whole.start <= 1
    return whole.holds(statement.speaker.span) and whole.holds(inner) and begins and whole.end - inner.end <= 1


_OPENER = 5
"""Characters that may stand before the inner speaker ("that …")."""
