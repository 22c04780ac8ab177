"""Questions and wishes on a brief: which brief they mean, and what the reader gets."""

from __future__ import annotations

from dataclasses import replace

from telegram import ForceReply

from bot.analysis.asking.meant import Meant, Wish, meant
from bot.desk import Briefed, Conversation
from bot.errors import SourceError, WorkerError
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer, Progress
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access, briefing
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.answer import answer_pages
from bot.telegram.rendering.html import words
from bot.telegram.rendering.pages import Page, our_page
from storage import messages, reports, turns
from storage.chats import owner
from storage.messages import ASKED

PROMPT = -4
"""The number of the part of a message that asks for a question: its reply is one."""


async def replied_to(parts: Parts, visit: Visit) -> int | None:
    """The brief that the message answers: one of ours, or an answer to a question on one; None where it answers none."""
    reply = visit.messages[0].get("reply_to_message")
    if not reply:
        return None
    return await stored(parts.database, messages.brief_of, visit.job.chat, int(reply["message_id"]))


async def taken(parts: Parts, visit: Visit, text: str) -> bool:
    """Answer a text that asks or wishes something of a brief, or is a courtesy; False where it is a text to brief."""
    target = await replied_to(parts, visit)
    meaning = meant(text, replies=target is not None)
    if meaning == "text":
        return False
    if meaning == "courtesy":
        await _tell(parts, visit, visit.catalogue.say("answer.courtesy"))
    else:
        await _on(parts, visit, target, text, meaning)
    return True


async def command(parts: Parts, visit: Visit, text: str) -> Page | None:
    """A question behind the command; whatever stands there is one."""
    if not text:
        return our_page(visit.catalogue.say("bot.how_to_ask"))
    meaning = meant(text, replies=True)
    await _on(parts, visit, await replied_to(parts, visit), text, meaning if isinstance(meaning, Wish) else "question")
    return None


async def suggested(parts: Parts, visit: Visit) -> None:
    """A question that was chosen with a button."""
    number, which = value(visit)
    carried = await stored(parts.database, messages.carried, number)
    if carried is None or not 0 <= which < len(carried[1].questions):
        await _tell(parts, visit, visit.catalogue.say("bot.over"))
        return
    if await _there_is_room(parts, visit):
        await _ask(parts, visit, number, carried[1].questions[which], chosen=True, names=False)


async def prompt(parts: Parts, visit: Visit, brief: int, reply_to: int) -> None:
    """Ask the reader for a question; the reply is one, however long it takes."""
    if PROMPT in await stored(parts.database, messages.of_job, visit.job.id):
        return
    markup = ForceReply(selective=True, input_field_placeholder=visit.catalogue.say("bot.ask_placeholder"))
    page = our_page(visit.catalogue.say("bot.what_to_ask"))
    number = await parts.sender.send(visit.place.replying_to(reply_to), page, markup=markup)
    chat = visit.job.chat
    await insistently(parts.database, messages.keep, chat, number, visit.job.id, PROMPT, parts.clock())
    await insistently(parts.database, messages.carry, chat, [number], brief)


async def refreshed(parts: Parts, visit: Visit, answer: Answer, brief: int, job: int) -> None:
    """Show an answer as it stands after its brief was corrected: what was taken out of the brief goes here, too."""
    carried = await stored(parts.database, messages.carried, brief)
    known = await stored(parts.database, turns.asked_by, _origin(job))
    if carried is None or known is None:
        await answer.show([our_page(visit.catalogue.say("bot.over"))], brief)
        return
    briefed = Briefed(*carried, cached=True, number=brief)
    turn = known[1]
    await answer.show(answer_pages(briefed, turn.answer, visit.catalogue, question=turn.question), brief)


async def _on(parts: Parts, visit: Visit, target: int | None, text: str, meaning: Meant) -> None:
    """What is asked or wished of the brief that is answered, or else of the last one in the chat."""
    number = target or await stored(parts.database, messages.last_brief, visit.job.chat)
    if number is None:
        await _tell(parts, visit, visit.catalogue.say("answer.no_brief"))
    elif await _there_is_room(parts, visit):
        if isinstance(meaning, Wish):
            await _wish(parts, visit, number, meaning)
        else:
            await _ask(parts, visit, number, text, chosen=False, names=target is None)


async def _ask(parts: Parts, visit: Visit, number: int, question: str, *, chosen: bool, names: bool) -> None:
    briefed = await _briefed(parts, visit, number)
    if briefed is None:
        return
    answer = Answer(parts, visit.job.id, visit.place, ASKED)
    await answer.hold(visit.catalogue.say("stages.answering"))
    conversation = Conversation(owner(visit.job.chat), _origin(visit.job.id))
    async with Progress(answer, visit.catalogue) as progress:
        try:
            found = await parts.desk.ask(
                briefed, question, conversation, language=visit.chat.language, report=progress.report
            )
        except (SourceError, WorkerError) as error:
            failure: SourceError | WorkerError | None = error
        else:
            failure = None
    if failure is not None:
        await answer.show([briefing.told(visit, failure)], number)
        return
    shown = question if chosen else ""
    await answer.show(answer_pages(briefed, found, visit.catalogue, question=shown, names=names), number)


async def _wish(parts: Parts, visit: Visit, number: int, wish: Wish) -> None:
    """The brief in another language or length; how later briefs come stays as it is."""
    briefed = await _briefed(parts, visit, number)
    if briefed is None:
        return
    language = wish.language or briefed.brief.language
    if language not in (None, briefed.article.language, *parts.desk.languages):
        await _tell(parts, visit, _not_offered(parts, visit))
        return
    chat = replace(visit.chat, language=language, length=wish.length or visit.chat.length)
    answer = Answer(parts, visit.job.id, visit.place)
    await answer.hold(visit.catalogue.say("stages.reading"))
    article, payer = briefed.article, owner(visit.job.chat)
    outcome = await briefing.made(
        visit, answer, lambda report: parts.desk.in_language(article, payer, language, report=report)
    )
    await briefing.shown(parts, replace(visit, chat=chat), answer, outcome)


def _not_offered(parts: Parts, visit: Visit) -> str:
    say, offered = visit.catalogue.say, sorted(parts.desk.languages)
    return say("bot.language_not_offered", codes=", ".join(offered)) if offered else say("bot.no_languages")


async def _briefed(parts: Parts, visit: Visit, number: int) -> Briefed | None:
    """The brief with its article; where it was withdrawn or its time is over, the reader is told."""
    carried = await stored(parts.database, messages.carried, number)
    reason = await stored(parts.database, reports.withdrawn, number)
    if reason is not None:
        page = Page(words(visit.catalogue.say("errors.withdrawn", reason=reason)).code)
        await Answer(parts, visit.job.id, visit.place).tell(page)
        return None
    if carried is None:
        await _tell(parts, visit, visit.catalogue.say("bot.over"))
        return None
    return Briefed(*carried, cached=True, number=number)


async def _there_is_room(parts: Parts, visit: Visit) -> bool:
    line = await access.too_many(parts, visit)
    if line is not None:
        await _tell(parts, visit, line)
    return line is None


def _origin(job: int) -> str:
    return f"telegram {job}"


async def _tell(parts: Parts, visit: Visit, line: str) -> None:
    await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
