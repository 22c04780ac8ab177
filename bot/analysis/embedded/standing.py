"""Whether words stand on their own: every pronoun explained, marks in pairs, nobody addressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.analysis.attribution import grammar
from bot.analysis.attribution.gazetteer import CAPITALS, PLACE_OR_BODY_WORDS, STATES, TITLES, UNNAMED
from storage.records import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = frozenset("i we you me us my our your mine ours yours let".split())
_HE = frozenset("he she him her his hers".split())
_THEY = frozenset("they them their theirs".split())
_IT = frozenset("it its".split())
_POINTING = frozenset("this that these those such".split())
_ORDERED = frozenset("former latter".split())


def stands_alone(tokens: list[Token], speaker: Speaker | None) -> bool:
    """Whether each pronoun has its noun before it in the line; the speaker explains pronouns of his own kind."""
    person = speaker is not None and speaker.kind == "person"
    thing = speaker is not None and speaker.kind in ("body", "state")
    group = speaker is not None and (speaker.kind == "unnamed" or thing)
    for token in tokens:
        word = token.lower_
        if word in _PERSONAL:
            return False
        if (
            (word in _HE and not person)
            or (word in _THEY and not group)
            or (word in _IT and not thing and not _empty(token))
        ):
            return False
        if word in _POINTING and token.dep_ != "mark" and not _relative(token):
            return False
        if word in _ORDERED and token.dep_ in grammar.SUBJECTS:
            return False
        if token.dep_ in (*grammar.SUBJECTS, "poss", "appos", "pobj", "dobj", "conj"):
            person = person or _human(token)
            group = group or token.tag_ in ("NNS", "NNPS") or (token.pos_ == "PROPN" and token.dep_ != "pobj")
            thing = thing or token.pos_ in ("NOUN", "PROPN")
    return True


def ends_well(tokens: list[Token]) -> bool:
    """Whether the last word can end a sentence: no auxiliary, article or preposition left hanging."""
    words = [t for t in tokens if t.is_alpha or t.like_num]
    return bool(words) and (words[-1].pos_ not in ("AUX", "DET", "CCONJ", "SCONJ") and words[-1].dep_ != "neg")


def leans(tokens: list[Token]) -> float:
    """How much a quotation leans on what was said before: 1 for each pronoun that points out of it."""
    pointing = [t for t in tokens if t.lower_ in _HE | _THEY | _IT | _POINTING and t.dep_ != "mark" and not _empty(t)]
    return float(len(pointing))


def balanced(words: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    pairs = all(words.count(a) == words.count(b) for a, b in ("()", "[]", "“”", "«»"))
    closing = sum(not after.isalpha() for after in re.findall(r"’(.?)", words, re.DOTALL))
    return pairs and words.count('"') % 2 == 0 and words.count("‘") <= closing


def _empty(token: Token) -> bool:
    """Whether an "it" stands for nothing: "it is clear that …"."""
    return token.lower_ == "it" and (
        token.dep_ == "expl" or any(c.dep_ in ("ccomp", "csubj", "xcomp", "advcl", "acl") for c in token.head.children)
    )


def _relative(token: Token) -> bool:
    """Whether it is "the bridge that fell" or "such as": no pointing there."""
    return token.head.dep_ == "relcl" or (
        token.lower_ == "such" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "as"
    )


def _human(token: Token) -> bool:
    named = token.pos_ == "PROPN" and token.lower_ not in PLACE_OR_BODY_WORDS | STATES | CAPITALS
    return named or token.lower_ in TITLES or token.lower_ in UNNAMED
