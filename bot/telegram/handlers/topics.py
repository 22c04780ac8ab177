"""What a chat follows: listed, changed, paused and stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.digests.schedule import next_due
from bot.digests.topics.definition import topic_of
from bot.digests.wanted import when
from bot.errors import TopicError
from bot.stored import insistently, stored
from bot.telegram.delivery.parts import Parts, Visit
from bot.telegram.delivery.sender import keyboard
from bot.telegram.handlers import access
from bot.telegram.handlers.following import MOST_EVENTS, with_wishes
from bot.telegram.rendering.html import Html, joined, ours, words
from bot.telegram.rendering.pages import Page, our_page
from bot.view.topic import definition, local, times
from storage import subscriptions
from storage.subscriptions import Subscription

TOPIC = "topic"


async def topics(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """What the chat follows; or a change of one, such as: /topics 2 at 7:30 on weekdays."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if not known:
        return our_page(visit.catalogue.say("follow.none"))
    return await _change(parts, visit, known, rest) if rest else _page(known, visit.catalogue)


async def listed(parts: Parts, visit: Visit) -> Page:
    """The list as it is now."""
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    return _page(known, visit.catalogue) if known else our_page(visit.catalogue.say("follow.none"))


def _page(known: Sequence[Subscription], catalogue: Catalogue) -> Page:
    numbered = list(enumerate(known, start=1))
    rows = [_buttons(number, one, catalogue) for number, one in numbered]
    lines = [_row(number, one, catalogue) for number, one in numbered]
    return Page(joined([*lines, ours(catalogue.say("follow.how_to_change"))], "\n\n").code, keyboard(*rows))


def _row(number: int, one: Subscription, catalogue: Catalogue) -> Html:
    say = catalogue.say
    state = say("follow.paused")
    if one.due_at is not None:
        state = say("follow.next", due=local(one.due_at, one.schedule.zone))
    row = say("follow.row", number=number, topic=one.topic.name, when=times(one.schedule, catalogue), state=state)
    return joined([words(row), words(definition(one.topic, catalogue))])


def _buttons(number: int, one: Subscription, catalogue: Catalogue) -> list[tuple[str, str]]:
    say = catalogue.say
    if one.state == "paused":
        toggle = (say("follow.resume_button", number=number), f"{TOPIC} resume {one.id}")
    else:
        toggle = (say("follow.pause_button", number=number), f"{TOPIC} pause {one.id}")
    now = (say("follow.now_button", number=number), f"{TOPIC} now {one.id}")
    return [now, toggle, (say("follow.stop_button", number=number), f"{TOPIC} stop {one.id}")]


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
    if changed.state == "active" and changed.schedule != known[int(number) - 1].schedule:
        changed = replace(changed, due_at=next_due(changed.schedule, parts.clock()))
    await insistently(parts.database, subscriptions.change, changed)
    parts.newsroom.changed()
    return await listed(parts, visit)


def _wished(one: Subscription, wish: str) -> Subscription:
    """The subscription with another topic ("is …"), number of events ("max 3") or time. Raises TopicError."""
    verb, _, rest = wish.partition(" ")
    if verb.lower() == "is":
        return replace(one, topic=topic_of(rest))
    if verb.lower() == "max":
        if not rest.strip().isdecimal() or not 1 <= int(rest) <= MOST_EVENTS:
            raise TopicError("bad_count", most=MOST_EVENTS)
        return replace(one, most=int(rest))
    return replace(one, schedule=with_wishes(one.schedule, when(wish)))


async def pause(parts: Parts, visit: Visit, rest: str) -> Page | None:
    """Pause all digests of the chat; "/pause off" lets them come again."""
    if not await access.may_set(parts, visit):
        return our_page(visit.catalogue.say("bot.admins_only"))
    known = await stored(parts.database, subscriptions.of_chat, visit.job.chat)
    if not known:
        return our_page(visit.catalogue.say("follow.none"))
    resumes = rest.strip().lower() in ("off", "end", "stop")
    for one in known:
        await set_state(parts, one, "resume" if resumes else "pause")
    say = visit.catalogue.say
    return our_page(say("follow.all_resumed") if resumes else say("follow.all_paused"))


async def set_state(parts: Parts, one: Subscription, wish: str) -> None:
    """Pause a subscription, let it go on from its next time, or stop it."""
    changed = replace(one, state="ended" if wish == "stop" else "paused", due_at=None)
    if wish == "resume":
        changed = replace(one, state="active", due_at=next_due(one.schedule, parts.clock()))
    await insistently(parts.database, subscriptions.change, changed)
    parts.newsroom.changed()
