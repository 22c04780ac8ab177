"""Which events are on a topic: its names in their titles, or in the openings of half of their items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from bot.analysis.comparing.stems import terms
from bot.digests.topics.definition import LANGUAGES
from storage import items
from storage.items import Item
from storage.subscriptions import Topic

IN_TITLES, IN_TEXTS = 3, 2
"""One item in so many has to carry a name in its title, or in title and opening."""
_APART = 3
"""Words that may stand between those of a name: "deal on grain"."""
_ENDED = 6
"""Letters from which the stem of a single word may have any ending behind it: Germany, German."""
_ENDINGS = ("n", "an", "ian", "i", "ese", "ish")
"""What may stand behind a shorter name: Iran, Iranian; not franc, franchise."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event by its number, with the items that the topic's reader is to see, in order of publication."""

    number: int
    items: tuple[Item, ...]


def on_topic(db: Database, topic: Topic, first: int, chat: int | None) -> list[Event]:
    """The events with items numbered from ``first`` that are on the topic; those with the latest news first."""
    wanted, unwanted = expression(topic.names), expression(topic.without)
    anywhere = items.events_with(db, wanted, first, chat) if wanted else {}
    if not anywhere:
        return []
    in_titles = items.events_with(db, f"title : ({wanted})", first, chat)
    excluded = items.events_with(db, f"title : ({unwanted})", first, chat) if unwanted else {}
    found = items.of_events(db, list(anywhere), chat)
    events = [
        Event(number, kept)
        for number, all_items in found.items()
        if _fits(len(_since(all_items, first)), anywhere[number], in_titles.get(number, 0), excluded.get(number, 0))
        and (kept := _seen(all_items, topic))
        and kept[-1].id >= first
    ]
    return sorted(events, key=lambda e: (len({i.outlet for i in e.items}), e.items[-1].id), reverse=True)


def _since(all_items: Sequence[Item], first: int) -> list[Item]:
    return [item for item in all_items if item.id >= first]


def _fits(size: int, anywhere: int, in_titles: int, excluded: int) -> bool:
    return excluded * IN_TITLES < size and (in_titles * IN_TITLES >= size or anywhere * IN_TEXTS >= size)


def _seen(all_items: Sequence[Item], topic: Topic) -> tuple[Item, ...]:
    return tuple(
        item
        for item in all_items
        if item.outlet not in topic.muted and (not topic.languages or item.language in topic.languages)
    )


def expression(names: Sequence[str]) -> str:
    """The names as a full-text expression over stems, in every language that they may be read in; "" where none has a word."""
    parts = [part for name in names for part in _parts(name)]
    return " OR ".join(dict.fromkeys(parts))


def _parts(name: str) -> list[str]:
    written = [name, *(f"{name}{ending}" for ending in _ENDINGS)] if _is_short_name(name) else [name]
    stemmed = {tuple(terms(one, language)) for one in written for language in LANGUAGES}
    return [part for stems in sorted(stemmed) if stems for part in [_one(stems)]]


def _is_short_name(name: str) -> bool:
    return name.isalpha() and name.isascii() and name[0].isupper() and len(name) < _ENDED


def _one(stems: tuple[str, ...]) -> str:
    quoted = [f'"{stem}"' for stem in stems]
    if len(stems) > 1:
        return f"NEAR({' '.join(quoted)}, {_APART})"
    return f"{quoted[0]} *" if len(stems[0]) >= _ENDED else quoted[0]
