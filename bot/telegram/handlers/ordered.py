"""Briefs that were asked for with a button or a deep link: made in the chat's own lane, behind what is under way."""

from __future__ import annotations

from bot.desk import Source
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.handlers import access, briefing, supplying
from bot.telegram.handlers.messages import brief_link
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.pages import our_page


async def link(parts: Parts, visit: Visit) -> None:
    """Brief the link that a code stands for."""
    if await _there_is_room(parts, visit):
        await brief_link(parts, visit, str(value(visit)))


async def supplied(parts: Parts, visit: Visit) -> None:
    """Brief the article whose text was supplied in parts."""
    await _brief(parts, visit, await supplying.source(parts, visit))


async def own(parts: Parts, visit: Visit) -> None:
    """Brief a text that was taken for a part of an article and is none."""
    number = int(value(visit))
    text = await supplying.text_of(parts, visit, number)
    await _brief(parts, visit, Source(body=text.encode("utf-8", "replace")) if text is not None else None)
    await supplying.take_out(parts, visit, number)


async def _brief(parts: Parts, visit: Visit, source: Source | None) -> None:
    if not await _there_is_room(parts, visit):
        return
    answer = Answer(parts, visit.job.id, visit.place)
    if source is not None:
        await answer.hold(visit.catalogue.say("stages.reading"))
        outcome = await briefing.made(visit, answer, briefing.of_source(parts, visit, source))
        await briefing.shown(parts, visit, answer, outcome)
    elif not await answer.begun():
        await answer.tell(our_page(visit.catalogue.say("bot.parts_over")))


async def _there_is_room(parts: Parts, visit: Visit) -> bool:
    line = await access.too_many(parts, visit)
    if line is not None:
        await Answer(parts, visit.job.id, visit.place).tell(our_page(line))
    return line is None
