"""Rules for reported speech: clauses, infinitives and objects that a cue carries, and sources named without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.uttered import uttered
from bot.analysis.syntax import tokens_in
from storage.records import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_REFLEXIVE = re.compile(r"\w+sel(?:f|ves)\b")
_WITH_INFINITIVE = frozenset("urge ask order warn threaten promise pledge vow propose demand swear".split())
_WITH_OBJECT = frozenset(
    "deny reject condemn criticize criticise praise welcome announce demand propose dispute".split()
)
_NOMINAL = frozenset("NOUN PROPN PRON NUM VERB".split())
_WITH_PREPOSITION = {"call": "for", "accuse": "of", "warn": "of", "blame": "for"}


def clauses(text: Text, taken: set[int]) -> Iterator[Finding]:
    """Every reported clause; ``taken`` holds the token indices of cues that quotations use already."""
    for token in text.doc:
        if token.i in taken:
            continue
        if (
            token.pos_ in ("VERB", "AUX")
            and token.lemma_.lower() in cues.NEUTRAL
            and not text.quoted(token)
            and uttered(token)
        ):
            yield from _of_verb(text, token)
        elif token.lower_ == "according":
            yield from _according_to(text, token)
        elif token.pos_ == "NOUN" and token.lemma_ in cues.NOUNS:
            yield from _of_noun(text, token)


def _of_verb(text: Text, verb: Token) -> Iterator[Finding]:
    head = subject_of_relay(verb) or grammar.subject(verb)
    if head is None or text.quoted(head) or head == verb:
        return
    lemma = verb.lemma_.lower()
    for rule, parts in _contents(verb, head):
        spans = [_widened(text, grammar.char_span(p)) for p in map(grammar.trimmed, parts) if p]
        kind = _kind(text, spans) if spans else None
        mention = speakers.mention(head, verb)
        if kind is None or mention is None or _untold(text, spans) or (lemma in cues.PRIVATE and kind == "reported"):
            continue
        cue = grammar.char_span([verb])
        if mention.span.meets(cue) or any(s.meets(mention.span) or s.meets(cue) for s in spans):
            continue
        yield Finding(
            rule,
            verb,
            cue,
            lemma,
            spans,
            kind,
            mention,
            via=relayed(verb),
            addressee=addressee(verb),
        )
        return


def _untold(text: Text, spans: list[Span]) -> bool:
    """Words that tell nothing: a reflexive, a label between marks, the cue of the next attribution."""
    words = spans[0].of(text.article.text)
    labels = text.kind_of(spans[0]) == "quotation" and text.is_label(text.quotes_in(spans[0])[0])
    return labels or bool(_REFLEXIVE.match(words)) or _is_bare_cue(text, spans[0])


def _is_bare_cue(text: Text, span: Span) -> bool:
    """A clause such as "X told reporters" is the next attribution's cue that the parser hung on this one."""
    tokens = tokens_in(text.doc, span)
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    return root is not None and root.lemma_ in ("say", "tell", "add") and not grammar.children(root, "ccomp", "xcomp")


def _contents(verb: Token, head: Token) -> Iterator[tuple[str, list[list[Token]]]]:
    """What the verb may carry, the surest first; each as lists of tokens, one a part."""
    yield from _clausal(verb, head)
    yield from _phrasal(verb, verb.lemma_.lower())


def _clausal(verb: Token, head: Token) -> Iterator[tuple[str, list[list[Token]]]]:
    for clause in grammar.children(verb, "ccomp"):
        if clause.i > verb.i:
            yield "clause after cue", [_clause_tokens(clause)]
    for clause in grammar.children(verb, "ccomp"):
        if clause.i < verb.i and clause.right_edge.i < verb.i:
            tokens = [
                t for t in _clause_tokens(clause) if t.i < min(verb.i, head.left_edge.i if head.i < verb.i else verb.i)
            ]
            yield "clause before cue", [tokens]
    if verb.dep_ in ("parataxis", "ccomp") and verb.head.pos_ in ("VERB", "AUX") and _set_between_commas(verb):
        yield "cue set between commas", _around(verb)


def _phrasal(verb: Token, lemma: str) -> Iterator[tuple[str, list[list[Token]]]]:
    if lemma in _WITH_INFINITIVE:
        for clause in grammar.children(verb, "xcomp"):
            yield "infinitive after cue", [_subtree(clause)]
    if lemma in _WITH_PREPOSITION:
        for child in grammar.children(verb, "prep"):
            if child.lower_ == _WITH_PREPOSITION[lemma] and child.i > verb.i:
                yield "preposition after cue", [_subtree(child)[1:]]
    if lemma in _WITH_OBJECT:
        for child in grammar.children(verb, "dobj"):
            if child.i > verb.i:
                yield "object after cue", [_subtree(child)]


