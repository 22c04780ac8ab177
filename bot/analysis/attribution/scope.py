"""Where the words that a cue carries lie: behind it, before it, or on both sides of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.quotes import MARKS
from bot.analysis.attribution.stops import first_stop

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from bot.analysis.attribution.finding import Text

_SET_OFF = frozenset((",", "?", "!"))
_PHRASE_ENDS = frozenset((",", ";", ":", ".", "?", "!", ")", "("))
_TOLD_OPENERS = frozenset("to not that of about how why what when where whether if".split())
"""Words with which begins what somebody was told."""
_QUESTIONS = _TOLD_OPENERS - {"to", "not", "that", "of"}
_NARRATED = frozenset("as after before though although whereas even when since which who whose according a an".split())
_OBJECTS = ("dobj", "ccomp", "xcomp", "oprd", "acomp")
_CLAUSES = ("ccomp", "xcomp", "advcl", "conj", "ROOT", "parataxis")
_SAYING = frozenset("say add note argue insist claim".split())
_TIMES = ("npadvmod", "tmod", "advmod")
Begun = Literal["told", "quoted"]
"""A whole sentence before the phrase, in the narrator's words or in the speaker's own."""
_REACH = 12
"""Tokens between a cue and the "that" which opens its clause."""


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
        return closing.text == "," or grammar.is_dash(closing) or (closing.text in MARKS and self._bare)

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


def behind(text: Text, at: Phrase, *, bare: bool) -> list[Token]:
    """The words behind the cue; ``bare`` takes them also where no clause and no quotation begins there."""
    start = _start(at, bare=bare)
    if start is None:
        return []
    return grammar.trimmed(at.doc[start : first_stop(text, at.verb, start, at.end)])


def before(text: Text, at: Phrase) -> list[Token]:
    """The words before the phrase, where they can stand as a statement or are quoted."""
    if not at.set_off:
        return []
    begin = _behind_dash(text, at, _begin(text, at))
    return grammar.trimmed(_without_opener(text, list(at.doc[begin : at.left])))


def _behind_dash(text: Text, at: Phrase, begin: int) -> int:
    """Of "The plan failed - it was late, she said" the place behind the dash, unless a second one answers it."""
    dashes = [t.i for t in at.doc[begin : at.left - 1] if grammar.is_dash(t) and not text.quoted(t)]
    if len(dashes) % 2 == 0:
        return begin
    words = at.doc[dashes[-1] + 1 : at.left]
    whole = any(t.dep_ == "nsubj" and t.left_edge.i == words.start for t in words)
    return words.start if whole or at.between_commas else begin


def after_phrase(text: Text, at: Phrase, begun: Begun | None) -> list[Token]:
    """The words with which the statement goes on behind a phrase that is set between commas.

    ``begun`` tells what stands before the phrase: where that is whole, the narrator may have taken over.
    """
    if not at.between_commas:
        return []
    words = [t for t in at.doc[at.right : at.end] if not t.is_space and not t.is_punct]
    if not words or (words[0].tag_ == "VBG" and not text.quoted(words[0])):
        return []
    first = words[0]
    narrated = _NARRATED if begun == "told" else _NARRATED | {"because", "while", "and", "but"}
    if begun and first.lower_ in narrated and not text.quoted(first):
        return []
    rest = grammar.trimmed(at.doc[first.i : first_stop(text, at.verb, first.i, at.end, set_in=True)])
    return rest if sum(t.is_alpha for t in rest) > 1 else []


def finite(tokens: list[Token]) -> bool:
    """Whether a verb in the present or past tense stands among the words."""
    return any(t.pos_ == "AUX" or (t.pos_ == "VERB" and t.tag_ not in ("VB", "VBG")) for t in tokens)


def _begin(text: Text, at: Phrase) -> int:
    """The sentence's first token, or that of a quotation which began before it."""
    quote = text.quote_at(at.doc[at.begin].idx)
    if quote is None or quote.outer.start >= at.doc[at.begin].idx:
        return at.begin
    found = at.doc.char_span(quote.outer.start, quote.outer.end, alignment_mode="expand")
    return int(found.start) if found is not None else at.begin


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


def _start(at: Phrase, *, bare: bool) -> int | None:
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
        return opening if finite(list(doc[opening : at.end])) else None
    clause = next((c for c in grammar.children(verb, "ccomp") if c.i > verb.i), None)
    if doc[place].lower_ == "that" and doc[place].dep_ == "mark":
        return place
    if (
        clause is not None
        and verb.lemma_ in _SAYING
        and _opens_clause(doc[place])
        and finite(list(doc[place : at.end]))
    ):
        return place
    if clause is not None and not (bare and clause.left_edge.i > place and not told):
        return _with_fronted(at, int(clause.left_edge.i))
    circumstance = doc[place].pos_ in ("ADP", "SCONJ") and doc[place].dep_ in ("prep", "mark") and not told
    if circumstance and bare and (wish := _infinitive(at, place)) is not None:
        return wish
    if (bare or (told and doc[place].lower_ in _TOLD_OPENERS)) and not doc[place].is_punct and not circumstance:
        return place
    found = _that(at, place)
    if found is None and verb.lemma_ in cues.PLAIN and _opens_clause(doc[place]):
        return place if finite(list(doc[place : at.right if at.set_off else at.end])) else None
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
            return int(token.i)
        if token.pos_ in ("VERB", "AUX") or token.text in MARKS:
            return None
    return None


def _past_particles(at: Phrase) -> tuple[int, bool]:
    """The first token behind particles, times and the person told, and whether somebody was told."""
    doc, verb = at.doc, at.verb
    place, told = verb.i + 1, False
    particles = cues.PARTICLES.get(verb.lemma_.lower(), frozenset())
    while place < at.end:
        token = doc[place]
        if token.lower_ in particles or (token.head == verb and token.dep_ == "prt"):
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


def _without_opener(text: Text, tokens: list[Token]) -> list[Token]:
    """The words without the narrator's "But" and "And"."""
    words = [t for t in tokens if not t.is_space]
    if words and words[0].lower_ in ("but", "and") and not text.quoted(words[0]):
        return words[1:]
    return words
