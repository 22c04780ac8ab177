"""Small questions about a parsed sentence: who is the subject, where does a clause end, what is a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues
from bot.analysis.attribution.gazetteer import STATES, TITLES
from bot.analysis.attribution.given_names import FEMALE, MALE
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_BORROWS_SUBJECT = ("conj", "xcomp", "advcl", "pcomp")
_LONGEST_NAME = 4
_LONG_NAME = 2
"""Words from which a run of capitals may be more than a name."""
_OPENERS = frozenset(
    "though although when while after before as if why how what where but and because since to of for in on at with".split()
)
_PARTICLES = frozenset("de al bin von van der la el del da dos di du ibn bint".split())
"""Words inside a name that are written small."""
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.".split()
)
_TIMES = frozenset("before after since during".split())
_RELATIVE = frozenset("who that which whom".split())


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents with one of the labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head word of who does it: the verb's own subject, or the one that a joined or open clause borrows."""
    own = children(verb, "nsubj", *(("nsubjpass",) if depth else ()))
    if own:
        nearest = max((t for t in own if t.i < verb.i), key=lambda t: t.i, default=own[0])
        return _antecedent_of_relative(_beside_verb(nearest, verb), verb)
    if depth > 4:
        return None
    if is_main_in_disguise(verb) and verb.sent.root != verb and verb.sent.root.pos_ != "VERB":
        return verb.sent.root
    if verb.dep_ == "acl" and not behind_comma(verb) and verb.tag_ != "VBN":
        return verb.head
    if verb.dep_ in ("advcl", "acl", "pcomp") and verb.tag_ == "VBG" and behind_comma(verb):
        return subject(_teller(verb.head), depth + 1)
    if verb.dep_ == "pcomp" and verb.head.pos_ in ("ADP", "SCONJ") and verb.head.head.pos_ in ("VERB", "AUX"):
        judged = children(verb.head.head, "dobj") if verb.head.lower_ == "for" else []
        return judged[0] if judged else subject(verb.head.head, depth + 1)
    if verb.dep_ == "conj" and (teller := _cue_above(verb)) is not None:
        return subject(teller, depth + 1)
    if verb.dep_ in _BORROWS_SUBJECT and verb.head != verb:
        return subject(verb.head, depth + 1) if verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
    if verb.dep_ == "relcl":
        return verb.head
    return None


def _beside_verb(subject: Token, verb: Token) -> Token:
    """Of "…, to Reyk, Quill said", whose names the parse joins without any "and", the one beside the verb."""
    if subject.i > verb.i or children(subject, "cc"):
        return subject
    if subject.left_edge.i and subject.left_edge.nbor(-1).lower_ in _TIMES and (beside := children(subject, "appos")):
        return beside[0]
    joined = [c for c in children(subject, "conj") if verb.i - 2 <= c.right_edge.i < verb.i and not children(c, "cc")]
    return joined[-1] if joined and joined[-1].doc[joined[-1].left_edge.i - 1].text == "," else subject


def agents(verb: Token) -> list[Token]:
    """By whom something is done: "Reyk" of "was asked by Reyk"."""
    return [doer for by in children(verb, "agent") for doer in children(by, "pobj")]


def is_dash(token: Token) -> bool:
    """A dash between words or clauses, not the hyphen of a compound."""
    if token.text in ("—", "―", "--"):
        return True
    return token.text in ("–", "-") and bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)


def behind_comma(verb: Token) -> bool:
    """Whether a comma or a closing mark parts the participle's phrase from the words before it."""
    return (
        verb.tag_ == "VBG" and verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text in (",", "”", '"', "—", "–")
    )


def is_main_in_disguise(verb: Token) -> bool:
    """As in "one lawmaker called the plan late", whose verb the parser took for a participle of the noun."""
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "agent"):
        return False
    root = verb.sent.root
    if verb == root:
        return verb.i > verb.sent.start
    nominal = verb.dep_ in ("acl", "relcl", "advcl", "amod") and root.i < verb.i
    nominal = nominal and root.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    spoken = root.i < verb.i and any(t.text in ("”", '"') for t in verb.doc[root.i : verb.i])
    return nominal or (spoken and verb.dep_ != "conj")


def _cue_above(verb: Token) -> Token | None:
    """Of "she said that he left and denied that …" the cue "said", though the parse joins "denied" to "left"."""
    if verb.lemma_.lower() not in cues.NEUTRAL:
        return None
    content = verb.head
    while content.dep_ == "conj" and not children(content, "nsubj"):
        content = content.head
    above = content.head
    told = content.dep_ == "ccomp" and above.lemma_.lower() in cues.NEUTRAL and above.i < content.i
    return above if told and above.tag_ == verb.tag_ else None


def _teller(verb: Token) -> Token:
    """Of "she said that he left, adding …" the cue that "adding" goes on from, though the parse may hang it on "left"."""
    while verb.head != verb and verb.head.i < verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    while verb.dep_ in ("ccomp", "conj", "xcomp") and verb.head.i < verb.i and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "conj" and children(verb, "nsubj"):
            break
        verb = verb.head
    return verb


