"""The conversation in a terminal: links and texts in, briefs out, then questions on them; the same desk as every face."""

from __future__ import annotations

import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from rich.console import Console

from bot.analysis.asking.meant import Wish, meant
from bot.analysis.engines import Report, Stage
from bot.catalogue import of, say
from bot.desk import Briefed, Conversation, Source
from bot.errors import AttribotError
from bot.intake import links
from bot.terminal.render import answer_block, brief_view
from bot.view.answer import answer_view
from bot.view.brief import untranslated, view
from storage.chats import Length
from storage.records import Answer, Article

T = TypeVar("T")
Make = Callable[[Report], Awaitable[T]]
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

    async def in_language(
        self, article: Article, chat: str, language: str | None, *, report: Report = lambda _: None
    ) -> Briefed:
        """The brief of a stored article in a language."""

    async def ask(
        self,
        briefed: Briefed,
        question: str,
        conversation: Conversation,
        *,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Answer:
        """What a brief's article answers to a question."""


def sources(message: str) -> list[Source]:
    """What a message asks to brief: its links, or its text."""
    found = links.find(message)
    if links.are_meant(message, found):
        return [Source(link=link) for link in found]
    return [Source(body=message.encode("utf-8", "surrogateescape"))]


class Talk:
    """One conversation: the language of what follows, and the last brief, which questions are about."""

    def __init__(self, desk: Briefs, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._last: Briefed | None = None
        self._language: str | None = None
        self._id = uuid.uuid4().hex
        self._asked = 0

    async def hear(self, text: str) -> None:
        """Answer one message."""
        word = text.casefold().removeprefix("/")
        if word in ("help", "start"):
            self._tell(say("terminal.help"))
        elif word.startswith("language ") and len(word.split()) == 2:
            self._language = word.split()[1]
            self._tell(say("terminal.language", language=of("en").named("languages", self._language)))
        elif text.startswith("/") and " " not in text and "\n" not in text:
            self._tell(say("terminal.unknown", command=text))
        elif text:
            await self._message(text)

    async def brief(self, source: Source) -> bool:
        """Brief one source; an error is one line. Returns whether there was a brief."""
        made = await self._made(lambda report: self._desk.brief(source, CHAT, language=self._language, report=report))
        return made is not None and self._show(made, self._language)

    async def _message(self, text: str) -> None:
        found = links.find(text)
        meaning = "text" if links.are_meant(text, found) else meant(text)
        if meaning == "text":
            for source in sources(text):
                await self.brief(source)
        elif meaning == "courtesy":
            self._tell(say("answer.courtesy"))
        elif self._last is None:
            self._tell(say("answer.no_brief"))
        elif isinstance(meaning, Wish):
            await self._wish(self._last, meaning)
        else:
            await self._ask(self._last, text)

    async def _wish(self, last: Briefed, wish: Wish) -> None:
        """The last brief again, in another language or length."""
        language = wish.language or last.brief.language
        article = last.article
        made = await self._made(lambda report: self._desk.in_language(article, CHAT, language, report=report))
        if made is not None:
            self._show(made, language, wish.length or "standard")

    async def _ask(self, last: Briefed, question: str) -> None:
        self._asked += 1
        conversation = Conversation(CHAT, f"{CHAT} {self._id} {self._asked}")
        answer = await self._made(
            lambda report: self._desk.ask(last, question, conversation, language=self._language, report=report)
        )
        if answer is not None:
            self._console.print(answer_block(answer_view(last, answer, of("en")), of("en")), highlight=False)

    async def _made(self, make: Make[T]) -> T | None:
        """What the desk makes, with progress shown; None where it fails, and the reader is told why."""
        with self._console.status(say("stages.reading")) as status:

            def report(stage: Stage) -> None:
                status.update(say(f"stages.{stage}"))

            try:
                return await make(report)
            except AttribotError as error:
                self._console.print(error.message, markup=False, style="yellow")
                return None

    def _show(self, briefed: Briefed, language: str | None, length: Length = "standard") -> bool:
        self._last = briefed
        show(self._console, briefed, length)
        if untranslated(briefed, language):
            self._console.print(say("brief.not_translated", language=language), markup=False, style="yellow")
        return True

    def _tell(self, line: str) -> None:
        self._console.print(line, markup=False)


async def converse(desk: Briefs, console: Console, messages: AsyncIterator[str]) -> None:
    """Answer each message in turn until there are no more."""
    talk = Talk(desk, console)
    async for message in messages:
        text = message.strip()
        if text.casefold().removeprefix("/") in ("quit", "exit"):
            return
        await talk.hear(text)


def show(console: Console, briefed: Briefed, length: Length = "standard") -> None:
    """Print a brief."""
    shown = view(briefed, of("en"), datetime.now(UTC).date(), length)
    console.print(brief_view(shown, of("en")), highlight=False)


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
    talk = Talk(desk, console)
    if not body.strip():
        console.print(say("terminal.example_note"), markup=False, style="dim")
        return await talk.brief(Source(body=EXAMPLE.read_bytes()))
    outcomes = [await talk.brief(s) for s in sources(body.decode("utf-8", "surrogateescape"))]
    return all(outcomes)
