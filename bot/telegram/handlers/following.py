"""A topic is offered: what it would have given, and a button or a reply from which on it is followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import ForceReply

from bot.digests.choosing import Choice
from bot.digests.schedule import EVERY_DAY, next_due
from bot.digests.topics.definition import topic_of
from bot.digests.topics.named import named
from bot.digests.wanted import When, split, when
from bot.errors import TopicError
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import keyboard
from bot.telegram.handlers import access
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.brief import FOLLOW
from bot.telegram.rendering.html import joined, ours, words
from bot.telegram.rendering.pages import Page, our_page
from bot.view.digest import outlet_name
from bot.view.topic import definition, local, times
from storage import messages, subscriptions
from storage.chats import owner
from storage.subscriptions import Schedule, Subscription, Topic

WHEN = -5
"""The number of the part of a message that asks for place and time: its reply tells them."""
MOST_EVENTS = 5
"""Events in a digest, unless the reader wants fewer."""
MOST_TOPICS = 20
USUAL = 8 * 60
"""Minute of the day at which a digest comes, unless the reader wants another."""
FRESH = timedelta(minutes=30)
"""How long a place and a time are taken for the answer to what was to be followed, although they are no reply."""
_SHOWN, _SHORT = 5, 80
_TITLE = 200


async def follow(parts: Parts, visit: Visit, written: str) -> Page | None:
    """Show what a topic would have given, and ask whether it is to be followed."""
    say = visit.catalogue.say
    if not written:
        return our_page(say("follow.how"))
    if not await access.may_set(parts, visit):
        return our_page(say("bot.admins_only"))
    try:
        text, told = split(written)
        topic = topic_of(text)
    except TopicError as error:
        return Page(words(error.told(visit.catalogue)).code)
    await _offer(parts, visit, topic, told)
    return None


async def from_brief(parts: Parts, visit: Visit) -> None:
    """Offer what the brief with the given number is about; what else it is about is named with it."""
    carried = await stored(parts.database, messages.carried, int(value(visit)))
    names = named(*carried) if carried is not None else ()
    if names:
        await _offer(parts, visit, topic_of(names[0]), When(), names[1:])
    else:
        await _tell(parts, visit, our_page(visit.catalogue.say("follow.nothing_to_follow")))


async def _offer(parts: Parts, visit: Visit, topic: Topic, told: When, others: Sequence[str] = ()) -> None:
    """The topic as a draft: with a button where the chat's time is known, else the reader is asked for it."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if len(known) >= MOST_TOPICS:
        await _tell(parts, visit, our_page(visit.catalogue.say("follow.too_many", most=MOST_TOPICS)))
        return
    topic = await parts.newsroom.named(topic, owner(visit.job.chat))
    last = known[-1].schedule if known else Schedule("", USUAL, EVERY_DAY)
    schedule = with_wishes(last, told)
    draft = Subscription(
        id=0,
        chat=visit.job.chat,
        thread=visit.place.thread,
        user=visit.job.user,
        topic=topic,
        schedule=schedule,
        most=MOST_EVENTS,
        state="draft",
        due_at=None,
        created_at=parts.clock(),
    )
    number = await insistently(parts.database, subscriptions.add, draft, f"telegram {visit.job.id}", parts.clock())
    preview = await parts.newsroom.preview(topic, visit.job.chat)
    text = _preview(visit, topic, preview, others)
    if schedule.zone:
        label = visit.catalogue.say("follow.button", when=times(schedule, visit.catalogue))
        await _tell(parts, visit, Page(text, keyboard([(label, f"{FOLLOW} {number}")])))
    elif WHEN not in await stored(parts.database, messages.of_job, visit.job.id):
        text += f"\n\n{ours(visit.catalogue.say('follow.where')).code}"
        markup = ForceReply(selective=True, input_field_placeholder=visit.catalogue.say("follow.placeholder"))
        sent = await parts.sender.send(visit.place, Page(text), markup=markup)
        await insistently(parts.database, messages.keep, visit.job.chat, sent, visit.job.id, WHEN, parts.clock())


