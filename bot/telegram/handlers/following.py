"""Topics are followed: what a topic would have given, when it is told, and how that is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import ForceReply

from bot.digests.choosing import Choice
from bot.digests.schedule import EVERY_DAY, clock_of, next_due, zone_named
from bot.digests.topics.definition import topic_of
from bot.digests.wanted import When, split, when
from bot.errors import TopicError
from bot.stored import insistently, stored
from bot.telegram.delivery.answer import Answer
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import keyboard
from bot.telegram.handlers import access
from bot.telegram.handlers.visits import value
from bot.telegram.rendering.html import joined, ours, words
from bot.telegram.rendering.pages import Page, our_page
from bot.view.digest import outlet_name
from storage import messages, subscriptions
from storage.subscriptions import Schedule, Subscription, Topic

FOLLOW, TOPIC = "follow", "topic"
WHEN = -5
"""The number of the part of a message that asks for place and time: its reply tells them."""
MOST_EVENTS = 5
"""Events in a digest, unless the reader wants fewer."""
MOST_TOPICS = 20
USUAL = 8 * 60
_SHOWN = 5
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
    await offer(parts, visit, topic, told)
    return None


async def offer(parts: Parts, visit: Visit, topic: Topic, told: When, others: Sequence[str] = ()) -> None:
    """The topic as a draft: with a button where the chat's time is known, else the reader is asked for it."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if len(known) >= MOST_TOPICS:
        await _tell(parts, visit, our_page(visit.catalogue.say("follow.too_many", most=MOST_TOPICS)))
        return
    zone = told.zone or (known[-1].schedule.zone if known else None)
    minute = told.minute if told.minute is not None else (known[-1].schedule.minute if known else USUAL)
    schedule = Schedule(zone or "UTC", minute, told.days or EVERY_DAY)
    draft = Subscription(
        0, visit.job.chat, visit.job.user, topic, schedule, MOST_EVENTS, "draft", None, parts.clock()
    )
    origin = f"telegram {visit.job.id}"
    number = await insistently(parts.database, subscriptions.add, draft, origin, parts.clock())
    preview = await parts.newsroom.preview(topic, visit.job.chat)
    text = _preview(visit, topic, preview, others)
    if zone is not None:
        label = visit.catalogue.say("follow.button", when=_when(visit, schedule))
        await _tell(parts, visit, Page(text, keyboard([(label, f"{FOLLOW} {number}")])))
    elif WHEN not in await stored(parts.database, messages.of_job, visit.job.id):
        text += f"\n\n{ours(visit.catalogue.say('follow.where')).code}"
        markup = ForceReply(selective=True, input_field_placeholder=visit.catalogue.say("follow.placeholder"))
        sent = await parts.sender.send(visit.place, Page(text), markup=markup)
        await insistently(parts.database, messages.keep, visit.job.chat, sent, visit.job.id, WHEN, parts.clock())


def _preview(visit: Visit, topic: Topic, preview: Sequence[Choice], others: Sequence[str]) -> str:
    say = visit.catalogue.say
    lines = [words(say("follow.topic", topic=topic.name)), words(_definition(visit, topic))]
    if not preview:
        lines.append(words(say("digest.quiet", topic=topic.name)))
    else:
        lines.append(words(say("follow.preview", count=len(preview))))
        for choice in preview[:_SHOWN]:
            item = choice.sources[0].item
            shown = item.title if len(item.title) <= _TITLE else f"{item.title[:_TITLE]} […]"
            lines.append(words(f"• {outlet_name(item.outlet)}: “{shown}” ({len(choice.sources)})"))
    if others:
        lines.append(ours(say("follow.others", names=", ".join(others))))
    return joined([one for one in lines if one.size]).code


def _definition(visit: Visit, topic: Topic) -> str:
    say = visit.catalogue.say
    parts = [
        say("follow.names", names=", ".join(topic.names)),
        say("follow.without", names=", ".join(topic.without)) if topic.without else "",
        say("follow.languages", names=", ".join(topic.languages)) if topic.languages else "",
        say("follow.muted", names=", ".join(map(outlet_name, topic.muted))) if topic.muted else "",
    ]
    return " ".join(part for part in parts if part)


async def answered(parts: Parts, visit: Visit, said: str) -> None:
    """Place and time for what the chat was about to follow."""
    draft = await stored(parts.database, subscriptions.last_draft, visit.job.chat)
    if draft is None:
        await _tell(parts, visit, our_page(visit.catalogue.say("follow.over")))
        return
    if not await access.may_set(parts, visit):
        await _tell(parts, visit, our_page(visit.catalogue.say("bot.admins_only")))
        return
    try:
        told = when(said)
        if told.zone is None:
            raise TopicError("no_such_place", name=said[:_TITLE])
    except TopicError as error:
        await _tell(parts, visit, Page(words(error.told(visit.catalogue)).code))
        return
    schedule = _changed(draft.schedule, told)
    await _tell(parts, visit, await begin(parts, visit, replace(draft, schedule=schedule)))


async def begin(parts: Parts, visit: Visit, draft: Subscription) -> Page:
    """Follow it from now on; returns what to tell the reader."""
    due = next_due(draft.schedule, parts.clock())
    active = replace(draft, state="active", due_at=due)
    await insistently(parts.database, subscriptions.change, active)
    say = visit.catalogue.say
    line = say("follow.begun", topic=draft.topic.name, when=_when(visit, draft.schedule), due=_moment(active))
    return Page(words(line).code + "\n" + ours(say("follow.change")).code)


