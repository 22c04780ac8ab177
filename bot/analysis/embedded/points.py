"""Points and headline: built from statements and from narration, never picked as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.embedded import deletion
from bot.analysis.embedded.candidate import Candidate, alike, content_words, term_weights
from bot.analysis.embedded.headline import headline
from bot.analysis.embedded.phrasing import capital, count, ended, introduced, lower_first
from bot.analysis.embedded.standing import balanced, ends_well, leans, stands_alone
from bot.analysis.syntax import tokens_in
from bot.analysis.wording import Wording
from storage.records import Point, Span, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 30
"""Words in a point."""
_SHORTEST_QUOTE = 6
"""Words that a quotation needs to carry a point."""
_LINKING = re.compile(
    r"(?:in|as|at|for|on|with|by|to) (?:an? |the |this |that |all )?(?:other words|addition|result|fact|response|contrast|turn|"
    r"example|instance|meantime|particular|same time|other hand|contrary|end|case|all|that|this)\b",
    re.IGNORECASE,
)
"""Openings that lean on the sentence before."""


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

    def _choose(self, most: int) -> list[Candidate]:
        spoken = [self._best_of(voice) for voice in self._voices()]
        pool = sorted((c for c in spoken if c is not None), key=lambda c: -c.score)
        narrated = sorted(self._narration(), key=lambda c: -c.score)
        room = most if len(pool) < 2 else max(1, most - min(len(pool), most - 1))
        chosen: list[Candidate] = []
        for candidate in [*pool[: most - 1 if narrated else most], *narrated[: room * 3], *pool[most - 1 :]]:
            if len(chosen) < most and not any(alike(candidate, other) for other in chosen):
                chosen.append(candidate)
        return chosen

    def _voices(self) -> list[list[Statement]]:
        """Statements by speaker, those who speak most and first in front."""
        voices: dict[str, list[Statement]] = {}
        for statement in self._statements:
            voices.setdefault(statement.speaker.name.casefold(), []).append(statement)
        return sorted(voices.values(), key=lambda v: (-len(v), v[0].sentences[0]))

    def _best_of(self, voice: list[Statement]) -> Candidate | None:
        made = [c for s in voice for c in self._from_statement(s, len(voice))]
        return max(made, key=lambda c: c.score, default=None)

    def _from_statement(self, statement: Statement, said: int) -> Iterator[Candidate]:
        content = self._content(statement)
        if content is None:
            return
        words, short, penalty = content
        who = introduced(self._article, statement.speaker)
        for lead in (who, statement.speaker.name):
            text = f"{capital(lead)} {words}"
            if count(text) <= LONGEST and not self._is_loaded(lead + " " + words):
                break
        else:
            return
        numbers = set(statement.sentences) | self._named_in(statement.speaker, text)
        score = self._centrality(words) + self._early(statement) + 0.35 * min(said, 4) - penalty
        surname = statement.speaker.name.split()[-1] if statement.speaker.kind == "person" else statement.speaker.name
        yield Candidate(
            Point(text, tuple(sorted(numbers)), (statement.id,)),
            f"{capital(surname)}: {short}",
            score,
            content_words(words),
            statement.speaker.name.casefold(),
        )

    def _content(self, statement: Statement) -> tuple[str, str, float] | None:
        """Verb and words of a point, the short form, and what speaks against it; None where it cannot be retold."""
        if statement.kind == "quotation":
            return self._quoted(statement)
        if len(statement.parts) != 1 or not _retellable(self._text, statement):
            return None
        tokens = tokens_in(self._text.doc, statement.parts[0])
        clause = tokens[1:] if tokens and tokens[0].lower_ == "that" and tokens[0].dep_ == "mark" else tokens
        kept = deletion.reduced(clause, self._lists, 22)
        short = deletion.reduced(clause, self._lists, 8, names_only=True)
        words = lower_first(deletion.render(kept), kept)
        penalty = 1.0 if deletion.count_words(kept) > 24 else 0.0
        if not words or self._is_loaded(words) or not stands_alone(kept, statement.speaker) or not balanced(words):
            return None
        return f"{statement.verb} that {ended(words)}", deletion.render(short), penalty

    def _quoted(self, statement: Statement) -> tuple[str, str, float] | None:
        part = statement.parts[0]
        sentence = next((s.span for s in self._article.sentences if s.span.end > part.start), part)
        piece = Span(part.start, min(part.end, sentence.end) if sentence.end > part.start else part.end)
        words = re.sub(r"\s+", " ", piece.of(self._article.text)).strip(" ,;")
        tokens = tokens_in(self._text.doc, piece)
        if (
            not _SHORTEST_QUOTE <= count(words) <= LONGEST - 3
            or self._is_loaded(words)
            or any(m in words for m in '“”"\n')
        ):
            return None
        if statement.verb not in ("said", "wrote", "announced", "warned"):
            return None
        if not (_tells(tokens) and words[0].isupper() and balanced(words)):
            return None
        penalty = 0.8 + leans(tokens)
        shown = words.rstrip(".")
        return f"{statement.verb}: “{shown}”.", f"“{shown}”", penalty

    def _narration(self) -> Iterator[Candidate]:
        """Sentences that nobody in particular says, shortened by deletion."""
        spoken = {n for s in self._statements for n in s.sentences}
        for sentence in self._article.sentences:
            if sentence.number in spoken or self._text.quotes_in(sentence.span):
                continue
            tokens = [t for t in tokens_in(self._text.doc, sentence.span) if not t.is_space]
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
        if "?" in words or "!" in words or not balanced(words) or _LINKING.match(words):
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
    if not cue or (statement.verb == "according to" and len(statement.parts) != 1):
        return False
    lemma = cue[0].lemma_.lower()
    if lemma not in cues.ASSERTING and lemma not in ("deny", "warn", "accord"):
        return False
    tokens = tokens_in(text.doc, statement.parts[0])
    root = next((t for t in tokens if t.head not in tokens), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return False
    if not any(c.dep_ in grammar.SUBJECTS and c in tokens for c in root.children):
        return False
    if any(c.lower_ in cues.DISTANCED for c in cue[0].children) or not ends_well(tokens):
        return False
    finite = root.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    return finite and not any(
        t.lower_ in ("how", "what", "why", "whether", "if", "who", "where", "when") for t in tokens[:1]
    )


def _tells(tokens: list[Token]) -> bool:
    """A full sentence: a finite root with a subject, ended by a stop."""
    inside = set(tokens)
    root = next((t for t in tokens if t.head not in inside or t.head == t), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return False
    finite = root.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    return finite and any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children)
