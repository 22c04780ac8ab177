"""Briefs and answers on a terminal. Article words go in as plain text, never as markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.catalogue import Catalogue
from bot.view.answer import AnswerView, Passages
from bot.view.brief import BriefView, Cited, Voice


def brief_view(shown: BriefView, catalogue: Catalogue) -> RenderableType:
    """Warnings, headline, points, who said what, notes and the source line."""
    blocks: list[RenderableType] = [Text(line, style="yellow") for line in shown.warnings]
    if shown.headline:
        blocks += [Text(shown.headline.text, style="bold"), *_translation(shown.headline, 2), Text()]
    for point in shown.points:
        blocks += [_cited(point, "• "), *_translation(point, 2)]
    if shown.voices:
        blocks += [Text(), Text(catalogue.say("brief.who_said_what"), style="bold")]
        blocks += [block for voice in shown.voices for block in _voice(voice)]
    if shown.notes:
        blocks += [Text(), *(Text(note) for note in shown.notes)]
    blocks += [Text(), Text(shown.source, style="dim"), *_questions(shown.questions, catalogue)]
    return Group(*blocks)


def answer_block(shown: AnswerView, catalogue: Catalogue) -> RenderableType:
    """What comes first, speakers and sentences, notes, the source line, and what else can be asked."""
    blocks: list[RenderableType] = [Text(shown.head, style="bold")] if shown.head else []
    for item in shown.items:
        blocks += _voice(item) if isinstance(item, Voice) else _told(item)
    blocks += [*(Text(note) for note in shown.notes), Text(), Text(shown.source, style="dim")]
    return Group(*blocks, *_questions(shown.questions, catalogue))


def _told(item: Passages | Cited) -> list[RenderableType]:
    if isinstance(item, Cited):
        return [_cited(item), *_translation(item, 2)]
    lines: list[RenderableType] = [Text(item.head, style="bold")] if item.head else []
    for sentence in item.sentences:
        lines += [Padding(_cited(sentence), (0, 0, 0, 2)), *_translation(sentence, 4)]
    return lines


def _questions(questions: Sequence[str], catalogue: Catalogue) -> list[RenderableType]:
    if not questions:
        return []
    lines = [Padding(Text(question, style="dim"), (0, 0, 0, 2)) for question in questions]
    return [Text(catalogue.say("answer.ask_next"), style="dim"), *lines]


def _voice(voice: Voice) -> list[RenderableType]:
    lines: list[RenderableType] = [Text.assemble((voice.name, "bold"), f" · {voice.role}" if voice.role else "")]
    for said in voice.said:
        lines += [Padding(_cited(said.short), (0, 0, 0, 2)), *_translation(said.short, 4)]
    return [*lines, Padding(Text(f"(+{voice.more})", style="dim"), (0, 0, 0, 2))] if voice.more else lines


def _cited(line: Cited, bullet: str = "") -> Text:
    return Text.assemble(bullet, line.text, " ", (f"[{' '.join(map(str, line.sentences))}]", "dim"))


def _translation(line: Cited, indent: int) -> list[RenderableType]:
    """The translation below its line, where there is one."""
    if line.translation is None:
        return []
    return [Padding(Text(f"≈ {line.translation}", style="italic"), (0, 0, 0, indent))]
