"""Points and headline: built from statements and from narration, never picked as sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.embedded import deletion
from bot.analysis.embedded.candidate import Candidate, alike, content_words, term_weights
from bot.analysis.embedded.headline import headline
from bot.analysis.embedded.phrasing import capital, count, ended, introduced, lower_first
from bot.analysis.embedded.standing import balanced, ends_well, leans, stands_alone
from bot.analysis.syntax import behind_dateline, tokens_in
from bot.analysis.wording import Wording
from storage.records import Point, Span, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 30
"""Words in a point."""
_BY_COUNT = 0.6
"""How much each of a speaker's statements, up to four, adds to the weight of a point."""
_SHORTEST_QUOTE = 6
"""Words that a quotation needs to carry a point."""
_LINKING = re.compile(
    r"(?:in|as|at|for|on|with|by|to) (?:an? |the |this |that |all )?(?:other words|addition|result|fact|response|contrast|turn|"
    r"example|instance|meantime|particular|same time|other hand|contrary|end|case|all|that|this)\b",
    re.IGNORECASE,
)
"""Openings that lean on the sentence before."""
_LEANING = re.compile(
    r"(?:his|her|its|their|this|that|these|those|both|the (?:other|latter|former|same))\b", re.IGNORECASE
)
"""Names of speakers that only a reader of the sentence before understands."""


