"""A digest on the command line: feeds are asked first, unless the bot does so already."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot import assembly, settings
from bot.assembly import Office
from bot.catalogue import of, say
from bot.digests.topics.definition import topic_of
from bot.errors import StoreError
from bot.settings import Settings
from bot.solo import alone
from bot.view.digest import DigestView, EventView, Line, view
from storage import feeds
from storage.digest_records import Digest
from storage.subscriptions import Topic


async def digest(written: str, console: Console, *, days: int, most: int, as_json: bool, receipts: bool) -> None:
    """Print what there was on the topic in the last ``days``. Raises TopicError."""
    topic, chosen = topic_of(written), settings.load()
    try:
        with alone(chosen.database_path):
            async with assembly.office(chosen) as office:
                await _gather(office, topic, asked=chosen.feeds == "on")
                made = await _made(office, topic, days, most)
    except StoreError as error:
        if error.code != "already_running":
            raise
        print(say("digest.bot_gathers"), file=sys.stderr)
        async with assembly.office(chosen) as office:
            made = await _made(office, topic, days, most)
    if as_json:
        print(json.dumps(digest_json(made), ensure_ascii=False, indent=2))
    elif made.events:
        console.print(digest_block(view(made, of("en")), receipts=receipts), highlight=False)
    else:
        console.print(Text(say("digest.nothing_lately", topic=topic.name, count=days)))
        if chosen.feeds == "on" and not await _answering(chosen):
            console.print(Text(say("digest.no_feed_answers")))


async def _answering(chosen: Settings) -> int:
    """How many feeds have ever answered."""
    store = await assembly.open_database(chosen)
    try:
        return (await store.run(feeds.tally)).read
    finally:
        await store.close()


async def _gather(office: Office, topic: Topic, *, asked: bool) -> None:
    print(say("digest.gathering") if asked else say("digest.feeds_off"), file=sys.stderr)
    if asked:
        await office.newsroom.start()
    await office.newsroom.gather(topic)


async def _made(office: Office, topic: Topic, days: int, most: int) -> Digest:
    return await office.newsroom.digest(topic, None, most, assembly.now() - timedelta(days=days))


def digest_json(made: Digest) -> dict[str, Any]:
    """The digest as it is stored: each line with the place of its source among ``sources``, its sentences and their words."""
    dumped: dict[str, Any] = TypeAdapter(Digest).dump_python(made, mode="json")
    return dumped


def digest_block(shown: DigestView, *, receipts: bool) -> RenderableType:
    """Events with their lines and sources, and the sentences below each line where they are wanted."""
    blocks: list[RenderableType] = [Text(shown.title, style="bold")]
    for event in shown.events:
        blocks += [Text(), *_event(event, receipts=receipts)]
    return Group(*blocks, *([Text()] if shown.notes else []), *(Text(note) for note in shown.notes))


def _event(event: EventView, *, receipts: bool) -> list[RenderableType]:
    blocks = [*_line(event.headline, "", receipts=receipts, style="bold"), Text(event.note, style="dim")]
    for part in event.parts:
        blocks.append(Text(part.heading, style="italic"))
        for line in part.lines:
            blocks += _line(line, "• ", receipts=receipts)
    blocks.append(Text(say("digest.sources"), style="italic"))
    for source in event.sources:
        blocks += [Text(f"[{source.number}] {source.text}"), Padding(Text(source.link, style="dim"), (0, 0, 0, 4))]
    return blocks


def _line(line: Line, bullet: str, *, receipts: bool, style: str = "") -> list[RenderableType]:
    below = [Padding(Text(one, style="dim"), (0, 0, 0, 4)) for one in line.receipts] if receipts else []
    return [Text(f"{bullet}{line.text}", style=style), *below]
