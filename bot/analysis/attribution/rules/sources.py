"""Rules for sources named without a verb: "according to", and nouns such as "claim" and "warning"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.rules.building import measured
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = cues.PLAIN | frozenset("announce reveal report claim".split())
_IDIOMS = frozenset("plan schedule custom law".split())
"""What nobody is in "according to plan"."""
_NOMINAL = frozenset("NOUN PROPN PRON NUM VERB".split())


def sources(text: Text) -> Iterator[Finding]:
    """What "according to" and every noun cue carry."""
    for token in text.doc:
        if token.lower_ == "according":
            yield from according_to(text, token)
        elif token.lower_ == "reported" and _as_reported(token):
            yield from as_reported_by(text, token)
        elif token.pos_ == "NOUN" and token.lemma_ in cues.NOUNS:
            yield from noun_cue(text, token)


def _as_reported(token: Token) -> bool:
    """As in "as reported" and "as first reported", not "which was first reported"."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 2) : token.i]]
    return before[-1:] == ["as"] or before == ["as", "first"]


def according_to(text: Text, token: Token) -> Iterator[Finding]:
    """As in "The bridge, according to Ada Quill, is safe"."""
    if text.quoted(token) or token.i + 1 >= len(text.doc) or token.nbor().lower_ != "to":
        return
    to = token.nbor()
    heads = grammar.children(to, "pobj") or grammar.children(token, "pobj")
    if not heads:
        return
    mention = speakers.mention(heads[0])
    if mention is None or (heads[0].lower_ in _IDIOMS and not list(heads[0].children)):
        return
    sentence = token.sent
    phrase_end = _phrase_end(token, heads[0])
    begin, end = _between_sources(token, _begin(text, token))
    before = grammar.trimmed(sentence.doc[begin : token.i])
    after = grammar.trimmed(sentence.doc[phrase_end + 1 : end])
    parts, kind = measured(text, [p for p in (before, after) if any(t.pos_ in _NOMINAL for t in p)])
    if parts:
        cue = grammar.char_span([token, to])
        yield Finding("according to", token, cue, "according to", parts, kind, mention)


def _between_sources(token: Token, begin: int) -> tuple[int, int]:
    """Where the words of this source may begin and end: a second one in the sentence ("but according to …") has its own."""
    others = [t.i for t in token.sent if t.lower_ == "according" and t != token]
    earlier, later = [i for i in others if i < token.i], [i for i in others if i > token.i]
    end = later[0] if later else int(token.sent.end)
    if later and token.doc[end - 1].pos_ == "CCONJ":
        end -= 1
    return (int(token.i) if earlier else begin), end


def _begin(text: Text, token: Token) -> int:
    """The sentence's first word; behind another cue the last clause alone ("Quill announced a vote, which she lost, according to …")."""
    words = [t for t in token.doc[token.sent.start : token.i] if not text.quoted(t)]
    others = [t for t in words if t.pos_ == "VERB" and t.lemma_ in _TELLING and grammar.children(t, "nsubj")]
    commas = [t for t in words if t.text == "," and t.i + 1 < token.i]
    last = commas[-1].nbor() if commas else None
    apart = last is not None and others and last.i > others[0].i and last.tag_ in ("WDT", "WP", "VBG")
    return int(last.i) if apart and last is not None else int(token.sent.start)


def _phrase_end(token: Token, source: Token) -> int:
    """The last token of the source's words: where they open the sentence, at most up to its first comma."""
    end = int(source.right_edge.i)
    comma = next((t.i for t in token.doc[source.i + 1 : token.sent.end] if t.text == ","), None)
    if token.i != token.sent.start or comma is None:
        return end
    swallowed = not any(t.i > end for t in grammar.children(token.sent.root, *grammar.SUBJECTS))
    return comma if swallowed or token.doc[end + 1].text != "," else end


def as_reported_by(text: Text, token: Token) -> Iterator[Finding]:
    """As in "As first reported by Harbour News, the bridge is safe"."""
    heads = [
        p for by in grammar.children(token, "agent", "prep") if by.lower_ == "by" for p in grammar.children(by, "pobj")
    ]
    mention = speakers.mention(heads[0]) if heads else None
    if mention is None or text.quoted(token):
        return
    begin = token.i - (2 if token.nbor(-1).lower_ == "first" else 1)
    sentence = token.sent
    before = grammar.trimmed(sentence[0].doc[sentence.start : max(sentence.start, begin)])
    after = grammar.trimmed(sentence.doc[heads[0].right_edge.i + 1 : sentence.end])
    parts, kind = measured(text, [p for p in (before, after) if any(t.pos_ in _NOMINAL for t in p)][:1])
    if parts:
        cue = grammar.char_span([token])
        yield Finding("as reported by", token, cue, "according to", parts, kind, mention)


def noun_cue(text: Text, noun: Token) -> Iterator[Finding]:
    """As in "the ministry's claim that …", "a warning by the agency that …" and "her call for …"."""
    if text.quoted(noun):
        return
    owner = owner_of(noun)
    content = _content_of(noun)
    if content is None or owner is None or noun.i > content.left_edge.i:
        return
    mention = speakers.mention(owner)
    start, end = grammar.edges(content)
    tokens = grammar.trimmed(noun.doc[start : first_stop(text, noun, start, end + 1)])
    if mention is None or mention.pronoun in ("i", "we") or not tokens:
        return
    parts, kind = measured(text, [tokens])
    yield Finding("noun cue", noun, grammar.char_span([noun]), "say", parts, kind, mention)


def _content_of(noun: Token) -> Token | None:
    """The clause, infinitive or object that the noun carries."""
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and _that_clause(child):
            return child
        if (
            child.dep_ == "acl"
            and noun.lemma_ in cues.WILLING
            and grammar.children(child, "aux")
            and child.tag_ == "VB"
        ):
            return child
        if child.dep_ == "prep" and child.lower_ == "for" and noun.lemma_ in cues.CALLING:
            return next(iter(grammar.children(child, "pobj", "pcomp")), None)
    return None


def owner_of(noun: Token) -> Token | None:
    """Whose statement, claim or warning it is."""
    marked = [c for c in grammar.children(noun, "poss", "nsubj") if c.dep_ == "poss" or grammar.children(c, "case")]
    headed = grammar.children(noun, "compound") if noun.dep_ == "ROOT" else []
    return next((c for c in (*marked, *headed) if c.dep_ != "compound" or c.pos_ == "PROPN"), None) or _by(noun)


def _that_clause(clause: Token) -> bool:
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    return bool(marks) and any(c.dep_ in grammar.SUBJECTS for c in clause.children)


def _by(noun: Token) -> Token | None:
    for preposition in grammar.children(noun, "prep"):
        if preposition.lower_ in ("by", "from"):
            return next(iter(grammar.children(preposition, "pobj")), None)
    return None
