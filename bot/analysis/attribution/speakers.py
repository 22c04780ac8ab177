"""The words at the cue: who is named there, in which role, and what kind of speaker that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.analysis.attribution import gazetteer, grammar, kinds, nominal, roles
from bot.analysis.syntax import text_of
from storage.records import Span, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset("he she they it we i you him her them".split())
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_VAGUE = frozenset(
    """
    who that which this these there what it neither either more following time part lot thing fact way case
    """.split()
)
_INTENSIVE = frozenset("himself herself itself themselves all both".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_LONGEST = 20
"""Words in the description of an unnamed source."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker as the sentence of the cue has it; ``name`` and ``role`` are None where it gives none.

    ``phrase`` are all words that name the speaker there, ``span`` those of them that are shown.
    """

    head: int
    phrase: Span
    span: Span
    kind: SpeakerKind
    name: Span | None
    role: Span | None
    pronoun: str | None
    head_word: str


def mention(head: Token, cue: Token | None = None) -> Mention | None:
    """Read the phrase around ``head``, the subject of ``cue``; None where it is a word that nobody can be named by."""
    if not any(letter.isalnum() for letter in head.text):
        return None
    found = _mention(head, cue)
    return None if found is None else replace(found, phrase=_phrase(head, cue))


def _mention(head: Token, cue: Token | None) -> Mention | None:
    word = head.lower_
    pronoun = _OWNERS.get(word, word) if head.tag_ == "PRP$" else word
    if pronoun in PRONOUNS - {"you"}:
        span = grammar.char_span([head])
        return Mention(head.i, span, span, "person", None, None, pronoun, pronoun)
    counted = head.pos_ == "NUM" and not _YEAR.match(head.text)
    if counted or (word in nominal.COUNTED and (cue is not None or list(head.children))):
        span = grammar.char_span(nominal.core(head))
        return Mention(head.i, span, span, "unnamed", None, None, None, word)
    if head.pos_ == "NOUN" and word in gazetteer.SPEECHLESS:
        return None
    if word in _VAGUE or word == "you" or head.pos_ in ("NUM", "VERB", "AUX", "ADP"):
        return None
    named = _named(head)
    name = grammar.name_tokens(named)
    if name and cue is not None and (joint := _joint(head)) is not None:
        return Mention(head.i, joint, joint, "body", joint, None, None, word)
    if name:
        return _with_name(head, named, name)
    kind = kinds.of_description(head)
    core = nominal.core(head, cue, specific=kind == "unnamed")
    if len(core) > _LONGEST:
        core = nominal.core(head, cue)
    if len(core) > _LONGEST:
        core = [t for t in core if t.i <= head.i]
    if not core or len(core) > _LONGEST:
        return None
    span = grammar.char_span(core)
    return Mention(head.i, span, span, kind, None, None, None, word)


def joint(head: Token) -> Mention | None:
    """Several named as one ("Norland and Sudmark"), for whom "they" may stand; None where one stands alone."""
    span = _joint(head)
    return None if span is None else Mention(head.i, span, span, "body", span, None, None, head.lower_)


def _joint(head: Token) -> Span | None:
    """As in "Norland and Sudmark" and "Quill and others": several who speak as one."""
    if any(roles.ends_titled(t) for t in head.doc[head.left_edge.i : head.i]):
        return grammar.char_span(grammar.trimmed(head.doc[head.left_edge.i : head.i + 1]))
    joined = [t for t in head.conjuncts if t.i > head.i]
    others = [t for t in joined if grammar.is_name_word(t) or t.lower_ == "others"]
    together = others and any(c.lower_ == "and" for t in (head, *joined) for c in grammar.children(t, "cc"))
    core = nominal.core(head) if together else []
    whole = bool(core) and core[-1].i >= others[-1].i and len(core) <= _LONGEST
    return grammar.char_span(core) if whole else None


def label(tokens: list[Token]) -> Mention:
    """Words taken as one name as they stand: before a colon at the start of a line, or a name that is tagged as none."""
    named = grammar.trimmed(tokens) or tokens
    span = grammar.char_span(named)
    return Mention(named[-1].i, span, span, "person", span, None, None, named[-1].lower_)


def _phrase(head: Token, cue: Token | None) -> Span:
    """All words around ``head`` that name the speaker, or the relative pronoun that stands for them at the cue."""
    if cue is not None:
        stands_for = next((c for c in grammar.children(cue, *grammar.SUBJECTS) if c.tag_ in ("WP", "WDT")), None)
        if stands_for is not None:
            return grammar.char_span([stands_for])
    left, right = grammar.edges(head)
    if head.dep_ == "appos" and head.head.i < head.i and head.head.right_edge.i <= right:
        left = min(left, head.head.left_edge.i)
    for child in head.children:
        speaks = cue is not None and (child == cue or child.is_ancestor(cue))
        if child.i > head.i and (speaks or child.dep_ in ("advcl", "ccomp", "parataxis")):
            right = min(right, child.left_edge.i - 1)
    if cue is not None and head.i < cue.i <= right:
        right = cue.i - 1
    tokens = grammar.trimmed(head.doc[left : right + 1])
    after = head.doc[tokens[-1].i + 1] if tokens and tokens[-1].i + 1 < len(head.doc) else None
    if after is not None and after.lower_ in _INTENSIVE:
        tokens.append(after)
    return grammar.char_span(tokens or [head])


def _named(head: Token) -> Token:
    """The head itself, or the name set beside it ("the director of …, Aleksandr Schetinin")."""
    if grammar.is_name_word(head) and not grammar.is_title(head):
        return head
    for apposed in grammar.children(head, "appos"):
        if grammar.name_tokens(apposed) and not kinds.is_place_or_body(apposed) and apposed.i > head.i:
            return apposed
    return head


def _with_name(head: Token, named: Token, name: list[Token]) -> Mention:
    before = roles.phrase_before(name[0]) if named is head else []
    span = grammar.char_span(name)
    text = span.of(text_of(head.doc))
    kind = kinds.of_name(text, named, titled=bool(before))
    several = named.tag_ == "NNPS" and len(name) == 1
    if kind == "person" and named is head and not before and (several or any(c.lower_ == "the" for c in head.children)):
        kind = "body"
    if kind != "person":
        core = nominal.core(head)
        whole = grammar.char_span(core) if core else span
        return Mention(head.i, whole, whole, kind, whole, None, None, head.lower_)
    return Mention(head.i, span, span, kind, span, roles.role(head, named, name, before), None, named.lower_)
