"""Digests go out, on time or at once, and what stands behind their buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.desk import Source
from bot.digests.topics.definition import topic_of
from bot.errors import TopicError
from bot.jobs import LaterError
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer, answer_with
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import LostSendError
from bot.telegram.handlers import access, briefing, questions
from bot.telegram.handlers.following import MOST_EVENTS
from bot.telegram.handlers.topics import listed
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.digest import digest_page, event_pages
from bot.telegram.rendering.html import ours, words
from bot.telegram.rendering.pages import Page, our_page
from storage import corrections, digests, messages, subscriptions
from storage.corrections import CorrectedError
from storage.digest_records import Carrier, DigestEvent
from storage.subscriptions import Topic

NOW = "digest_now"
MOST_SENDS = 2
"""Sends of one digest whose outcome nobody knows: after those it is taken to have arrived."""
LOST_FOR = 60.0
"""Seconds after which a send with unknown outcome is repeated."""
STALE = timedelta(hours=12)
"""A digest that waited so long for Telegram is not sent any more."""
_ALL_AT_ONCE = 5


class _Trial:
    """Counts in the store how often sending a digest was begun."""

    def __init__(self, parts: Parts, number: int) -> None:
        self._parts = parts
        self._number = number

    async def begin(self) -> None:
        await insistently(self._parts.database, digests.begin, self._number)

    async def back(self) -> None:
        await insistently(self._parts.database, digests.back, self._number)


async def deliver(parts: Parts, visit: Visit) -> None:
    """Send a planned digest. One whose outcome a crash or a lost answer left unknown is sent once more, and no more."""
    number = int(value(visit))
    sending = await stored(parts.database, digests.find, number)
    if sending is None or sending.state not in ("waiting", "sending"):
        return
    if access.refusal(parts, visit) is not None:
        await insistently(parts.database, subscriptions.pause_chat, visit.job.chat)
        await drop(parts, visit)
        return
    if sending.sends >= MOST_SENDS:
        await insistently(parts.database, digests.take_as_sent, number)
        return
    if parts.clock() - visit.job.created_at > STALE:
        await drop(parts, visit)
        return
    page = digest_page(sending.digest, number, visit.catalogue)
    try:
        message = await parts.sender.deliver(visit.place, page, _Trial(parts, number))
    except LostSendError as error:
        raise LaterError(LOST_FOR) from error
    now, corrected = parts.clock(), sending.corrected
    if await insistently(parts.database, digests.sent, number, message, now, corrected=corrected):
        await retold(parts, visit)


async def drop(parts: Parts, visit: Visit) -> None:
    """The digest cannot be sent; what it told is told with the next one."""
    await insistently(parts.database, digests.drop, int(value(visit)))


async def command(parts: Parts, visit: Visit, written: str) -> Page | None:
    """The digest of a topic now, or of all that the chat follows."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if not written and not known:
        return our_page(visit.catalogue.say("follow.none"))
    if not written and len(known) > _ALL_AT_ONCE:
        page = await listed(parts, visit)
        head = ours(visit.catalogue.say("digest.too_many", count=len(known))).code
        return replace(page, text=f"{head}\n\n{page.text}")
    if written.isdecimal() and 1 <= int(written) <= len(known):
        known, written = [known[int(written) - 1]], ""
    try:
        topics = [(topic_of(written), MOST_EVENTS)] if written else [(one.topic, one.most) for one in known]
    except TopicError as error:
        return Page(words(error.told(visit.catalogue)).code)
    line = await access.too_many(parts, visit)
    if line is not None:
        return our_page(line)
    for n, (topic, most) in enumerate(topics):
        await _now(parts, visit, Answer(parts, visit.job.id, visit.place, n * messages.APART), topic, most)
    return None


async def now(parts: Parts, visit: Visit) -> None:
    """The digest of one topic that the chat follows."""
    one = await stored(parts.database, subscriptions.find, int(value(visit)))
    line = await access.too_many(parts, visit)
    answer = Answer(parts, visit.job.id, visit.place)
    if line is not None or one is None:
        await answer.tell(our_page(line or visit.catalogue.say("follow.over")))
    else:
        await _now(parts, visit, answer, one.topic, one.most)


