"""The first words: greeting and deep links, help, and what happens to what people send."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from bot.stored import insistently
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access, visits
from bot.telegram.rendering.pages import Page, our_page
from storage import tickets

BRIEF, INVITATION = "b_", "i_"
"""What deep links begin with: a link to brief, or an invitation."""


async def start(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """Greet, or do what a deep link asks for."""
    say = visit.catalogue.say
    if rest.startswith(INVITATION) and visit.private and not visit.chat.allowed:
        code = rest.removeprefix(INVITATION)
        if not await insistently(parts.database, tickets.redeem, code, visit.job.chat):
            return our_page(say("bot.unknown_code"))
        visit = replace(visit, chat=replace(visit.chat, allowed=True))
    refusal = access.refusal(parts, visit)
    if refusal is not None:
        return our_page(refusal)
    if rest.startswith(BRIEF):
        await visits.order(parts, visit, "link", rest.removeprefix(BRIEF))
        return None
    return our_page(say("bot.welcome")) if visit.private else await help_(parts, visit, "")


async def help_(parts: Parts, visit: Visit, _: str) -> Page | None:
    """Everything that can be sent and asked."""
    name = f"@{parts.me.username}"
    if visit.private:
        more = f"\n\n{visit.catalogue.say('bot.help_operators')}" if access.is_operator(parts, visit.job.user) else ""
        return our_page(visit.catalogue.say("bot.help", name=name) + more)
    return our_page(visit.catalogue.say("bot.help_group", name=name))


async def privacy(parts: Parts, visit: Visit, _: str) -> Page | None:
    """Who receives the text, what is kept and how long."""
    say, settings = visit.catalogue.say, parts.settings
    if settings.has_model:
        host = urlsplit(settings.openai_base_url or "https://api.openai.com").hostname
        goes = say("bot.privacy_model", model=settings.openai_model, host=host)
    else:
        goes = say("bot.privacy_no_model")
    kept = say(
        "bot.privacy_kept",
        articles=say("bot.days", count=settings.keep_article_days),
        texts=say("bot.days", count=settings.keep_chat_days),
        updates=say("bot.hours", count=settings.keep_updates_hours),
    )
    number = say("bot.your_number", user=visit.job.user or visit.job.chat)
    return our_page(f"{goes}\n\n{kept}\n\n{number}")
