"""What kind of speaker a name or a description is: a person, a body, a state, or a source without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, gazetteer, grammar
from storage.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSON_SUFFIX = re.compile(r".*(?:man|woman|person|er|or|ist|ian|(?<!m)ent|ant|chief|head|leader|boss|aide)s?$")

_PEOPLE = gazetteer.TITLES | gazetteer.UNNAMED
_SPEAKING = gazetteer.BODIES | gazetteer.UNNAMED | cues.PAPERS


def of_name(text: str, named: Token, *, titled: bool) -> SpeakerKind:
    """The kind of a run of capitals; a title before it makes it a person."""
    folded = text.casefold()
    if folded in gazetteer.STATES or folded in gazetteer.CAPITALS or folded.removeprefix("the ") in gazetteer.CAPITALS:
        return "state"
    if titled and named.lower_ not in gazetteer.BODIES:
        return "person"
    if is_place_or_body(named) or any(w in gazetteer.PLACE_OR_BODY_WORDS for w in re.findall(r"\w+", folded)):
        return "body"
    if text.isupper() and len(text) > 1:
        return "body"
    return "person"


def is_place_or_body(token: Token) -> bool:
    """Whether the word stands in names of places, bodies and outlets."""
    return token.lower_ in gazetteer.PLACE_OR_BODY_WORDS


def is_person_word(token: Token) -> bool:
    """A word for what people are: a title, or one with an ending such as "-ist"."""
    word = token.lower_.rstrip(".")
    return word in _PEOPLE or word.removesuffix("s") in _PEOPLE or bool(_PERSON_SUFFIX.match(word))


def of_description(head: Token) -> SpeakerKind:
    """The kind of a phrase without a name, by its head word."""
    word = head.lower_
    if word in gazetteer.STATES or word in gazetteer.CAPITALS:
        return "state"
    if word in gazetteer.BODIES or (head.pos_ == "PROPN" and not grammar.is_title(head)):
        return "body"
    definite = any(c.lower_ in ("the", "his", "her", "its", "their", "this", "that") for c in head.children)
    if word == "old":
        return "person" if definite else "unnamed"
    if is_person_word(head) and definite and head.tag_ in ("NN", "NNP"):
        return "person"
    if word in gazetteer.UNNAMED or is_person_word(head):
        return "unnamed"
    return "body"


def of_somebody(head: Token) -> bool:
    """As in "the lawyer of the mayor": a name set behind it may be either's."""
    owners = [
        p
        for c in grammar.children(head, "prep")
        if c.lower_ in ("of", "for", "to")
        for p in grammar.children(c, "pobj")
    ]
    return any(is_person_word(owner) for owner in owners)


def can_speak(head: Token) -> bool:
    """Whether the noun names people, a body or a paper, and no other thing."""
    word = head.lower_
    return head.pos_ == "PROPN" or word in _SPEAKING or word.removesuffix("s") in _SPEAKING or is_person_word(head)
