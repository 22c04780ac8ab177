"""The newsroom: feeds come in, events are found, topics are followed, digests are made and written into the outbox."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.analysis.engines import Runs
from bot.desk import Briefed, Desk
from bot.digests.choosing import Choice, Source, chosen, read_first
from bot.digests.events.copies import Carried, groups
from bot.digests.events.filing import Filing
from bot.digests.feeds.arriving import sent
from bot.digests.feeds.polling import Polling
from bot.digests.merging.merge import MOST_LINES, merged, offered
from bot.digests.merging.reading import Reading
from bot.digests.schedule import next_due
from bot.digests.topics.definition import with_names
from bot.digests.topics.matching import Event, expression, on_topic
from bot.errors import WorkerError
from bot.intake.robots import Robots
from bot.sources import PAYER, Sources
from bot.stored import insistently
from prompts.digest import Answer as Compared
from storage import corrections, digests, feeds, items, subscriptions
from storage.corrections import CorrectedError
from storage.database import Database
from storage.digest_records import Carrier, Digest, DigestEvent, EventBrief
from storage.digests import Due
from storage.records import Article
from storage.subscriptions import Subscription, Told, Topic

PREVIEW = timedelta(days=3)
A_DAY = timedelta(hours=24)
LONGEST = timedelta(days=7)
"""How far back a digest looks at most."""
LATEST = timedelta(hours=6)
"""A digest that could not be made for so long is left out; the next one tells what it would have told."""
AHEAD = timedelta(minutes=20)
AT_ONCE = 20
"""Digests that are made side by side, so that the store has time for answers between them."""
RULES = "2"
"""Raised when events are merged in another way, so that stored ones are made anew."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the newsroom works with."""

    database: Database
    desk: Desk
    worker: Runs
    robots: Robots
    polling: Polling
    filing: Filing
    clock: Callable[[], datetime]


