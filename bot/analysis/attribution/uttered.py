"""Whether a cue tells that something was said at all: not denied, not supposed, not asked for, not said to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.doubts import doubted
from bot.analysis.attribution.quotes import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset("no neither nor none nobody few hardly".split())
_ASKED = frozenset("ask tell quote cite".split())
_DOING = frozenset("by after before while".split())
_PLEAS = ("guilty", "not guilty", "no contest")
_UNREAL = frozenset("if unless whether".split())
_NOT_YET = cues.MODALS | {"will"}


def uttered(verb: Token) -> bool:
    """Whether somebody is told to have said, written or asked something by this verb."""
    return not (
        (verb.lemma_ == "put" and (verb.i + 1 >= len(verb.doc) or verb.nbor().lower_ != "it"))
        or (verb.dep_ == "amod" and not grammar.is_main_in_disguise(verb))
        or _participle(verb)
        or _denied_or_supposed(verb)
        or (verb.lemma_ == "plead" and verb.doc[verb.i + 1 : verb.i + 3].text.lower().startswith(_PLEAS))
        or doubted(verb)
        or _said_to(verb)
        or put_to_the_subject(verb)
        or _only_alleged(verb)
        or _brought_about(verb)
        or _by_nobody(verb)
    )


def _participle(verb: Token) -> bool:
    """As in "delegates pledged to her" and "compared with May": a participle that nobody does."""
    if verb.tag_ != "VBN" or grammar.children(verb, "nsubj", "aux", "auxpass", "nsubjpass"):
        return False
    if verb.i > 0 and verb.nbor(-1).text == "," and verb.lemma_ not in _ASKED and grammar.is_main_in_disguise(verb):
        return False
    if verb.i > 0 and verb.nbor(-1).lower_ in ("as", "when", "if", "and", ","):
        return not (verb.sent.root == verb and verb.nbor(-1).text == ",")
    return verb.dep_ != "conj" and not grammar.is_main_in_disguise(verb)


def _denied_or_supposed(verb: Token) -> bool:
    """As in "did not say", "would say", "if he says", "had she said"."""
    subjects = grammar.children(verb, "nsubj")
    for child in _beside(verb):
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _NOT_YET):
            return True
        if child.dep_ == "aux" and child.lower_ == "to" and not _done(verb):
            return True
        if child.dep_ == "mark" and child.lower_ in _UNREAL:
            return True
        if child.dep_ == "aux" and subjects and child.i < subjects[0].i < verb.i:
            return True
    return False


def _beside(verb: Token) -> Iterator[Token]:
    """The dependents that no quotation mark parts from the verb: the parse hangs quoted words on it, too."""
    for child in verb.children:
        if child.i > verb.i or not any(t.text in MARKS for t in verb.doc[child.i : verb.i]):
            yield child


def _done(verb: Token) -> bool:
    """Whether an infinitive tells of something done: "to have pledged", "went on to say"."""
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
    carried = verb.dep_ in ("xcomp", "advcl", "conj") and verb.head.lemma_ in cues.CARRYING
    return perfect or (carried and (verb.head.pos_ == "ADJ" or uttered(verb.head)))


def _said_to(verb: Token) -> bool:
    """As in "was told that" and "Asked whether …, she said": the subject is not who speaks."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in _beside(verb)) and not _has_said(verb):
        return True
    opens = verb.dep_ in ("advcl", "acl", "conj") and not grammar.children(verb, "nsubj", "aux")
    return opens and verb.tag_ == "VBN" and not grammar.is_main_in_disguise(verb)


def put_to_the_subject(verb: Token) -> bool:
    """As in "Quill, told that it was late, said" and "Quill, asked whether it was safe, said": tagged as if Quill did."""
    opener = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    if verb.lemma_ == "tell":
        return opener == "that" and verb.tag_ in ("VBD", "VBN")
    aside = verb.lemma_ == "ask" and verb.i > 0 and verb.nbor(-1).text == ","
    return aside and opener in cues.QUESTION_WORDS and _answered(verb)


def _answered(verb: Token) -> bool:
    """Whether the sentence goes on with what the one who was asked said."""
    if verb.head.i > verb.i:
        return verb.head.lemma_.lower() in cues.NEUTRAL and verb.dep_ in ("ccomp", "advcl", "dep", "acl", "parataxis")
    answers = (c for c in verb.children if c.i > verb.i and c.nbor(-1).text == ",")
    return any(c.lemma_.lower() in cues.NEUTRAL and c.tag_ == "VBD" and not _own_subject(c) for c in answers)


def _own_subject(verb: Token) -> bool:
    return bool(grammar.children(verb, *grammar.SUBJECTS))


def _has_said(verb: Token) -> bool:
    """As in "she’s said that": "has", which the tagger takes for "is"."""
    short = any(c.dep_ == "auxpass" and c.lower_ in ("’s", "'s") for c in verb.children)
    return short and verb.lemma_ in cues.PLAIN - {"tell"} and bool(grammar.children(verb, "ccomp", "dobj"))


def _only_alleged(verb: Token) -> bool:
    """Whether the cue hangs, without a subject of its own, on a verb such as "charged with" or "refused to"."""
    while _hangs(verb) and not grammar.children(verb, "nsubj"):
        if verb.dep_ == "pcomp" and verb.head.lower_ in _DOING:
            return False
        if grammar.behind_comma(verb) or (verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP")):
            return False
        verb = verb.head
        if verb.lemma_.lower() in cues.UNSPOKEN:
            return True
    return False


def _hangs(word: Token) -> bool:
    """Whether the word is an open clause, or what such a clause is about ("falsified records saying")."""
    paper = word.pos_ == "NOUN" and word.dep_ in ("dobj", "pobj")
    return paper or word.dep_ in ("pcomp", "xcomp", "acl", "advcl", "conj", "prep")


def _brought_about(verb: Token) -> bool:
    """As in "pressed the firm into announcing that" and "kept her from saying that"."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp":
        return False
    kept = verb.head.lower_ in ("from", "against") and verb.head.head.pos_ == "VERB"
    return kept or verb.head.lower_ == "into"


def _by_nobody(verb: Token) -> bool:
    """As in "no official said" and "neither … nor … said"."""
    subject = grammar.subject(verb)
    if subject is None:
        return False
    first = subject.left_edge
    if first.lower_ == "neither" or (first.lower_ == "not" and first.nbor().lower_ not in ("only", "just")):
        return True
    return subject.lower_ in _NOBODY or any(
        c.lower_ in _NOBODY and c.dep_ in ("det", "preconj", "cc", "amod", "advmod", "neg") for c in subject.children
    )
