"""Slips that the small parser makes again and again in news, mended once for every rule that reads the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODAL_NAMES = frozenset(("May", "Will"))
_REPORTING = {
    "report": "report",
    "reports": "report",
    "state": "state",
    "states": "state",
    "says": "say",
    "notes": "note",
    "claims": "claim",
    "write": "write",
    "writes": "write",
    "argues": "argue",
    "adds": "add",
    "warns": "warn",
}
"""Forms of cues that may be nouns → their lemma."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SHORT = 2
_NOMINAL = ("NOUN", "PROPN", "PRON", "DET", "ADV", "NUM")
_INVERTING = frozenset("say write add note argue explain".split())

Repair = Callable[["Token"], None]


def mend(doc: Doc) -> None:
    """Run every repair over the document, in place."""
    known_names(doc)
    for token in doc:
        for repair in REPAIRS:
            repair(token)


def known_names(doc: Doc) -> None:
    """As in "Sanders left": a word that is a name wherever its capital tells is one at the start of a sentence, too."""
    names = {t.text for t in doc if t.pos_ == "PROPN" and t.is_title and t.is_alpha and not t.is_sent_start}
    common = {t.text for t in doc if t.is_lower}
    for token in doc:
        known = token.text in names and token.lower_ not in common
        if known and token.pos_ in ("NOUN", "VERB", "ADJ") and token.i > 0 and len(token) > _SHORT:
            token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text


def modal_name(token: Token) -> None:
    """As in "“We will leave,” May said": a name that the tagger takes for an auxiliary of a past-tense verb."""
    if token.text in _MODAL_NAMES and token.dep_ == "aux" and token.head.tag_ in ("VBD", "VBN"):
        token.pos_, token.tag_, token.dep_, token.lemma_ = "PROPN", "NNP", "nsubj", token.text
        token.head.tag_ = "VBD"


def odd_name(token: Token) -> None:
    """As in "“It is late,” From said": a capitalised word between a quotation and its cue is a name, whatever else it is."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or not token.text[:1].isupper() or token.pos_ in _NOMINAL:
        return
    cue, mark = token.nbor(), token.nbor(-1)
    if mark.text in ("”", '"') and mark.whitespace_ and cue.tag_ in ("VBD", "VBZ") and cue.lemma_ in _INVERTING:
        token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
        token.head, token.dep_ = cue, "nsubj"


def cue_at_the_end(token: Token) -> None:
    """As in "The bridge is closed, local media report.": a cue taken for a noun behind the phrase that names its subject."""
    if token.tag_ not in ("NN", "NNS") or token.lower_ not in _REPORTING or token.i == token.sent.start:
        return
    subject, start = token.nbor(-1), token.i - 1
    while start > token.sent.start and token.doc[start].pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
        start -= 1
    following = token.doc[token.i + 1 : token.i + 3]
    closes = not following or following[0].text == "."
    set_in = len(following) > 1 and following[0].text == "," and following[1].tag_ in _FINITE
    told = any(t.pos_ in ("VERB", "AUX") for t in token.doc[token.sent.start : start])
    apart = token.doc[start].text in (",", "”", '"') and start < token.i - 1
    if apart and ((closes and told) or (set_in and subject.pos_ == "PROPN")):
        token.pos_, token.tag_, token.lemma_ = "VERB", "VBZ", _REPORTING[token.lower_]
        token.dep_ = token.dep_ if token.dep_ == "ROOT" else "parataxis"
        for word in token.doc[start + 1 : token.i - 1]:
            word.head, word.dep_ = subject, word.dep_ if word.dep_ != "nsubj" else "compound"
        subject.head, subject.dep_ = token, "nsubj"


def past_tense(token: Token) -> None:
    """As in "Quill called the plan late": a participle with a subject and no auxiliary is the past tense."""
    if token.tag_ != "VBN" or not any(c.dep_ == "nsubj" and c.i < token.i for c in token.children):
        return
    helped = any(c.dep_ in ("aux", "auxpass") for c in (*token.children, *token.head.children))
    carries = any(c.dep_ in ("dobj", "oprd", "ccomp") for c in token.children)
    if carries and not helped and token.dep_ in ("ROOT", "ccomp", "advcl", "relcl"):
        token.tag_ = "VBD"


def set_in_speaker(token: Token) -> None:
    """As in "The toll, said Quill and others, would rise": the two subjects that the parse exchanges."""
    if token.tag_ not in ("VBD", "VBZ") or token.lemma_ not in _INVERTING or token.i == 0 or token.nbor(-1).text != ",":
        return
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
    clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), token.head)
    aside = subject is not None and any(t.text == "," for t in token.doc[subject.left_edge.i : token.i - 1])
    if subject is None or aside or clause.i <= token.i:
        return
    behind = [c for c in (*token.children, *clause.children) if c.dep_ == "nsubj" and c.left_edge.i == token.i + 1]
    if not behind or not any(t.text == "," for t in token.doc[behind[0].i + 1 : clause.i]):
        return
    speaker = behind[0]
    subject.head, speaker.head = clause, token
    for comma in [c for c in speaker.children if c.text == "," and c.i == speaker.right_edge.i]:
        comma.head = token


def behind_an_aside(token: Token) -> None:
    """As in "The letter - addressed to Reyk - the minister said": the subject stands behind the aside, not in it."""
    verb = token.head
    if token.dep_ != "appos" or verb.dep_ not in ("nsubj", "nsubjpass") or token.right_edge.i + 1 != verb.head.i:
        return
    named, verb = verb, verb.head
    opening = token.doc[token.left_edge.i - 1]
    before = [t for t in token.doc[token.sent.start : named.left_edge.i] if _is_dash(t)]
    if _is_dash(opening) and len(before) == 1:
        token.head, token.dep_ = verb, named.dep_
        named.dep_ = "parataxis"
        opening.head = verb


def _is_dash(token: Token) -> bool:
    return token.text in ("-", "–", "—", "--") and bool(token.whitespace_)


REPAIRS: tuple[Repair, ...] = (modal_name, odd_name, cue_at_the_end, past_tense, set_in_speaker, behind_an_aside)
