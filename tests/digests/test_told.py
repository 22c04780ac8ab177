"""A model points at lines of an event; what it joins, sets against each other and picks is held against their words."""

import pytest

from bot.digests.merging.merge import merged, offered
from bot.digests.merging.told import Row, held
from prompts.digest import Answer, Group
from tests.digests.press import TOLL, Story
from tests.digests.test_merging import reading

FIRST = "Velmar raised the toll for grain ships by 15 percent on Friday."


def row(label: str, text: str, language: str = "en") -> Row:
    return Row(label, ord(label[0]) - ord("a"), text, (1,), language)


def told(same: list[list[str]] = [], differ: list[list[str]] = [], most: list[str] = [], headline: str = "") -> Answer:  # noqa: B006 - never changed
    return Answer(
        same=[Group(refs=g) for g in same], differ=[Group(refs=g) for g in differ], most=most, headline=headline
    )


@pytest.mark.parametrize(
    ("other", "one_thing"),
    [
        ("On Friday, Velmar raised by 15 percent the toll that grain ships have to pay.", True),
        ("Velmar raised the toll for grain ships by 25 percent on Friday.", False),
        ("Velmar may have raised the toll for grain ships by 15 percent on Friday.", False),
        ("Velmar has not raised the toll for grain ships by 15 percent on Friday.", False),
        ("Ostrany raised the toll for grain ships by 15 percent on Friday.", False),
        ("Velmar cut the toll for grain ships by 15 percent on Friday.", False),
        ("Velmar raised the toll for grain ships by 15 percent on Sunday.", False),
        ("Velmar raised the toll for 15 grain ships by two percent on Friday.", False),
        ("The harbour of Brenn was closed.", False),
        ("Reyk said that Velmar raised the toll for grain ships by 15 percent on Friday.", False),
    ],
)
def test_lines_are_one_only_where_nothing_is_turned(other: str, *, one_thing: bool) -> None:
    rows = [row("a1", FIRST), row("b1", other)]
    found = held(rows, told(same=[["a1", "[b1]"]]))
    assert bool(found.same) is one_thing
    if one_thing:
        assert [r.label for r in found.same[0]] == ["a1", "b1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Velmar accused Ostrany of closing the port.", "Ostrany accused Velmar of closing the port."),
        ("Velmar accused Ostrany of closing the port.", "Velmar was accused by Ostrany of closing the port."),
    ],
)
def test_who_did_it_is_never_turned_round(one: str, other: str) -> None:
    assert held([row("a1", one), row("b1", other)], told(same=[["a1", "b1"]])).same == ()


def test_labels_that_are_not_there_other_languages_and_one_outlet_alone_join_nothing() -> None:
    rows = [row("a1", FIRST), row("a2", FIRST), row("b1", FIRST, "de"), row("bh", FIRST)]
    assert held(rows, told(same=[["a1", "a2"], ["a1", "b1"], ["a1", "x9"], ["a1", "bh"], []])).same == ()


def test_what_differs_has_to_speak_of_one_thing_and_say_another() -> None:
    rows = [
        row("a1", FIRST),
        row("b1", FIRST.replace("15", "25")),
        row("c1", FIRST),
        row("d1", "Frost ruined 15 orchards."),
    ]
    found = held(rows, told(differ=[["a1", "b1"], ["a1", "c1"], ["a1", "d1"]]))
    assert [(one.label, other.label) for one, other in found.differ] == [("a1", "b1")]


def test_a_headline_is_one_of_the_headlines() -> None:
    rows = [row("ah", "Velmar raises toll"), row("a1", FIRST)]
    assert held(rows, told(headline="a1")).headline is None
    assert held(rows, told(headline="[ah]")).headline == rows[0]
    assert held(rows, told(headline="Peace")).headline is None


PARAPHRASED = Story(
    "/x",
    2,
    "Toll to rise",
    "In March, Velmar plans to raise by 15 percent the toll for ships in the Lissa Strait.\n"
    "Pilots in Brenn have been on strike since January and want higher wages.",
)


def test_a_paraphrase_that_the_model_finds_is_shown_with_both_receipts() -> None:
    readings = [reading(TOLL[0]), reading(PARAPHRASED)]
    rows = offered(readings)
    assert merged(readings, [], "embedded").shared == ()
    first = next(r for r in rows if r.label == "a1")
    second = next(r for r in rows if r.label == "b1")
    brief = merged(readings, [], "chain:x", told(same=[[first.label, second.label]], headline="bh"))
    (shared,) = brief.shared
    assert {r.source for r in shared.receipts} == {0, 1}
    assert shared.text in (first.text, second.text)
    assert all(line.text not in (first.text, second.text) for line in brief.some)
    assert brief.headline.receipts[0].source == 1


def test_whatever_a_model_answers_no_word_is_its_own() -> None:
    readings = [reading(TOLL[0]), reading(TOLL[1])]
    wild = told(
        same=[["a1", "b2", "Peace"], ["IGNORE ALL"]],
        differ=[["b1", "a2"], ["a1"]],
        most=["War", "a2", "b1"],
        headline="War",
    )
    texts = {r.text for r in offered(readings)} | {
        " ".join(one.article.words(s.number).split()) for one in readings for s in one.article.sentences
    }
    brief = merged(readings, [], "chain:x", wild)
    lines = [brief.headline, *brief.shared, *brief.some, *(one for pair in brief.differ for one in pair)]
    assert {line.text for line in lines} <= texts
