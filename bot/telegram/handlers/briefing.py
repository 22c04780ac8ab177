"""A brief is made while the reader sees how far it is, and shown where its place was held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from telegram import InlineKeyboardButton

from bot.analysis.engines import Report
from bot.desk import Briefed, Source
from bot.errors import SourceError, WorkerError
from bot.telegram.delivery.answer import Answer, Progress
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.rendering.brief import brief_pages
from bot.telegram.rendering.html import words
from bot.telegram.rendering.pages import Page
from bot.view.brief import untranslated
from storage.chats import owner

Failure = SourceError | WorkerError
_LONGEST = 200
Make = Callable[[Report], Awaitable[Briefed]]


def of_source(parts: Parts, visit: Visit, source: Source) -> Make:
    """How the desk makes the brief of a source for this chat."""
    chat, language = owner(visit.job.chat), visit.chat.language
    return lambda report: parts.desk.brief(source, chat, language=language, report=report)


async def made(visit: Visit, answer: Answer, make: Make, *, quiet: bool = False) -> Briefed | Failure:
    """Have the brief made; a failure that the reader is told is an outcome like any other."""
    async with Progress(answer, visit.catalogue, quiet=quiet) as progress:
        try:
            return await make(progress.report)
        except (SourceError, WorkerError) as error:
            return error


async def show(
    parts: Parts, visit: Visit, answer: Answer, briefed: Briefed, more: Sequence[InlineKeyboardButton] = ()
) -> None:
    """Make the answer the brief; ``more`` buttons stand below its own."""
    wanted = visit.chat.language
    notice = ""
    if untranslated(briefed, wanted):
        notice = visit.catalogue.say("bot.not_translated", language=visit.catalogue.named("languages", str(wanted)))
    today = parts.clock().date()
    pages = brief_pages(briefed, visit.catalogue, visit.chat.length, today, notice=notice, more=more)
    await answer.show(pages, briefed.number)


async def shown(
    parts: Parts,
    visit: Visit,
    answer: Answer,
    outcome: Briefed | Failure,
    more: Sequence[InlineKeyboardButton] = (),
) -> None:
    """Make the answer the brief, or the failure."""
    if isinstance(outcome, Briefed):
        await show(parts, visit, answer, outcome, more)
    else:
        await answer.show([told(visit, outcome)])


def told(visit: Visit, failure: Failure, advice: str = "", about: str = "") -> Page:
    """The failure in a reader's words, with what else can be done, and what it is about where that is not plain."""
    lines = [about[:_LONGEST], failure.told(visit.catalogue), advice and f"\n{advice}"]
    return Page(words("\n".join(line for line in lines if line)).code)
