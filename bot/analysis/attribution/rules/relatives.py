"""Rules for cues set into a relative clause: "a plan that she said would fail"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text
    from bot.analysis.attribution.scope import Phrase

_PRONOUNS = frozenset("which that who what".split())


def relative(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "the toll, which she says is high": the pronoun, and what is said of it."""
    opener = at.doc[at.left - 1] if at.left > at.begin else None
    if opener is None or opener.lower_ not in _PRONOUNS or opener.tag_ not in ("WDT", "WP", "IN"):
        return []
    if (opener.lower_ == "that" and opener.dep_ == "mark") or (opener.i and opener.nbor(-1).pos_ == "ADP"):
        return []
    start = at.verb.i + 1
    if start >= at.end or at.doc[start].is_punct or at.doc[start].pos_ in ("ADP", "SCONJ"):
        return []
    rest = grammar.trimmed(at.doc[start : first_stop(text, at.verb, start, _clause_end(at))])
    return [[opener], rest] if any(t.pos_ in ("VERB", "AUX") for t in rest) else []


def _clause_end(at: Phrase) -> int:
    """Where the relative clause ends: at the verb of the sentence around it."""
    for token in at.doc[at.verb.i + 1 : at.end]:
        if token.text == "," and token.i + 1 < at.end and token.nbor().is_ancestor(at.verb):
            return int(token.i)
    return at.end
