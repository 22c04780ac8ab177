"""Each kind of job with what is done for it, and what happens when a chat is gone or has moved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.jobs import LaterError
from bot.stored import insistently
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import ChatLeftError, ChatMovedError
from bot.telegram.handlers import (
    buttons,
    digests,
    following,
    inline,
    members,
    messages,
    ordered,
    questions,
    reporting,
    supplying,
    visits,
    wishes,
)
from bot.telegram.inbox.updates import BUTTON, INLINE, MEMBER, MESSAGE
from bot.telegram.rendering.brief import ASK, FOLLOW
from bot.telegram.rendering.digest import ARTICLE, EVENT
from bot.telegram.rendering.pages import our_page
from storage import chats
from storage.digests import KIND
from storage.jobs import Job

Handle = Callable[[Parts, Visit], Awaitable[None]]
QUICK: dict[str, Handle] = {BUTTON: buttons.button, INLINE: inline.inline}
"""Kinds that a person waits for with a finger on the screen."""
MAIN: dict[str, Handle] = {
    MESSAGE: messages.message,
    MEMBER: members.member,
    "again": buttons.again,
    FOLLOW: following.from_brief,
    digests.NOW: digests.now,
    EVENT: digests.event,
    ARTICLE: digests.article,
    ASK: questions.suggested,
    messages.BRIEF_LINK: ordered.link,
    supplying.BRIEF_NOW: ordered.supplied,
    supplying.OWN: ordered.own,
    wishes.FORGET: wishes.forgotten,
    "notice": reporting.notice,
    "outcome": reporting.outcome,
    "refresh": reporting.refresh,
    "retell": digests.retold,
    "retell_event": digests.event_retold,
}
LATE: dict[str, Handle] = {KIND: digests.deliver}
"""Kinds that nobody waits for."""


class Dispatch:
    """Does stored jobs."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def do(self, job: Job) -> None:
        """Do a job. Raises LaterError where it has to be begun again."""
        try:
            await {**QUICK, **MAIN, **LATE}[job.kind](self._parts, await visits.visit(self._parts, job))
        except ChatLeftError as error:
            if error.chat:
                await insistently(self._parts.database, chats.leave, error.chat, self._parts.clock())
        except ChatMovedError as error:
            await insistently(self._parts.database, chats.migrate, error.old, error.new)
            raise LaterError(1) from error

    async def give_up(self, job: Job) -> None:
        """Tell the reader that the request could not be done."""
        if job.kind in QUICK or job.kind in ("notice", "outcome", "refresh", "retell", "retell_event", MEMBER):
            return
        visit = await visits.visit(self._parts, job)
        if job.kind in LATE:
            await digests.drop(self._parts, visit)
            return
        page = our_page(visit.catalogue.say("bot.gave_up"))
        try:
            await Answer(self._parts, job.id, visit.place).tell(page)
        except ChatLeftError as error:
            await insistently(self._parts.database, chats.leave, error.chat, self._parts.clock())
