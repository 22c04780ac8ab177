"""Rules for sources named without a verb: "according to", and nouns such as "claim" and "warning"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.rules.building import kind_of, widened
from bot.analysis.attribution.stops import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset("NOUN PROPN PRON NUM VERB".split())


def sources(text: Text) -> Iterator[Finding]:
    """What "according to" and every noun cue carry."""
    for token in text.doc:
        if token.lower_ == "according":
            yield from according_to(text, token)
        elif token.pos_ == "NOUN" and token.lemma_ in cues.NOUNS:
            yield from noun_cue(text, token)


def according_to(text: Text, token: Token) -> Iterator[Finding]:
    """As in "The bridge, according to Ada Quill, is safe"."""
    if text.quoted(token) or token.i + 1 >= len(text.doc) or token.nbor().lower_ != "to":
        return
    to = token.nbor()
    heads = grammar.children(to, "pobj") or grammar.children(token, "pobj")
    if not heads:
        return
    mention = speakers.mention(heads[0])
    if mention is None:
        return
    phrase_end = heads[0].right_edge.i
    sentence = token.sent
    before = grammar.trimmed(sentence[0].doc[sentence.start : token.i])
    after = grammar.trimmed(sentence.doc[phrase_end + 1 : sentence.end])
    parts = [widened(text, grammar.char_span(p)) for p in (before, after) if any(t.pos_ in _NOMINAL for t in p)]
    if parts:
        cue = grammar.char_span([token, to])
        yield Finding("according to", token, cue, "according to", parts, kind_of(text, parts), mention)


def noun_cue(text: Text, noun: Token) -> Iterator[Finding]:
    """As in "the ministry's claim that …" and "a warning by the agency that …"."""
    if text.quoted(noun):
        return
    clause = next((c for c in grammar.children(noun, "acl", "ccomp", "relcl") if _that_clause(c)), None)
    owner = owner_of(noun)
    if clause is None or owner is None or noun.i > clause.left_edge.i:
        return
    mention = speakers.mention(owner)
    tokens = grammar.trimmed(grammar.subtree(clause))
    if mention is None or mention.pronoun in ("i", "we") or not tokens:
        return
    parts = [widened(text, grammar.char_span(tokens))]
    yield Finding("noun cue", noun, grammar.char_span([noun]), "say", parts, kind_of(text, parts), mention)


def owner_of(noun: Token) -> Token | None:
    """Whose statement, claim or warning it is."""
    return next(iter(grammar.children(noun, "poss")), None) or _by(noun)


def _that_clause(clause: Token) -> bool:
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    return bool(marks) and any(c.dep_ in grammar.SUBJECTS for c in clause.children)


def _by(noun: Token) -> Token | None:
    for preposition in grammar.children(noun, "prep"):
        if preposition.lower_ in ("by", "from"):
            return next(iter(grammar.children(preposition, "pobj")), None)
    return None
