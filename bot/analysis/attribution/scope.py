"""Where the words that a cue carries lie: behind it, before it, or on both sides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.analysis.attribution import grammar
from bot.analysis.attribution.phrases import Phrase
from bot.analysis.attribution.starts import first_word
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text

_NARRATED = frozenset("as after before though although whereas even when since which who whose according a an".split())
Begun = Literal["told", "quoted"]
"""A whole sentence before the phrase, in the narrator's words or in the speaker's own."""


def behind(text: Text, at: Phrase, *, bare: bool) -> list[Token]:
    """The words behind the cue; ``bare`` takes them also where no clause and no quotation begins there."""
    start = first_word(at, bare=bare)
    if start is None:
        return []
    return grammar.trimmed(at.doc[start : first_stop(text, at.verb, start, at.end)])


def before(text: Text, at: Phrase) -> list[Token]:
    """The words before the phrase, where they can stand as a statement or are quoted."""
    if not at.set_off:
        return []
    begin = _behind_dash(text, at, _begin(text, at))
    return grammar.trimmed(_without_opener(text, list(at.doc[begin : at.left])))


def _behind_dash(text: Text, at: Phrase, begin: int) -> int:
    """Of "The plan failed - it was late, she said" the place behind the dash, unless a second one answers it."""
    dashes = [t.i for t in at.doc[begin : at.left - 1] if grammar.is_dash(t) and not text.quoted(t)]
    if len(dashes) % 2 == 0:
        return begin
    words = at.doc[dashes[-1] + 1 : at.left]
    whole = any(t.dep_ == "nsubj" and t.left_edge.i == words.start for t in words)
    return words.start if whole or at.between_commas else begin


def after_phrase(text: Text, at: Phrase, begun: Begun | None) -> list[Token]:
    """The words with which the statement goes on behind a phrase that is set between commas.

    ``begun`` tells what stands before the phrase: where that is whole, the narrator may have taken over.
    """
    if not at.between_commas:
        return []
    words = [t for t in at.doc[at.right : at.end] if not t.is_space and not t.is_punct]
    if not words or (words[0].tag_ == "VBG" and not text.quoted(words[0])):
        return []
    first = words[0]
    narrated = _NARRATED if begun == "told" else _NARRATED | {"because", "while", "and", "but"}
    if begun and first.lower_ in narrated and not text.quoted(first):
        return []
    rest = grammar.trimmed(at.doc[first.i : first_stop(text, at.verb, first.i, at.end, set_in=True)])
    return rest if sum(t.is_alpha for t in rest) > 1 else []


def _begin(text: Text, at: Phrase) -> int:
    """The sentence's first token, or that of a quotation which began before it."""
    quote = text.quote_at(at.doc[at.begin].idx)
    if quote is None or quote.outer.start >= at.doc[at.begin].idx:
        return at.begin
    found = at.doc.char_span(quote.outer.start, quote.outer.end, alignment_mode="expand")
    return int(found.start) if found is not None else at.begin


def _without_opener(text: Text, tokens: list[Token]) -> list[Token]:
    """The words without the narrator's "But" and "And"."""
    words = [t for t in tokens if not t.is_space]
    if words and words[0].lower_ in ("but", "and") and not text.quoted(words[0]):
        return words[1:]
    return words
