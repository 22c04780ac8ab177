"""When a digest is due: a time of the reader's day, right across clock changes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.errors import TopicError
from storage.subscriptions import Schedule

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?"
    r"|sun(?:days?)?)\b"
)
"""A day of the week as people write it; Monaco and Sunderland are none."""
THROUGH = r"\s*(?:-|–|\bto\b|\bthrough\b)\s*"
_NAMED = {"noon": 12 * 60, "midnight": 0}
_SPANS = {
    "daily": EVERY_DAY,
    "every day": EVERY_DAY,
    "weekdays": EVERY_DAY[:5],
    "weekend": EVERY_DAY[5:],
    "weekends": EVERY_DAY[5:],
}


def next_due(schedule: Schedule, after: datetime) -> datetime:
    """The first moment after ``after`` (UTC) at which the schedule's time strikes, in UTC.

    A time that a clock change leaves out comes as long after the change as it would have; one that comes twice, the first
    time.
    """
    zone = zone_named(schedule.zone)
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        if day.weekday() in schedule.days:
            moment = _moment(schedule.minute, day, zone)
            if moment > after:
                return moment
        day += timedelta(days=1)


def _moment(minute: int, day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=1_000)
def zone_named(name: str) -> tzinfo:
    """The zone with an IANA name, or a fixed offset such as +05:30."""
    if name[:1] in "+-":
        sign = -1 if name[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[4:6])))
    return ZoneInfo(name)


def minute_of(written: str) -> int:
    """The minute of the day that a reader means: "8", "08:30", "7 pm", "noon". Raises TopicError."""
    if written.strip().lower() in _NAMED:
        return _NAMED[written.strip().lower()]
    found = _TIME.fullmatch(written.strip())
    hour, minute = (int(found.group(1)), int(found.group(2) or 0)) if found else (99, 0)
    half = (found.group(3) or "")[:1].lower() if found else ""
    if half and not 1 <= hour <= 12:
        hour = 99
    elif half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise TopicError("bad_time", name=written.strip())
    return 60 * hour + minute


def days_of(written: str) -> tuple[int, ...]:
    """The days of the week that a reader means: "daily", "weekdays", "mon, thu", "sat to tue". Raises TopicError."""
    text = " ".join(written.lower().split())
    if text in _SPANS:
        return _SPANS[text]
    if re.fullmatch(f"{DAY}{THROUGH}{DAY}", text):
        first, last = (_DAYS.index(day[:3]) for day in re.split(THROUGH, text))
        return tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1)))
    parts = [part for part in re.split(r"[,\s]+", text) if part and part != "and"]
    if not parts or any(part[:3] not in _DAYS for part in parts):
        raise TopicError("bad_days", name=written.strip())
    return tuple(sorted({_DAYS.index(part[:3]) for part in parts}))


def clock_of(minute: int) -> str:
    """The minute of the day as readers write it: "08:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"
