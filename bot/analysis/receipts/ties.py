"""Promises 2 and 8: the speaker and the role are the article's words, and tied to what was said.

In English the tie is worked out anew from the parse; in other languages a name has to stand beside the cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.languages import statements as languages
from bot.analysis.attribution.resolution import NOT_STATED, Cast
from bot.analysis.attribution.rules import findings
from bot.analysis.attribution.rules.sources import owner_of
from bot.analysis.attribution.speakers import Mention
from bot.analysis.attribution.speaking import speaker_at
from bot.analysis.attribution.uttered import uttered
from bot.analysis.receipts.folding import fold
from bot.analysis.syntax import tokens_in
from storage.records import Article, Span, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token


class Ties:
    """Checks the speakers of one article's statements, in their order."""

    def __init__(self, text: Text, cast: Cast | None) -> None:
        self._text = text
        self._cast = cast
        self._found = findings(text) if text.parsed else ()
        self._abroad = () if text.parsed else languages.statements(text)
        self._by_cue: dict[int, list[Finding]] = {}
        for found in self._found:
            if found.cue is not None:
                self._by_cue.setdefault(found.cue.i, []).append(found)

    def fault(self, statement: Statement) -> str | None:
        """Why the speaker does not hold, or None; accepted speakers count for the pronouns that follow."""
        return _named_fault(self._text.article, statement.speaker) or self._tie_fault(statement)

    def _tie_fault(self, statement: Statement) -> str | None:
        speaker = statement.speaker
        if speaker.kind == "author":
            return None
        if speaker.kind == "not_stated" and (statement.cue is None or self._cast is None):
            return self._withheld_fault(statement)
        if statement.cue is None:
            return self._carried_fault(statement)
        if self._cast is None:
            return self._beside_fault(statement)
        if any(
            part.meets(statement.cue) or (speaker.mention and part.meets(speaker.mention)) for part in statement.parts
        ):
            return "the speaker or the cue stands among the words"
        cue = self._cue_of(statement.cue)
        if cue is None:
            return "its cue is not a word of the article"
        if cue.i not in self._by_cue and cue.pos_ in ("VERB", "AUX") and not uttered(cue):
            return "the cue does not tell that this was said"
        return self._content_fault(statement, cue) or self._subject_fault(statement, cue, self._cast)

    def _cue_of(self, span: Span) -> Token | None:
        """The verb of a cue: of "did not respond" the last word, of one that no rule knows the first."""
        known = next((f.cue for f in self._found if f.cue_span == span), None)
        return known or next(iter(tokens_in(self._text.doc, span)), None)

    def _carried_fault(self, statement: Statement) -> str | None:
        """Words without a cue of their own belong to the speaker whose quotation they carry on."""
        owner = next((f for f in self._found if f.cue is not None and _shares(f, statement)), None)
        if owner is None or owner.speaker is None or self._cast is None or statement.kind != "quotation":
            return "nothing ties the words to this speaker"
        expected = self._cast.speaker(owner.speaker, owner.parts)
        return None if fold(expected.name) == fold(statement.speaker.name) else "the words belong to another speaker"

    def _withheld_fault(self, statement: Statement) -> str | None:
        """Nobody may be left unnamed whom the article names beside these very words."""
        named = any(f.cue is not None and _shares(f, statement) for f in self._found)
        foreign = self._cast is None and self._beside_fault(statement) is None
        return "the article names who said this" if named or foreign else None

    def _subject_fault(self, statement: Statement, cue: Token, cast: Cast) -> str | None:
        found = self._mention_at(cue)
        if found is None:
            withheld = statement.speaker.kind == "not_stated" and cue.i in self._by_cue
            return None if withheld else "the cue names no speaker"
        expected = cast.speaker(found, statement.parts)
        if fold(expected.name) != fold(statement.speaker.name):
            return "the words belong to another speaker"
        if expected.kind == "not_stated" and expected.mention != statement.speaker.mention:
            return "the words at the cue are others"
        if statement.speaker.role is not None and not cast.has_role(expected, statement.speaker.role):
            return "the article does not give this speaker that role"
        cast.remember(expected, cue.i)
        return None

    def _mention_at(self, cue: Token) -> Mention | None:
        if cue.i in self._by_cue:
            return self._by_cue[cue.i][0].speaker
        if cue.lower_ == "according":
            heads = grammar.children(cue.nbor(), "pobj") or grammar.children(cue, "pobj")
            return speakers.mention(heads[0]) if heads else None
        if cue.pos_ == "NOUN":
            owner = owner_of(cue)
            return speakers.mention(owner) if owner is not None else None
        return speaker_at(self._text, cue)

    def _content_fault(self, statement: Statement, cue: Token) -> str | None:
        if statement.kind == "quotation":
            return self._quotation_fault(statement, cue)
        if any(_carries(found, statement) for found in self._by_cue.get(cue.i, ())):
            return None
        owners = [f.cue for f in self._found if _shares(f, statement)]
        if owners and cue not in owners:
            return "another cue carries these words"
        sentence = set(self._text.article.numbers(Span(cue.idx, cue.idx + 1)))
        if not any(sentence & set(self._text.article.numbers(part)) for part in statement.parts):
            return "the cue stands in another sentence than the words"
        if cue.lower_ == "according":
            return None
        tokens = [t for part in statement.parts for t in tokens_in(self._text.doc, part)]
        return None if _governs(cue, tokens) else "another cue carries these words"

    def _quotation_fault(self, statement: Statement, cue: Token) -> str | None:
        if any(_carries(found, statement) for found in self._by_cue.get(cue.i, ())):
            return None
        owners = [f for part in statement.parts for f in self._found if any(part.meets(p) for p in f.parts)]
        if owners and cue not in [f.cue for f in owners]:
            return "the quotation belongs to another cue"
        tokens = [t for part in statement.parts for t in tokens_in(self._text.doc, part)]
        if not owners and not _governs(cue, tokens):
            return "another cue carries these words"
        mine = self._text.article.numbers(Span(cue.idx, cue.idx + 1))
        theirs = self._text.article.numbers(statement.parts[0])
        near = theirs and mine and min(abs(a - b) for a in mine for b in statement.sentences) <= 1
        return None if near else "the cue stands too far from the quotation"

    def _beside_fault(self, statement: Statement) -> str | None:
        """In languages without a parse the rules themselves have to find this cue with this name."""
        own = next((s for s in self._abroad if s.cue == statement.cue), None)
        if own is None or statement.speaker.role is not None:
            return "the speaker is not certain"
        if own.speaker.mention != statement.speaker.mention or own.speaker.name != statement.speaker.name:
            return "the name does not stand beside the cue"
        held = all(any(p.holds(part) for p in own.parts) for part in statement.parts)
        return None if held else "the quotation belongs to another cue"