async def _now(parts: Parts, visit: Visit, answer: Answer, topic: Topic, most: int) -> None:
    await answer.hold(visit.catalogue.say("stages.reading"))
    held = answer.message_ids[0]
    while True:
        corrected = await parts.newsroom.corrected()
        digest = await parts.newsroom.digest(topic, visit.job.chat, most)
        if not digest.events:
            await answer.show([Page(words(visit.catalogue.say("digest.nothing", topic=topic.name)).code)])
            return
        keep, now = digests.keep_asked, parts.clock()
        try:
            number = await insistently(parts.database, keep, visit.job.chat, digest, held, now, corrected=corrected)
        except CorrectedError:
            continue
        await answer.show([digest_page(digest, number, visit.catalogue)])
        return


async def event(parts: Parts, visit: Visit) -> None:
    """A whole event of a digest, with the sentences that its lines rest on."""
    number, place = value(visit)
    found = await of_digest(parts, visit, number, place)
    answer = Answer(parts, visit.job.id, visit.place)
    if found is None:
        await answer.tell(our_page(visit.catalogue.say("digest.over")))
        return
    await answer.hold(visit.catalogue.say("stages.reading"))
    await insistently(parts.database, corrections.keep_page, visit.job.chat, answer.message_ids[0], number, place)
    await answer.show(event_pages(found, number, place, visit.catalogue))


async def retold(parts: Parts, visit: Visit) -> None:
    """Make a digest that was sent show what still stands: a brief that it rests on was corrected or withdrawn."""
    number = int(value(visit))
    sending = await stored(parts.database, digests.find, number)
    if sending is not None and sending.message_id is not None:
        await parts.sender.edit(
            visit.job.chat, sending.message_id, digest_page(sending.digest, number, visit.catalogue)
        )


async def event_retold(parts: Parts, visit: Visit) -> None:
    """The same of the messages that show an event of it."""
    number, place, message_id = value(visit)
    found = await of_digest(parts, visit, number, place)
    if found is not None:
        answer = await answer_with(parts, visit.place, message_id)
        await answer.show(event_pages(found, number, place, visit.catalogue))


async def article(parts: Parts, visit: Visit) -> None:
    """The brief of an article that an event was told from."""
    number, place, which = value(visit)
    found = await of_digest(parts, visit, number, place)
    source = _read(found)[which] if found is not None and which in _read(found) else None
    line = await access.too_many(parts, visit)
    answer = Answer(parts, visit.job.id, visit.place)
    if source is None or line is not None:
        await answer.tell(our_page(line or visit.catalogue.say("digest.over")))
        return
    await answer.hold(visit.catalogue.say("stages.reading"))
    outcome = await briefing.made(visit, answer, briefing.of_source(parts, visit, Source(link=source.link)))
    await briefing.shown(parts, visit, answer, outcome)


async def ask(parts: Parts, visit: Visit, number: int, place: int, below: int) -> bool:
    """Ask for a question on the article that an event was told from first; False where it is not kept any more."""
    found = await of_digest(parts, visit, number, place)
    source = next(iter(_read(found).values()), None) if found is not None else None
    if source is None or await stored(parts.database, messages.carried, source.brief or 0) is None:
        return False
    await questions.prompt(parts, visit, source.brief or 0, below)
    return True


async def of_digest(parts: Parts, visit: Visit, number: int, place: int) -> DigestEvent | None:
    """The event at a place of a digest of this chat: phones can send any number."""
    sending = await stored(parts.database, digests.find, number)
    if sending is None or sending.chat != visit.job.chat or not 0 <= place < len(sending.digest.events):
        return None
    return sending.digest.events[place]


def _read(found: DigestEvent) -> dict[int, Carrier]:
    """The sources whose articles were read, by their place; those that were corrected since are read as they stand now."""
    return {n: source for n, source in enumerate(found.brief.sources) if source.brief is not None}