def _preview(visit: Visit, topic: Topic, preview: Sequence[Choice], others: Sequence[str]) -> str:
    say = visit.catalogue.say
    lines = [words(say("follow.topic", topic=topic.name)), words(definition(topic, visit.catalogue))]
    if not preview:
        lines.append(words(say("digest.quiet", topic=topic.name)))
    else:
        lines.append(words(say("follow.preview", count=len(preview))))
        for choice in preview[:_SHOWN]:
            item = choice.sources[0].item
            shown = item.title if len(item.title) <= _TITLE else f"{item.title[:_TITLE]} […]"
            whose = outlet_name(item.outlet) if item.own else say("follow.foreign")
            lines.append(words(f"• {whose}: “{shown}” ({len(choice.sources)})"))
    if others:
        lines.append(ours(say("follow.others", names=", ".join(others))))
    return joined(lines).code


async def taken(parts: Parts, visit: Visit) -> bool:
    """Take the message for place and time of what the chat was about to follow; False where it answers no such question."""
    first = visit.messages[0]
    reply, said = first.get("reply_to_message"), str(first.get("text", "")).strip()
    if not said or said.startswith("/"):
        return False
    if not reply:
        return await _taken_in_passing(parts, visit, said)
    place = await stored(parts.database, messages.place_of, visit.job.chat, int(reply["message_id"]))
    if place is None or place[1] != WHEN:
        return False
    draft = await stored(parts.database, subscriptions.by_origin, f"telegram {place[0]}")
    await _tell(parts, visit, await _answered(parts, visit, draft, said))
    return True


async def _taken_in_passing(parts: Parts, visit: Visit, said: str) -> bool:
    """In private a place and a time need not be a reply while the question is fresh."""
    if not visit.private or len(said) > _SHORT:
        return False
    draft = await stored(parts.database, subscriptions.open_draft, visit.job.chat, parts.clock() - FRESH)
    try:
        told = when(said) if draft is not None else When()
    except TopicError:
        return False
    if draft is None or told.zone is None or told.minute is None:
        return False
    await _tell(parts, visit, await _answered(parts, visit, draft, said))
    return True


async def _answered(parts: Parts, visit: Visit, draft: Subscription | None, said: str) -> Page:
    if draft is None or draft.state != "draft":
        return our_page(visit.catalogue.say("follow.over"))
    if not await access.may_set(parts, visit):
        return our_page(visit.catalogue.say("bot.admins_only"))
    try:
        told = when(said)
        if told.zone is None:
            raise TopicError("no_such_place", name=said[:_TITLE])
    except TopicError as error:
        return Page(words(error.told(visit.catalogue)).code)
    return await begin(parts, visit, replace(draft, schedule=with_wishes(draft.schedule, told)))


async def begin(parts: Parts, visit: Visit, draft: Subscription) -> Page:
    """Follow it from now on; returns what to tell the reader."""
    known = await stored(parts.database, subscriptions.of_chat, draft.chat)
    if len(known) >= MOST_TOPICS:
        return our_page(visit.catalogue.say("follow.too_many", most=MOST_TOPICS))
    if any((one.topic, one.schedule, one.thread) == (draft.topic, draft.schedule, draft.thread) for one in known):
        return Page(words(visit.catalogue.say("follow.already", topic=draft.topic.name)).code)
    due = next_due(draft.schedule, parts.clock())
    await insistently(parts.database, subscriptions.change, replace(draft, state="active", due_at=due))
    parts.newsroom.changed()
    say = visit.catalogue.say
    when_, first = times(draft.schedule, visit.catalogue), local(due, draft.schedule.zone)
    line = say("follow.begun", topic=draft.topic.name, when=when_, due=first)
    return Page(joined([words(line), ours(say("follow.change"))]).code)


def with_wishes(schedule: Schedule, told: When) -> Schedule:
    """The schedule with what was said of it."""
    return Schedule(
        told.zone or schedule.zone,
        told.minute if told.minute is not None else schedule.minute,
        told.days or schedule.days,
    )


async def _tell(parts: Parts, visit: Visit, page: Page) -> None:
    await Answer(parts, visit.job.id, visit.place).tell(page)
