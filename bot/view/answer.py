"""An answer to a question: the article's own words with their numbers, or that the article does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from bot.catalogue import Catalogue
from bot.desk import Briefed
from bot.view.brief import Cited, Voice, engine_line, line, notes, origin, translated, voice
from storage.records import Answer, Shown, Statement

_LINES, _PASSAGES, _GONE = "\0lines", "\0passages", "\0gone"


@dataclass(frozen=True, slots=True)
class Passages:
    """Sentences of the article as they stand; ``head`` says so, where the answer's own head does not."""

    head: str
    sentences: tuple[Cited, ...]


Item = Voice | Passages | Cited
"""A speaker with statements, sentences as they stand, or a checked line."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The lines of an answer from top to bottom; ``head`` is "" where the items answer by themselves."""

    head: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    source: str
    questions: tuple[str, ...] = ()


def answer_view(briefed: Briefed, answer: Answer, catalogue: Catalogue) -> AnswerView:
    """The answer's lines; where the article does not say, questions that it does answer."""
    return AnswerView(
        head=_head(answer, catalogue),
        items=tuple(_items(briefed, answer, catalogue)),
        notes=tuple(
            note for note in (*_notes(briefed, answer, catalogue), translated(answer.language, catalogue)) if note
        ),
        source=f"{origin(briefed.article, catalogue)} · {engine_line(answer.engine, answer.fallback_reason, catalogue)}",
        questions=() if answer.found else briefed.brief.questions,
    )


def about(briefed: Briefed, catalogue: Catalogue) -> str:
    """Which article an answer is about, for where that is not plain."""
    return catalogue.say(
        "answer.about", name=line(briefed.article.title or briefed.brief.headline) or origin(briefed.article, catalogue)
    )


def plain_text(shown: AnswerView) -> str:
    """The answer as plain text, a line each."""
    lines = [shown.head] if shown.head else []
    for item in shown.items:
        if isinstance(item, Voice):
            lines += [f"{item.name} · {item.role}" if item.role else item.name]
            lines += [f"  {_cited(said.whole)}" for said in item.said]
        elif isinstance(item, Passages):
            lines += [item.head] if item.head else []
            lines += [f"  {_cited(sentence)}" for sentence in item.sentences]
        else:
            lines += [_cited(item)]
    return "\n".join([*lines, *shown.notes])


def _cited(words: Cited) -> str:
    numbers = " ".join(map(str, words.sentences))
    translation = f"\n  ≈ {words.translation}" if words.translation else ""
    return f"{words.text} [{numbers}]{translation}"


def _head(answer: Answer, catalogue: Catalogue) -> str:
    if answer.found:
        return ""
    return catalogue.say("answer.nearest") if answer.lines else catalogue.say("answer.nothing")


def _items(briefed: Briefed, answer: Answer, catalogue: Catalogue) -> list[Item]:
    """The lines in order; statements of one speaker, and sentences, stand together where they follow each other."""
    article, known = briefed.article, {s.id: s for s in briefed.brief.statements}
    items: list[Item] = []
    for key, group in groupby(answer.lines, key=lambda shown: _kind(shown, known)):
        some = list(group)
        if key == _LINES:
            items += [Cited(str(shown.text), shown.sentences, shown.translation) for shown in some]
        elif key == _PASSAGES:
            found = [(n, shown.translation) for shown in some for n in shown.sentences]
            head = catalogue.say("answer.in_article") if answer.found else ""
            items.append(Passages(head, tuple(Cited(line(article.words(n)), (n,), theirs) for n, theirs in found)))
        elif key != _GONE:
            said = [known[str(shown.statement)] for shown in some]
            theirs = {str(shown.statement): shown.translation for shown in some if shown.translation}
            items.append(voice(article, said, theirs, catalogue))
    return items


def _kind(shown: Shown, known: Mapping[str, Statement]) -> str:
    """How a line stands: as a line of its own, as sentences, or with its speaker; a statement that was taken out is gone."""
    statement = known.get(shown.statement) if shown.statement is not None else None
    if shown.statement is not None and (statement is None or not set(statement.sentences) <= set(shown.sentences)):
        return _GONE
    if shown.text is not None:
        return _LINES
    return statement.speaker.name if statement is not None else _PASSAGES


def _notes(briefed: Briefed, answer: Answer, catalogue: Catalogue) -> list[str]:
    if answer.kind == "left_out":
        return [*notes(briefed.brief, catalogue), _unused(briefed, catalogue)]
    return _page(briefed, catalogue) if answer.kind == "page" else []


def _unused(briefed: Briefed, catalogue: Catalogue) -> str:
    """The sentences that no line of the brief rests on."""
    brief = briefed.brief
    used = {n for p in brief.points for n in p.sentences} | {n for s in brief.statements for n in s.sentences}
    unused = [s.number for s in briefed.article.sentences if s.number not in used | set(brief.headline_sentences)]
    if not unused:
        return catalogue.say("answer.all_used")
    return catalogue.say("answer.unused", count=len(unused), numbers=" ".join(map(str, unused)))


def _page(briefed: Briefed, catalogue: Catalogue) -> list[str]:
    """What the page says of itself."""
    article = briefed.article
    authors = ", ".join(map(line, article.authors))
    return [
        catalogue.say("answer.published", day=article.published)
        if article.published
        else catalogue.say("answer.no_date"),
        catalogue.say("answer.outlet", name=origin(article, catalogue)),
        catalogue.say("answer.authors", names=authors) if authors else catalogue.say("answer.no_authors"),
        catalogue.say("answer.link", link=article.link) if article.link else "",
    ]
