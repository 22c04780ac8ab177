"""The last step of the chain: what the repair mended is taken in, what it did not is replaced or dropped, all is checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.analysis.analyst import with_questions
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.statements import uncovered
from bot.analysis.chain.drafting import Draft, Failed, Weighed, checks_of, reading, rewritten, told_already
from bot.analysis.chain.pointing import ANOTHER_SPEAKER, agrees, in_order
from bot.analysis.embedded.analyst import LONG_QUOTATION, RULES, gaps
from bot.analysis.receipts.check import checked
from prompts import repair
from storage.records import Article, Brief, LoadedWord, Mentioned, Point, Rejected, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

CHAIN_RULES = f"{RULES}.1"
"""The version of the rules of both analysts: raised with either."""
BREAKS_OFF = "The text breaks off."
_NAMED_BY_MODEL = "named by the language model"
_MOST_WORDS = 5
_OPENING = 12
"""Words of a statement by which a doubt names it."""


def settle(article: Article, made: Draft, weighed: Weighed, mended: repair.Answer | None, engine: str) -> Brief:
    """The brief, every line of it through the same door as the embedded analyst's."""
    doc, ours = reading(article)
    cleared, doubted = _cleared(made, mended)
    points, dropped = _points(article, made, weighed, mended)
    statements = in_order([*made.statements, *cleared])
    text = Text.of(made.article, doc)
    brief = Brief(
        headline=weighed.headline,
        headline_sentences=weighed.headline_sentences,
        points=points or _resting_on(ours.points, statements),
        statements=statements,
        loaded_words=_loaded(made, doc, ours.loaded_words),
        mentioned=_mentioned(made, ours.mentioned, statements),
        gaps=(*gaps(made.article, statements), *_broken_off(made)),
        not_covered=uncovered(text, statements, LONG_QUOTATION),
        rejected=(*made.rejected, *weighed.rejected, *doubted, *dropped),
        engine=engine,
        rules=CHAIN_RULES,
    )
    return with_questions(made.article, checked(made.article, brief, doc))


def _resting_on(points: Sequence[Point], statements: Sequence[Statement]) -> tuple[Point, ...]:
    """The embedded analyst's points, where the model made none that hold."""
    known = {s.id for s in statements}
    return tuple(p for p in points if set(p.statements) <= known)


def _cleared(made: Draft, mended: repair.Answer | None) -> tuple[list[Statement], list[Rejected]]:
    """Doubts in which the second answer agrees with the rules; where it does not, nobody is shown as the speaker."""
    second = {s.ref.strip("[] "): s.speaker for s in mended.speakers} if mended is not None else {}
    cleared: list[Statement] = []
    rejected: list[Rejected] = []
    for doubt in made.doubts:
        if agrees(made.article, doubt.statement, second.get(doubt.ref, doubt.theirs)):
            cleared.append(doubt.statement)
        else:
            rejected.append(Rejected(doubt.statement.text(made.article.text), ANOTHER_SPEAKER))
    return cleared, rejected


def _points(
    article: Article, made: Draft, weighed: Weighed, mended: repair.Answer | None
) -> tuple[tuple[Point, ...], list[Rejected]]:
    """The points in the model's order; one that failed twice is replaced by the line that it was made of."""
    second = {p.ref.strip("[] "): p.text for p in mended.points} if mended is not None else {}
    checks = checks_of(article, made)
    shown: list[Point] = []
    rejected: list[Rejected] = []
    for item in weighed.items:
        if isinstance(item, Failed):
            again = rewritten(checks, item.line, second.get(item.ref, item.text))
            point = again if isinstance(again, Point) else item.line.point
            rejected.append(Rejected(item.text, item.reason))
        else:
            point = item
        if not told_already(shown, point):
            shown.append(point)
    return tuple(shown), rejected


def _loaded(made: Draft, doc: Doc, ours: tuple[LoadedWord, ...]) -> tuple[LoadedWord, ...]:
    """The rules' words, and a few of the model's: modifiers in the narrator's own sentences that no list knows."""
    known = {w.text.casefold() for w in ours}
    text = Text.of(made.article, doc)
    theirs = {w.strip() for answer in made.answers for w in answer.loaded_words} - known
    found = {
        t.text: t for t in doc if t.text in theirs and t.pos_ in ("ADJ", "ADV") and not t.is_stop and not text.quoted(t)
    }
    added = [LoadedWord(w, Span(t.idx, t.idx + len(t)), _NAMED_BY_MODEL) for w, t in found.items() if w.islower()]
    return (*ours, *added[:_MOST_WORDS])


def _mentioned(made: Draft, ours: tuple[Mentioned, ...], statements: Sequence[Statement]) -> tuple[Mentioned, ...]:
    """People who are named and not quoted, first those whom the model found accused."""
    accused = {name.casefold() for answer in made.answers for name in answer.accused_not_quoted}
    speaking = {s.speaker.name for s in statements}
    silent = [m for m in ours if m.name not in speaking]
    return tuple(sorted(silent, key=lambda m: m.name.casefold() not in accused))


def _broken_off(made: Draft) -> list[str]:
    """That the text breaks off is told where the model says so and no stop stands at the end."""
    says = any(answer.incomplete for answer in made.answers)
    ends = made.article.text.rstrip().endswith((".", "!", "?", "”", '"', "»", "。", "…", ")"))
    return [BREAKS_OFF] if says and not ends else []


def doubts_of(made: Draft, weighed: Weighed) -> list[tuple[int, str]]:
    """What a repair is asked for, a row each, with the number of the sentence that it is about."""
    text = made.article.text
    rows: list[tuple[int, str]] = []
    for doubt in made.doubts:
        opening = " ".join(doubt.statement.text(text).split()[:_OPENING])
        who = f"{doubt.statement.speaker.name} or {doubt.theirs}"
        rows.append((doubt.statement.sentences[0], f"[{doubt.ref}] Who says “{opening} …”: {who}?"))
    for failed in weighed.failed:
        row = f"[{failed.ref}] {failed.text} (It does not pass: {failed.reason}. The line: {failed.line.point.text})"
        rows.append((failed.line.point.sentences[0], " ".join(row.split())))
    return rows
