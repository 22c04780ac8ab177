"""Who may use the bot, how often, and who looks after it."""

from __future__ import annotations

from datetime import timedelta

from bot.stored import insistently
from bot.telegram.delivery.parts import Parts, Visit
from storage import jobs

HOUR = timedelta(hours=1)


def is_operator(parts: Parts, user: int | None) -> bool:
    """Whether the user is one of those who look after the bot."""
    return user in parts.settings.telegram_admins


def refusal(parts: Parts, visit: Visit) -> str | None:
    """Why the chat may not use the bot, in a line for its readers; None where it may."""
    settings, job = parts.settings, visit.job
    user = job.user or (job.chat if visit.private else None)
    if is_operator(parts, user) or visit.chat.allowed:
        return None
    if not visit.private:
        return (
            None
            if job.chat in settings.telegram_groups
            else visit.catalogue.say("bot.group_not_allowed", chat=job.chat)
        )
    if settings.telegram_access == "open" or user in settings.telegram_users:
        return None
    if settings.telegram_access == "invite":
        return visit.catalogue.say("bot.not_invited", user=user)
    return visit.catalogue.say("bot.not_listed", user=user)


async def too_many(parts: Parts, visit: Visit) -> str | None:
    """That the user asks for too many briefs, in a line with when there is room again; else this one is counted."""
    most = parts.settings.user_requests_per_hour
    user = visit.job.user
    if most == 0 or user is None or is_operator(parts, user):
        return None
    now = parts.clock()
    first = await insistently(parts.database, jobs.count_brief, visit.job, most, now - HOUR)
    if first is None:
        return None
    minutes = max(1, -(-int((first + HOUR - now).total_seconds()) // 60))
    return visit.catalogue.say("bot.too_many", count=most, minutes=minutes)


async def may_set(parts: Parts, visit: Visit) -> bool:
    """Whether the user may change how the bot behaves in the chat: in groups its administrators may."""
    user = visit.job.user
    if visit.private or user == visit.job.chat or is_operator(parts, user):
        return True
    if user is None or user < 0:
        return False
    member = await parts.sender.patiently(
        "member", lambda: parts.bot.get_chat_member(visit.job.chat, user), visit.job.chat
    )
    return member.status in ("creator", "administrator")