async def topics(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """What the chat follows; or a change of one: "/topics 2 at 7:30 on weekdays"."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if not known:
        return our_page(visit.catalogue.say("follow.none"))
    if rest:
        return await _change(parts, visit, known, rest)
    return _listed(visit, known)


def _listed(visit: Visit, known: Sequence[Subscription]) -> Page:
    say = visit.catalogue.say
    lines, rows = [], []
    for n, one in enumerate(known, start=1):
        state = say("follow.paused") if one.state == "paused" else say("follow.next", due=_moment(one))
        row = say("follow.row", number=n, topic=one.topic.name, when=_when(visit, one.schedule), state=state)
        lines += [words(row), words(_definition(visit, one.topic))]
        toggle = ("follow.resume_button", "resume") if one.state == "paused" else ("follow.pause_button", "pause")
        rows.append(
            [
                (say(toggle[0], number=n), f"{TOPIC} {toggle[1]} {one.id}"),
                (say("follow.now_button", number=n), f"{TOPIC} now {one.id}"),
                (say("follow.stop_button", number=n), f"{TOPIC} stop {one.id}"),
            ]
        )
    lines.append(ours(say("follow.how_to_change")))
    return Page(joined(lines).code, keyboard(*rows))


async def _change(parts: Parts, visit: Visit, known: Sequence[Subscription], rest: str) -> Page:
    say = visit.catalogue.say
    number, _, wish = rest.partition(" ")
    if not number.isdecimal() or not 1 <= int(number) <= len(known) or not wish.strip():
        return our_page(say("follow.how_to_change"))
    if not await access.may_set(parts, visit):
        return our_page(say("bot.admins_only"))
    try:
        changed = _wished(known[int(number) - 1], wish.strip())
    except TopicError as error:
        return Page(words(error.told(visit.catalogue)).code)
    if changed.state == "active":
        changed = replace(changed, due_at=next_due(changed.schedule, parts.clock()))
    await insistently(parts.database, subscriptions.change, changed)
    return _listed(visit, await stored(parts.database, subscriptions.of_chat, visit.job.chat))


def _wished(one: Subscription, wish: str) -> Subscription:
    """The subscription with another topic ("is …"), number of events ("max 3") or time. Raises TopicError."""
    verb, _, value_ = wish.partition(" ")
    if verb.lower() == "is":
        return replace(one, topic=topic_of(value_))
    if verb.lower() == "max":
        if not value_.strip().isdecimal() or not 1 <= int(value_) <= MOST_EVENTS:
            raise TopicError("bad_count", most=MOST_EVENTS)
        return replace(one, most=int(value_))
    return replace(one, schedule=_changed(one.schedule, when(wish)))


def _changed(schedule: Schedule, told: When) -> Schedule:
    return Schedule(
        told.zone or schedule.zone,
        told.minute if told.minute is not None else schedule.minute,
        told.days or schedule.days,
    )


async def pause(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """Pause all digests of the chat; "/pause off" lets them come again."""
    if not await access.may_set(parts, visit):
        return our_page(visit.catalogue.say("bot.admins_only"))
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if not known:
        return our_page(visit.catalogue.say("follow.none"))
    resume = rest.strip().lower() in ("off", "end", "stop")
    for one in known:
        await set_state(parts, one, paused=not resume)
    return our_page(visit.catalogue.say("follow.all_resumed" if resume else "follow.all_paused"))


async def set_state(parts: Parts, one: Subscription, *, paused: bool) -> None:
    """Pause a subscription, or let it go on with its next time."""
    if paused:
        changed = replace(one, state="paused", due_at=None)
    else:
        changed = replace(one, state="active", due_at=next_due(one.schedule, parts.clock()))
    await insistently(parts.database, subscriptions.change, changed)


async def stop(parts: Parts, one: Subscription) -> None:
    """Follow it no more."""
    await insistently(parts.database, subscriptions.change, replace(one, state="ended", due_at=None))


async def listed(parts: Parts, visit: Visit) -> Page:
    """The list as it is now."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    return _listed(visit, known) if known else our_page(visit.catalogue.say("follow.none"))


async def from_brief(parts: Parts, visit: Visit) -> None:
    """Offer what a brief is about; what else it is about is named with it."""
    names = [str(name) for name in value(visit)]
    await offer(parts, visit, topic_of(names[0]), When(), names[1:])


def _when(visit: Visit, schedule: Schedule) -> str:
    """ "daily at 08:00, Nairobi time"."""
    say = visit.catalogue.say
    days = say("follow.daily") if schedule.days == EVERY_DAY else ", ".join(say(f"weekdays.{d}") for d in schedule.days)
    zone = schedule.zone.split("/")[-1].replace("_", " ")
    zone = f"UTC{zone}" if zone[:1] in "+-" else zone
    return say("follow.when", days=days, clock=clock_of(schedule.minute), zone=zone)


def _moment(one: Subscription) -> str:
    local = (one.due_at or one.created_at).astimezone(zone_named(one.schedule.zone))
    return local.strftime("%Y-%m-%d %H:%M")


async def _tell(parts: Parts, visit: Visit, page: Page) -> None:
    await Answer(parts, visit.job.id, visit.place).tell(page)
