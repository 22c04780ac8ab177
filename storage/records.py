"""The records that every part speaks: plain frozen data, no behaviour beyond reading itself.

Spans are half-open character offsets into ``Article.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open range of characters: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


Verdict = Literal[
    "whole",
    "thin",
    "truncated",
    "paywalled",
    "consent_wall",
    "bot_wall",
    "script_only",
    "index",
    "live_blog",
    "media_only",
]
Supplied = Literal["pasted", "forwarded"]
Genre = Literal["report", "opinion", "satire", "unknown"]
StatementKind = Literal["quotation", "reported", "mixed"]
SpeakerKind = Literal["person", "body", "state", "unnamed", "author", "not_stated"]
Ownership = Literal[
    "state-owned",
    "state-funded",
    "publicly funded under law",
    "private",
    "non-profit",
    "cooperative",
    "not stated",
]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, with the document that its ownership was read from."""

    domain: str
    name: str
    country: str
    ownership: Ownership
    owner: str
    source: str
    source_date: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered sentence; numbers start at 1 and follow the text."""

    number: int
    span: Span


def _start(sentence: Sentence) -> int:
    return sentence.span.start


@dataclass(frozen=True, slots=True)
class Article:
    """A text to brief: body only, headline apart; ``privacy`` is ``public`` or the chat that owns it."""

    link: str | None
    canonical: str | None
    title: str | None
    outlet: str | None
    credit: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str
    genre: Genre
    verdict: Verdict
    privacy: str
    text: str
    sentences: tuple[Sentence, ...]
    content_hash: str
    revision: int = 1
    original: str | None = None
    """The link of the article that the page is a copy of, as an archive names it."""
    supplied: Supplied | None = None
    """How a reader supplied the text, where it is known whose it is."""

    def words(self, number: int) -> str:
        """The sentence with that number, as printed."""
        return self.sentences[number - 1].span.of(self.text)

    def numbers(self, span: Span) -> tuple[int, ...]:
        """The numbers of the sentences that the span touches."""
        first = max(0, bisect_right(self.sentences, span.start, key=_start) - 1)
        last = bisect_left(self.sentences, span.end, key=_start)
        return tuple(s.number for s in self.sentences[first:last] if s.span.meets(span))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article whose text comes from elsewhere: its link, and what page or channel say of it."""

    link: str | None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    supplied: Supplied = "pasted"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name shown, and where the article says so.

    ``mention`` are the words at the cue, ``antecedent`` the name they stand for, ``chain`` the sentences that lead
    from one to the other.
    """

    name: str
    kind: SpeakerKind
    mention: Span | None = None
    antecedent: Span | None = None
    role: Span | None = None
    chain: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When something was said: the words, and the day where it can be worked out (ISO 8601)."""

    words: Span
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody said, as spans of the article."""

    id: str
    parts: tuple[Span, ...]
    cue: Span | None
    verb: str
    kind: StatementKind
    speaker: Speaker
    sentences: tuple[int, ...]
    excerpt: str
    language: str
    via: Span | None = None
    said_on: SaidOn | None = None
    addressee: Span | None = None
    added: bool = False
    """Whether a language model missed it and the rules put it in."""

    def text(self, article_text: str) -> str:
        """The article's own words, parts joined where the cue stood between them."""
        return " … ".join(part.of(article_text) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the summary, with the sentences and statements that it rests on."""

    text: str
    sentences: tuple[int, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A line in the reader's language, made by a machine; ``of`` is "h1" for the headline, "p1" for a point, or a statement's id."""

    of: str
    text: str


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word of the article that takes sides; ``span`` is None where only the headline has it."""

    text: str
    span: Span | None
    technique: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person whom the article names without quoting."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that failed a check, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of an answer: sentences of the article as they stand, or a statement, or a line of ``text`` that held."""

    sentences: tuple[int, ...]
    statement: str | None = None
    text: str | None = None
    translation: str | None = None


AnswerKind = Literal["lines", "left_out", "page"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an article answers to a question; where it does not say, ``lines`` are what it has nearest to it.

    ``left_out`` stands for what the brief does without, ``page`` for what the page says of itself.
    """

    found: bool
    lines: tuple[Shown, ...]
    engine: str
    kind: AnswerKind = "lines"
    fallback_reason: str | None = None
    language: str | None = None
    """The reader's language where lines carry translations."""

    @property
    def sentences(self) -> tuple[int, ...]:
        """The numbers of all sentences that are shown, in order."""
        return tuple(sorted({n for line in self.lines for n in line.sentences}))

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that are shown."""
        return tuple(dict.fromkeys(line.statement for line in self.lines if line.statement))


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation with its answer."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Brief:
    """What a reader gets: every line with its receipt."""

    headline: str
    headline_sentences: tuple[int, ...]
    points: tuple[Point, ...]
    statements: tuple[Statement, ...]
    loaded_words: tuple[LoadedWord, ...]
    mentioned: tuple[Mentioned, ...]
    gaps: tuple[str, ...]
    not_covered: tuple[Span, ...]
    rejected: tuple[Rejected, ...]
    engine: str
    rules: str
    fallback_reason: str | None = None
    language: str | None = None
    """The reader's language where it is another than the article's."""
    translations: tuple[Translation, ...] = ()
    questions: tuple[str, ...] = ()
    """Questions that a reader may ask next; the article answers each."""
    correction: str | None = None
    """Why lines were taken out after readers had seen them, in the words of those who run the bot."""
