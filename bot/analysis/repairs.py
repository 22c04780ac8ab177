"""Slips that the small parser makes again and again in news, mended once for every rule that reads the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODAL_NAMES = frozenset(("May", "Will"))
_NOMINATIVE = frozenset("he she they we i".split())
_REPORTING = frozenset("says claims states notes warns reports argues insists writes asks adds".split())
_LEMMAS = {"says": "say", "claims": "claim", "states": "state", "notes": "note", "warns": "warn", "reports": "report"}
_BARE_FORMS = {"read": "read", "write": "write", "say": "say"}

Repair = Callable[["Token"], None]


def mend(doc: Doc) -> None:
    """Run every repair over the document, in place."""
    for token in doc:
        for repair in REPAIRS:
            repair(token)


def modal_name(token: Token) -> None:
    """As in "“We will leave,” May said": a name that the tagger takes for an auxiliary of a past-tense verb."""
    if token.text in _MODAL_NAMES and token.dep_ == "aux" and token.head.tag_ in ("VBD", "VBN"):
        _name(token)
        token.head.tag_ = "VBD"


def noun_before_pronoun(token: Token) -> None:
    """As in "Reyk claims he left": a cue taken for a noun, before the subject of what is claimed."""
    if token.pos_ != "NOUN" or token.lower_ not in _REPORTING or token.i + 1 >= len(token.doc):
        return
    subject, speaker = token.nbor(), token.head
    if subject.lower_ not in _NOMINATIVE or subject.dep_ != "nsubj" or speaker.i != token.i - 1 or not _named(speaker):
        return
    clause = subject.head
    _verb(token, "VBZ", speaker)
    if clause.head == speaker:
        clause.head = token
        clause.dep_ = "ccomp"


REPAIRS: tuple[Repair, ...] = (modal_name, noun_before_pronoun)


def _named(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("NOUN", "PROPN")


def _name(token: Token) -> None:
    token.pos_, token.tag_, token.dep_, token.lemma_ = "PROPN", "NNP", "nsubj", token.text


def _verb(token: Token, tag: str, speaker: Token) -> None:
    """Make ``token`` a verb in the place of ``speaker``, who becomes its subject."""
    above, label = speaker.head, speaker.dep_
    token.pos_, token.tag_, token.lemma_ = "VERB", tag, _LEMMAS.get(token.lower_, token.lower_.removesuffix("s"))
    token.head, token.dep_ = (token, "ROOT") if above == speaker else (above, label)
    speaker.head, speaker.dep_ = token, "nsubj"
