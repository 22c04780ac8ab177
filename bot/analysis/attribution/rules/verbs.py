"""Rules for cue verbs: what was said stands behind the cue, before it, or on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, phrases, scope
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.phrases import Phrase
from bot.analysis.attribution.quotes import MARKS
from bot.analysis.attribution.rules.building import finding
from bot.analysis.attribution.rules.questions import put_to_somebody
from bot.analysis.attribution.rules.relatives import relative, without_pronoun
from bot.analysis.attribution.speaking import speaker_at
from bot.analysis.attribution.uttered import uttered

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset("NOUN PROPN PRON NUM VERB AUX".split())

_ANEW = 4
"""Words from which a quotation behind a comma, with a capital, is a sentence of its own."""
_LEAST = 2
"""Words that an object needs more than, to tell something by itself."""

VerbRule = Callable[[Text, Phrase], "list[list[Token]]"]


def is_cue(token: Token) -> bool:
    """Whether the token is a verb by which somebody is told to have said something."""
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in cues.NEUTRAL and uttered(token)


def verbs(text: Text) -> Iterator[Finding]:
    """What every cue verb outside quotation marks carries."""
    for token in text.doc:
        if is_cue(token) and not text.quoted(token):
            found = _of_verb(text, token)
            if found is not None:
                yield found


def _of_verb(text: Text, verb: Token) -> Finding | None:
    mention = speaker_at(text, verb)
    if mention is None:
        return None
    head = text.doc[mention.head]
    at = phrases.phrase(text, verb, head)
    own = (head.head == verb or head.i > verb.i or grammar.subject(verb) is None) and verb.tag_ != "VBG"
    for name, rule in VERB_RULES:
        if not own and not name.endswith("behind the cue"):
            continue
        parts = rule(text, at)
        found = finding(text, name, verb, mention, parts) if parts else None
        if found is not None:
            return found
    return None


def both_sides(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "The bridge, she said, is open" and "“The bridge,” she said, “is open”"."""
    first = scope.before(text, at)
    begun: scope.Begun | None = (
        "quoted" if first and text.is_speech(first[-1]) else "told" if grammar.finite(first) else None
    )
    second = scope.after_phrase(text, at, begun)
    if not second or not grammar.finite([*first, *second]) or not (first or at.as_clause or at.opened):
        return []
    if not first or (at.as_clause and not grammar.finite(first) and len(first) < 2):
        return [second]
    quoted = text.quoted(second[0]) or second[0].text in '“"„«'
    if at.has_object and not quoted:
        return []
    over = begun == "quoted" or (begun == "told" and text.quoted(first[-1]) and second[0].pos_ == "CCONJ")
    if over and not quoted:
        return []
    if quoted and not text.is_speech(first[-1]) and not _set_into(first, second):
        return []
    return [first, second]


