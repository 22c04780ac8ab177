"""A brief on a terminal. Article words go in as plain text, never as markup."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.catalogue import Catalogue
from bot.view import BriefView, Cited, Voice


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
    blocks += [Text(), Text(shown.source, style="dim")]
    return Group(*blocks)


def _voice(voice: Voice) -> list[RenderableType]:
    lines: list[RenderableType] = [Text.assemble((voice.name, "bold"), f" · {voice.role}" if voice.role else "")]
    for said in voice.said:
        lines += [Padding(_cited(said.short), (0, 0, 0, 2)), *_translation(said.short, 4)]
    return lines


def _cited(line: Cited, bullet: str = "") -> Text:
    return Text.assemble(bullet, line.text, " ", (f"[{' '.join(map(str, line.sentences))}]", "dim"))


def _translation(line: Cited, indent: int) -> list[RenderableType]:
    """The translation below its line, where there is one."""
    if line.translation is None:
        return []
    return [Padding(Text(f"≈ {line.translation}", style="italic"), (0, 0, 0, indent))]
