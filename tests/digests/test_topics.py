"""What readers write becomes a topic, and topics find their events."""

from pathlib import Path

import pytest

from bot.digests.feeds.arriving import arrived
from bot.digests.topics.definition import MOST_NAMES, topic_of, with_names
from bot.digests.topics.matching import Event, on_topic
from bot.digests.topics.named import named
from bot.errors import TopicError
from bot.intake.fetch import Page, Version
from storage import feeds, items
from storage.database import Database
from storage.feeds import Listed, Polled
from storage.items import Placing
from tests.digests.press import NOON
from tests.support import article, briefed


def test_names_what_is_left_out_languages_and_outlets_are_read() -> None:
    topic = topic_of('Lissa Strait, "grain deal" -football -“apple harvest” lang:en,fr mute:www.bbc.co.uk,one.example')
    assert topic.names == ("Lissa Strait", "grain deal")
    assert topic.without == ("football", "apple harvest")
    assert topic.languages == ("en", "fr")
    assert topic.muted == ("bbc.com", "one.example")


def test_a_country_is_found_under_its_names_in_other_languages() -> None:
    names = topic_of("Germany").names
    assert {"Germany", "Alemania", "Allemagne", "Deutschland", "Германия", "德国", "German"} <= set(names)
    assert topic_of("Ostrany").names == ("Ostrany",)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "no_topic"),
        ("-football", "no_topic"),
        ("x", "short_topic"),
        ("?!", "short_topic"),
        ("word " * 40, "long_topic"),
        (", ".join(f"name{n}" for n in range(MOST_NAMES + 1)), "many_names"),
        ("Velmar lang:english", "bad_language"),
        ("Velmar mute:nonsense", "bad_outlet"),
    ],
)
def test_what_is_no_topic_is_told(written: str, code: str) -> None:
    with pytest.raises(TopicError) as told:
        topic_of(written)
    assert told.value.code == code
    assert told.value.message


TITLES = {
    "toll": ("Velmar raises toll in Lissa Strait", "en"),
    "iran": ("Iranian delegation arrives in Brenn", "en"),
    "deal": ("Deal on grain reached after talks", "en"),
    "football": ("Velmar wins football match in Lissa Strait cup", "en"),
    "german": ("Deutschland senkt die Maut", "de"),
    "russian": ("Германия снижает пошлину", "ru"),
    "chinese": ("德国降低通行费", "zh"),
    "franc": ("Franchise wins cup in Tavin", "en"),
    "fallen": ("Ships wait for the wind", "en"),
}


async def found(tmp_path: Path, written: str, chat: int | None = None) -> set[str]:
    """The events that the topic finds among titles, each an event of its own."""
    database = Database(tmp_path / "bot.db")
    await database.open()
    try:
        await database.run(feeds.add, [Listed("https://a.example/feed")], NOON, again=True)
        for n, (name, (title, language)) in enumerate(TITLES.items(), start=1):
            entry = f"<item><title>{title}</title><link>https://a.example/{name}</link></item>"
            body = f"<rss version='2.0'><channel>{entry}</channel></rss>".encode()
            kept = arrived(Page("https://a.example/feed", "text/xml", "utf-8", body, Version()), language, NOON)
            await database.run(items.keep_polled, 1, Polled(NOON - NOON, NOON), kept.items, NOON)
            await database.run(items.place, [Placing(n, n, (), b"")])
        events: list[Event] = await database.run(on_topic, topic_of(written), 0, chat)
        return {event.items[0].link.rsplit("/", 1)[-1] for event in events}
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lissa Strait", {"toll", "football"}),
        ("Lissa Strait -football", {"toll"}),
        ("Iran", {"iran"}),
        ("grain deal", {"deal"}),
        ("Germany", {"german", "russian", "chinese"}),
        ("Germany lang:ru", {"russian"}),
        ("franc", set()),
        ("tolls", {"toll"}),
        ("Brenn, grain", {"iran", "deal"}),
        ("Lissa Strait mute:a.example", set()),
        ('"; DROP TABLE items', set()),
    ],
)
async def test_a_topic_finds_its_events(tmp_path: Path, written: str, names: set[str]) -> None:
    assert await found(tmp_path, written) == names


def test_a_brief_names_what_can_be_followed() -> None:
    text = (
        "Venezuela closed its border with Brazil on Friday. Brazilian soldiers withdrew.\n"
        "“Nobody passes,” said Ana Lero, the governor of Tavin. The government of Venezuela gave no reason."
    )
    given = article(text)
    assert named(given, briefed(given))[:3] == ("Venezuela", "Brazil", "Ana Lero")
    plain = article("Ships waited in the strait for the wind. The harbour was closed, and nobody gave a reason for it.")
    assert named(plain, briefed(plain)) == ()


def test_names_that_a_model_gives_are_added_where_they_can_be_looked_for() -> None:
    topic = topic_of("Lissa Strait -football")
    given = [
        "Strait of Lissa",
        "lissa strait",
        "football",
        "x",
        "…",
        "one two three four five six",
        "“Лисса”",
        "Strait of Lissa",
    ]
    assert with_names(topic, given).names == ("Lissa Strait", "Strait of Lissa", "Лисса")
    assert len(with_names(topic, [f"name{n}" for n in range(99)]).names) == MOST_NAMES
