"""Replies that are waited for: what a reader finds wrong with a brief, and what those who run the bot decide."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access
from bot.telegram.rendering.pages import our_page
from storage import corrections, jobs, messages, reports
from storage.jobs import Errand
from storage.records import Brief

WRONG, DECISION = -1, -2
"""Numbers of parts of messages whose replies are waited for."""
LONGEST, LONGEST_REASON = 2000, 500
"""Characters of a reader's words that are kept, and of an operator's reason."""
_LINES = re.compile(r"^((?:[ps]\d+[\s,]+)+)(.*)", re.IGNORECASE | re.DOTALL)


async def taken(parts: Parts, visit: Visit) -> bool:
    """Take the message for the reply that is waited for; False where it is none."""
    first = visit.messages[0]
    reply = first.get("reply_to_message")
    if not reply or not (said := str(first.get("text", "")).strip()):
        return False
    awaited = await stored(parts.database, messages.awaited, visit.job.chat, int(reply["message_id"]))
    if awaited is None:
        return False
    part, brief = awaited
    if part == WRONG:
        await _report(parts, visit, brief, said[:LONGEST], int(reply["message_id"]))
    elif part == DECISION and access.is_operator(parts, visit.job.user):
        await _tell(parts, visit, await _decision(parts, visit, brief, said, int(reply["message_id"])))
    else:
        return False
    return True


async def _report(parts: Parts, visit: Visit, brief: int, said: str, prompt: int) -> None:
    """One prompt takes one report of a person."""
    user = visit.job.user or visit.job.chat
    origin = f"{visit.job.chat} {prompt} {user}"
    number = await insistently(parts.database, reports.file, brief, visit.job.chat, user, said, origin, parts.clock())
    for admin in parts.settings.telegram_admins:
        await notify(parts, admin, number)
    await _tell(parts, visit, visit.catalogue.say("bot.report_kept"))


async def notify(parts: Parts, operator: int, report: int, origin: str = "") -> None:
    """Have a report shown to one of those who run the bot; again only where another ``origin`` asks for it."""
    payload = json.dumps({"value": report})
    errand = Errand("notice", f"notice {operator}", operator, payload, None, f"notice {report} {operator} {origin}")
    await insistently(parts.database, jobs.add, [errand], parts.clock())
    parts.wake()


async def _decision(parts: Parts, visit: Visit, brief: int, said: str, notice: int) -> str:
    """Carry out what an operator wrote, once; returns what to tell them.

    Lines are numbered as the notice shows them, so a brief that has changed since is shown anew first.
    """
    shown = await stored(parts.database, messages.place_of, visit.job.chat, notice)
    changed = await stored(parts.database, reports.changed_at, brief)
    ours = await stored(parts.database, reports.corrected_by, visit.job.id)
    if not ours and shown and changed and changed > shown[2] and _LINES.match(f"{said} "):
        report = await stored(parts.database, reports.latest, brief)
        if report is not None:
            await notify(parts, visit.job.chat, report, f"again {visit.job.id}")
        return visit.catalogue.say("bot.stale_report")
    return await _decide(parts, visit, brief, said)


async def _decide(parts: Parts, visit: Visit, brief: int, said: str) -> str:
    say = visit.catalogue.say
    word, _, rest = said.partition(" ")
    reason = rest.strip()[:LONGEST_REASON]
    if word.casefold() == "dismiss":
        chats = await insistently(parts.database, reports.settle, brief, "dismissed", visit.job.id)
        await _outcome(parts, visit, chats, "bot.your_report_dismissed", reason)
        return say("bot.dismissed") if chats else say("bot.no_open_report")
    if word.casefold() == "withdraw":
        return await _withdraw(parts, visit, brief, reason) if reason else say("bot.reason_missing")
    chosen = _LINES.match(f"{said} ")
    if chosen is None:
        return say("bot.how_to_decide")
    reason = chosen[2].strip()[:LONGEST_REASON]
    lines = frozenset(re.split(r"[\s,]+", chosen[1].casefold().strip(" ,")))
    return await _correct(parts, visit, brief, lines, reason) if reason else say("bot.reason_missing")


async def _withdraw(parts: Parts, visit: Visit, brief: int, reason: str) -> str:
    chats = await insistently(parts.database, reports.withdraw, brief, reason, visit.job.id)
    await _outcome(parts, visit, chats, "bot.your_report_withdrawn", reason)
    return visit.catalogue.say("bot.withdrawn", count=await _refresh(parts, visit, brief))


async def _correct(parts: Parts, visit: Visit, brief: int, lines: frozenset[str], reason: str) -> str:
    say, job = visit.catalogue.say, visit.job.id
    carried = await stored(parts.database, messages.carried, brief)
    if carried is None:
        return say("bot.over")
    if not await stored(parts.database, reports.corrected_by, job):
        corrected = without(carried[1], lines, reason)
        if corrected is None:
            return say("bot.no_such_line", lines=", ".join(sorted(lines)))
        await insistently(parts.database, reports.correct, brief, corrected, job, parts.clock())
    chats = await stored(parts.database, reports.settled_by, job)
    await _outcome(parts, visit, chats, "bot.your_report_corrected", reason)
    return say("bot.corrected", count=await _refresh(parts, visit, brief))


async def _outcome(parts: Parts, visit: Visit, chats: list[int], line: str, reason: str) -> None:
    """Have those who reported it told what became of it."""
    payload = json.dumps({"value": [line, reason]})
    errands = [Errand("outcome", str(chat), chat, payload, None, f"outcome {visit.job.id} {chat}") for chat in chats]
    await insistently(parts.database, jobs.add, errands, parts.clock())
    parts.wake()


def without(brief: Brief, lines: frozenset[str], reason: str) -> Brief | None:
    """The brief without some lines (p1 is the first point, s1 the first statement); None where there is no such line.

    Points that rest on a statement that goes, go too, and so does a headline that shares its sentences.
    """
    numbered = {f"s{n}": s.id for n, s in enumerate(brief.statements, start=1)}
    points = {f"p{n}" for n in range(1, len(brief.points) + 1)}
    if not lines <= set(numbered) | points:
        return None
    gone = {numbered[line] for line in lines if line in numbered}
    kept = [
        point
        for n, point in enumerate(brief.points, start=1)
        if f"p{n}" not in lines and not gone.intersection(point.statements)
    ]
    said = tuple(s for s in brief.statements if s.id not in gone)
    lost = {n for p in brief.points if p not in kept for n in p.sentences}
    lost |= {n for s in brief.statements if s.id in gone for n in s.sentences}
    headline = "" if lost.intersection(brief.headline_sentences) else brief.headline
    return replace(
        brief,
        headline=headline,
        headline_sentences=brief.headline_sentences if headline else (),
        points=tuple(kept),
        statements=said,
        translations=(),
        correction=reason,
    )


async def _refresh(parts: Parts, visit: Visit, brief: int) -> int:
    """Have every message that carries the brief edited, and every digest with its lines; returns how many those are."""
    job = visit.job.id
    errands = [
        Errand("refresh", str(chat), chat, f'{{"value": [{brief}, {number}]}}', None, f"{job} {chat} {number}")
        for chat, number in await stored(parts.database, messages.carriers, brief)
    ]
    for chat, digest in await stored(parts.database, corrections.sent_with, brief):
        errands.append(Errand("retell", str(chat), chat, f'{{"value": {digest}}}', None, f"{job} digest {digest}"))
        errands += [
            Errand(
                "retell_event",
                str(there),
                there,
                f'{{"value": [{digest}, {place}, {page}]}}',
                None,
                f"{job} event {page}",
            )
            for there, page, place in await stored(parts.database, corrections.pages_of, digest)
        ]
    await insistently(parts.database, jobs.add, errands, parts.clock())
    parts.wake()
    return len(errands)


async def _tell(parts: Parts, visit: Visit, line: str) -> None:
    await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
