"""Promise 5 for English: our words are the article's words in their order, and what was left out could be left out.

A point may lose asides, loaded modifiers and openers. It may not lose a negation, a hedge, a condition, a number's
company or an argument of a verb, and it may not gain or exchange a word.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar, kinds, quotes
from bot.analysis.receipts import marks
from bot.analysis.receipts.folding import placed_words, words
from bot.analysis.syntax import text_of
from bot.analysis.wording import Wording
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAIRED = frozenset("neither either both another".split())
"""Openers that the clause leans on."""
_STOPS = frozenset(",–—-();:[]")


def fault(shown: str, source: list[Token], lists: Wording) -> str | None:
    """Why ``shown`` is not a faithful shortening of ``source`` (one clause or sentence), or None."""
    if not source:
        return "it rests on no words of the article"
    start = source[0].idx
    covered = {place for t in source for place in range(t.idx - start, t.idx - start + len(t))}
    between = text_of(source[0].doc)[start : source[-1].idx + len(source[-1])]
    spread = [word for word in placed_words(between) if word[1] in covered]
    given = placed_words(shown)
    places = _align([word for word, _, _ in given], [word for word, _, _ in spread])
    if places is None:
        strange = [w for w, _, _ in given if w not in {word for word, _, _ in spread}]
        return f"“{strange[0]}” does not stand in the cited sentence" if strange else "its words stand in another order"
    chosen = [spread[i] for i in places]
    ranges = [(start + word[1], start + word[2]) for word in chosen]
    kept = {t.i for t in source if any(left < t.idx + len(t) and t.idx < right for left, right in ranges)}
    return (
        marks.fault(shown, given, between, chosen)
        or _cut_token_fault(source, kept, [(start + w[1], start + w[2]) for w in spread], ranges)
        or _torn_quotation_fault(source, kept)
        or _dropped_fault(source, kept, lists)
    )


def _cut_token_fault(
    source: list[Token], kept: set[int], spread: list[tuple[int, int]], ranges: list[tuple[int, int]]
) -> str | None:
    """Of "$1.2bn" and "1990s" stands all or nothing."""
    shown = set(ranges)
    for token in source:
        inside = [r for r in spread if token.idx <= r[0] and r[1] <= token.idx + len(token)]
        if token.i in kept and len(inside) > 1 and not set(inside) <= shown:
            return f"“{token.text}” was cut"
    joined = ((a, b) for a, b in pairwise(source) if not a.whitespace_ and a.like_num and b.is_alpha and b.i == a.i + 1)
    torn = next((a for a, b in joined if (a.i in kept) != (b.i in kept)), None)
    return f"“{torn.text}” was cut" if torn is not None else None


def _torn_quotation_fault(source: list[Token], kept: set[int]) -> str | None:
    """Of a quotation stands every word or none."""
    for quotation in quotes.held(source):
        gone = [t for t in source if t.i in quotation - kept and words(t.text)]
        if gone and quotation & kept:
            return f"“{gone[0].text}” was left out of a quotation"
    return None


def _align(shown: list[str], source: list[str]) -> list[int] | None:
    """Places of ``shown`` in ``source``, in order and with as many neighbours as can be; None where there are none."""
    if not shown or len(shown) > len(source):
        return None
    best: dict[int, tuple[int, list[int]]] = {i: (0, [i]) for i, w in enumerate(source) if w == shown[0]}
    for word in shown[1:]:
        following: dict[int, tuple[int, list[int]]] = {}
        for place, other in enumerate(source):
            if other != word:
                continue
            options = [(score + (place == last + 1), path) for last, (score, path) in best.items() if last < place]
            if options:
                score, path = max(options, key=lambda o: (o[0], o[1]))
                following[place] = (score, [*path, place])
        best = following
        if not best:
            return None
    return max(best.values(), key=lambda o: o[0])[1] if best else None


def _dropped_fault(source: list[Token], kept: set[int], lists: Wording) -> str | None:
    wordy = [t for t in source if words(t.text)]
    gone = [t for t in wordy if t.i not in kept]
    loaded = _loaded_places(source, lists)
    inside = {t.i for t in source}
    opening = {t.i for t in wordy[:2]}
    for token in gone:
        if token.i in loaded or (token.i in opening and _opens(token, lists)) or _bracketed(token, source):
            continue
        top = _top(token, kept, inside)
        if top is None:
            if _named_instead(token, kept) and token.lower_ not in lists.protected:
                continue
            return f"“{token.text}” was left out and the rest leans on it"
        if token.lower_ in lists.protected or token.dep_ == "neg":
            return f"“{token.text}” was left out"
        if token.lower_ in lists.status and token == top:
            return f"“{token.text}” was left out"
        if not grammar.is_aside(top) or not _set_off(top, source):
            return f"“{token.text}” was left out"
    return None


def _opens(token: Token, lists: Wording) -> bool:
    """Whether the word only leads over from what was said before ("However", "But")."""
    return token.lower_ in lists.openers - _PAIRED and token.dep_ in ("advmod", "cc", "prep", "mark")


def _top(token: Token, kept: set[int], inside: set[int]) -> Token | None:
    """The head of the dropped phrase that the token belongs to; None where words below it were kept."""
    while token.head.i not in kept and token.head.i in inside and token.head != token:
        token = token.head
    if any(t.i in kept for t in token.subtree):
        return None
    return token


def _named_instead(token: Token, kept: set[int]) -> bool:
    """Whether the token belongs to a description that the name set beside it replaces."""
    for head in (token, *token.ancestors):
        if kinds.of_somebody(head):
            continue
        for apposed in grammar.children(head, "appos"):
            if (
                apposed.i in kept
                and apposed.pos_ == "PROPN"
                and head.pos_ == "NOUN"
                and head.left_edge.i <= token.i <= apposed.right_edge.i
            ):
                return True
    return False


def _set_off(top: Token, source: list[Token]) -> bool:
    before = top.doc[top.left_edge.i - 1].text if top.left_edge.i > 0 else ""
    after = top.doc[top.right_edge.i + 1].text if top.right_edge.i + 1 < len(top.doc) else ""
    return before in _STOPS and (after in _STOPS or after in (".", "”", '"') or top.right_edge.i >= source[-1].i)


def _loaded_places(source: list[Token], lists: Wording) -> set[int]:
    if not source:
        return set()
    start, end = source[0].idx, source[-1].idx + len(source[-1])
    places: set[int] = set()
    for span in lists.find_deletable(text_of(source[0].doc)[start:end]):
        here = Span(span.start + start, span.end + start)
        words_here = [t for t in source if here.start <= t.idx < here.end]
        tops = [t for t in words_here if t.head not in words_here]
        if all(t.dep_ in ("amod", "advmod", "compound", "nmod", "npadvmod") and t.i < t.head.i for t in tops):
            places |= {t.i for t in words_here}
    return places


def _bracketed(token: Token, source: list[Token]) -> bool:
    depth = 0
    for other in source:
        if other.text in "([":
            depth += 1
        elif other.text in ")]":
            depth -= 1
        elif other.i == token.i:
            return depth > 0
    return False
