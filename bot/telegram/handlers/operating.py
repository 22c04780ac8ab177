"""Commands of those who run the bot: how it is doing, what it costs, who may use it."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.stored import insistently, stored
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import replies
from bot.telegram.handlers.starting import INVITATION
from bot.telegram.rendering.pages import Page, our_page
from storage import chats, digests, feeds, jobs, reports, subscriptions, tickets
from storage import spend as account

DAYS = 7
"""How many days /spend goes back."""
_LINES = 30


async def stats(parts: Parts, visit: Visit, _: str) -> Page | None:
    """How many chats there are, how much work waits, was done and failed, and how many reports are open."""
    say = visit.catalogue.say
    kinds = await stored(parts.database, chats.tally)
    states = await stored(parts.database, jobs.counts)
    reported = await stored(parts.database, reports.unsettled)
    known = await stored(parts.database, feeds.tally)
    following = await stored(parts.database, subscriptions.count)
    sent = await stored(parts.database, digests.tally)
    counted = {name: states.get(name, 0) for name in ("waiting", "running", "done", "failed")}
    lines = [
        say("bot.stats_chats", kinds=", ".join(f"{kind} {count}" for kind, count in kinds.items())),
        say("bot.stats_jobs", hours=parts.settings.keep_updates_hours, **counted),
        say("bot.stats_reports", count=len(reported)),
        say("bot.stats_feeds", count=known.listed, read=known.read, dead=known.dead),
        say("bot.stats_topics", count=following, digests=", ".join(f"{state} {n}" for state, n in sent.items()) or "0"),
    ]
    return our_page("\n".join(lines))


async def spend(parts: Parts, visit: Visit, _: str) -> Page | None:
    """What language models cost in the last days, and today's budget."""
    say = visit.catalogue.say
    since = (parts.clock() - timedelta(days=DAYS - 1)).date().isoformat()
    spent = await stored(parts.database, account.account, since)
    days = sorted({line.day for line in spent}, reverse=True)
    lines = [
        say(
            "bot.spend_day",
            day=day,
            calls=sum(line.calls for line in spent if line.day == day),
            dollars=sum(line.micros for line in spent if line.day == day) / 1e6,
        )
        for day in days
    ]
    budget = say("bot.spend_budget", day=parts.settings.day_budget, user=parts.settings.user_day_budget)
    return our_page("\n".join([*(lines or [say("operator.spend_nothing", days=DAYS)])[:_LINES], budget]))


async def reports_(parts: Parts, visit: Visit, _: str) -> Page | None:
    """Show the open reports once more, each to be answered."""
    found = await stored(parts.database, reports.unsettled)
    for report in found:
        await replies.notify(parts, visit.job.chat, report.id, f"again {visit.job.id}")
    return our_page(visit.catalogue.say("bot.stats_reports", count=len(found)))


async def allow(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """Let a chat in, this group or the one with the number; ``off`` takes it back."""
    found = re.fullmatch(r"(-?\d{1,18})?\s*(off)?", rest, re.ASCII | re.IGNORECASE)
    if found is None or (visit.private and found[1] is None):
        return our_page(visit.catalogue.say("bot.how_to_allow"))
    chat = int(found[1] or visit.job.chat)
    allowed = found[2] is None
    if chat > 0 and parts.settings.telegram_access == "open":
        return our_page(visit.catalogue.say("bot.open_to_all"))
    await insistently(parts.database, chats.allow, chat, allowed=allowed, now=parts.clock())
    say = visit.catalogue.say
    return our_page(say("bot.allowed", chat=chat) if allowed else say("bot.not_allowed_any_more", chat=chat))


async def invite(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """Make a link that lets people in, one or as many as are named."""
    if parts.settings.telegram_access == "open":
        return our_page(visit.catalogue.say("bot.open_to_all"))
    if rest and not re.fullmatch(r"[1-9]\d{0,3}", rest, re.ASCII):
        return our_page(visit.catalogue.say("bot.how_to_invite"))
    uses = int(rest or 1)
    code = await insistently(parts.database, tickets.invite, uses, parts.clock())
    address = f"https://t.me/{parts.me.username}?start={INVITATION}{code}"
    return our_page(visit.catalogue.say("bot.invitation", count=uses, address=address))
