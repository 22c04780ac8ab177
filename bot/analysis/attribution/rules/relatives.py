"""Rules for cues set into a relative clause: "a plan that she said would fail"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text
    from bot.analysis.attribution.phrases import Phrase

_PRONOUNS = frozenset("which that who whom what".split())
_FINITE = ("VBZ", "VBD", "VBP", "VBN", "MD")


def relative(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "the toll, which she says is high" and "whom she called “late”": the pronoun, and what is said of it."""
    opener = at.doc[at.left - 1] if at.left > at.begin else None
    if opener is None or opener.lower_ not in _PRONOUNS or opener.tag_ not in ("WDT", "WP", "IN"):
        return []
    if opener.i and opener.nbor(-1).pos_ == "ADP":
        return []
    if opener.lower_ == "what" and at.verb.dep_ == "csubj" and at.verb.head.i > at.verb.i:
        return []
    conjunction = opener.lower_ == "that" and opener.dep_ == "mark"
    if conjunction and (opener.i == at.begin or opener.nbor(-1).pos_ not in ("NOUN", "PROPN", "PUNCT")):
        return []
    rest = _said_of_it(text, at, *_FINITE, *(() if conjunction else ("PRP",)))
    return [[opener], rest] if rest else []


def without_pronoun(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "a plan she says is late" and "a plan she called “late”": the noun before the speaker, and what is said of it."""
    noun = at.doc[max(at.begin, at.left - 1)]
    if noun.pos_ != "NOUN" or noun.lower_ in cues.DAYS or at.left == at.verb.i:
        return []
    first, rest = grammar.trimmed(at.doc[noun.left_edge.i : at.left]), _said_of_it(text, at, *_FINITE)
    return [first, rest] if first and rest else []


def _said_of_it(text: Text, at: Phrase, *tags: str) -> list[Token]:
    """The words behind the cue where one of the tags, or a label between marks, stands there at once."""
    start = at.verb.i + 1
    if start >= at.end:
        return []
    opens = at.doc[start]
    rest = at.doc[start : first_stop(text, at.verb, start, _clause_end(at), set_in=True)]
    if opens.tag_ in tags and at.verb.lemma_ in cues.ASSERTING:
        return grammar.trimmed(rest) if len(rest) > 1 else []
    mark = start + 1 if opens.lower_ == "as" and start + 1 < at.end else start
    quote = text.quote_at(at.doc[mark].idx) if at.verb.lemma_ in cues.BARE else None
    if quote is None:
        return []
    following = next((t for t in rest if t.idx >= quote.outer.end), opens)
    closed = text.article.text[quote.outer.end - 2] in ",.?!" or following.tag_ in _FINITE
    return [t for t in rest if t.idx < quote.outer.end] if closed else grammar.trimmed(rest)


def _clause_end(at: Phrase) -> int:
    """Where the relative clause ends: at the verb of the sentence around it."""
    for token in at.doc[at.verb.i + 1 : at.end]:
        following = token.nbor() if token.text == "," and token.i + 1 < at.end else None
        if following is not None and (following.is_ancestor(at.verb) or following.tag_ in _FINITE):
            return int(token.i)
    return at.end