class PointMaker:
    """Builds the points of one article."""

    def __init__(self, text: Text, statements: tuple[Statement, ...], cast: Cast, lists: Wording) -> None:
        self._text = text
        self._article = text.article
        self._statements = statements
        self._cast = cast
        self._lists = lists
        self._weights = term_weights(text.article)

    def make(self, most: int) -> tuple[tuple[Point, ...], str, tuple[int, ...]]:
        """At most ``most`` points in the article's order, the headline, and the sentences that the headline rests on."""
        chosen = self._choose(most)
        top, sentences = headline(chosen, self._lists)
        ordered = sorted(chosen, key=lambda c: (c.point.sentences[0], c.point.text))
        return tuple(c.point for c in ordered), top, sentences

    def retold(self, statement: Statement) -> Iterator[Candidate]:
        """The points that one statement could make."""
        return self._from_statement(statement, 1)

    def narrated(self, numbers: Collection[int]) -> Iterator[Candidate]:
        """The points that sentences of narration could make."""
        return (c for c in self._narration() if c.point.sentences[0] in numbers)

    def _choose(self, most: int) -> list[Candidate]:
        """One point a speaker, the weightiest speakers first; narration gets a line, and what room is left."""
        voices = sorted(filter(None, map(self._of_voice, self._voices())), key=lambda made: -made[0].score)
        narrated = [[c] for c in sorted(self._narration(), key=lambda c: -c.score)]
        spoken = most - 1 if narrated else most
        chosen: list[Candidate] = []
        for limit, groups in ((spoken, voices), (most, narrated), (most, voices)):
            for group in groups:
                fitting = (c for c in group if not any(alike(c, other) for other in chosen))
                candidate = next(fitting, None) if len(chosen) < limit else None
                if candidate is not None:
                    chosen.append(candidate)
        return chosen

    def _voices(self) -> list[list[Statement]]:
        """Statements by speaker, those who speak most and first in front; without a speaker there is no point to make."""
        voices: dict[str, list[Statement]] = {}
        for statement in (s for s in self._statements if s.speaker.kind != "not_stated"):
            voices.setdefault(statement.speaker.name.casefold(), []).append(statement)
        return sorted(voices.values(), key=lambda v: (-len(v), v[0].sentences[0]))

    def _of_voice(self, voice: list[Statement]) -> list[Candidate]:
        """The points that one speaker's statements could make, the best first."""
        made = [c for s in voice for c in self._from_statement(s, len(voice))]
        return sorted(made, key=lambda c: -c.score)

    def _from_statement(self, statement: Statement, said: int) -> Iterator[Candidate]:
        content = self._content(statement)
        if content is None:
            return
        before, after, short, penalty = content
        name = statement.speaker.name
        if _LEANING.match(name):
            return
        leads = (name,) if before else (introduced(self._article, statement.speaker), name)
        texts = [capital(f"{before}{lead}{after}") for lead in leads]
        text = next((t for t in texts if count(t) <= LONGEST and not self._is_loaded(t)), None)
        if text is None:
            return
        numbers = set(statement.sentences) | self._named_in(statement.speaker, text)
        score = self._centrality(after) + self._early(statement) + _BY_COUNT * min(said, 4) - penalty
        named = statement.speaker.kind == "person" and all(w[:1].isupper() for w in name.split())
        surname = self._cast.people.short_name(name) if named else name
        yield Candidate(
            Point(text, tuple(sorted(numbers)), (statement.id,)),
            text.rstrip(".") if statement.verb == "denied" else f"{capital(surname)}: {short}",
            score,
            content_words(after),
            name.casefold(),
        )

    def _content(self, statement: Statement) -> tuple[str, str, str, float] | None:
        """What stands before and behind the name, the short form, and what speaks against it; None where nothing can."""
        if statement.kind == "quotation":
            return self._quoted(statement)
        if not _retellable(self._text, statement):
            return None
        tokens = [t for part in statement.parts for t in tokens_in(self._text.doc, part)]
        clause = tokens[1:] if tokens[0].lower_ == "that" and tokens[0].dep_ == "mark" else tokens
        kept = deletion.reduced(clause, self._lists, 22)
        short = deletion.reduced(clause, self._lists, 8, names_only=True)
        words = lower_first(deletion.render(kept), kept)
        penalty = 1.0 if deletion.count_words(kept) > 24 else 0.0
        if (
            not words
            or self._is_loaded(words)
            or not stands_alone(kept, None if statement.addressee else statement.speaker)
            or not balanced(words)
        ):
            return None
        if statement.verb == "according to":
            return (
                None
                if "," in statement.speaker.name
                else ("According to ", f", {ended(words)}", deletion.render(short), penalty)
            )
        return "", f" {statement.verb} that {ended(words)}", deletion.render(short), penalty

    def _quoted(self, statement: Statement) -> tuple[str, str, str, float] | None:
        """The first sentence of the quotation that stands on its own, as it was said."""
        if statement.verb not in ("said", "wrote", "posted", "announced", "warned", "promised"):
            return None
        for part in statement.parts:
            for number in self._article.numbers(part):
                sentence = self._article.sentences[number - 1].span
                piece = Span(max(part.start, sentence.start), min(part.end, sentence.end))
                words = re.sub(r"\s+", " ", piece.of(self._article.text)).strip(" ,;")
                if self._quotable(piece, words):
                    shown = words.rstrip(".")
                    penalty = 0.8 + leans(tokens_in(self._text.doc, piece))
                    return "", f" {statement.verb}: “{shown}”.", f"“{shown}”", penalty
        return None

    def _quotable(self, piece: Span, words: str) -> bool:
        """A full sentence of fair length, without marks of its own and without loaded words."""
        if not _SHORTEST_QUOTE <= count(words) <= LONGEST - 3 or any(m in words for m in '“”"\n'):
            return False
        whole = _tells(tokens_in(self._text.doc, piece)) and words[0].isupper() and balanced(words)
        return whole and not self._is_loaded(words)

    def _narration(self) -> Iterator[Candidate]:
        """Sentences that nobody in particular says, shortened by deletion."""
        spoken = {n for s in self._statements for n in s.sentences}
        for sentence in self._article.sentences:
            if sentence.number in spoken or self._text.quotes_in(sentence.span):
                continue
            tokens = [t for t in tokens_in(self._text.doc, behind_dateline(self._article, sentence)) if not t.is_space]
            if not _tells(tokens) or tokens[-1].text != ".":
                continue
            kept = deletion.reduced(tokens, self._lists, 24)
            words = deletion.render(kept).rstrip(".")
            if not self._shows(kept, words):
                continue
            plain = self._article.genre == "report"
            text = capital(ended(words)) if plain else f"The article says that {ended(lower_first(words, kept))}"
            short = deletion.render(deletion.reduced(tokens, self._lists, 8, names_only=True)).rstrip(".")
            score = self._centrality(words) + 1.2 / (1 + 0.15 * sentence.number) - 0.3
            yield Candidate(Point(text, (sentence.number,)), capital(short), score, content_words(words), "")

    def _shows(self, kept: list[Token], words: str) -> bool:
        """Whether the sentence stands on its own as a plain line."""
        first = next((t for t in kept if t.is_alpha or t.like_num), None)
        if first is None or first.lower_ in self._lists.openers or not 6 <= deletion.count_words(kept) <= LONGEST:
            return False
        if re.search(r"[?!]|, however,", words) or not balanced(words) or _LINKING.match(words):
            return False
        return not self._is_loaded(words) and stands_alone(kept, None)

    def _is_loaded(self, words: str) -> bool:
        return bool(self._lists.find_loaded(words))

    def _named_in(self, speaker: Speaker, text: str) -> set[int]:
        """The sentences that carry the full name and the role that the point shows."""
        spans = [s for s in (speaker.antecedent, speaker.role) if s is not None and s.of(self._article.text) in text]
        return {n for span in spans for n in self._article.numbers(span)}

    def _early(self, statement: Statement) -> float:
        return 1.2 / (1 + 0.15 * statement.sentences[0])

    def _centrality(self, words: str) -> float:
        found = content_words(words)
        return 2.0 * sum(self._weights.get(w, 0.0) for w in found) / (3 + len(found))


