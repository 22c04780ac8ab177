"""The embedded answer: statements by their speaker, sentences by their words, or that the article does not say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.asking.asked import Asked, asked, has_number
from bot.analysis.asking.evidence import ALL, Evidence, evidence, likelihood
from bot.analysis.asking.lexicon import lexicon
from storage.records import Answer, AnswerKind, Article, Brief, Shown, Statement, Turn

ENOUGH = 0.63
"""Likelihood from which sentences are taken for an answer: what is not there is told apart in four of five cases."""
NEAR = 0.06
"""How far behind the best another sentence may rank to be shown beside it."""
MOST, MOST_STATEMENTS = 4, 6
"""Sentences, and statements, of one answer."""
_MOST_AROUND = 5
_LIKELY = 6


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with the likelihood that it is one (0 where the article does not say).

    ``likely`` are the sentences that come nearest to the question, the nearest first. A ``settled`` answer is all that the brief holds, and
    nobody can add to it.
    """

    answer: Answer
    sure: float
    asked: Asked
    likely: tuple[int, ...] = ()
    settled: bool = False


def answered(article: Article, brief: Brief, question: str, turns: Sequence[Turn], engine: str) -> Found:
    """What the article answers to a question; only its own sentences and the brief's statements are shown.

    ``engine`` is what the answer names as its maker.
    """
    return _Answering(article, brief, asked(article, brief, question, turns), engine).found()


