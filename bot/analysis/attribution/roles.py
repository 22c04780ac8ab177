"""What somebody is: the title before a name, and the description set beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar, kinds, nominal
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_COURTESY = frozenset("mr mrs ms miss".split())
_LONGEST = 18
"""Words in a role."""


def phrase_before(first: Token) -> list[Token]:
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
        tokens[0].lower_ in ("the", "a", "an", "of", "for", "and", "-", "’s", "'s")
        or tokens[0].lower_ in nominal.COUNTED
        or tokens[0].is_punct
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
    return tokens if len(joined) == len(tokens) and len(tokens) <= _LONGEST else _last_title_run(tokens)


def _last_title_run(tokens: list[Token]) -> list[Token]:
    start = len(tokens)
    while (
        start > 0
        and tokens[start - 1].pos_ in ("NOUN", "PROPN", "ADJ")
        and tokens[start - 1].lower_ not in ("of", "and")
    ):
        start -= 1
    if start and tokens[start - 1].lower_ in ("the", "of") and grammar.is_name_word(tokens[0]):
        return [t for t in tokens[start:] if kinds.is_person_word(t) and t.pos_ != "PROPN"]
    return tokens[start:]


def role(head: Token, named: Token, name: list[Token], before: list[Token]) -> Span | None:
    """The role of somebody named by ``name``: the title ``before`` it, or a description beside it."""
    if before:
        return grammar.char_span(before)
    if named is not head:
        core = _up_to(name[0], grammar.trimmed([t for t in nominal.core(head) if t.i < name[0].i]))
        return grammar.char_span(core) if 0 < len(core) <= _LONGEST else None
    if (beside := set_beside(named)) is not None:
        return beside
    for apposed in grammar.children(named, "appos"):
        role = _described(apposed, named)
        if role:
            return role
    return None


def _up_to(name: Token, core: list[Token]) -> list[Token]:
    """The description with the place that the parse takes for a part of the name ("envoy to Norland Omar Vey")."""
    if core and core[-1].pos_ == "ADP":
        between = list(name.doc[core[-1].i + 1 : name.i])
        return [*core, *between] if between else core[:-1]
    return core


def set_beside(named: Token) -> Span | None:
    """The description in front of a name ("the army spokesman, General Omar Vey")."""
    head = named.head
    if named.dep_ != "appos" or head.i > named.i or not kinds.is_person_word(head) or grammar.is_name_word(head):
        return None
    first = next((t for t in named.lefts if t.dep_ in ("compound", "nmod")), named)
    name = grammar.name_tokens(named) or [named]
    core = _up_to(name[0], grammar.trimmed([t for t in nominal.core(head) if t.i < first.i]))
    return grammar.char_span(core) if 0 < len(core) <= _LONGEST else None


def _described(apposed: Token, named: Token) -> Span | None:
    """An apposition that says what somebody is: after a comma or between dashes, headed by a common noun or a title."""
    if apposed.i < named.i or not (
        kinds.is_person_word(apposed) or grammar.is_title(apposed) or apposed.pos_ == "NOUN"
    ):
        return None
    if any(t.lower_ in ("my", "our", "me", "us") for t in apposed.subtree):
        return None
    opening = named.doc[apposed.left_edge.i - 1]
    following = named.doc[min(apposed.right_edge.i + 1, len(named.doc) - 1)]
    if opening.text not in (",", "(") and not (grammar.is_dash(opening) and grammar.is_dash(following)):
        return None
    core = nominal.core(apposed)
    return grammar.char_span(core) if 0 < len(core) <= _LONGEST and any(t.is_alpha for t in core) else None


def ends_titled(token: Token) -> bool:
    """As in "President Reyk and Premier Quill", where the parse hangs "Reyk" on "Quill": a name with a title ends here."""
    doc, place = token.doc, token.i
    if token.dep_ != "nmod" or place == 0 or place + 2 >= len(doc) or token.head.i < place or grammar.is_title(token):
        return False
    between = doc[place + 1 : token.head.i]
    own = any(grammar.is_title(t) for t in doc[token.left_edge.i : place])
    return own and doc[place + 1].lower_ == "and" and any(grammar.is_title(t) for t in between)
