"""Where the words behind a cue begin: past particles, times and whoever was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.quotes import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.phrases import Phrase

_TOLD_OPENERS = frozenset("to not that of about how why what when where whether if".split())
"""Words with which begins what somebody was told."""
_QUESTIONS = _TOLD_OPENERS - {"to", "not", "that", "of"}
_SAYING = frozenset("say add note argue insist claim".split())
"""Cues that take no object: whatever noun stands behind them opens a clause."""
_TIMES = ("npadvmod", "tmod", "advmod")
_SPANS = frozenset("decade hour minute second century".split())
_REACH = 12
"""Tokens between a cue and the "that" which opens its clause."""


def first_word(at: Phrase, *, bare: bool) -> int | None:
    """The token behind the cue with which begins what was said; ``bare`` takes an object, too. None where nothing is."""
    doc, verb = at.doc, at.verb
    place, told = _past_particles(at)
    if place >= at.end:
        return None
    opening = place + 1 if doc[place].text in ",:" and place + 1 < at.end else place
    if doc[opening].text in MARKS:
        return opening
    if doc[place].text == "," and doc[opening].lower_ in ("if", "when", "while", "unless") and verb.tag_ == "VBG":
        return opening
    if doc[place].text == ":":
        return opening if grammar.finite(list(doc[opening : at.end])) else None
    clause = next((c for c in grammar.children(verb, "ccomp") if c.i > verb.i), None)
    if clause is not None and not (bare and clause.left_edge.i > place and not told):
        return place if _at_once(at, place) else _with_fronted(at, int(clause.left_edge.i))
    if doc[place].lower_ == "that" and doc[place].dep_ == "mark":
        return place
    return _without_clause(at, place, bare=bare, told=told)


def _at_once(at: Phrase, place: int) -> bool:
    """Whether the clause begins right behind the cue, though the parse may begin it later."""
    opens = at.doc[place]
    noun = at.verb.lemma_ in _SAYING and _opens_clause(opens) and grammar.finite(list(at.doc[place : at.end]))
    return noun or (opens.lower_ == "that" and opens.dep_ == "mark")


def _without_clause(at: Phrase, place: int, *, bare: bool, told: bool) -> int | None:
    """Where an object begins, an infinitive, or a clause that the parser hung elsewhere."""
    doc, verb = at.doc, at.verb
    circumstance = doc[place].pos_ in ("ADP", "SCONJ") and doc[place].dep_ in ("prep", "mark") and not told
    if circumstance and bare and (wish := _infinitive(at, place)) is not None:
        return wish
    if (bare or (told and doc[place].lower_ in _TOLD_OPENERS)) and not doc[place].is_punct and not circumstance:
        return place
    found = _that(at, place)
    if found is None and verb.lemma_ in cues.PLAIN and _opens_clause(doc[place]):
        return place if grammar.finite(list(doc[place : at.right if at.set_off else at.end])) else None
    return found


def _infinitive(at: Phrase, place: int) -> int | None:
    """The infinitive behind a time or a place ("promised on Tuesday to refrain")."""
    for child in grammar.children(at.verb, "xcomp"):
        if child.i > place and at.doc[child.left_edge.i].lower_ == "to" and child.left_edge.i - place <= _REACH:
            return int(child.left_edge.i)
    return None


def _opens_clause(token: Token) -> bool:
    return token.tag_ == "VBG" or token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")


def _that(at: Phrase, place: int) -> int | None:
    """The "that" of a clause which the parser hung elsewhere ("said in a letter on Monday that …")."""
    for token in at.doc[place : min(at.end, place + _REACH)]:
        if token.lower_ == "that" and (token.dep_ == "mark" or (token.tag_ == "WDT" and token.dep_ == "dobj")):
            return None if _of_another(token.head) else int(token.i)
        if token.pos_ in ("VERB", "AUX") or token.text in MARKS:
            return None
    return None


def _of_another(clause: Token) -> bool:
    """As in "responded to Karim's remark that": the clause tells what somebody else said."""
    noun = clause.head
    return clause.dep_ == "acl" and noun.dep_ == "pobj" and noun.head.lower_ == "to" and _owned(noun)


def _owned(noun: Token) -> bool:
    return any(c.pos_ in ("NOUN", "PROPN") for c in grammar.children(noun, "poss"))


def _past_particles(at: Phrase) -> tuple[int, bool]:
    """The first token behind particles, times and the person told, and whether somebody was told."""
    doc, verb = at.doc, at.verb
    place, told = verb.i + 1, False
    particles = cues.PARTICLES.get(verb.lemma_.lower(), frozenset())
    while place < at.end:
        token = doc[place]
        if (token.lower_ in particles and not _lasting(token)) or (token.head == verb and token.dep_ == "prt"):
            place += 1
        elif (when := _time(token, verb)) is not None:
            place = when.right_edge.i + 1
        elif token.lower_ == "on" and place + 2 < at.end and token.nbor().lower_ in cues.DAYS:
            place += 2
        elif not told and (heard := _told(token, verb)) is not None:
            place, told = heard.right_edge.i + 1, True
        else:
            break
    return place, told


def _lasting(particle: Token) -> bool:
    """As in "argued for decades that": a length of time, and no part of the cue."""
    return any(c.lemma_ in cues.DAYS | _SPANS for c in grammar.children(particle, "pobj"))


def _time(token: Token, verb: Token) -> Token | None:
    """The phrase of time that begins with ``token`` behind the cue ("said last week that")."""
    for child in grammar.children(verb, *_TIMES):
        if child.left_edge.i == token.i and child.tag_ in ("NNP", "RB", "NN"):
            return child if child.dep_ == "advmod" or child.lower_ in cues.DAYS else None
    return None


def _told(token: Token, verb: Token) -> Token | None:
    """The person told, where the phrase that begins with ``token`` names one."""
    heard = next((c for c in grammar.children(verb, "dobj", "dative") if c.left_edge.i == token.i), None)
    if heard is None or verb.lemma_ in cues.TELLING:
        return heard
    following = heard.right_edge.i + 1
    asked = verb.lemma_ == "ask" and following < len(verb.doc) and verb.doc[following].lower_ in _QUESTIONS
    return heard if asked else None


def _with_fronted(at: Phrase, start: int) -> int:
    """Take in what stands between the cue and its clause and belongs to the clause ("said if he wins, he will")."""
    between = list(at.doc[at.verb.i + 1 : start])
    if not between or any(t.head == at.verb and t.dep_ in ("dobj", "dative", "nsubj") for t in between):
        return start
    first = between[0]
    return first.i if first.dep_ in ("mark", "advmod") and first.head.dep_ == "advcl" else start