class _Answering:
    """Answers one question on one article."""

    def __init__(self, article: Article, brief: Brief, question: Asked, engine: str) -> None:
        self._engine = engine
        self._article = article
        self._brief = brief
        self._asked = question
        self._weighed: Mapping[int, Evidence] | None = None

    def found(self) -> Found:
        """The answer by what kind of question it is."""
        kind = self._asked.kind
        if kind == "page":
            return self._whole((), "page")
        if kind in ("left_out", "unquoted"):
            return self._whole((), "left_out")
        if kind == "about" and self._brief.points:
            points = (Shown(p.sentences, p.statements[0] if p.statements else None, p.text) for p in self._brief.points)
            return self._whole(tuple(points))
        if kind == "numbers" and (counted := self._counted()):
            return self._whole(tuple(Shown((n,)) for n in counted[:MOST_STATEMENTS]))
        if kind == "speakers" and self._brief.statements:
            return self._whole(tuple(map(_of, self._voices())))
        if kind == "said" and self._asked.speakers:
            return self._said()
        if kind == "said" and self._asked.person is not None:
            return self._nothing()
        if kind == "denied" and (denials := self._denials()):
            return self._shown(tuple(map(_of, denials[:MOST_STATEMENTS])), 1.0)
        return self._open()

    def _whole(self, lines: tuple[Shown, ...], kind: AnswerKind = "lines") -> Found:
        return Found(Answer(True, lines, self._engine, kind), 1.0, self._asked, settled=True)

    def _shown(self, lines: tuple[Shown, ...], sure: float) -> Found:
        return Found(Answer(True, lines, self._engine), sure, self._asked, self._likely())

    def _nothing(self) -> Found:
        lines = tuple(dict.fromkeys(self._line(n) for n in self._around(self._ranked())))
        return Found(Answer(False, lines, self._engine), 0.0, self._asked, self._likely())

    def _counted(self) -> list[int]:
        """The sentences that hold numbers."""
        return [s.number for s in self._article.sentences if has_number(self._article.words(s.number))]

    def _voices(self) -> list[Statement]:
        """The first statement of each speaker."""
        first: dict[str, Statement] = {}
        for statement in self._brief.statements:
            first.setdefault(statement.speaker.name, statement)
        return list(first.values())

    def _said(self) -> Found:
        """What the speaker said: all of it, or of the topic what comes nearest."""
        own = [s for s in self._brief.statements if s.speaker.name in self._asked.speakers]
        if self._asked.exact:
            own.sort(key=lambda s: s.kind == "reported")
        if not self._asked.terms:
            return self._whole(tuple(map(_of, own[:MOST_STATEMENTS])))
        found = self._evidence()
        ranked = sorted(self._ranked({n for s in own for n in s.sentences}), key=lambda n: found[n].coverage < ALL)
        sure = self._sure(ranked)
        if sure < ENOUGH:
            return self._nothing()
        return self._shown(tuple(dict.fromkeys(self._line(n, own) for n in self._near(ranked))), sure)

    def _denials(self) -> list[Statement]:
        """Statements whose cue denies, of the one who is asked about where there is one, and of the topic."""
        lists = lexicon(self._article.language)
        found = [s for s in self._brief.statements if s.cue and lists.has(s.cue.of(self._article.text), "deny")]
        if self._asked.wants == "who":
            found = [s for s in found if s.speaker.name != self._asked.person]
        elif self._asked.person is not None:
            found = [s for s in found if s.speaker.name == self._asked.person]
        near = set(self._ranked()[:_LIKELY])
        return [s for s in found if not self._asked.terms or near.intersection(s.sentences)]

    def _open(self) -> Found:
        ranked = self._ranked()
        sure = self._sure(ranked)
        if sure < ENOUGH:
            return self._nothing()
        return self._shown(tuple(dict.fromkeys(self._line(n) for n in self._understood(self._near(ranked)))), sure)

    def _sure(self, ranked: Sequence[int]) -> float:
        return likelihood(self._asked, self._evidence()[ranked[0]]) if ranked else 0.0

    def _ranked(self, among: Collection[int] | None = None) -> list[int]:
        """Sentences from the nearest on; none where the question says nothing."""
        if not self._asked.terms:
            return []
        found = self._evidence()
        return sorted((n for n in found if among is None or n in among), key=lambda n: (-found[n].rank, n))

    def _near(self, ranked: Sequence[int]) -> list[int]:
        """The first of the ranked sentences, and those that come close to it."""
        found = self._evidence()
        return [n for n in ranked[:MOST] if found[n].rank >= found[ranked[0]].rank - NEAR]

    def _understood(self, numbers: Sequence[int]) -> list[int]:
        """The sentences, behind those that they lean on."""
        return list(dict.fromkeys(m for n in numbers for m in ((n - 1, n) if self._leans(n) else (n,))))

    def _leans(self, number: int) -> bool:
        """Whether the sentence begins with "he" or "this" and means somebody or something in the one before it."""
        lists, words = lexicon(self._article.language), " ".join(self._article.words(number).split()[:2])
        return number > 1 and (lists.opens(words, "he") or lists.opens(words, "they"))

    def _around(self, ranked: Sequence[int]) -> list[int]:
        """The best sentence with those beside it, and others that come close: the reader is to judge."""
        if not ranked:
            return []
        best, last = ranked[0], len(self._article.sentences)
        beside = [n for n in (best - 1, best, best + 1) if 1 <= n <= last]
        return self._understood(list(dict.fromkeys((*beside, *self._near(ranked)))))[:_MOST_AROUND]

    def _likely(self) -> tuple[int, ...]:
        return tuple(self._ranked()[:_LIKELY])

    def _evidence(self) -> Mapping[int, Evidence]:
        if self._weighed is None:
            self._weighed = evidence(self._article, self._brief, self._asked)
        return self._weighed

    def _line(self, number: int, among: Sequence[Statement] | None = None) -> Shown:
        """A sentence; where most of it is somebody's words and they are not named there, the statement with its speaker."""
        span = self._article.sentences[number - 1].span
        for statement in self._brief.statements if among is None else among:
            told = sum(min(p.end, span.end) - max(p.start, span.start) for p in statement.parts if p.meets(span))
            named = statement.speaker.name.split()[-1] in span.of(self._article.text)
            if told and (among is not None or (not named and 2 * told > span.end - span.start)):
                return _of(statement)
        return Shown((number,))


def _of(statement: Statement) -> Shown:
    return Shown(statement.sentences, statement.id)
