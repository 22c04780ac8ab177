"""Rules for quotations that no cue verb's rule has claimed: the nearest cue, or any verb beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar, speakers
from bot.analysis.attribution.finding import LABEL, Finding, Text
from bot.analysis.attribution.quotes import Quote
from bot.analysis.attribution.relays import via
from bot.analysis.attribution.rules.building import addressee
from bot.analysis.attribution.rules.questions import put_to_somebody
from bot.analysis.attribution.rules.verbs import is_cue
from bot.analysis.attribution.speakers import Mention
from bot.analysis.attribution.speaking import speaker_at
from bot.analysis.attribution.uttered import uttered
from bot.analysis.syntax import tokens_in
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARE = 8
"""Words in a sentence that is a cue and nothing else."""
_REACH = 24
"""Words between a quotation and its cue: a name with a long office fits in."""


def beside_a_cue(text: Text, quote: Quote) -> Finding | None:
    """A quotation whose cue stands in its sentence, though the parse ties the two by nothing."""
    if put_to_somebody(text, quote):
        return None
    for name, rule in QUOTATION_RULES:
        verb = rule(text, quote)
        mention = None if verb is None else speaker_at(text, verb) or _between(text, verb, quote)
        if verb is not None and mention is not None:
            return _finding(name, verb, mention, quote)
    return None


def _finding(name: str, verb: Token, mention: Mention, quote: Quote) -> Finding:
    cue = grammar.char_span([verb])
    parts = [quote.inner]
    lemma = verb.lemma_.lower()
    relay = via(verb, verb.doc[mention.head])
    return Finding(name, verb, cue, lemma, parts, "quotation", mention, relay, addressee(verb))


def _between(text: Text, verb: Token, quote: Quote) -> Mention | None:
    """A name between the quotation and its cue."""
    if verb.idx < quote.outer.end:
        return None
    for token in reversed(tokens_in(text.doc, Span(quote.outer.end, verb.idx))):
        found = speakers.mention(token) if token.pos_ in ("NOUN", "PROPN", "PRON") else None
        if found is not None:
            return found
    return None


def cue_behind(text: Text, quote: Quote) -> Token | None:
    """The first reporting verb behind the quotation, in its sentence and before any other quotation."""
    sentence = text.sentence(quote.outer.end - 1)
    ending = text.article.text[max(0, quote.outer.end - 4) : quote.outer.end + 1]
    if not any(c in ending for c in ",?!…—–-") and not _fills_start(text, quote):
        return None
    for count, token in enumerate(tokens_in(text.doc, Span(quote.outer.end, max(quote.outer.end, sentence.end)))):
        if count > _REACH or token.text in ":;" or text.is_speech(token):
            return None
        if is_cue(token):
            return token
    return None


def _fills_start(text: Text, quote: Quote) -> bool:
    """A whole thought that opens its sentence needs no comma before "says X"."""
    begins = text.sentence(quote.outer.start).start == quote.outer.start
    return begins and quote.opened and quote.words(text.article.text) > LABEL


def cue_in_front(text: Text, quote: Quote) -> Token | None:
    """The nearest reporting verb before the quotation in its sentence, or in one that ends in a colon just above it."""
    before = _lead_in(text, quote)
    for count, token in enumerate(reversed(before)):
        if count > _REACH or text.quoted(token):
            return None
        if is_cue(token):
            return token
    return None


def _lead_in(text: Text, quote: Quote) -> list[Token]:
    """The words before the quotation in its sentence, or the sentence above it that ends in a colon."""
    before = tokens_in(text.doc, Span(text.sentence(quote.outer.start).start, quote.outer.start))
    if before or not quote.opened:
        return before
    above = text.article.text[: quote.outer.start].rstrip()
    return tokens_in(text.doc, text.sentence(len(above) - 1)) if above.endswith(":") else []


def bare_cue_behind(text: Text, quote: Quote) -> Token | None:
    """As in "“It is open.” Quill said.": a sentence of its own that holds the speaker and the cue alone."""
    following = text.sentence_after(quote.outer.end)
    if following is None or "\n" in text.article.text[quote.outer.end : following.start]:
        return None
    tokens = [t for t in tokens_in(text.doc, following) if not t.is_punct]
    cues_there = [t for t in tokens if is_cue(t)]
    if len(tokens) > _BARE or len(cues_there) != 1 or grammar.children(cues_there[0], "ccomp", "dobj", "xcomp"):
        return None
    return cues_there[0]


def any_verb_behind(text: Text, quote: Quote) -> Token | None:
    """As in "“It is open,” she went on" and "“It is open,” Reyk barked": the verb is no cue anywhere else."""
    if not any(c in text.article.text[max(0, quote.outer.end - 3) : quote.outer.end] for c in ",?!"):
        return None
    if quote.words(text.article.text) <= LABEL:
        return None
    sentence = text.sentence(quote.outer.end - 1)
    for count, token in enumerate(tokens_in(text.doc, Span(quote.outer.end, max(quote.outer.end, sentence.end)))):
        if count > _BARE or (token.is_punct and token.text != ",") or text.quoted(token):
            return None
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP"):
            return token if uttered(token) else None
    return None


def any_verb_before_colon(text: Text, quote: Quote) -> Token | None:
    """As in "Quill had a blunt message for Reyk: “Close it.”"."""
    before = _lead_in(text, quote)
    if not before or before[-1].text != ":" or quote.words(text.article.text) <= LABEL:
        return None
    root = before[-1].sent.root
    told = root in before and root.pos_ == "VERB" and not text.quoted(root) and root.tag_ in ("VBD", "VBZ", "VBP")
    return root if told and uttered(root) else None


QUOTATION_RULES: tuple[tuple[str, Callable[[Text, Quote], Token | None]], ...] = (
    ("cue behind the quotation", cue_behind),
    ("cue in front of the quotation", cue_in_front),
    ("bare cue behind the quotation", bare_cue_behind),
    ("any verb behind the quotation", any_verb_behind),
    ("any verb before a colon", any_verb_before_colon),
)
"""In the order in which they are asked."""
