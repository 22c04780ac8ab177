"""What is followed and when it is told, in a reader's words. Nothing here knows how a face draws."""

from __future__ import annotations

from datetime import datetime

from bot.catalogue import Catalogue
from bot.digests.schedule import EVERY_DAY, clock_of, zone_named
from bot.view.digest import outlet_name
from storage.subscriptions import Schedule, Topic


def definition(topic: Topic, catalogue: Catalogue) -> str:
    """The names by which the topic is found, and what is left out."""
    say = catalogue.say
    parts = [
        say("follow.names", names=", ".join(topic.names)),
        say("follow.without", names=", ".join(topic.without)) if topic.without else "",
        say("follow.languages", names=", ".join(topic.languages)) if topic.languages else "",
        say("follow.muted", names=", ".join(map(outlet_name, topic.muted))) if topic.muted else "",
    ]
    return " ".join(part for part in parts if part)


def times(schedule: Schedule, catalogue: Catalogue) -> str:
    """Days, time and place, such as: daily at 08:00, Nairobi time."""
    say = catalogue.say
    days = say("follow.daily") if schedule.days == EVERY_DAY else ", ".join(say(f"weekdays.{d}") for d in schedule.days)
    zone = schedule.zone.split("/")[-1].replace("_", " ")
    zone = f"UTC{zone}" if zone[:1] in "+-" else zone
    return say("follow.when", days=days, clock=clock_of(schedule.minute), zone=zone)


def local(moment: datetime, zone: str) -> str:
    """A moment as clocks show it there, such as: 2026-03-01 08:00."""
    return moment.astimezone(zone_named(zone)).strftime("%Y-%m-%d %H:%M")
