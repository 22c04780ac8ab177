"""Readers of a made week: topics, zones, times; and when each has to be told, worked out apart from the bot's own code."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ZONES = (
    "Pacific/Auckland Pacific/Chatham Australia/Sydney Australia/Adelaide Australia/Lord_Howe Asia/Tokyo Asia/Shanghai"
    " Asia/Kolkata Asia/Kathmandu Asia/Tehran Asia/Dubai Europe/Istanbul Africa/Nairobi Europe/Kyiv Africa/Cairo"
    " Europe/Berlin Europe/London Africa/Lagos Atlantic/Azores America/Sao_Paulo America/Buenos_Aires America/Caracas"
    " America/Santiago America/New_York America/Chicago America/Mexico_City America/Denver America/Los_Angeles"
    " America/St_Johns Pacific/Honolulu"
).split()
MINUTES = tuple(60 * h + m for h, m in ((6, 0), (6, 30), (7, 0), (7, 30), (8, 0), (9, 0), (18, 0), (21, 45), (2, 30)))
DAYS = ((0, 1, 2, 3, 4, 5, 6),) * 8 + ((0, 1, 2, 3, 4), (5, 6))
TOPICS = (
    ("Biden",),
    ("Covid", "vaccine", "vaccinated", "booster"),
    ("Trump", "Bush", "Clinton", "Obama"),
    ("Senate", "Congress", "filibuster"),
    ("infrastructure", "debt", "trillion", "budget"),
    ("Texas", "border", "abortion", "Florida"),
    ("court", "judge", "trial", "lawsuit"),
    ("House", "Democrats", "Pelosi", "Manchin"),
    ("GOP", "Republicans", "election", "vote"),
    ("China", "Fed", "growth", "inflation", "Ukraine"),
    ("Taliban", "Afghanistan", "Kabul", "earthquake"),
    ("jobs", "jobless", "Apple", "Microsoft", "eBay"),
    ("police", "arrested", "killed", "FBI", "shooting"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A chat with one topic, told at a minute of some days of its zone."""

    chat: int
    topic: int
    zone: str
    minute: int
    days: tuple[int, ...]
    most: int


def readers(count: int) -> list[Reader]:
    """So many readers, spread over zones, times and topics."""
    chance = random.Random(5)
    return [
        Reader(
            chat=100_000 + n,
            topic=chance.randrange(len(TOPICS)),
            zone=ZONES[n % len(ZONES)],
            minute=chance.choice(MINUTES),
            days=chance.choice(DAYS),
            most=chance.choice((3, 5)),
        )
        for n in range(count)
    ]


def due_times(reader: Reader, start: datetime, end: datetime) -> list[frozenset[datetime]]:
    """For each day on which the reader is to be told, the moments that can be meant: two where the clock was changed."""
    zone, found = ZoneInfo(reader.zone), []
    day: date = start.astimezone(zone).date() - timedelta(days=1)
    while day <= end.astimezone(zone).date():
        if day.weekday() in reader.days:
            clock = time(reader.minute // 60, reader.minute % 60)
            meant = frozenset(datetime.combine(day, clock, tzinfo=zone).replace(fold=f).astimezone(UTC) for f in (0, 1))
            if start < min(meant) and max(meant) <= end:
                found.append(meant)
        day += timedelta(days=1)
    return found


def named_by(titles: Sequence[str]) -> set[int]:
    """The topics that at least half of the titles name as a word."""
    found = set()
    for topic, names in enumerate(TOPICS):
        pattern = re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
        if 2 * sum(bool(pattern.search(title)) for title in titles) >= len(titles):
            found.add(topic)
    return found


def days_of(by_event: Mapping[str, Sequence[Mapping[str, Any]]], days: int) -> dict[str, int]:
    """A day for each event, so that as many topics as can be have news every day."""
    topics = {event: named_by([row["title"] or "" for row in rows]) for event, rows in by_event.items()}
    carried: dict[int, list[int]] = {topic: [0] * days for topic in range(len(TOPICS))}
    load, day_of = [0] * days, {}
    for event in sorted(topics, key=lambda e: (len(topics[e]) == 0, -len(topics[e]), e)):
        need = [sum(1 / (1 + carried[topic][day]) for topic in topics[event]) for day in range(days)]
        day = max(range(days), key=lambda d: (round(need[d], 6), -load[d]))
        day_of[event] = day
        load[day] += 1
        for topic in topics[event]:
            carried[topic][day] += 1
    return day_of