def _subtree(token: Token) -> list[Token]:
    return list(token.doc[token.left_edge.i : token.right_edge.i + 1])


def _clause_tokens(clause: Token) -> list[Token]:
    """A clause without the cue that may be caught in it."""
    tokens = _subtree(clause)
    if not any(t.dep_ in grammar.SUBJECTS and t.head == clause for t in tokens) and clause.tag_ == "VBG":
        return []
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    return [] if infinitive and tokens[0].lower_ == "that" else tokens


def _set_between_commas(verb: Token) -> bool:
    left, right = grammar.edges(verb)
    doc = verb.doc
    before = doc[left - 1].text if left > verb.sent.start else ""
    after = doc[right + 1].text if right + 1 < verb.sent.end else ""
    return bool({before, after, doc[left].text, doc[right].text} & {",", "—", "–"})


def _around(verb: Token) -> list[list[Token]]:
    """The sentence on both sides of "…, he said, …"."""
    left, right = grammar.edges(verb)
    host_left, host_right = grammar.edges(verb.head)
    before = list(verb.doc[host_left:left])
    after = list(verb.doc[right + 1 : host_right + 1])
    return [part for part in (before, after) if any(t.is_alpha for t in part)]


def _according_to(text: Text, token: Token) -> Iterator[Finding]:
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
    parts = [_widened(text, grammar.char_span(p)) for p in (before, after) if any(t.pos_ in _NOMINAL for t in p)]
    if parts:
        cue = grammar.char_span([token, to])
        yield Finding("according to", token, cue, "according to", parts, _kind(text, parts), mention)


def _of_noun(text: Text, noun: Token) -> Iterator[Finding]:
    """As in "the ministry's claim that …" and "a warning by the agency that …"."""
    if text.quoted(noun):
        return
    clause = next((c for c in grammar.children(noun, "acl", "ccomp", "relcl") if _that_clause(c)), None)
    owner = owner_of(noun)
    if clause is None or owner is None or noun.i > clause.left_edge.i:
        return
    mention = speakers.mention(owner)
    tokens = grammar.trimmed(_subtree(clause))
    if mention is None or mention.pronoun in ("i", "we") or not tokens:
        return
    parts = [_widened(text, grammar.char_span(tokens))]
    yield Finding("noun cue", noun, grammar.char_span([noun]), "say", parts, _kind(text, parts), mention)


def _that_clause(clause: Token) -> bool:
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    return bool(marks) and any(c.dep_ in grammar.SUBJECTS for c in clause.children)


def owner_of(noun: Token) -> Token | None:
    """Whose statement, claim or warning it is."""
    return next(iter(grammar.children(noun, "poss")), None) or _by(noun)


def _by(noun: Token) -> Token | None:
    for preposition in grammar.children(noun, "prep"):
        if preposition.lower_ in ("by", "from"):
            return next(iter(grammar.children(preposition, "pobj")), None)
    return None


def subject_of_relay(verb: Token) -> Token | None:
    """Who is quoted in "was quoted by TASS as saying"."""
    relay = _relay_verb(verb)
    if relay is None:
        return None
    return next(iter(grammar.children(relay, "nsubjpass")), None) or grammar.subject(relay)


def relayed(verb: Token) -> Span | None:
    """The agency in "was quoted by TASS as saying"."""
    relay = _relay_verb(verb)
    if relay is None:
        return None
    for agent in grammar.children(relay, "agent", "prep"):
        if agent.lower_ in ("by", "in"):
            for name in grammar.children(agent, "pobj"):
                return grammar.char_span(grammar.trimmed(_subtree(name)))
    return None


def _relay_verb(verb: Token) -> Token | None:
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in cues.QUOTED_AS:
        return verb.head.head
    return None


def addressee(verb: Token) -> Span | None:
    """Whom the speaker told."""
    if verb.lemma_ not in ("tell", "inform", "assure", "notify", "brief", "remind"):
        return None
    for child in grammar.children(verb, "dobj", "dative"):
        if child.i > verb.i and child.pos_ in ("NOUN", "PROPN"):
            return grammar.char_span(grammar.trimmed(_subtree(child)))
    return None


def _widened(text: Text, span: Span) -> Span:
    """A clause that cuts into a quotation takes the whole of it."""
    start, end = span
    for quote in text.quotes_in(span):
        if quote.outer.start < end < quote.outer.end and (quote.inner.end > end or quote.outer.start >= start):
            end = quote.outer.end
        if quote.outer.start < start < quote.outer.end and start - quote.outer.start > 1:
            start = quote.outer.start
    return text.whole(Span(start, end))


def _kind(text: Text, spans: list[Span]) -> StatementKind:
    kinds = {text.kind_of(s) for s in spans}
    return kinds.pop() if len(kinds) == 1 else "mixed"
