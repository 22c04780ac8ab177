"""Where a reader lives becomes a time zone: a city, a country with one zone, an offset, or a zone's own name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from bot.digests.topics.definition import LANGUAGES
from bot.errors import TopicError

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)

_SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))


def zone_of(written: str) -> str:
    """The IANA name or the offset ("+05:30") of the place that a reader names. Raises TopicError."""
    text = " ".join(written.split())
    if text.casefold() in ("utc", "gmt"):
        return "UTC"
    offset = _OFFSET.fullmatch(text)
    if offset:
        return _offset(written, *offset.groups())
    zone = _places().get(_key(text))
    if zone is None:
        raise TopicError("no_such_place", name=text)
    return zone


def _offset(written: str, sign: str, hours: str, minutes: str | None) -> str:
    if (int(hours), int(minutes or 0)) > (14, 0) or int(minutes or 0) not in (0, 15, 30, 45):
        raise TopicError("no_such_place", name=written)
    return f"{'+' if sign == '+' else '-'}{int(hours):02}:{int(minutes or 0):02}"


@cache
def _places() -> dict[str, str]:
    """Zones by the names of cities and countries in small letters; a zone's own name before all others."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for zone, names in locale.time_zones.items():
            if names.get("city"):
                found.setdefault(_key(names["city"]), zone)
        for code, zones in get_global("territory_zones").items():
            if code in locale.territories and _agree(zones):
                found.setdefault(_key(locale.territories[code]), zones[0])
    with Path(__file__).with_name("cities.toml").open("rb") as file:
        found |= {_key(city): zone for zone, cities in tomllib.load(file).items() for city in cities}
    for zone in sorted(_known()):
        if zone.split("/")[0] in _AREAS:
            found[_key(zone)] = zone
            found[_key(zone.split("/")[-1].replace("_", " "))] = zone
    return {place: zone for place, zone in found.items() if zone in _known()}


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def _agree(zones: Sequence[str]) -> bool:
    """Whether clocks show the same in all of them, summer and winter."""
    known = [ZoneInfo(zone) for zone in zones if zone in _known()]
    return bool(known) and all(len({day.astimezone(z).utcoffset() for z in known}) == 1 for day in _SEASONS)


def _key(text: str) -> str:
    """Small letters without marks: readers often leave those out."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).strip(" .")