class Newsroom:
    """Keeps the news of the last days, and tells each reader of what they follow."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._flights: dict[str, asyncio.Task[EventBrief]] = {}
        self._polls = False
        self._change = asyncio.Event()
        self._sources = Sources(tools.desk, tools.worker, tools.robots, tools.clock)

    async def start(self) -> None:
        """Ask feeds from now on; those that come along are on the list, but for such as were removed."""
        self._polls = True
        await insistently(self._tools.database, feeds.add, feeds.shipped(), self._tools.clock(), again=False)

    def changed(self) -> None:
        """Topics or their times have changed: whoever waits for the next digest has to look again."""
        self._change.set()
        self._change = asyncio.Event()

    def change(self) -> asyncio.Event:
        """What is set at the next change."""
        return self._change

    async def gather(self, topic: Topic | None = None) -> int:
        """Ask the feeds whose time has come, and file what they carry and readers sent; returns how many items were filed.

        For a ``topic`` only what names it is filed; the rest waits.
        """
        if self._polls:
            await self._tools.polling.due()
        return await self._tools.filing.file(expression(topic.names) if topic is not None else None)

    async def next_poll(self) -> datetime | None:
        """When the next feed is to be asked; None where none are."""
        if not self._polls:
            return None
        return await insistently(self._tools.database, feeds.next_due)

    async def next_digest(self) -> datetime | None:
        """When the next digest is due."""
        return await insistently(self._tools.database, subscriptions.next_due)

    async def sent(self, article: Article, chat: int) -> None:
        """A public link that a chat has sent counts for that chat's digests."""
        if article.privacy == "public" and article.link is not None:
            now = self._tools.clock()
            await insistently(self._tools.database, items.keep_sent, sent(article, now), chat, now)

    async def preview(self, topic: Topic, chat: int | None) -> list[Choice]:
        """The events of the last three days on the topic, as somebody would have been told of them."""
        await self._tools.filing.file(expression(topic.names))
        events = await self._events(topic, chat, self._tools.clock() - PREVIEW)
        return chosen(events, {}, len(events))[0]

    async def digest(self, topic: Topic, chat: int | None, most: int, since: datetime | None = None) -> Digest:
        """What there is on the topic since then, else of the last day, whatever was told before."""
        events = await self._events(topic, chat, since or self._tools.clock() - A_DAY)
        choices, rest = chosen(events, {}, most)
        return await self._digest(topic, choices, len(rest))

    async def corrected(self) -> int:
        """How many briefs were corrected so far: what is made meanwhile may rest on one that is corrected next."""
        return await insistently(self._tools.database, corrections.count)

    async def plan(self, wake: Callable[[], None]) -> int:
        """Write the digests that are due into the outbox, and call ``wake`` after each; returns how many."""
        database, now = self._tools.database, self._tools.clock()
        written = 0
        while due := await insistently(database, subscriptions.due, now, AT_ONCE):
            made = await asyncio.gather(*(self._plan(subscription, now, wake) for subscription in due))
            written += sum(made)
        return written

    async def _plan(self, subscription: Subscription, now: datetime, wake: Callable[[], None]) -> bool:
        """One digest that is due; whatever happens to it, the next one has its time."""
        try:
            number = await self._planned(subscription, now)
        # A defect that one topic brings to light must cost no other reader a digest; the log says which it was.
        except Exception:
            log.exception("subscription %s: its digest could not be made and is left out", subscription.id)
            number = await self._written(Due(subscription, next_due(subscription.schedule, now)))
        if number is not None:
            wake()
        return number is not None

    async def _planned(self, subscription: Subscription, now: datetime) -> int | None:
        nothing = Due(subscription, next_due(subscription.schedule, now))
        if now - (subscription.due_at or now) > LATEST:
            log.warning("subscription %s: the digest of %s is too late, left out", subscription.id, subscription.due_at)
            return await self._written(nothing)
        while True:
            corrected = await self.corrected()
            digest, told = await self._due(subscription)
            try:
                return await self._written(replace(nothing, digest=digest, told=told, corrected=corrected))
            except CorrectedError:
                log.info("subscription %s: a brief was corrected meanwhile; its digest is made anew", subscription.id)

    async def _written(self, due: Due) -> int | None:
        return await insistently(self._tools.database, digests.plan, due, self._tools.clock())

    async def prepare(self) -> None:
        """Make briefs for the digests that are due soon, so that they can go out on time."""
        database, soon = self._tools.database, self._tools.clock() + AHEAD
        coming = await insistently(database, subscriptions.due, soon, AT_ONCE)
        for subscription in {(s.topic, s.chat if s.chat < 0 else None, s.most): s for s in coming}.values():
            await self._due(subscription)

    async def _due(self, subscription: Subscription) -> tuple[Digest | None, tuple[Told, ...]]:
        """The digest, and what is told with it. An event that was told is not told again, however far back this looks."""
        database = self._tools.database
        due = subscription.due_at or self._tools.clock()
        since = max(subscription.created_at - A_DAY, due - LONGEST)
        told = await insistently(database, subscriptions.told, subscription.id)
        events = await self._events(subscription.topic, subscription.chat, since)
        choices, rest = chosen(events, told, subscription.most)
        if not choices:
            return None, ()
        digest = await self._digest(subscription.topic, choices, len(rest))
        told_now = {event.event for event in digest.events}
        passed_over = [replace(choice.told, sources=0) for choice in rest]
        telling = [choice.told for choice in choices if choice.event in told_now]
        return (digest if told_now else None), (*telling, *passed_over)

    async def _events(self, topic: Topic, chat: int | None, since: datetime) -> list[Event]:
        database = self._tools.database
        first = await insistently(database, items.first_since, since)
        return await insistently(database, on_topic, topic, first, chat)

    async def _digest(self, topic: Topic, choices: Sequence[Choice], more: int) -> Digest:
        events = await asyncio.gather(*(self._event(choice) for choice in choices))
        return Digest(topic.name, tuple(event for event in events if event is not None), more)

    async def _event(self, choice: Choice) -> DigestEvent | None:
        try:
            brief = await self.brief(choice)
        except WorkerError as error:
            log.warning("event %s cannot be told: %s", choice.event, error.message)
            return None
        return DigestEvent(choice.event, brief, choice.told_before, _places(choice, brief))

    async def brief(self, choice: Choice) -> EventBrief:
        """The brief of an event, made once for all who follow it."""
        identity = f"{choice.event} {[[item.id for item in source.items] for source in choice.sources]} {RULES}"
        key = hashlib.sha256(identity.encode()).hexdigest()
        kept = await insistently(self._tools.database, digests.event_brief, key)
        if kept is not None:
            return kept
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = asyncio.create_task(self._made(choice, key))
            flight.add_done_callback(lambda _: self._flights.pop(key, None))
        return await asyncio.shield(flight)

    async def _made(self, choice: Choice, key: str) -> EventBrief:
        while True:
            corrected = await self.corrected()
            brief = await self._merged(choice)
            database, now = self._tools.database, self._tools.clock()
            try:
                await insistently(database, digests.keep_event_brief, key, brief, now, corrected=corrected)
            except CorrectedError:
                continue
            return brief

    async def _merged(self, choice: Choice) -> EventBrief:
        picked = [choice.sources[place] for place in read_first(choice.sources)]
        read = await asyncio.gather(*(self._sources.read(source.item) for source in picked))
        readings, unread = _one_each(list(zip(picked, read, strict=True)))
        unread += [_carrier(source, None) for source in choice.sources if source not in picked]
        engine = readings[0].brief.engine if readings else "feed"
        told = await self._compared(readings)
        return await self._tools.worker.run(merged, readings, unread, engine, told)

    async def _compared(self, readings: Sequence[Reading]) -> Compared | None:
        """What a model finds among the lines of several sources; one source has nothing to be compared with."""
        if len(readings) < 2:
            return None
        rows = await self._tools.worker.run(offered, readings)
        return await self._tools.desk.compare([row.shown for row in rows], MOST_LINES, PAYER) if rows else None

    async def named(self, topic: Topic, chat: str) -> Topic:
        """The topic with the names that a model gives it, which the reader sees and may change."""
        found = await self._tools.desk.other_names(topic.name, chat)
        return with_names(topic, found)


