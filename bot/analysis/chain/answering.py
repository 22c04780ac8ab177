"""A question put to the model, and its answer held against the article: what does not hold is replaced by the article's words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.analysis.asking.answering import MOST, Found
from bot.analysis.attribution.finding import Text
from bot.analysis.chain.drafting import reading
from bot.analysis.chain.messages import numbered, parts
from bot.analysis.chain.translating import name_of, names_of
from bot.analysis.engines import Question
from bot.analysis.receipts.folding import fold
from bot.analysis.receipts.points import PointChecks
from bot.analysis.receipts.translation import fault
from bot.analysis.wording import wording
from prompts.answer import Answer as Told
from prompts.answer import Ask
from prompts.answer import Told as Line
from storage.records import Answer, Article, Brief, Point, Sentence, Shown, Statement, Turn

_TURNS = 6
"""Turns before the question that the model is told of."""
_LONGEST_QUESTION, _LONGEST_LINE = 1_000, 160
"""Characters of a question, and of a line that reminds of a statement or an earlier answer."""
_MOST_LINES = 5
_NONE = "none"


def part_for(article: Article, ours: Found) -> Sequence[Sentence]:
    """The part of the article that the question is put to: the whole, or of a long one the part with the likeliest sentences."""
    worth = {number: 1 / place for place, number in enumerate(ours.likely, start=1)}
    return max(parts(article), key=lambda part: sum(worth.get(s.number, 0.0) for s in part))


def asked_for(article: Article, brief: Brief, question: Question, language: str | None) -> Ask:
    """What stands behind the article."""
    return Ask(
        question=_quoted(question.text, _LONGEST_QUESTION),
        earlier="\n".join(_turn(turn) for turn in question.turns[-_TURNS:]) or _NONE,
        statements="\n".join(_statement(article, s) for s in brief.statements) or _NONE,
        language=name_of(language) if language else _NONE,
    )


def held(article: Article, brief: Brief, ours: Found, told: Told, engine: str, language: str | None) -> Answer:
    """The model's answer as far as it holds.

    A line that does not pass is replaced by the statement or the sentences that it rests on, where these have to do with
    the question; where nothing is left, and where the model finds nothing and the rules are sure, the embedded answer
    stands.
    """
    if not told.lines:
        near = tuple(Shown((n,)) for n in told.nearest_sentence_nos[:1] if n <= len(article.sentences))
        return ours.answer if ours.sure else Answer(False, near or ours.answer.lines, engine)
    weighed = _Weighing(article, brief, ours, language)
    lines = [line for item in told.lines for line in weighed.line(item)]
    shown = tuple(dict.fromkeys(lines))[:_MOST_LINES]
    if not shown:
        return replace(ours.answer, fallback_reason="not_held")
    translated = language if any(line.translation for line in shown) else None
    return Answer(True, shown, engine, language=translated)


class _Weighing:
    """Holds the lines of one answer against the article."""

    def __init__(self, article: Article, brief: Brief, ours: Found, language: str | None) -> None:
        doc, _ = reading(article)
        self._article = article
        self._statements = {s.id: s for s in brief.statements}
        self._checks = PointChecks(Text.of(article, doc), brief.statements, wording(article.language))
        self._names = names_of(article, brief)
        self._printed = {fold(article.words(s.number)): s.number for s in article.sentences}
        self._ours = ours
        self._language = language

    def line(self, item: Line) -> list[Shown]:
        """The line as it may be shown, or what it rests on."""
        statement = self._statements.get(item.statement.strip("[] "))
        numbers = tuple(n for n in dict.fromkeys(item.sentence_nos) if n <= len(self._article.sentences))
        cited = tuple(sorted({*numbers, *(statement.sentences if statement else ())}))
        if cited and self._checks.fault(Point(item.text, cited, (statement.id,) if statement else ())) is None:
            return [Shown(cited, statement.id if statement else None, item.text, self._translation(item.text, item))]
        printed = self._printed.get(fold(item.text))
        if printed is not None:
            return [Shown((printed,), None, None, self._translation(item.text, item))]
        if statement is not None:
            shown = statement.text(self._article.text)
            return [Shown(statement.sentences, statement.id, None, self._translation(shown, item))]
        bearing = [n for n in numbers if self._bears(n)][:MOST]
        return [Shown((n,), None, None, self._translation(self._article.words(n), item)) for n in bearing]

    def _bears(self, number: int) -> bool:
        """Whether the sentence has to do with what is asked; another language's questions cannot be compared."""
        return self._ours.asked.language != self._article.language or number in self._ours.likely

    def _translation(self, source: str, item: Line) -> str | None:
        """The line's translation, where it holds against what is shown."""
        if self._language is None or not item.translation:
            return None
        bare = " ".join(source.replace("“", "").replace("”", "").split())
        reason = fault(bare, self._article.language, item.translation, self._language, self._names)
        return item.translation if reason is None else None


def _quoted(text: str, longest: int) -> str:
    """A reader's words on one row, in quotation marks: they are material, too."""
    return json.dumps(" ".join(text.split())[:longest], ensure_ascii=False)


def _statement(article: Article, statement: Statement) -> str:
    words = " ".join(statement.text(article.text).split())
    shown = f"“{words}”" if statement.kind == "quotation" else words
    where = " ".join(map(str, statement.sentences))
    return numbered(statement.id, f"{statement.speaker.name} {statement.verb}: {shown[:_LONGEST_LINE]} ({where})")


def _turn(turn: Turn) -> str:
    """A question with what was shown to it, on a row."""
    where = ", ".join(map(str, turn.answer.sentences)) or _NONE
    outcome = f"sentences {where}" if turn.answer.found else "the article does not say"
    return f"{_quoted(turn.question, _LONGEST_LINE)} → {outcome}"
