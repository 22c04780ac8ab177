"""Inline mode: a link after the bot's name, in any chat, returns its stored brief, or a button that asks for it."""

from __future__ import annotations

import hashlib
import json

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.desk import Briefed
from bot.intake import links
from bot.stored import insistently
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access
from bot.telegram.handlers.starting import BRIEF
from bot.telegram.rendering.brief import inline_text
from storage import tickets

HELP = "inline"
"""The start parameter of the button that stands where no link was given."""
FRESH_FOR = 60
"""Seconds for which Telegram may show an answer again."""


async def inline(parts: Parts, visit: Visit) -> None:
    """Answer an inline query: only briefs of public links are shown."""
    query = json.loads(visit.job.updates[0])["inline_query"]
    found = links.find(str(query.get("query", "")))
    link = found[0] if found else None
    briefed = None
    welcome = access.refusal(parts, visit) is None
    if link is not None and welcome:
        briefed = await parts.desk.stored(link, visit.chat.language)
    results = [_result(parts, visit, briefed)] if briefed else []
    button = None if briefed else await _button(parts, visit, link, welcome=welcome)
    try:
        await parts.sender.patiently(
            "inline",
            lambda: parts.bot.answer_inline_query(
                str(query["id"]), results, cache_time=FRESH_FOR, is_personal=True, button=button
            ),
        )
    except BadRequest:
        return  # the query is too old: its sender has typed on, and another one came


async def _button(parts: Parts, visit: Visit, link: str | None, *, welcome: bool) -> InlineQueryResultsButton:
    say = visit.catalogue.say
    if not welcome:
        return InlineQueryResultsButton(say("bot.inline_not_welcome"), start_parameter=HELP)
    if link is None:
        return InlineQueryResultsButton(say("bot.inline_help"), start_parameter=HELP)
    code = await insistently(parts.database, tickets.for_link, link, "public", parts.clock())
    return InlineQueryResultsButton(say("bot.inline_brief"), start_parameter=f"{BRIEF}{code}")


def _result(parts: Parts, visit: Visit, briefed: Briefed) -> InlineQueryResultArticle:
    text = inline_text(briefed, visit.catalogue, parts.clock().date())
    article, headline = briefed.article, briefed.brief.headline
    content = InputTextMessageContent(
        text, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    name = hashlib.sha256(f"{briefed.number} {article.link}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    title = headline or article.title or article.outlet or links.host_of(article.canonical or "")
    return InlineQueryResultArticle(name, title[:200] or "…", content, description=article.outlet)
