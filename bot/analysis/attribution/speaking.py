"""Who speaks at a cue: an ordered list of small rules that find the head word of the speaker's phrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.quotes import MARKS
from bot.analysis.attribution.relays import relayed_one
from bot.analysis.attribution.speakers import Mention
from bot.analysis.attribution.uttered import put_to_the_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_INVERTED = ("dobj", "nsubj", "attr", "npadvmod", "oprd", "dative")
"""What the parser makes of a subject that stands behind its verb."""
_NOMINAL = ("NOUN", "PROPN", "PRON")
_NEAR, _FAR = 16, 40
"""Tokens in which a speaker may stand behind and before its cue where the parse gives the cue none."""

SpeakerRule = Callable[["Text", "Token"], "Token | None"]


def speaker_at(text: Text, cue: Token) -> Mention | None:
    """The words that name whoever speaks at ``cue``, outside quotation marks; None where nobody can be found."""
    heads = (_past_hyphen(head) for rule in SPEAKER_RULES if (head := rule(text, cue)) is not None)
    outside = (h for h in heads if h != cue and not text.quoted(h) and h.sent == cue.sent)
    return next((found for head in outside if (found := _mention(head, cue)) is not None), None)


def _past_hyphen(head: Token) -> Token:
    """Of "Brenn co-host Ada Quill", where the parse stops at "co", the last word of the name behind the hyphen."""
    place, doc = head.i, head.doc
    if place + 2 >= head.sent.end or doc[place + 1].text != "-" or head.whitespace_ or doc[place + 1].whitespace_:
        return head
    place += 2
    while place + 1 < head.sent.end and grammar.is_name_word(doc[place + 1]):
        place += 1
    return doc[place]


def _mention(head: Token, cue: Token) -> Mention | None:
    found = speakers.mention(head, cue)
    if found is None and unknown_name(head):
        return speakers.label([head])
    return found


def unknown_name(token: Token) -> bool:
    """A capitalised word inside a sentence that is tagged as no noun."""
    inside = not token.is_sent_start and token.pos_ not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "PROPN", "NUM")
    return token.text[:1].isupper() and token.is_alpha and inside and token.lower_ not in cues.DAYS


def quoted_one(_: Text, cue: Token) -> Token | None:
    """As in "Quill was quoted by SANT as saying": Quill, not the agency."""
    return relayed_one(cue)


def issuer(_: Text, cue: Token) -> Token | None:
    """As in "Quill released a statement saying": whoever sent the document, not the document."""
    paper = cue.head
    if cue.dep_ not in ("acl", "relcl") or paper.lemma_ not in cues.PAPERS:
        return None
    if paper.dep_ == "dobj" and paper.head.lemma_ in cues.ISSUING:
        return grammar.subject(paper.head)
    sent = next((c for c in grammar.children(paper, "relcl") if c.lemma_ in cues.ISSUING and c != cue), None)
    return next(iter(grammar.children(sent, "nsubj")), None) if sent is not None else None


def one_asked(_: Text, cue: Token) -> Token | None:
    """As in "Quill, told that it was late, said": the noun before whatever was put to her."""
    for verb in (*cue.lefts, cue.head):
        if 1 < verb.i < cue.i and verb.nbor(-1).text == "," and put_to_the_subject(verb):
            noun = verb.nbor(-2)
            return noun if noun.pos_ in _NOMINAL and noun.dep_ != "pobj" else None
    return None


def subject(_: Text, cue: Token) -> Token | None:
    """The cue's subject, its own or the one that a joined or open clause borrows."""
    return grammar.subject(cue)


def main_subject(text: Text, cue: Token) -> Token | None:
    """As in "Quill has few ideas aside from saying that …": the subject of the sentence around a participle."""
    if cue.tag_ != "VBG":
        return None
    for above in cue.ancestors:
        for found in grammar.children(above, "nsubj"):
            if found.i < cue.i and found.tag_ not in ("WDT", "WP") and not text.quoted(found):
                return found
    return None


def inverted(text: Text, cue: Token) -> Token | None:
    """As in "said the member of parliament": what the parser took for an object."""
    if cue.lemma_ == "tell" or (cue.lemma_ not in cues.ASSERTING and cue.nbor(-1).text not in MARKS):
        return None
    for child in cue.children:
        if child.lower_ in cues.DAYS or text.quoted(child):
            continue
        if child.i > cue.i and child.dep_ in _INVERTED and child.pos_ in _NOMINAL:
            return child
    return None


def name_behind(text: Text, cue: Token) -> Token | None:
    """As in "said ranking Democrat Elijah Quill (N-Brenn)": the last word of the name that follows the cue at once."""
    finite = cue.tag_ in ("VBD", "VBZ", "VBP") and cue.lemma_ not in cues.TELLING
    if cue.i == 0 or not finite or cue.nbor(-1).text not in MARKS | {","} or grammar.children(cue, "nsubj"):
        return None
    last = noun = None
    for token in cue.doc[cue.i + 1 : min(cue.sent.end, cue.i + _NEAR)]:
        if token.is_punct or token.pos_ in ("ADP", "PRON") or text.quoted(token) or token.lower_ in cues.DAYS:
            break
        if grammar.is_name_word(token) or unknown_name(token):
            last = token
        elif token.pos_ == "NOUN":
            noun = token
    return last or noun


def noun_before(text: Text, cue: Token) -> Token | None:
    """The noun that stands before the cue, out of the phrases set beside it ("Warren, a spokesman in Brenn, said")."""
    known = grammar.subject(cue)
    speaks = known is not None and not text.quoted(known) and not _times(known)
    if cue.tag_ == "VBG" or speaks:
        return None
    end = _before_aside(cue)
    for token in reversed(list(cue.doc[max(cue.sent.start, end - _FAR) : end])):
        if text.quoted(token):
            return None
        if token.tag_ in ("WP", "WDT") and token.head.dep_ == "relcl":
            return token.head.head
        if token.lower_ == "old" and token.nbor(-1).text == "-":
            return token
        apart = token.dep_ in ("pobj", "compound", "npadvmod", "poss") or _is_object(token)
        if token.pos_ in _NOMINAL and not apart:
            return token.head if token.dep_ == "appos" and token.head.dep_ != "pobj" else token
    return None


def _times(noun: Token) -> bool:
    """As in "Days before the vote, Quill said", where the parse makes a subject of the time."""
    return noun.lemma_ in cues.DAYS | {"hour", "minute"} and noun.nbor().lower_ in ("before", "after")


def _is_object(token: Token) -> bool:
    """Whether the noun, or the one that it is joined to, is what somebody does something to."""
    while token.dep_ == "conj" and token.head.pos_ in _NOMINAL:
        token = token.head
    return token.dep_ in ("dobj", "pobj") and token.head.i < token.i


def _before_aside(cue: Token) -> int:
    """Of "Quill - the head of the “Bridge Office” - noted", the place where the aside begins."""
    dashes = [t.i for t in cue.doc[cue.sent.start : cue.i] if grammar.is_dash(t)]
    return dashes[-2] if len(dashes) > 1 and dashes[-1] == cue.i - 1 else int(cue.i)


SPEAKER_RULES: tuple[SpeakerRule, ...] = (
    quoted_one,
    issuer,
    one_asked,
    subject,
    main_subject,
    inverted,
    name_behind,
    noun_before,
)
"""In the order in which they are asked."""
