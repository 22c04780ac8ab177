"""A cue with its speaker and circumstances, as the phrase around which the words that it carries are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.quotes import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from bot.analysis.attribution.finding import Text

_SET_OFF = frozenset((",", "?", "!"))
_PHRASE_ENDS = frozenset((",", ";", ":", ".", "?", "!", ")", "("))
_OBJECTS = ("dobj", "ccomp", "xcomp", "oprd", "acomp")
_CLAUSES = ("ccomp", "xcomp", "advcl", "conj", "ROOT", "parataxis")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue with its speaker and circumstances ("he told reporters on Monday"), as token indices in its sentence.

    ``begin`` and ``end`` border the sentence, ``left`` and ``right`` the phrase; ``end`` and ``right`` lie one behind.
    """

    verb: Token
    begin: int
    left: int
    right: int
    end: int

    @property
    def doc(self) -> Doc:
        """The parsed article."""
        return self.verb.doc

    @property
    def set_off(self) -> bool:
        """Whether words stand before the phrase, parted from it by a comma, a dash or a quotation mark."""
        place = self.left - 1
        while place > self.begin and self.doc[place].is_space:
            place -= 1
        return place >= self.begin and _parts(self.doc[place])

    @property
    def opened(self) -> bool:
        """Whether nothing but the narrator's "But" or "And" stands before the phrase."""
        return self.left == self.begin + 2 and self.doc[self.begin].lower_ in ("but", "and", "so")

    @property
    def as_clause(self) -> bool:
        """As in "as Quill noted, the bridge is open"."""
        opens = self.left == self.begin or self.doc[self.left - 1].is_punct or self.doc[self.left - 1].pos_ == "CCONJ"
        told = any(c.i > self.verb.i for c in grammar.children(self.verb, "ccomp"))
        return self.doc[self.left].lower_ == "as" and self.left < self.verb.i and opens and not told

    @property
    def has_object(self) -> bool:
        """Whether the cue carries words behind it, so that those before it are narration."""
        verb = self.verb
        wanted = ("ccomp", "xcomp", "oprd", "acomp") if verb.lemma_ in cues.TELLING else _OBJECTS
        return any(
            c.i > verb.i and c.dep_ in wanted and c.i < self.right and c.lower_ not in cues.DAYS for c in verb.children
        )

    @property
    def between_commas(self) -> bool:
        """As in "The bridge, she said, is open": nothing but circumstances stand behind the cue up to the comma."""
        between = self.doc[self.verb.i + 1 : self.right]
        if self.right >= self.end or any(_clausal(t) or t.head.i >= self.right for t in between):
            return False
        closing = self.doc[self.right]
        return closing.text in (",", ";") or grammar.is_dash(closing) or (closing.text in MARKS and self._bare)

    @property
    def _bare(self) -> bool:
        """Whether the phrase is the speaker and the cue alone."""
        return not any(
            t.head == self.verb and t.dep_ in ("dobj", "prep", "acomp") for t in self.doc[self.verb.i + 1 : self.right]
        )


def phrase(text: Text, verb: Token, speaker: Token | None) -> Phrase:
    """The phrase of ``verb``, whose speaker is headed by ``speaker``."""
    begin, end = verb.sent.start, _sentence_end(text, verb)
    left = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "advmod", "neg") and _beside(c, verb))])
    right = verb.i + 1
    if speaker is not None and speaker.i < verb.i and (speaker.head == verb or speaker.right_edge.i >= verb.i - 2):
        left = min(left, _behind_comma(speaker))
    if speaker is not None and speaker.i > verb.i:
        right = max(right, min(end, speaker.right_edge.i + 1))
    doc = verb.doc
    left = max(left, _behind_mark(text, doc, left, verb))
    if left > begin and doc[left - 1].lower_ == "as":
        left -= 1
    while right < end and not _ends_phrase(doc[right]):
        right += 1
    return Phrase(verb, begin, max(begin, left), right, end)


def _beside(child: Token, verb: Token) -> bool:
    return 0 < verb.i - child.i <= 3 and not any(t.is_punct for t in verb.doc[child.i : verb.i])


def _behind_comma(speaker: Token) -> int:
    """The first token of the speaker's phrase that no comma parts from its head."""
    commas = [t.i for t in speaker.doc[speaker.left_edge.i : speaker.i] if t.text == ","]
    return commas[-1] + 1 if commas else int(speaker.left_edge.i)


def _behind_mark(text: Text, doc: Doc, left: int, verb: Token) -> int:
    """The first token of the phrase that stands behind any quotation before the cue."""
    quoted = [t.i for t in doc[left : verb.i] if text.quoted(t)]
    return quoted[-1] + 1 if quoted else left


def _sentence_end(text: Text, verb: Token) -> int:
    border = text.sentence(verb.idx).end
    end = int(verb.sent.end)
    while end > verb.i + 1 and verb.doc[end - 1].idx >= border:
        end -= 1
    return end


def _parts(token: Token) -> bool:
    return token.text in _SET_OFF or token.text in MARKS or grammar.is_dash(token)


def _ends_phrase(token: Token) -> bool:
    return token.text in _PHRASE_ENDS or token.text in MARKS or grammar.is_dash(token)


def _clausal(token: Token) -> bool:
    """Whether the token belongs to a clause of its own, as no time and no place does."""
    return (token.dep_ == "mark" and token.lower_ == "that") or (
        token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSES
    )
