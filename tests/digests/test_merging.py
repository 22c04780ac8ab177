"""An event in a digest: only lines of checked briefs, each with the sentences that carry it in every source that it names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digests.choosing import MOST_ITEMS, chosen, independent, read_first
from bot.digests.merging.agreement import carried, differing
from bot.digests.merging.merge import merged
from bot.digests.merging.reading import Reading, from_feed
from bot.digests.topics.matching import Event
from storage.digest_records import Carrier, EventBrief, Receipt, Reported, Said
from storage.items import Item
from storage.subscriptions import Told
from tests.digests.press import LATER, NOON, TOLL, Story
from tests.support import article, briefed


def reading(story: Story) -> Reading:
    given = article(story.text, title=story.title)
    outlet = f"outlet{story.host}.example"
    return Reading(
        Carrier(outlet, f"https://{outlet}{story.path}", story.title, None, (), "article", 1), given, briefed(given)
    )


def told(stories: Sequence[Story]) -> EventBrief:
    return merged([reading(story) for story in stories], [], "embedded")


def receipts(brief: EventBrief) -> list[tuple[str, Receipt]]:
    """Every line with each of its receipts."""
    lines: list[Reported | Said] = [
        *brief.shared,
        *brief.some,
        *brief.said,
        *(one for pair in brief.differ for one in pair),
    ]
    lines += [brief.headline] if brief.headline.receipts else []
    return [("" if isinstance(one, Said) else one.text, receipt) for one in lines for receipt in one.receipts]


def test_every_receipt_stands_in_its_source_as_it_is_quoted() -> None:
    stories = (*TOLL, *LATER)
    brief = told(stories)
    found = receipts(brief)
    assert len(found) > 8
    for _, receipt in found:
        given = article(stories[receipt.source].text)
        words = " ".join(" ".join(given.words(n).split()) for n in receipt.sentences)
        assert receipt.words == words


def test_what_all_report_what_some_do_and_where_they_differ() -> None:
    brief = told(TOLL)
    assert [line.text for line in brief.shared] == [
        "Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March."
    ]
    assert all(len(line.receipts) == 1 for line in brief.some)
    ((one, other),) = brief.differ
    assert ("40 ships" in one.text, "60 ships" in other.text) == (True, True)
    assert [receipt.source for receipt in (*one.receipts, *other.receipts)] == [0, 1]


def test_one_quotation_in_two_outlets_is_one_line_in_the_words_that_both_carry() -> None:
    longer = Story(
        "/x",
        3,
        "t",
        "“We will not close the strait to anybody, and we will talk,” Ines Caldor, the minister, said in Brenn.",
    )
    brief = merged([reading(longer), reading(TOLL[1])], [], "embedded")
    (said,) = [one for one in brief.said if one.speaker.endswith("Caldor")]
    assert said.parts == ("We will not close the strait to anybody",)
    assert {receipt.source for receipt in said.receipts} == {0, 1}


@pytest.mark.parametrize(
    "other",
    [
        "“We will close the strait to anybody,” said Ines Caldor, the transport minister of Velmar.",
        "“We will not close the strait to grain ships,” said Ines Caldor, the transport minister of Velmar.",
        "“We will not close the strait to anybody,” said Tomas Reyk, the foreign minister of Ostrany.",
    ],
)
def test_another_quotation_or_another_speaker_is_another_line(other: str) -> None:
    brief = merged([reading(TOLL[0]), reading(Story("/x", 3, "t", other))], [], "embedded")
    assert all(len(one.receipts) == 1 for one in brief.said)


LINE = "Velmar raised the toll for grain ships in the strait by 15 percent."


@pytest.mark.parametrize(
    ("sentence", "carries"),
    [
        (LINE, True),
        ("On Friday, Velmar raised the toll for grain ships in the strait by 15 percent, after months of talks.", True),
        ("Velmar on Friday raised the toll for grain ships in the strait by 15 percent.", True),
        ("Velmar has not raised the toll for grain ships in the strait by 15 percent.", False),
        ("Velmar may have raised the toll for grain ships in the strait by 15 percent.", False),
        ("Velmar raised the toll for grain ships in the strait by 25 percent.", False),
        ("Ostrany raised the toll for grain ships in the strait by 15 percent.", False),
        ("The opposition in Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("Velmar raised the toll for grain ships in the strait.", False),
        ("Reyk said that Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        (
            "Velmar refused to let Ostrany know why it raised the toll for grain ships in the strait by 15 percent.",
            False,
        ),
        ("Velmar raised the toll for grain ships in the strait by 15 percent points.", False),
        ("“Velmar raised the toll for grain ships in the strait by 15 percent.”", False),
        ("It is untrue that Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("Few think that Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("Myth: Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("A year ago, Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("In 2015, Velmar raised the toll for grain ships in the strait by 15 percent.", False),
        ("Velmar raised the toll for grain ships in the strait by 15 percent in 2015.", False),
        ("Velmar raised the tolls for grain ships in the strait by 15 percent.", False),
        ("Velmar raised the toll for grain ships in the strait by -15 percent.", False),
        ("Velmar raised the toll for grain ships in the strait by $15 percent.", False),
    ],
)
def test_a_line_is_carried_only_where_nothing_of_it_is_missing_or_turned(sentence: str, *, carries: bool) -> None:
    assert bool(carried(LINE, article(sentence), ())) is carries


def test_who_did_it_to_whom_is_not_turned_round() -> None:
    line = "Velmar accused Ostrany of closing the harbour."
    for turned in (
        "Ostrany accused Velmar of closing the harbour.",
        "Velmar was accused by Ostrany of closing the harbour.",
    ):
        assert carried(line, article(turned), ()) == ()


def test_a_sentence_that_somebody_says_carries_nothing_in_the_outlet_s_voice() -> None:
    assert carried(LINE, article(LINE), {1}) == ()


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Inflation in Korva fell to 3 percent last year.", "Inflation in Korva fell to 3 percent this year."),
        ("The bridge of Brenn reopened on Monday.", "The bridge of Brenn reopened on Tuesday."),
        ("Ostrany paid $5 million to the city of Brenn.", "Ostrany paid €5 million to the city of Brenn."),
        ("The police of Korva arrested the leaders of it.", "The police of Korva arrested the leader of it."),
    ],
)
def test_another_time_currency_or_number_is_another_line(line: str, other: str) -> None:
    assert carried(line, article(other), ()) == ()
    assert carried(line, article(line), ()) == (1,)


@pytest.mark.parametrize(
    "other",
    [
        "“I do not believe that we will not close the strait to anybody,” said Ines Caldor, the minister of Velmar.",
        "“We will not close the strait to anybody if they pay,” said Ines Caldor, the minister of Velmar.",
        "“We will not close the strait to anybody,” said Ines Caldor, a baker.",
    ],
)
def test_half_a_sentence_is_not_the_quotation_and_another_role_not_the_speaker(other: str) -> None:
    brief = merged([reading(TOLL[0]), reading(Story("/x", 3, "t", other))], [], "embedded")
    assert all(len(one.receipts) == 1 for one in brief.said if "close the strait" in one.parts[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The storm killed 12 people and left 300 people homeless.",
            "The storm left 300 people homeless and killed 12 people.",
        ),
        ("Korva spent 5 million euros on the bridge.", "The bridge of Korva serves 7 million people."),
        ("The tower of Brenn burned for 3 days.", "The tower of Brenn was closed for 10 days."),
    ],
)
def test_what_is_counted_twice_or_of_something_else_does_not_differ(one: str, other: str) -> None:
    assert differing(one, other, "en") is None


def test_a_title_is_never_put_into_another_outlet_s_mouth() -> None:
    silent = reading(Story("/a", 1, "The first title", "“The strait is closed,” it said.\n“Nobody pays.”"))
    unread = Carrier("rt.com", "https://rt.com/x", "Another title", None, (), "title", None)
    brief = merged([silent], [unread], "embedded")
    assert brief.headline == Reported(silent.carrier.title, ())


def test_counts_differ_only_where_the_same_thing_is_counted() -> None:
    assert differing("About 40 ships waited in the strait.", "About 60 ships waited in the strait.", "en") == "ships"
    assert differing("About 40 ships waited in the strait.", "About 60 pilots were on strike in Brenn.", "en") is None
    assert differing("About 1,000 ships waited in the strait.", "About 1000 ships waited in the strait.", "en") is None


def test_where_no_article_could_be_read_an_outlet_s_title_stands_as_such() -> None:
    brief = merged([], [Carrier("a.example", "https://a.example/1", "Toll SHOCK", None, (), "title", None)], "feed")
    assert (brief.headline, brief.shared, brief.some, brief.said) == (Reported("Toll SHOCK", ()), (), (), ())


def test_a_line_that_all_carry_in_other_languages_is_not_claimed_for_them() -> None:
    german = article("Velmar will die Maut für Schiffe in der Straße von Lissa um 15 Prozent erhöhen.", language="de")
    other = Reading(Carrier("b.example", "https://b.example/1", "x", None, (), "article", 2), german, briefed(german))
    assert merged([reading(TOLL[0]), other], [], "embedded").shared == ()


def item(number: int, outlet: str, text: str = "", title: str = "Velmar raises the toll", **changes: object) -> Item:
    plain = Item(
        number, f"https://{outlet}/{number}", title, text, "en", outlet, NOON + timedelta(minutes=number), NOON, 1, True
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # whatever the test changes


def test_copies_and_second_items_of_an_outlet_are_one_source() -> None:
    text = " ".join(TOLL[0].text.split())
    found = list(
        independent(
            [item(1, "a.example", text), item(2, "b.example", text), item(3, "c.example"), item(4, "a.example")]
        )
    )
    assert [(one.item.id, one.carried_by) for one in found] == [(4, ("b.example",)), (3, ())]


def test_a_copy_of_any_of_an_outlet_s_items_is_no_second_source() -> None:
    other = " ".join(TOLL[1].text.split())
    text = " ".join(TOLL[0].text.split())
    same = [item(1, "x.example", other), item(2, "x.example", text), item(3, "y.example", text), item(4, "x.example")]
    assert [(one.item.outlet, one.carried_by) for one in independent(same)] == [("x.example", ("y.example",))]
    of_its_own = [*same, item(5, "y.example", "The pilots of Tavin end their strike, and ships pass the strait again.")]
    assert [one.item.outlet for one in independent(of_its_own)] == ["x.example", "y.example"]


def test_of_a_very_large_event_the_newest_items_are_compared_and_no_more() -> None:
    flood = [item(n, "a.example", f"Report {n} of the day.", f"Part {n}") for n in range(1, 1_001)]
    (source,) = independent(flood)
    assert [one.id for one in source.items] == list(range(1_001 - MOST_ITEMS, 1_001))


def test_reports_that_one_agency_signs_are_one_source_before_they_are_read() -> None:
    texts = ("BRENN (AP) — The toll rises.", "BRENN (AP) — Velmar wants more money.", "BRENN — Velmar told the AP so.")
    found = list(independent([item(n, f"{n}.example", text) for n, text in enumerate(texts, start=1)]))
    assert [(one.item.id, one.carried_by) for one in found] == [(1, ("2.example",)), (3, ())]


def test_what_two_outlets_add_to_an_event_that_they_told_has_moved_it_on() -> None:
    event = Event(1, tuple(item(n, outlet) for n, outlet in enumerate(("a.example", "b.example") * 2, start=1)))
    ((choice,), _) = chosen([event], {1: Told(1, 2, 2)}, 5)
    assert (choice.told_before, choice.new) == (True, (0, 1))
    assert chosen([event], {1: Told(1, 3, 2)}, 5) == ([], [])
    ((unseen,), _) = chosen([event], {1: Told(1, 2, 0)}, 5)
    assert not unseen.told_before


def test_every_source_that_was_read_is_heard_once_before_one_is_heard_more_often() -> None:
    quotes = "\n".join(
        f"“The harbour of Brenn stays open in week {n},” said Ines Caldor, the minister." for n in range(8)
    )
    silent = Story(
        "/b", 2, "t", "“We will pay nothing for the passage,” said Tomas Reyk, the foreign minister of Ostrany."
    )
    brief = merged([reading(Story("/a", 1, "t", quotes)), reading(silent)], [], "embedded")
    assert {receipt.source for said in brief.said for receipt in said.receipts} == {0, 1}


def test_an_event_that_was_told_is_told_again_only_with_two_new_sources() -> None:
    event = Event(1, (item(1, "a.example"), item(2, "b.example"), item(3, "c.example")))
    for last, tells in ((1, True), (2, False), (3, False)):
        choices, _ = chosen([event], {1: Told(1, last, last)}, 5)
        assert bool(choices) is tells
    (choice,), more = chosen([event, Event(2, (item(9, "d.example"),))], {}, 1)
    assert (choice.event, choice.told_before, [one.event for one in more]) == (1, False, [2])


def test_sources_of_other_countries_are_read_before_a_second_of_one() -> None:
    outlets = (
        "bbc.co.uk",
        "theguardian.com",
        "tass.com",
        "xinhuanet.com",
        "telegraph.co.uk",
        "aljazeera.com",
        "nowhere.example",
    )
    found = list(independent([item(n, outlet) for n, outlet in enumerate(outlets, start=1)]))
    picked = {found[place].item.outlet for place in read_first(found)}
    assert {"tass.com", "aljazeera.com"} <= picked
    assert len(picked) == 5


def test_a_title_and_little_more_is_not_read_as_an_article() -> None:
    assert from_feed(item(1, "a.example", "Too short.")) is None
    read = from_feed(item(1, "a.example", TOLL[0].text))
    assert read is not None
    assert read[1].statements