def _antecedent_of_relative(token: Token, verb: Token) -> Token:
    """``who`` and ``that`` stand for the noun that their clause describes."""
    if token.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return _body_of(verb.head) if token.lower_ == "which" else verb.head
    return token


def _body_of(head: Token) -> Token:
    """Of "the head of the Bridge Office, which says" the office: no person is "which"."""
    of = [c for c in children(head, "prep") if c.lower_ in ("of", "at", "for")] if head.lower_ in TITLES else []
    return next((t for c in of for t in children(c, "pobj")), head)


def is_aside(token: Token) -> bool:
    """Whether the phrase only adds to what it is set into: no clause that tells when, if or according to whom."""
    if token.dep_ != "advcl":
        return token.dep_ in ("relcl", "appos", "acl")
    return token.tag_ in ("VBG", "VBN") and not children(token, "mark", "advmod", "nsubj", "nsubjpass")


def edges(token: Token) -> tuple[int, int]:
    """First and last token index of the token's whole phrase."""
    return token.left_edge.i, token.right_edge.i


def trimmed(tokens: Iterable[Token]) -> list[Token]:
    """The tokens without white space and punctuation at either end; quotation marks and brackets stay with their pair."""
    kept = [t for t in tokens if not t.is_space]
    while kept and _droppable(kept[-1], kept):
        kept.pop()
    while kept and kept[0].is_punct and kept[0].text not in "“\"‘'(«„[":
        kept.pop(0)
    return kept


def _droppable(token: Token, tokens: list[Token]) -> bool:
    if token.text in ")]" and sum(t.text in "([" for t in tokens) < sum(t.text in ")]" for t in tokens):
        return True
    if token.text in ",;:.–—-…" or token.dep_ in ("cc", "case"):
        return True
    if token.text in "”\"’'»":
        marks = "".join(t.text for t in tokens)
        opened = sum(marks.count(c) for c in "“«„‘")
        straight = marks.count('"')
        return (token.text == '"' and straight % 2 == 1) or (token.text in "”»" and not opened)
    return False


def finite(tokens: list[Token]) -> bool:
    """Whether a verb in the present or past tense stands among the words."""
    return any(t.pos_ == "AUX" or (t.pos_ == "VERB" and t.tag_ not in ("VB", "VBG")) for t in tokens)


def subtree(token: Token) -> list[Token]:
    """The token's whole phrase."""
    return list(token.doc[token.left_edge.i : token.right_edge.i + 1])


def char_span(tokens: list[Token]) -> Span:
    """The characters from the first token to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def name_tokens(head: Token) -> list[Token]:
    """The run of capitalised words that ends at ``head``, titles left out; empty where ``head`` is no name."""
    if not is_name_word(head) or (is_title(head) and (children(head, "det") or head.lower_.endswith("s"))):
        return []
    run = [head]
    start = head.i
    while start > head.sent.start:
        before = head.doc[start - 1]
        joined = before.text in ("-", "’", "'") or before.lower_ in _PARTICLES
        if (
            joined
            and start - 2 >= head.sent.start
            and is_name_word(head.doc[start - 2])
            and not is_title(head.doc[start - 2])
        ):
            run = [head.doc[start - 2], before, *run]
            start -= 2
        elif is_name_word(before) and not is_title(before):
            run.insert(0, before)
            start -= 1
        else:
            break
    if len(run) > _LONG_NAME and run[0].lower_ in STATES and run[0].i and run[0].nbor(-1).lower_ in ("to", "in"):
        run = run[1:]
    titled = run[0].i > head.sent.start and is_title(run[0].nbor(-1))
    return run if titled and len(run) <= _LONGEST_NAME else _without_headline(run)


def _without_headline(run: list[Token]) -> list[Token]:
    """Of "Offensive Things Donald Trump" and "Though Trump", capitals of a headline, the name alone."""
    while len(run) > 1 and run[0].lower_ in _OPENERS:
        run = run[1:]
    given = FEMALE | MALE
    starts = [i for i, t in enumerate(run[:-1]) if t.lower_ in given]
    if len(run) > _LONG_NAME and starts and run[0].lower_ not in given:
        return run[starts[0] :]
    return run[starts[-1] :] if len(run) > 2 * _LONG_NAME and starts else run


def is_name_word(token: Token) -> bool:
    """A capitalised proper noun that is no day and no month cut short."""
    if token.pos_ != "PROPN" or token.lower_ in _CALENDAR:
        return False
    return token.text[:1].isupper() or _behind_hyphen(token)


def _behind_hyphen(token: Token) -> bool:
    """As in "Mei Hau-yip", whose last part is written small."""
    return (
        token.i > 1
        and token.nbor(-1).text == "-"
        and token.nbor(-2).text[:1].isupper()
        and not token.nbor(-2).whitespace_
    )


def is_title(token: Token) -> bool:
    """A word such as President or Mr. that stands before a name."""
    word = token.lower_.rstrip(".")
    return word in TITLES or word.removesuffix("s") in TITLES
