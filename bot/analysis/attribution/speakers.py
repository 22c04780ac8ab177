"""The words at the cue: who is named there, in which role, and what kind of speaker that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.analysis.attribution import gazetteer, grammar, kinds
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
_COUNTED = frozenset(
    """
    percent percentage majority one all most none some many several few both half third quarter two-thirds share rest
    number those others another each
    """.split()
)
"""Words that stand for people once something tells which ("most of the voters")."""
_INTENSIVE = frozenset("himself herself itself themselves all both".split())
_COURTESY = frozenset("mr mrs ms miss".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_ROLE_LIMIT = 18
_LONGEST = 20
"""Words in a role, and in the description of an unnamed source."""


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
    found = _mention(head, cue)
    return None if found is None else replace(found, phrase=_phrase(head, cue))


def _mention(head: Token, cue: Token | None) -> Mention | None:
    word = head.lower_
    pronoun = _OWNERS.get(word, word) if head.tag_ == "PRP$" else word
    if pronoun in PRONOUNS - {"you"}:
        span = grammar.char_span([head])
        return Mention(head.i, span, span, "person", None, None, pronoun, pronoun)
    counted = head.pos_ == "NUM" and not _YEAR.match(head.text)
    if counted or (word in _COUNTED and (cue is not None or list(head.children))):
        span = grammar.char_span(_core(head))
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
    core = _core(head, cue, specific=kind == "unnamed")
    if len(core) > _LONGEST:
        core = _core(head, cue)
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
    if any(ends_titled(t) for t in head.doc[head.left_edge.i : head.i]):
        return grammar.char_span(grammar.trimmed(head.doc[head.left_edge.i : head.i + 1]))
    others = [c for c in grammar.children(head, "conj") if grammar.is_name_word(c) or c.lower_ == "others"]
    core = _core(head) if others and any(c.lower_ == "and" for c in grammar.children(head, "cc")) else []
    whole = bool(core) and core[-1].i >= others[-1].i and len(core) <= _LONGEST
    return grammar.char_span(core) if whole else None


def ends_titled(token: Token) -> bool:
    """As in "President Reyk and Premier Quill", where the parse hangs "Reyk" on "Quill": a name with a title ends here."""
    doc, place = token.doc, token.i
    if token.dep_ != "nmod" or place == 0 or place + 2 >= len(doc) or token.head.i < place or grammar.is_title(token):
        return False
    between = doc[place + 1 : token.head.i]
    own = any(grammar.is_title(t) for t in doc[token.left_edge.i : place])
    return own and doc[place + 1].lower_ == "and" and any(grammar.is_title(t) for t in between)


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
    before = _phrase_before(name[0]) if named is head else []
    span = grammar.char_span(name)
    text = span.of(text_of(head.doc))
    kind = kinds.of_name(text, named, titled=bool(before))
    several = named.tag_ == "NNPS" and len(name) == 1
    if kind == "person" and named is head and not before and (several or any(c.lower_ == "the" for c in head.children)):
        kind = "body"
    if kind != "person":
        core = _core(head)
        whole = grammar.char_span(core) if core else span
        return Mention(head.i, whole, whole, kind, whole, None, None, head.lower_)
    return Mention(head.i, span, span, kind, span, _role(head, named, name, before), None, named.lower_)


def _phrase_before(first: Token) -> list[Token]:
    """The words that stand directly before a name in its phrase ("Russian Presidential spokesman")."""
    out: list[Token] = []
    token = first
    while token.i > token.sent.start:
        token = token.doc[token.i - 1]
        inside = (
            token.pos_ in ("NOUN", "PROPN", "ADJ")
            or token.text in ("-", ".", "’s", "'s")
            or token.lower_ in ("of", "the", "for", "and", "acting", "outgoing", "incoming")
            or (token.lower_ in ("then", "ex") and token.nbor().text == "-")
        )
        if not inside or token.is_space or (token.lower_ == "and" and token.i and ends_titled(token.nbor(-1))):
            break
        out.insert(0, token)
    return _from_title(out, first)


def _from_title(tokens: list[Token], first: Token) -> list[Token]:
    """Keep the run only where it is a description that ends in a person word; articles and openers go."""
    while tokens and (
        tokens[0].lower_ in ("the", "a", "an", "of", "for", "and", "-", "’s", "'s") or tokens[0].is_punct
    ):
        tokens.pop(0)
    while tokens and tokens[-1].lower_.rstrip(".") in _COURTESY:
        tokens.pop()
    if not tokens or (not kinds.is_person_word(tokens[-1]) and not any(grammar.is_title(t) for t in tokens)):
        return []
    joined = [
        t
        for t in tokens
        if (t.head.i >= tokens[0].i and t.head.i <= first.head.i) or t.head == first or t.head in tokens
    ]
    return tokens if len(joined) == len(tokens) and len(tokens) <= _ROLE_LIMIT else _last_title_run(tokens)


def _last_title_run(tokens: list[Token]) -> list[Token]:
    start = len(tokens)
    while (
        start > 0
        and tokens[start - 1].pos_ in ("NOUN", "PROPN", "ADJ")
        and tokens[start - 1].lower_ not in ("of", "and")
    ):
        start -= 1
    return tokens[start:]


def _role(head: Token, named: Token, name: list[Token], before: list[Token]) -> Span | None:
    if before:
        return grammar.char_span(before)
    if named is not head:
        core = [t for t in _core(head) if t.i < name[0].i]
        core = grammar.trimmed(core)
        return grammar.char_span(core) if 0 < len(core) <= _ROLE_LIMIT else None
    if named.dep_ == "appos" and named.head.i < named.i and kinds.is_person_word(named.head):
        core = grammar.trimmed([t for t in _core(named.head) if t.i < name[0].i])
        return grammar.char_span(core) if 0 < len(core) <= _ROLE_LIMIT else None
    for apposed in grammar.children(named, "appos"):
        role = _described(apposed, named)
        if role:
            return role
    return None


def _described(apposed: Token, named: Token) -> Span | None:
    """An apposition that says what somebody is: after a comma or between dashes, headed by a common noun or a title."""
    if apposed.i < named.i or not (
        kinds.is_person_word(apposed) or grammar.is_title(apposed) or apposed.pos_ == "NOUN"
    ):
        return None
    opening = named.doc[apposed.left_edge.i - 1]
    following = named.doc[min(apposed.right_edge.i + 1, len(named.doc) - 1)]
    if opening.text not in (",", "(") and not (grammar.is_dash(opening) and grammar.is_dash(following)):
        return None
    core = _core(apposed)
    return grammar.char_span(core) if 0 < len(core) <= _ROLE_LIMIT and any(t.is_alpha for t in core) else None


def _core(head: Token, cue: Token | None = None, *, specific: bool = False) -> list[Token]:
    """The phrase of ``head`` without relative clauses, asides and what follows them.

    ``specific`` keeps a clause that tells an unnamed source apart ("a diplomat who took part in the talks").
    """
    left, right = grammar.edges(head)
    for child in head.children:
        speaks = cue is not None and (child == cue or child.is_ancestor(cue))
        if specific and child.dep_ in ("relcl", "acl") and not _set_off(child) and not speaks:
            continue
        cut = (
            speaks
            or child.dep_ in ("relcl", "advcl", "ccomp", "parataxis")
            or (child.dep_ == "appos" and child.doc[child.left_edge.i - 1] != head)
            or (child.dep_ == "acl" and _set_off(child))
        )
        if cut and child.i > head.i:
            right = min(right, child.left_edge.i - 1)
    for child in head.children:
        if (
            child.i > head.i
            and child.text in (",", "–", "—", "(")
            and child.i <= right
            and not _joins(head, child, right)
        ):
            right = child.i - 1
    return grammar.trimmed(head.doc[left : right + 1])


def _set_off(child: Token) -> bool:
    edge = child.left_edge.i
    return edge > 0 and child.doc[edge - 1].text == ","


def _joins(head: Token, comma: Token, right: int) -> bool:
    """A comma inside a list ("Uruguay, Mexico and China") does not end the phrase."""
    return any(t.dep_ == "conj" for t in head.doc[comma.i : right + 1]) and any(t.dep_ == "cc" for t in head.subtree)
