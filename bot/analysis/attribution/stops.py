"""Where the words that a cue carries end, as an ordered list of small rules.

Each rule sees one token outside quotation marks and says where what was said ends, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.quotes import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text

_JOINS = frozenset("and but while though although whereas as".split())
_CIRCUMSTANCES = frozenset("during following after before".split())
_CONTRASTS = frozenset(("even though", "even as"))
_DESCRIBES = frozenset("which who whose a an".split())
_REACH = 14
"""Tokens in which a new speaker has to say something behind a joining word."""

_LONG = 80

Stop = Callable[["Token", "Token"], "int | None"]


def first_stop(text: Text, cue: Token, start: int, end: int, *, set_in: bool = False) -> int:
    """The first token behind ``start`` that no longer belongs to what was said; ``end`` where all of it does.

    ``set_in`` tells that the cue is set into what was said, so that the sentence around it is no narration.
    """
    stops = [s for s in STOPS if not (set_in and s in (matrix_goes_on, cue_goes_on))]
    first = start + 2 if cue.doc[start].lower_ == "that" else start + 1
    for token in cue.doc[first:end]:
        if text.quoted(token):
            continue
        for stop in stops:
            place = stop(token, cue)
            if place is not None:
                return max(start + 1, place)
    return end


def matrix_goes_on(token: Token, cue: Token) -> int | None:
    """As in "Clinton, who called it late, left" and "While Quill said it was safe, Reyk left": the sentence goes on."""
    above = token if token.is_ancestor(cue) else token.head
    if not above.is_ancestor(cue) or any(t.text == ":" for t in cue.doc[cue.i : token.i]):
        return None
    if token == above:
        return int(token.i)
    part = token.dep_ in (*grammar.SUBJECTS, "aux", "auxpass") and token.i > cue.i
    return int(token.left_edge.i) if part else None


def cue_goes_on(token: Token, cue: Token) -> int | None:
    """As in "said it was late and left": the speaker's next act."""
    if token.head != cue or token.dep_ not in ("cc", "conj"):
        return None
    act = token if token.dep_ == "conj" else next((c for c in cue.conjuncts if c.i > token.i), None)
    if act is None or not _same_form(act, cue) or _opens_with_that(act) or _opens_with_that(token):
        return None
    if _told_on(act, cue) or any(t.text in MARKS for t in cue.doc[token.i : act.i]):
        return None
    return int(token.left_edge.i if token.dep_ == "conj" else token.i)


def _opens_with_that(token: Token) -> bool:
    """As in "and that": the clause goes on with what was said."""
    first = [token.left_edge, *token.doc[token.i + 1 : token.i + 2]]
    return any(t.lower_ == "that" and t.tag_ == "IN" for t in first)


def _told_on(act: Token, cue: Token) -> bool:
    """As in "said it was late, but nobody would leave": the tense tells that the clause goes on with what was said."""
    own = bool(grammar.children(act, "nsubj")) and act.lemma_.lower() not in cues.NEUTRAL
    return own and bool(grammar.children(cue, "ccomp")) and _tense(act) != _tense(cue)


