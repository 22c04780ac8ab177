"""The words of a noun phrase that name somebody: without relative clauses, asides and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

COUNTED = frozenset(
    """
    percent percentage majority one all most none some many several few both half third quarter two-thirds share rest
    number those others another each
    """.split()
)
"""Words that stand for people once something tells which ("most of the voters")."""

_RELATIVE = ("WDT", "WP", "WRB", "WP$")


def core(head: Token, cue: Token | None = None, *, specific: bool = False) -> list[Token]:
    """The phrase of ``head`` without relative clauses, asides and what follows them.

    ``specific`` keeps a clause that tells an unnamed source apart ("a diplomat who took part in the talks").
    """
    left, right = grammar.edges(head)
    if head.i > 1 and _hyphenated(head.doc[head.i - 2], head.doc[head.i - 1]):
        left = min(left, head.doc[head.i - 2].left_edge.i)
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
    if not specific:
        commas = (t.i for t in head.doc[head.i + 1 : right] if t.text == "," and t.nbor().tag_ in _RELATIVE)
        right = next(commas, right + 1) - 1
    for child in head.children:
        if (
            child.i > head.i
            and child.text in (",", "–", "—", "(")
            and child.i <= right
            and not _joins(head, child, right)
        ):
            right = child.i - 1
    while right + 2 < len(head.doc) and _hyphenated(head.doc[right], head.doc[right + 1]):
        right += 2
    return grammar.trimmed(head.doc[left : right + 1])


def _hyphenated(last: Token, following: Token) -> bool:
    """As in "co-founder", of which the parse takes "co" for a noun."""
    return following.text == "-" and not last.whitespace_ and not following.whitespace_


def _set_off(child: Token) -> bool:
    edge = child.left_edge.i
    return edge > 0 and child.doc[edge - 1].text == ","


def _joins(head: Token, comma: Token, right: int) -> bool:
    """A comma inside a list ("Uruguay, Mexico and China") does not end the phrase."""
    return any(t.dep_ == "conj" for t in head.doc[comma.i : right + 1]) and any(t.dep_ == "cc" for t in head.subtree)
