"""A digest is one message that Telegram takes, however much there is of everything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import of
from bot.telegram.rendering.digest import MOST_EVENTS, digest_page
from bot.telegram.rendering.html import units
from bot.telegram.rendering.pages import LONGEST, MOST_ENTITIES
from storage.digest_records import Carrier, Digest, DigestEvent, EventBrief, Receipt, Reported, Said
from tests.telegram.standin import shown_text

WORDS = st.sampled_from(("toll ", "strait 海峡 ", "🚢🚢 ", "a.example/x ", "“no”, ", "<b> & "))
COUNTS = st.integers(0, 40)


def reported(text: str, source: int) -> Reported:
    return Reported(text, (Receipt(source, (1, 2), text),))


@st.composite
def events(draw: st.DrawFn) -> DigestEvent:
    """An event with up to five sources that were read, and many that were not."""
    read, unread, lines = draw(st.integers(0, 5)), draw(COUNTS), draw(COUNTS)
    text = (draw(WORDS) * draw(st.integers(1, 80))).strip()
    also = tuple(f"paper{n}.example" for n in range(draw(COUNTS)))
    sources = [
        Carrier(
            f"outlet{n}.example",
            f"https://o{n}.example/{n}",
            text,
            None,
            also,
            "article" if n < read else "title",
            None,
        )
        for n in range(max(1, read + unread))
    ]
    told = [reported(text, n % read) for n in range(lines)] if read else []
    said = [Said(text, text, "said", "quotation", (text,), "", (Receipt(n % read, (1,), text),)) for n in range(read)]
    brief = EventBrief(
        reported(text, 0) if read else Reported(text, ()), tuple(told), (), (), tuple(said), tuple(sources), "embedded"
    )
    return DigestEvent(1, brief, draw(st.booleans()), tuple(range(len(sources))))


def crowded(read: int, unread: int) -> DigestEvent:
    """An event with much of everything."""
    also, text = tuple(f"paper{n}.example" for n in range(40)), ("🚢🚢 " * 80).strip()
    sources = [
        Carrier(
            f"outlet{n}.example", f"https://o{n}.example/", text, None, also, "article" if n < read else "title", None
        )
        for n in range(read + unread)
    ]
    told = tuple(reported(text, n % read) for n in range(40)) if read else ()
    brief = EventBrief(reported(text, 0) if read else Reported(text, ()), told, (), (), (), tuple(sources), "embedded")
    return DigestEvent(1, brief, told_before=True, new=tuple(range(45)))


@pytest.mark.parametrize(("read", "unread"), [(5, 40), (5, 0), (0, 40), (1, 3)])
@pytest.mark.parametrize("count", [1, 3, MOST_EVENTS])
def test_a_digest_with_much_of_everything_uses_its_message_and_no_more(count: int, read: int, unread: int) -> None:
    page = digest_page(Digest("V" * 400, (crowded(read, unread),) * count, 3), 1, of("en"))
    text, entities = shown_text(page.text)
    assert LONGEST / 2 < units(text) <= LONGEST
    assert entities <= MOST_ENTITIES


@settings(max_examples=60, deadline=None)
@given(st.lists(events(), min_size=1, max_size=MOST_EVENTS), st.integers(0, 99))
def test_a_digest_fits_into_one_message_and_names_every_source_that_its_lines_can_cite(
    given_events: list[DigestEvent], more: int
) -> None:
    page = digest_page(Digest("Velmar " * 60, tuple(given_events), more), 1, of("en"))
    text, entities = shown_text(page.text)
    assert units(text) <= LONGEST
    assert entities <= MOST_ENTITIES
    for event in given_events:
        for place in range(sum(source.reading == "article" for source in event.brief.sources)):
            assert f"[{place + 1}] outlet{place}" in text.replace("\u2060", "")
