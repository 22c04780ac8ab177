"""Makes a sentence shorter by deletion only: asides, appositions, loaded modifiers and openers go, meaning stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, kinds, quotes
from bot.analysis.syntax import text_of
from bot.analysis.wording import Wording
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = ("amod", "advmod", "compound", "nmod", "npadvmod")
_ATTRIBUTION = frozenset(cues.NEUTRAL) | {"accord"}


def reduced(tokens: list[Token], lists: Wording, limit: int, *, names_only: bool = False) -> list[Token]:
    """Delete until at most ``limit`` words are left; what may not go stays, however long the rest.

    ``names_only`` also lets "Venezuela’s interim president, Juan Guaidó," shrink to the name.
    """
    quotations = quotes.held(tokens)
    kept = _without(tokens, _loaded(tokens, lists) | _brackets(tokens) | _openers(tokens, lists), quotations)
    if names_only:
        for description in _described_names(kept, lists):
            kept = _without(kept, description, quotations)
    for aside in sorted(_asides(kept, lists), key=len, reverse=True):
        if count_words(kept) <= limit:
            break
        kept = _without(kept, set(aside), quotations)
    return kept


def count_words(tokens: Iterable[Token]) -> int:
    """Tokens that are words or numbers."""
    return sum(t.is_alpha or t.like_num for t in tokens)


def render(tokens: list[Token]) -> str:
    """The kept tokens as text: their own spacing where neighbours stayed, one space where something went."""
    out = ""
    before: Token | None = None
    for token in tokens:
        if before is not None and before.i + 1 != token.i and not out.endswith((" ", "“", "(", "‘")):
            out += " "
        out += token.text_with_ws
        before = token
    out = re.sub(r"\s+", " ", out)
    out = re.sub(r"\s+([,.;:!?”’)])", r"\1", out)
    out = re.sub(r",(?:\s*,)+", ",", out)
    return out.strip(" ,;:–—-")


def _without(tokens: list[Token], gone: set[int], quotations: list[frozenset[int]]) -> list[Token]:
    """The tokens that stay; of a quotation goes all or nothing."""
    spared = {i for quotation in quotations if not quotation <= gone for i in quotation}
    return [t for t in tokens if t.i not in gone or t.i in spared]


def _loaded(tokens: list[Token], lists: Wording) -> set[int]:
    """Loaded words that merely modify: the phrase stands without them."""
    if not tokens:
        return set()
    text = text_of(tokens[0].doc)
    gone: set[int] = set()
    for span in lists.find_deletable(text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]):
        here = Span(span.start + tokens[0].idx, span.end + tokens[0].idx)
        words = [t for t in tokens if here.start <= t.idx < here.end]
        inside = {t.i for t in words}
        tops = [t for t in words if t.head.i not in inside]
        if tops and all(t.dep_ in _MODIFIERS and t.i < t.head.i for t in tops) and not _shared(words):
            gone |= inside
    return gone


def _shared(words: list[Token]) -> bool:
    """As in "brutal and quick": taking one of two joined modifiers would leave the other hanging."""
    return any(c.dep_ in ("conj", "cc") for t in words for c in t.children)


def _brackets(tokens: list[Token]) -> set[int]:
    gone: set[int] = set()
    opened: int | None = None
    for token in tokens:
        if token.text in "([" and opened is None:
            opened = token.i
        elif token.text in ")]" and opened is not None:
            gone |= set(range(opened, token.i + 1))
            opened = None
    return gone


def _openers(tokens: list[Token], lists: Wording) -> set[int]:
    words = [t for t in tokens if not t.is_space]
    if not words or words[0].lower_ not in lists.openers or words[0].dep_ not in ("advmod", "cc", "prep", "mark"):
        return set()
    if words[0].dep_ == "advmod" and list(words[0].children):
        return set()
    gone = {words[0].i}
    if len(words) > 1 and words[1].text == ",":
        gone.add(words[1].i)
    return gone


def _asides(tokens: list[Token], lists: Wording) -> list[list[int]]:
    """Non-restrictive clauses and appositions between commas that carry no hedge, condition, denial or attribution."""
    inside = {t.i for t in tokens}
    found = []
    for token in tokens:
        if not grammar.is_aside(token) or token.head.i not in inside or token.i < token.head.i:
            continue
        left, right = grammar.edges(token)
        doc = token.doc
        if left == 0 or doc[left - 1].text not in (",", "–", "—") or left - 1 not in inside:
            continue
        closing = doc[right + 1] if right + 1 < len(doc) else None
        at_end = right >= tokens[-1].i
        if not at_end and (closing is None or closing.text not in (",", "–", "—")):
            continue
        whole = list(range(left - 1, right + 1 + (0 if at_end else 1)))
        if not _binding(doc[left : right + 1], lists) and not _lists_names(token):
            found.append(whole)
    return found


def _binding(tokens: Iterable[Token], lists: Wording) -> bool:
    return any(
        t.lower_ in lists.protected or t.dep_ == "neg" or t.lemma_.lower() in _ATTRIBUTION or t.text in '“”"'
        for t in tokens
    )


def _lists_names(token: Token) -> bool:
    return any(c.dep_ in ("conj", "cc") for c in token.children)


def _described_names(tokens: list[Token], lists: Wording) -> list[set[int]]:
    """Descriptions before an apposed name, which the name replaces."""
    inside = {t.i for t in tokens}
    found = []
    for token in tokens:
        named = token.dep_ == "appos" and token.pos_ == "PROPN" and token.head.pos_ == "NOUN" and token.i > token.head.i
        if not named or token.head.i not in inside or kinds.of_somebody(token.head):
            continue
        name = grammar.name_tokens(token)
        left = token.head.left_edge.i
        if not name:
            continue
        gone = set(range(left, name[0].i))
        if name[-1].i + 1 in inside and token.doc[name[-1].i + 1].text == ",":
            gone.add(name[-1].i + 1)
        if not any(t.lower_ in lists.protected for t in tokens if t.i in gone):
            found.append(gone)
    return found
