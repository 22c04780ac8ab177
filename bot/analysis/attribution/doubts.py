"""Whether the words around a cue deny, doubt or only await that something is said: "no evidence that she said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT_OF = frozenset("almost nearly rarely seldom hardly scarcely barely".split())
_AWAITED = frozenset("until once whenever".split())
_DOUBTING = frozenset(
    """
    unlikely untrue false wrong impossible unclear improbable doubt rumour rumor dream imagine suppose pretend misquote
    """.split()
)
"""Words that doubt the clause they govern."""
_PROVING = frozenset("evidence proof sign indication true clear certain sure likely confirm verify prove".split())
"""Words that do so once they are denied ("no proof that", "could not verify that")."""
_INSTEAD = frozenset(("instead of", "short of", "verge of"))
_FALSE = frozenset("fake faked forged doctored fabricated deepfake fictitious satirical parody bogus hoax".split())
_POSING = frozenset("posing purporting pretending impersonating masquerading".split())
_DENIALS = frozenset("no not n't n’t never neither without nor nothing little".split())


def doubted(verb: Token) -> bool:
    """Whether a cue stands where nothing has been said, or nobody knows whether it has."""
    return (
        any(c.lower_ in _SHORT_OF and c.dep_ == "advmod" and c.i < verb.i for c in verb.children)
        or _neither(verb)
        or _left_undone(verb)
        or _awaited(verb)
        or _under_doubt(verb)
        or _forged(verb)
    )


def _neither(verb: Token) -> bool:
    """As in "could neither confirm nor deny"."""
    pair = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
    return any(c.lower_ == "neither" and c.dep_ == "preconj" for t in pair for c in t.children)


def _left_undone(verb: Token) -> bool:
    """As in "without saying that" and "instead of saying that"."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.i != verb.i - 1:
        return False
    before = verb.doc[max(0, verb.i - 2) : verb.i].text.lower()
    return verb.head.lower_ == "without" or before in _INSTEAD


def _awaited(verb: Token) -> bool:
    """As in "until he says" and "in case he says": what has been said stands in the past."""
    present = verb.tag_ in ("VBZ", "VBP") or any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    case = verb.dep_ == "acl" and verb.head.lower_ == "case" and verb.head.i > 0 and verb.head.nbor(-1).lower_ == "in"
    return present and (case or any(c.lower_ in _AWAITED and c.dep_ in ("mark", "advmod") for c in verb.children))


def _under_doubt(verb: Token) -> bool:
    """As in "it is not true that he said", "rumours that he said", "could not verify that he said"."""
    while verb.dep_ in ("ccomp", "acl", "relcl", "csubj", "xcomp", "pcomp", "prep") and verb.head.i < verb.i:
        head = verb.head
        if verb.dep_ == "relcl" and head.lemma_.lower() not in _DOUBTING:
            return False
        words = [head, *(c for c in head.children if c.dep_ in ("acomp", "attr") and c.i < verb.i)]
        if any(w.lemma_.lower() in _DOUBTING for w in words):
            return True
        if any(w.lemma_.lower() in _PROVING for w in words) and any(_denied(w) for w in words):
            return True
        verb = head
    return False


def _forged(verb: Token) -> bool:
    """As in "a fake video showed Quill saying", "a forged letter in which Quill says", "an account posing as Quill wrote"."""
    if verb.head.lower_ in _POSING:
        return True
    return any(c.lower_ in _FALSE for thing in _shown_in(verb) for c in thing.lefts)


def _shown_in(verb: Token) -> Iterator[Token]:
    """What the clause of the cue describes, or is shown or told by."""
    for above in (verb.head, verb.head.head):
        if above.pos_ == "NOUN" and above.i < verb.i:
            yield above
        yield from (c for c in above.children if c.dep_ == "nsubj" and c.i < verb.i and above != verb)


def _denied(word: Token) -> bool:
    return any(c.lower_ in _DENIALS and c.dep_ in ("neg", "det", "amod", "preconj") for c in word.children)
