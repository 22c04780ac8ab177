"""Small questions about a parsed sentence: who is the subject, where does a clause end, what is a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.analysis.attribution.gazetteer import TITLES
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_BORROWS_SUBJECT = ("conj", "xcomp", "advcl", "pcomp")
_RELATIVE = frozenset("who that which whom".split())


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents with one of the labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head word of who does it: the verb's own subject, or the one that a joined or open clause borrows."""
    own = children(verb, "nsubj", *(("nsubjpass",) if depth else ()))
    if own:
        return _antecedent_of_relative(own[0], verb)
    if depth > 4:
        return None
    if verb.dep_ == "acl" and verb.tag_ != "VBN":
        return verb.head
    if verb.dep_ in _BORROWS_SUBJECT and verb.head != verb:
        return subject(verb.head, depth + 1) if verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
    if verb.dep_ == "relcl":
        return verb.head
    return None


def _antecedent_of_relative(token: Token, verb: Token) -> Token:
    """``who`` and ``that`` stand for the noun that their clause describes."""
    if token.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return token


def edges(token: Token) -> tuple[int, int]:
    """First and last token index of the token's whole phrase."""
    return token.left_edge.i, token.right_edge.i


def trimmed(tokens: Iterable[Token]) -> list[Token]:
    """The tokens without white space and punctuation at either end; quotation marks and brackets stay with their pair."""
    kept = [t for t in tokens if not t.is_space]
    while kept and _droppable(kept[-1], kept):
        kept.pop()
    while kept and kept[0].is_punct and kept[0].text not in "“\"‘'(«„[":
        kept.pop(0)
    return kept


def _droppable(token: Token, tokens: list[Token]) -> bool:
    if token.text in ")]" and sum(t.text in "([" for t in tokens) < sum(t.text in ")]" for t in tokens):
        return True
    if token.text in ",;:.–—-…" or token.dep_ in ("cc", "case"):
        return True
    if token.text in "”\"’'»":
        marks = "".join(t.text for t in tokens)
        opened = sum(marks.count(c) for c in "“«„‘")
        straight = marks.count('"')
        return (token.text == '"' and straight % 2 == 1) or (token.text in "”»" and not opened)
    return False


def char_span(tokens: list[Token]) -> Span:
    """The characters from the first token to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def name_tokens(head: Token) -> list[Token]:
    """The run of capitalised words that ends at ``head``, titles left out; empty where ``head`` is no name."""
    if not is_name_word(head) or (is_title(head) and (children(head, "det") or head.lower_.endswith("s"))):
        return []
    run = [head]
    start = head.i
    while start > head.sent.start:
        before = head.doc[start - 1]
        joined = before.text in ("-", "’", "'") or before.lower_ in (
            "de",
            "al",
            "bin",
            "von",
            "van",
            "der",
            "la",
            "el",
            "del",
            "da",
        )
        if (
            joined
            and start - 2 >= head.sent.start
            and is_name_word(head.doc[start - 2])
            and not is_title(head.doc[start - 2])
        ):
            run = [head.doc[start - 2], before, *run]
            start -= 2
        elif is_name_word(before) and not is_title(before):
            run.insert(0, before)
            start -= 1
        else:
            break
    return run


def is_name_word(token: Token) -> bool:
    """A capitalised proper noun."""
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def is_title(token: Token) -> bool:
    """A word such as President or Mr. that stands before a name."""
    word = token.lower_.rstrip(".")
    return word in TITLES or word.removesuffix("s") in TITLES
