"""What follows from a report: those who run the bot see it, and messages that carry the brief are made right."""

from __future__ import annotations

from telegram import ForceReply

from bot.desk import Briefed
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer, answer_with
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import briefing, questions, replies
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.html import words
from bot.telegram.rendering.pages import Page, our_page
from bot.telegram.rendering.report import report_page
from storage import messages, reports


async def prompt(parts: Parts, visit: Visit, brief: int, reply_to: int) -> None:
    """Ask the reader what is wrong; the reply is waited for, however long it takes."""
    sent = await stored(parts.database, messages.of_job, visit.job.id)
    if replies.WRONG in sent:
        return
    page = our_page(visit.catalogue.say("bot.what_is_wrong"))
    markup = ForceReply(selective=True, input_field_placeholder=visit.catalogue.say("bot.wrong_placeholder"))
    place = visit.place.replying_to(reply_to)
    number = await parts.sender.send(place, page, markup=markup)
    await _await_reply(parts, visit, number, replies.WRONG, brief)


async def notice(parts: Parts, visit: Visit) -> None:
    """Show a report to one of those who run the bot; their reply decides."""
    report = await stored(parts.database, reports.find, int(value(visit)))
    sent = await stored(parts.database, messages.of_job, visit.job.id)
    if report is None or replies.DECISION in sent:
        return
    carried = await stored(parts.database, messages.carried, report.brief)
    page = report_page(report, carried, visit.catalogue)
    number = await parts.sender.send(visit.place, page)
    await _await_reply(parts, visit, number, replies.DECISION, report.brief)


async def _await_reply(parts: Parts, visit: Visit, number: int, part: int, brief: int) -> None:
    chat = visit.job.chat
    await insistently(parts.database, messages.keep, chat, number, visit.job.id, part, parts.clock())
    await insistently(parts.database, messages.carry, chat, [number], brief)


async def outcome(parts: Parts, visit: Visit) -> None:
    """Tell a reader what became of their report."""
    line, reason = value(visit)
    say = visit.catalogue.say
    told = {
        "bot.your_report_corrected": say("bot.your_report_corrected"),
        "bot.your_report_withdrawn": say("bot.your_report_withdrawn"),
        "bot.your_report_dismissed": say("bot.your_report_dismissed"),
    }[line]
    page = Page(words(f"{told} {reason}".strip()).code)
    await Answer(parts, visit.job.id, visit.place).tell(page)


async def refresh(parts: Parts, visit: Visit) -> None:
    """Make one answer show its brief as it stands now: corrected, or withdrawn with the reason."""
    brief, message_id = value(visit)
    answer = await answer_with(parts, visit.place, message_id)
    place = await stored(parts.database, messages.place_of, visit.job.chat, message_id)
    reason = await stored(parts.database, reports.withdrawn, brief)
    if reason is not None:
        line = visit.catalogue.say("errors.withdrawn", reason=reason)
        await answer.show([Page(words(line).code)], brief)
        return
    if place is not None and place[1] == messages.ASKED:
        await questions.refreshed(parts, visit, answer, brief, place[0])
        return
    carried = await stored(parts.database, messages.carried, brief)
    if carried is not None:
        article, corrected = carried
        await briefing.show(parts, visit, answer, Briefed(article, corrected, cached=True, number=brief))