def _tense(verb: Token) -> str:
    """Of a verb with its auxiliaries: the tag of the first of them that is finite."""
    finite = [t for t in (*grammar.children(verb, "aux", "auxpass"), verb) if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    return "present" if finite and finite[0].tag_ in ("VBZ", "VBP") else finite[0].tag_ if finite else ""


def _same_form(act: Token, cue: Token) -> bool:
    """Whether two verbs can be joined: "said … and left", but not "urged him to stay and wait"."""
    finite = ("VBD", "VBZ", "VBP")
    if cue.tag_ in finite or grammar.children(cue, "aux"):
        return act.tag_ in finite or bool(grammar.children(act, "aux")) or act.tag_ == cue.tag_
    return act.tag_ == cue.tag_


def next_cue(token: Token, cue: Token) -> int | None:
    """As in "…, adding that" and "… and added that": the next attribution of the same sentence."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return int(token.i)
    lemma = token.lemma_.lower()
    if lemma not in cues.NEUTRAL or lemma in cues.PRIVATE or token.pos_ != "VERB":
        return None
    if grammar.children(token, "nsubj", "nsubjpass"):
        return None
    before = token.doc[token.left_edge.i - 1]
    if (
        token.tag_ == "VBG"
        and token.dep_ in ("advcl", "acl", "conj")
        and (before.text == "," or grammar.is_dash(before))
    ):
        return int(token.left_edge.i)
    if (
        token.tag_ == "VBG"
        and token.dep_ in ("advcl", "pcomp")
        and token.nbor(-1).lower_ in ("while", "before", "after")
    ):
        return int(token.i - 1)
    if token.tag_ == "VBG" and token.dep_ == "conj" and (cue.tag_ == "VBG" or grammar.children(token, "ccomp")):
        return int(token.left_edge.i)
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    content, told = token.head, bool(grammar.children(token, "ccomp"))
    another = told or lemma in cues.PLAIN or content.tag_ != token.tag_
    return int(token.left_edge.i) if another and cue.tag_ in (token.tag_, "VBG") else None


def next_speaker(token: Token, cue: Token) -> int | None:
    """The comma of ", and others said" and ", while he added": somebody speaks anew."""
    doc = token.doc
    if token.lower_ == "while" and token.dep_ == "mark" and _speaks(token.head):
        return int(token.i)
    if token.text not in (",", ";") or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in _JOINS:
        return None
    for later in doc[token.i + 2 : min(token.i + _REACH, token.sent.end)]:
        if later.text in (",", ";") or later.text in MARKS:
            return None
        if later.pos_ == "VERB" and later.lemma_.lower() in cues.NEUTRAL and later.lemma_ not in cues.PRIVATE:
            same = later.tag_ == cue.tag_ or (cue.tag_ == "VBG" and later.tag_ in ("VBD", "VBZ"))
            return int(token.i) if grammar.children(later, "nsubj") and same else None
    return None


def _speaks(verb: Token) -> bool:
    return (
        verb.lemma_.lower() in cues.NEUTRAL
        and verb.lemma_ not in cues.PRIVATE
        and bool(grammar.children(verb, "nsubj"))
    )


def gapped_speaker(token: Token, _: Token) -> int | None:
    """As in "said it was safe, Solis that it was closed": a name and a clause without a cue of their own."""
    if token.text != ",":
        return None
    place = token.i + 1
    while place + 1 < token.sent.end and grammar.is_name_word(token.doc[place]):
        place += 1
    clause = token.doc[place]
    gap = place > token.i + 1 and clause.lower_ == "that" and clause.dep_ == "mark"
    return int(token.i) if gap else None


def colon(token: Token, _: Token) -> int | None:
    """As in "said it was late: “It is late,” he said": behind the colon stands a quotation with a cue of its own."""
    if token.text != ":" or token.i + 1 >= token.sent.end or token.nbor().text not in MARKS:
        return None
    quoted = token.doc[token.i + 3 : token.i + _LONG]
    closing = next((t.i for t in quoted if t.text in MARKS and t.nbor(-1).text in ",?!"), None)
    if closing is None:
        return None
    behind = (t for t in token.doc[closing + 1 : closing + _REACH] if t.sent == token.doc[closing].sent)
    return int(token.i) if any(t.lemma_.lower() in cues.NEUTRAL and t.pos_ == "VERB" for t in behind) else None


def closed_quotation(token: Token, cue: Token) -> int | None:
    """Behind a quotation that ends in a comma the narrator goes on: "…,” adding", "…,” in an interview"."""
    if token.i < 2 or token.doc[token.i - 1].text not in ("”", '"', "''"):
        return None
    if token.doc[token.i - 2].text not in (",", "?", "!", "."):
        return None
    if token.lower_ in ("and", "but"):
        acts = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.pos_ != "ADV"), token)
        return int(token.i) if acts.tag_ == cue.tag_ and acts.tag_ in ("VBD", "VBZ", "VBP") else None
    title = token.doc[token.i - 3].text[:1].isupper()
    rest = token.doc[token.i : token.sent.end]
    aside = token.lower_ in _DESCRIBES and not title and not any(t.text in MARKS for t in rest)
    return int(token.i) if token.tag_ == "VBG" or token.pos_ == "ADP" or aside else None


def comparison(token: Token, _: Token) -> int | None:
    """As in "said they liked it, compared with a third in May": the survey goes on, not the people asked."""
    return int(token.i) if token.lower_ == "compared" and token.i > 0 and token.nbor(-1).text == "," else None


def aside(token: Token, cue: Token) -> int | None:
    """What the narrator sets behind a comma: ", which …", ", drawing …", ", as he left"."""
    left = token.left_edge.i
    if left <= 0 or token.doc[left - 1].text != ",":
        return None
    opener = token.doc[left].lower_
    rest = token.doc[token.right_edge.i + 1 : token.sent.end]
    last = not any(t.text in (",", ";", "—", "--") or t.text in MARKS for t in rest)
    if token.dep_ == "relcl" and token.lemma_.lower() in cues.NEUTRAL and grammar.children(token, "nsubj"):
        return int(left)
    if token.dep_ == "relcl" or (token.dep_ == "advcl" and opener == "when"):
        return int(left) if opener in ("which", "who", "whose", "where", "when") and last else None
    if token.dep_ == "advcl" and last and token.doc[left : left + 2].text.lower() in _CONTRASTS:
        return int(left)
    if token.dep_ == "advcl" and opener == "as" and token.right_edge.i + 2 >= token.sent.end:
        return int(left)
    if token.dep_ == "advcl" and token.head == cue:
        return int(left) if token.tag_ == "VBG" or opener in _JOINS else None
    return None


def circumstance(token: Token, cue: Token) -> int | None:
    """As in "called for a ban following the attack" and "denied it in an interview": when and where it was said."""
    if token.head != cue or token.dep_ != "prep" or token.lower_ not in _CIRCUMSTANCES:
        return None
    told = any(c.dep_ in ("dobj", "ccomp", "xcomp") and c.i < token.i for c in cue.children)
    return int(token.i) if told and not any(t.text in MARKS for t in token.subtree) else None


def dash(token: Token, cue: Token) -> int | None:
    """A dash that no second one answers; a pair of them sets an aside into what was said."""
    if not grammar.is_dash(token):
        return None
    around = [t.i for t in token.sent if grammar.is_dash(t) and t.i > cue.i]
    alone = len(around) % 2 == 1 and token.i == around[-1]
    return int(token.i) if alone else None


STOPS: tuple[Stop, ...] = (
    matrix_goes_on,
    cue_goes_on,
    next_cue,
    next_speaker,
    gapped_speaker,
    colon,
    closed_quotation,
    comparison,
    aside,
    circumstance,
    dash,
)
"""In the order in which they are asked."""
