"""The conversation in a terminal: a link or a text in, a brief out; the same desk as every face."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from rich.console import Console

from bot.analysis.engines import Report, Stage
from bot.catalogue import of, say
from bot.desk import Briefed, Source
from bot.errors import AttribotError
from bot.intake import links
from bot.terminal.render import brief_view
from bot.view import untranslated, view

CHAT = "terminal"
EXAMPLE = Path(__file__).with_name("example.txt")


class Briefs(Protocol):
    """What the conversation needs of the desk."""

    async def brief(
        self,
        source: Source,
        chat: str,
        *,
        fresh: bool = False,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Briefed:
        """Make or find the brief of a source."""


def sources(message: str) -> list[Source]:
    """What a message asks to brief: its links, or its text."""
    found = links.find(message)
    if links.are_meant(message, found):
        return [Source(link=link) for link in found]
    return [Source(body=message.encode("utf-8", "surrogateescape"))]


async def converse(desk: Briefs, console: Console, messages: AsyncIterator[str]) -> None:
    """Answer each message in turn until there are no more."""
    language: str | None = None
    async for message in messages:
        text = message.strip()
        word = text.casefold().removeprefix("/")
        if word in ("quit", "exit"):
            return
        if word in ("help", "start"):
            console.print(say("terminal.help"), markup=False)
        elif word.startswith("language ") and len(word.split()) == 2:
            language = word.split()[1]
            console.print(say("terminal.language", language=of("en").named("languages", language)), markup=False)
        elif text.startswith("/") and " " not in text and "\n" not in text:
            console.print(say("terminal.unknown", command=text), markup=False)
        elif text:
            for source in sources(text):
                await answer(desk, console, source, language=language)


async def answer(desk: Briefs, console: Console, source: Source, *, language: str | None = None) -> bool:
    """Brief one source with progress shown; an error is one line. Returns whether there was a brief."""
    with console.status(say("stages.reading")) as status:

        def report(stage: Stage) -> None:
            status.update(say(f"stages.{stage}"))

        try:
            briefed = await desk.brief(source, CHAT, language=language, report=report)
        except AttribotError as error:
            console.print(error.message, markup=False, style="yellow")
            return False
    show(console, briefed)
    if untranslated(briefed, language):
        console.print(say("brief.not_translated", language=language), markup=False, style="yellow")
    return True


def show(console: Console, briefed: Briefed) -> None:
    """Print a brief."""
    console.print(brief_view(view(briefed, of("en"), datetime.now(UTC).date()), of("en")), highlight=False)


async def typed() -> AsyncIterator[str]:
    """Messages from a person at a terminal; a paste of many lines is one message."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    while True:
        try:
            yield await session.prompt_async(say("terminal.prompt"))
        except (EOFError, KeyboardInterrupt):
            return


async def converse_from_terminal(desk: Briefs, console: Console) -> None:
    """Greet, then converse with the person at the terminal."""
    console.print(say("terminal.welcome"), markup=False)
    await converse(desk, console, typed())


async def answer_piped(desk: Briefs, console: Console) -> bool:
    """Standard input is one message; with nothing in it the example article is briefed."""
    body = sys.stdin.buffer.read()
    if not body.strip():
        console.print(say("terminal.example_note"), markup=False, style="dim")
        return await answer(desk, console, Source(body=EXAMPLE.read_bytes()))
    outcomes = [await answer(desk, console, s) for s in sources(body.decode("utf-8", "surrogateescape"))]
    return all(outcomes)
