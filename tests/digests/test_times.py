"""When digests are due: places, times and days as people write them, right across clock changes."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bot.digests.schedule import EVERY_DAY, next_due, zone_named
from bot.digests.wanted import When, split, when
from bot.digests.zones import zone_of
from bot.errors import TopicError
from storage.subscriptions import Schedule


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "minute", "after", "due"),
    [
        ("Africa/Nairobi", 450, "2026-03-12 18:00", "2026-03-13 04:30"),
        ("+05:30", 0, "2026-03-12 18:00", "2026-03-12 18:30"),
        ("UTC", 480, "2026-03-12 08:00", "2026-03-13 08:00"),
        ("Europe/Berlin", 480, "2026-03-28 08:00", "2026-03-29 06:00"),
        ("Europe/Berlin", 150, "2026-03-28 08:00", "2026-03-29 01:30"),
        ("Europe/Berlin", 150, "2026-10-24 08:00", "2026-10-25 00:30"),
        ("America/New_York", 480, "2026-03-07 20:00", "2026-03-08 12:00"),
        ("Pacific/Apia", 480, "2026-03-12 18:30", "2026-03-12 19:00"),
        ("Asia/Kathmandu", 480, "2026-03-12 18:00", "2026-03-13 02:15"),
    ],
)
def test_a_digest_is_due_when_the_clock_on_the_wall_says_so(zone: str, minute: int, after: str, due: str) -> None:
    assert next_due(Schedule(zone, minute, EVERY_DAY), utc(after)) == utc(due)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "+03:00"]
)
@pytest.mark.parametrize("minute", [0, 150, 480, 1439])
def test_over_a_year_each_day_has_one_time(zone: str, minute: int) -> None:
    schedule, moment, days = Schedule(zone, minute, EVERY_DAY), utc("2026-01-01 00:00"), []
    while moment < utc("2027-01-01 00:00"):
        moment = next_due(schedule, moment)
        days.append(moment.astimezone(zone_named(zone)).date())
    assert all((b - a).days == 1 for a, b in pairwise(days))


def test_days_of_the_week_are_kept_in_the_reader_s_zone() -> None:
    schedule = Schedule("Pacific/Auckland", 480, (0,))
    assert next_due(schedule, utc("2026-03-12 00:00")) == utc("2026-03-15 19:00")


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Nairobi", "Africa/Nairobi"),
        ("new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("Mumbai", "Asia/Kolkata"),
        ("Washington", "America/New_York"),
        ("Шанхай", "Asia/Shanghai"),
        ("Kenya", "Africa/Nairobi"),
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("UTC+5:30", "+05:30"),
        ("-3", "-03:00"),
        ("gmt", "UTC"),
    ],
)
def test_a_place_is_a_zone(written: str, zone: str) -> None:
    found = zone_of(written)
    moments = [utc("2026-01-15 12:00"), utc("2026-07-15 12:00")]
    assert [m.astimezone(zone_named(found)).utcoffset() for m in moments] == [
        m.astimezone(zone_named(zone)).utcoffset() for m in moments
    ]


@pytest.mark.parametrize("written", ["Nowhere", "UTC+25", "UTC+5:07", "Russia", ""])
def test_a_place_that_has_no_one_zone_is_told(written: str) -> None:
    with pytest.raises(TopicError):
        zone_of(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("7:30 in Nairobi on weekdays", When("Africa/Nairobi", 450, (0, 1, 2, 3, 4))),
        ("Nairobi 7:30", When("Africa/Nairobi", 450, None)),
        ("8 pm, Nairobi", When("Africa/Nairobi", 1200, None)),
        ("UTC+3 at 20:00 on mon, thu", When("+03:00", 1200, (0, 3))),
        ("at 8", When(None, 480, None)),
        ("weekends", When(None, None, (5, 6))),
        ("in Nairobi", When("Africa/Nairobi", None, None)),
        ("12 am", When(None, 0, None)),
    ],
)
def test_place_time_and_days_stand_in_any_order(written: str, said: When) -> None:
    assert when(written) == said


@pytest.mark.parametrize("written", ["25:00", "at 7:75", "13 pm", "at 8 in Nowhere"])
def test_a_time_that_cannot_be_is_told(written: str) -> None:
    with pytest.raises(TopicError):
        when(written)


@pytest.mark.parametrize(
    ("written", "topic", "minute"),
    [
        ("grain deal at 7:30 in Nairobi", "grain deal", 450),
        ("grain deal at sea", "grain deal at sea", None),
        ("talks at the UN at 8 pm", "talks at the UN", 1200),
        ("Venezuela", "Venezuela", None),
    ],
)
def test_a_topic_is_told_from_its_time(written: str, topic: str, minute: int | None) -> None:
    text, said = split(written)
    assert (text, said.minute) == (topic, minute)


@pytest.mark.parametrize("city", ["Montreal", "Montevideo", "Monaco", "Monrovia", "Monterrey", "Tunis", "Thunder Bay"])
def test_a_city_that_begins_like_a_day_of_the_week_is_a_city(city: str) -> None:
    told = when(f"8:00 in {city}")
    assert (told.minute, told.days) == (480, None)
    assert told.zone is not None


@pytest.mark.parametrize(
    ("written", "minute", "days"),
    [
        ("noon in Paris", 720, None),
        ("Paris, midnight", 0, None),
        ("7h30 in Paris", 450, None),
        ("mon-fri 8:00 in Paris", 480, (0, 1, 2, 3, 4)),
        ("8:00 in Paris, Saturday to Tuesday", 480, (0, 1, 5, 6)),
    ],
)
def test_named_times_and_spans_of_days(written: str, minute: int, days: tuple[int, ...] | None) -> None:
    told = when(written)
    assert (told.zone, told.minute, told.days) == ("Europe/Paris", minute, days)
