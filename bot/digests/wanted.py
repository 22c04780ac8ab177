"""When a reader wants to be told, as people write it: "7:30 in Nairobi on weekdays", "UTC+5:30, 8 pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.digests.schedule import DAY, THROUGH, days_of, minute_of
from bot.digests.zones import zone_of

_AT = re.compile(
    r"\s+at\s+(?=(?:noon|midnight)\b|\d{1,2}(?:[:.]\d{2}(?!\d)|\s*[ap]\.?m\b|\s+(?:in|on)\s|\s+(?:daily|every day|week)))",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?<!\S)(?:(?:utc|gmt)\s*[+\-−–]|[+\-−–])\s*\d{1,2}(?::?\d{2})?(?!\S)|(?<!\S)(?:utc|gmt)(?!\S)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<!\S)(?:noon|midnight|\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|(?<=at )\d{1,2}|\d{1,2}(?=$))(?!\w)",
    re.IGNORECASE,
)
_DAYS = re.compile(
    rf"(?<!\w)(?:every day|daily|weekdays|weekends?|{DAY}(?:{THROUGH}{DAY}|(?:(?:\s*,\s*|\s+and\s+|\s+){DAY})*))(?!\w)",
    re.IGNORECASE,
)
_LINKING = re.compile(r"(?<!\w)(?:at|in|on|every)(?!\w)|[,;]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A zone, a minute of the day and days of the week; None for what was not said."""

    zone: str | None = None
    minute: int | None = None
    days: tuple[int, ...] | None = None


def split(written: str) -> tuple[str, When]:
    """What is to be followed, and when it is to be told: "grain deal at 7:30 in Nairobi". Raises TopicError."""
    places = list(_AT.finditer(written))
    if not places:
        return written, When()
    return written[: places[-1].start()], when(f"at {written[places[-1].end() :]}")


def when(written: str) -> When:
    """The place, time and days that are named, in any order. Raises TopicError."""
    text = " ".join(written.split())
    offset = _OFFSET.search(text)
    text = _without(text, offset)
    days = _DAYS.search(text)
    text = _without(text, days)
    time = _TIME.search(text)
    place = " ".join(_LINKING.sub(" ", _without(text, time)).split())
    zone = zone_of(offset.group() if offset else place) if offset or place else None
    minute = minute_of(time.group()) if time else None
    return When(zone, minute, days_of(days.group()) if days else None)


def _without(text: str, found: re.Match[str] | None) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip() if found else text