def _one_each(read: Sequence[tuple[Source, Briefed | None]]) -> tuple[list[Reading], list[Carrier]]:
    """Sources that turn out to be one, now that their whole texts are known, are one; the others are named unread."""
    known = [(source, briefed) for source, briefed in read if briefed is not None]
    first = groups([Carried(b.article.text, b.article.credit, b.article.language) for _, b in known])
    readings = []
    for place, (source, briefed) in enumerate(known):
        if first[place] == place:
            copies = [known[i][0] for i in range(len(known)) if first[i] == place and i != place]
            readings.append(Reading(_carrier(source, briefed, copies), briefed.article, briefed.brief))
    return readings, [_carrier(source, None) for source, briefed in read if briefed is None]


def _carrier(source: Source, briefed: Briefed | None, copies: Sequence[Source] = ()) -> Carrier:
    also = [domain for copy in copies for domain in (copy.item.outlet, *copy.carried_by)]
    carried_by = tuple(dict.fromkeys([*source.carried_by, *also]))
    item = source.item
    if briefed is None:
        reading: Literal["title", "foreign"] = "title" if item.own else "foreign"
        return Carrier(item.outlet, item.link, item.title, None, carried_by, reading, None)
    credit, number = briefed.article.credit, briefed.number or None
    return Carrier(item.outlet, item.link, item.title, credit, carried_by, "article" if number else "feed", number)


def _places(choice: Choice, brief: EventBrief) -> tuple[int, ...]:
    """Where the sources that are new stand among the brief's."""
    new = {choice.sources[place].item.link for place in choice.new}
    return tuple(place for place, source in enumerate(brief.sources) if source.link in new)
