"""Which events a reader is told of, and by which of their sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.digests.events.copies import Carried, groups
from bot.digests.topics.matching import Event
from bot.intake.extract import credit
from storage import outlets
from storage.items import Item
from storage.subscriptions import Told

MOST_SOURCES = 5
"""Independent sources of one event that are read, from as many countries as can be."""
MOST_ITEMS = 150
"""Items of one event that are compared with each other."""
MOVED_ON = 2
"""Independent sources that have to have something new before an event is told a second time."""


@dataclass(frozen=True, slots=True)
class Source:
    """An independent source: the item that stands for it, and all items that are its text or its outlet's."""

    item: Item
    items: tuple[Item, ...]

    @property
    def carried_by(self) -> tuple[str, ...]:
        """The other outlets that carry it, as domains."""
        return tuple(dict.fromkeys(item.outlet for item in self.items if item.outlet != self.item.outlet))


@dataclass(frozen=True, slots=True)
class Choice:
    """An event that is told, with its independent sources; ``new`` are the places of those with something new since then."""

    event: int
    sources: tuple[Source, ...]
    told_before: bool
    new: tuple[int, ...]

    @property
    def told(self) -> Told:
        """What is known of the event now."""
        newest = max(item.id for source in self.sources for item in source.items)
        return Told(self.event, newest, len(self.sources))


def chosen(events: Sequence[Event], told: Mapping[int, Told], most: int) -> tuple[list[Choice], list[Choice]]:
    """The events to tell, those with the most sources first, and those for which there is no room."""
    choices = [choice for event in events if (choice := _choice(event, told.get(event.number))) is not None]
    choices.sort(key=lambda c: (-len(c.sources), -c.told.last_item))
    return choices[:most], choices[most:]


def _choice(event: Event, before: Told | None) -> Choice | None:
    found = tuple(independent(event.items))
    if before is None:
        return Choice(event.number, found, told_before=False, new=())
    new = tuple(n for n, source in enumerate(found) if source.item.id > before.last_item)
    return Choice(event.number, found, told_before=before.sources > 0, new=new) if len(new) >= MOVED_ON else None


def independent(items: Sequence[Item]) -> Iterator[Source]:
    """The sources of an event, each once however many outlets carry it, in order of publication.

    A text belongs to the outlet that published it first. What one outlet publishes on an event is one source, for which its
    newest item stands; an outlet that has only what others published before is none. Of a very large event the newest items
    are looked at.
    """
    looked_at = items[-MOST_ITEMS:]
    group = groups([Carried(f"{i.title}. {i.text}", credit(i.text, None), i.language) for i in looked_at])
    owned: defaultdict[str, list[Item]] = defaultdict(list)
    for item, first in zip(looked_at, group, strict=True):
        owned[looked_at[first].outlet].append(item)
    for outlet, same in owned.items():
        yield Source([item for item in same if item.outlet == outlet][-1], tuple(same))


def read_first(sources: Sequence[Source]) -> list[int]:
    """The places of the sources that are read: one of each country before a second of any, known outlets first."""
    seen: Counter[str] = Counter()
    ranked = []
    for place, source in enumerate(sources):
        outlet = outlets.of_host(source.item.outlet)
        country = outlet.country if outlet else ""
        ranked.append((seen[country], outlet is None, place))
        seen[country] += 1
    return sorted(place for _, _, place in sorted(ranked)[:MOST_SOURCES])