def _retellable(text: Text, statement: Statement) -> bool:
    """Whether "said that" may stand before the words: a full clause with a subject of its own, under a cue that asserts."""
    if statement.cue is None:
        return False
    cue = tokens_in(text.doc, statement.cue)
    split = len(statement.parts) > 1 and len({n for part in statement.parts for n in text.article.numbers(part)}) > 1
    if not cue or split:
        return False
    lemma = cue[0].lemma_.lower()
    if lemma not in cues.ASSERTING and lemma not in ("deny", "warn", "accord"):
        return False
    tokens = [t for part in statement.parts for t in tokens_in(text.doc, part)]
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    if root is None or root.pos_ not in ("VERB", "AUX") or tokens[0].tag_ in ("WDT", "WP"):
        return False
    if not any(c.dep_ in grammar.SUBJECTS and c in inside for c in root.children):
        return False
    if _distanced(cue[0]) or _dated(cue[0]) or not ends_well(tokens):
        return False
    finite = root.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    return finite and not any(
        t.lower_ in ("how", "what", "why", "whether", "if", "who", "where", "when") for t in tokens[:1]
    )


def _distanced(cue: Token) -> bool:
    """As in "allegedly said" and "is believed to have said": what a bare "said" would lose."""
    heard = cue.dep_ == "xcomp" and cue.head.lemma_ in cues.HEARSAY and grammar.children(cue.head, "auxpass")
    return bool(heard) or any(c.lower_ in cues.DISTANCED for c in cue.children)


def _dated(cue: Token) -> bool:
    """Whether it was said at another time than the article tells of: "last year", "in 2019", "ten years ago"."""
    for child in cue.children:
        words = [t.lower_ for t in child.subtree]
        if child.dep_ in ("npadvmod", "tmod", "advmod", "prep") and (
            {"last", "ago", "years"} & set(words) or any(len(w) == 4 and w.isdigit() for w in words)
        ):
            return True
    return False


def _tells(tokens: list[Token]) -> bool:
    """A full sentence: a finite root with a subject, ended by a stop."""
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return False
    finite = root.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    return finite and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in root.children)
