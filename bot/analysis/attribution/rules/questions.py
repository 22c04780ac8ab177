"""The rule for questions put to somebody: "Asked by Reyk whether it was safe, Quill said no"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.quotes import Quote
from bot.analysis.attribution.rules.building import measured
from bot.analysis.attribution.stops import first_stop
from bot.analysis.syntax import tokens_in
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

QUESTION, REQUEST = "question", "request"
_OPENERS = cues.QUESTION_WORDS | {"to"}
_REACH = 14
"""Tokens between the cue and the question: who asked, and when."""


def questions(text: Text) -> Iterator[Finding]:
    """Every question that somebody is told to have been asked; who asked is often not told."""
    for token in text.doc:
        if _is_asked(text, token):
            found = _question(text, token)
            if found is not None:
                yield found


def put_to_somebody(text: Text, quote: Quote) -> bool:
    """As in "Asked by Reyk, “Is it safe?”, Quill said": the question is not the answerer's."""
    before = tokens_in(text.doc, Span(text.sentence(quote.outer.start).start, quote.outer.start))
    asks = "?" in text.article.text[quote.inner.end - 1 : quote.outer.end + 1]
    return asks and any(_is_asked(text, t) for t in before)


def _is_asked(text: Text, token: Token) -> bool:
    return token.lower_ == "asked" and not text.quoted(token) and _put_beside(token)


def _put_beside(cue: Token) -> bool:
    """Whether the person beside the cue is asked and does not ask."""
    if grammar.children(cue, "nsubj", "dobj", "dative"):
        return False
    passive = bool(grammar.children(cue, "auxpass", "nsubjpass"))
    opens = cue.is_sent_start or cue.nbor(-1).text == "," or cue.nbor(-1).lower_ in ("when", "but", "if", "also")
    return passive or (opens and cue.dep_ in ("advcl", "acl", "ROOT", "conj", "relcl"))


def _question(text: Text, cue: Token) -> Finding | None:
    doc, end = cue.doc, int(cue.sent.end)
    start = next((t.i for t in doc[cue.i + 1 : min(end, cue.i + _REACH)] if t.lower_ in _OPENERS), None)
    if start is None:
        return None
    stop = first_stop(text, cue, start, _comma_before_answer(cue, start, end))
    tokens = grammar.trimmed(doc[start:stop])
    if len(tokens) < 2:
        return None
    parts, kind = measured(text, [tokens])
    agents = grammar.agents(cue)
    asker = speakers.mention(agents[0]) if agents else None
    span = grammar.char_span([cue])
    rule = REQUEST if doc[start].lower_ == "to" else QUESTION
    return Finding(rule, cue, span, "ask", parts, kind, asker)


def _comma_before_answer(cue: Token, start: int, end: int) -> int:
    """Where the sentence's own subject takes over ("Asked whether …, she said")."""
    for token in cue.doc[start:end]:
        if token.text == "," and any(_answers(t) for t in cue.doc[token.i + 1 : min(end, token.i + _REACH)]):
            return int(token.i)
    mine = [s.left_edge.i for above in cue.ancestors for s in grammar.children(above, "nsubj") if s.i > start]
    return min([end, *mine])


def _answers(token: Token) -> bool:
    """The subject of a cue ("she said", "Quill demurred")."""
    verb = token.head
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") and 0 < verb.i - token.i <= _REACH
    return token.dep_ == "nsubj" and finite and verb.lemma_.lower() in cues.NEUTRAL