def clause_behind(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "she said that the bridge is open" and "she said: “It is open”"."""
    words = [] if at.as_clause else scope.behind(text, at, bare=False)
    return [words] if words and not _subjectless(text, words[0]) else []


def _subjectless(text: Text, first: Token) -> bool:
    """As in "the cash Habb said was missing", whose "cash" the parse takes into the name."""
    return first.tag_ in ("VBD", "VBZ", "MD") and first.pos_ in ("AUX", "VERB") and not text.quoted(first)


def object_behind(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "she urged the council to open it", "she called it “a joke”" and "she denied the charge"."""
    lemma, following = at.verb.lemma_.lower(), at.doc[min(at.verb.i + 1, len(at.doc) - 1)].lower_
    bare = lemma in cues.BARE or following in cues.PARTICLES.get(lemma, ()) or grammar.behind_comma(at.verb)
    if at.as_clause or not bare:
        return []
    words = scope.behind(text, at, bare=True)
    judged = at.verb.lemma_.lower() in cues.JUDGING and not _told_in_full(text, at, words)
    return [words] if words and not judged and not _mere_object(text, at.verb, words) else []


def _mere_object(text: Text, verb: Token, words: list[Token]) -> bool:
    """As in "asked Reyk" and "denied them": a person or a word, and nothing said."""
    if verb.lemma_.lower() in cues.ANSWERING and len(words) > 1 and words[-1].pos_ == "NOUN":
        return False
    return sum(t.is_alpha for t in words) <= _LEAST and not any(t.pos_ == "VERB" or text.quoted(t) for t in words)


def _told_in_full(text: Text, at: Phrase, words: list[Token]) -> bool:
    """Whether a verb that judges its object carries words all the same: quoted ones, or behind "for" or "on"."""
    if not words:
        return False
    particle = at.doc[words[0].i - 1].lower_
    asked = at.verb.lemma_ == "call" and particle in ("for", "on", "upon")
    return asked or any(text.quoted(t) for t in words)


def spoken_before(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "“It is open,” said Quill"."""
    words = scope.before(text, at)
    if not words or not text.is_speech(words[-1]) or at.doc[at.left - 1].text == ",":
        return []
    if not text.quoted(words[0]) and _clause_behind(text, at.verb):
        return []
    quote = text.quote_at(words[-1].idx)
    if quote is not None and put_to_somebody(text, quote):
        return []
    own = [t for t in words if not text.quoted(t)]
    if own and not any(t.dep_ in grammar.SUBJECTS for t in own) and not grammar.finite(own) and len(own) > 1:
        return []
    return [_last_quotation(text, words)]


def _clause_behind(text: Text, verb: Token) -> bool:
    clauses = [c for c in grammar.children(verb, "ccomp") if c.i > verb.i and not text.quoted(c)]
    return any(grammar.children(c, "nsubj") for c in clauses)


def _last_quotation(text: Text, words: list[Token]) -> list[Token]:
    """Of words that end in a quotation behind another cue, a colon, a semicolon, a bracket or a dash, that quotation."""
    quote = text.quote_at(words[-1].idx)
    inside = [t for t in words if quote is not None and t.idx >= quote.outer.start]
    if not inside or inside[0] == words[0]:
        return words
    opening = inside[0].nbor(-1)
    if opening.text == "," and opening.i > words[0].i:
        anew = next((t.text[:1].isupper() for t in inside if t.is_alpha), False)
        if anew and grammar.finite(words[: opening.i - words[0].i]) and len(inside) > _ANEW:
            return inside
        opening = opening.nbor(-1)
    alone = opening.text in (":", "(", ";") or opening.text in MARKS or grammar.is_dash(opening) or is_cue(opening)
    another = words[0].text in MARKS and any(is_cue(t) and not text.quoted(t) for t in words[: -len(inside)])
    return inside if alone or another else words


def before(text: Text, at: Phrase) -> list[list[Token]]:
    """As in "The bridge is open, she said"."""
    words = scope.before(text, at)
    if not words or not any(t.pos_ in _NOMINAL for t in words) or at.has_object:
        return []
    told = text.is_speech(words[-1]) or (grammar.finite(words) and not _circumstance(at, words))
    return [_last_quotation(text, words)] if told else []


VERB_RULES: tuple[tuple[str, VerbRule], ...] = (
    ("in a relative clause", relative),
    ("in a relative clause without a pronoun", without_pronoun),
    ("on both sides of the cue", both_sides),
    ("quotation before the cue", spoken_before),
    ("object behind the cue", object_behind),
    ("clause behind the cue", clause_behind),
    ("before the cue", before),
)
"""In the order in which they are asked; the first that finds words wins."""


def _set_into(first: list[Token], second: list[Token]) -> bool:
    """As in "The sources, he said, “all agree”": the quotation carries on a sentence that began before the cue."""
    word = next((t for t in second if t.is_alpha), None)
    return word is not None and word.text[:1].islower() and any(t.dep_ in ("nsubj", "nsubjpass") for t in first)


def _circumstance(at: Phrase, words: list[Token]) -> bool:
    """As in "When asked, he said": a clause that tells when or why something was said."""
    root = words[0]
    while root.head in words and root.head != root:
        root = root.head
    hangs = root.dep_ == "advcl" and root.head == at.verb and bool(root.left_edge == words[0])
    alone = root.right_edge.i >= words[-1].i - 1
    return hangs and alone and words[0].tag_ in ("WRB", "IN", "VBG", "VBN", "TO")