def _shares(found: Finding, statement: Statement) -> bool:
    return any(part.meets(own) for part in statement.parts for own in found.parts)


def _carries(found: Finding, statement: Statement) -> bool:
    """Whether the rules give these very words, or some of them, to the cue."""
    return all(any(p.holds(part) for p in found.parts) for part in statement.parts)


def _governs(cue: Token, tokens: list[Token]) -> bool:
    """Whether the cue is the nearest reporting verb above the words, or is set into them ("…, he said, …")."""
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    if root is None:
        return False
    if root in cue.ancestors or root == cue.head:
        return True
    for above in root.ancestors:
        if above == cue:
            return True
        if above.pos_ == "VERB" and above.lemma_ in cues.NEUTRAL:
            return False
    return cue in root.subtree


def _named_fault(article: Article, speaker: Speaker) -> str | None:
    if speaker.kind == "not_stated":
        return None if speaker.name == NOT_STATED else "a speaker without a name has one"
    if speaker.kind == "author":
        return None if speaker.name == "the article" else "the author goes by another name"
    if speaker.mention is None:
        return "nothing in the article names the speaker"
    source = speaker.antecedent or speaker.mention
    spans = [s for s in (speaker.mention, speaker.antecedent, speaker.role) if s is not None]
    if any(not 0 <= s.start < s.end <= len(article.text) for s in spans):
        return "the speaker's place lies outside the article"
    if fold(source.of(article.text)) != fold(speaker.name):
        return "the speaker's name is not what stands in the article"
    return None
