"""Points are built by deletion, stand alone and take no side."""

import re
from dataclasses import replace

import pytest

from bot.analysis.embedded.deletion import reduced, render
from bot.analysis.embedded.standing import balanced, stands_alone
from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from bot.analysis.wording import wording
from tests.support import article, briefed, seed_article

LISTS = wording("en")


def shortened(text: str, limit: int = 8, *, names_only: bool = False) -> str:
    doc = parse(article(text))
    return render(reduced(list(doc), LISTS, limit, names_only=names_only)).rstrip(".")


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("However, the harbour was closed on Friday.", "the harbour was closed on Friday"),
        (
            "The harbour, which lies in the north, was closed by the council on Friday.",
            "The harbour was closed by the council on Friday",
        ),
        (
            "Ada Quill, a fisher from Brenn, left the harbour with her boat on Friday.",
            "Ada Quill left the harbour with her boat on Friday",
        ),
        ("The harbour (built in 1901) was closed on Friday.", "The harbour was closed on Friday"),
        ("The brutal regime closed the harbour on Friday.", "The regime closed the harbour on Friday"),
    ],
)
def test_asides_openers_and_loaded_modifiers_go(text: str, shorter: str) -> None:
    assert shortened(text) == shorter


@pytest.mark.parametrize(
    "text",
    [
        "The harbour will not close on Friday",
        "The harbour may reportedly close on Friday",
        "The harbour will close if the storm comes on Friday, as the council expects it",
        "The harbour, which was never closed before the storm, stood open for all ships on Friday",
    ],
)
def test_negations_hedges_and_conditions_stay(text: str) -> None:
    assert shortened(f"{text}.") == text


def test_a_description_shrinks_to_the_name_set_beside_it() -> None:
    assert (
        shortened("Velmar’s transport minister, Ines Caldor, left on Friday.", names_only=True)
        == "Ines Caldor left on Friday"
    )


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("He closed the harbour.", False),
        ("The harbour was closed because of it.", True),
        ("Quill said that she would leave.", True),
        ("They closed the harbour.", False),
        ("We closed the harbour.", False),
        ("This closed the harbour.", False),
        ("The latter closed the harbour.", False),
        ("It is clear that the harbour is closed.", True),
    ],
)
def test_a_line_stands_alone_or_is_not_used(text: str, alone: bool) -> None:
    assert stands_alone(list(parse(article(text))), None) is alone


@pytest.mark.parametrize(
    ("words", "paired"), [("“a” (b)", True), ("“a", False), ("a)", False), ('"a', False), ("‘a", False), ("it’s", True)]
)
def test_marks_come_in_pairs(words: str, paired: bool) -> None:
    assert balanced(words) is paired


def test_the_seed_points_and_headline() -> None:
    given = seed_article()
    brief = briefed(given)
    assert brief.headline.startswith("Berrizbeitia: ")
    texts = [p.text for p in brief.points]
    assert (
        "Carlos Berrizbeitia, a member of the Venezuelan National Assembly, said that Venezuela’s interim president, Juan Guaidó, "
        "intends to cooperate with Russia."
    ) in texts
    assert any(t.startswith("Russian Presidential spokesman Dmitry Peskov said that Russia has not had") for t in texts)
    for text in (*texts, brief.headline):
        assert LISTS.find_loaded(text) == []
    assert {w.text for w in brief.loaded_words} >= {"FAKE", "REJECTS", "self-proclaimed", "puppets"}
    assert [w.text for w in brief.loaded_words if w.span is None] == ["FAKE", "REJECTS"]
    assert [m.name for m in brief.mentioned] == ["Juan Guaidó", "Nicolás Maduro"]


@pytest.mark.parametrize("dateline", ["", "DRAVEN, Ostrav – ", "DRAVEN (Reuters) - ", "DRAVEN — "])
def test_what_happened_is_told_without_the_dateline(dateline: str) -> None:
    told = "The parliament of Ostrav approved the 2027 budget on Friday by 88 votes to 61."
    found = briefed(article(f"{dateline}{told}\n“This is a budget for difficult years,” Rado Linke said on Friday."))
    assert told in [point.text for point in found.points]
    assert found.headline == told.rstrip(".")


def test_in_a_headline_narration_never_stands_behind_somebody_s_words() -> None:
    found = briefed(
        article(
            "Jens Okoro, the commander of the coast guard, said that 14 crew members were on board.\n"
            "Marodia does not recognise the closure of the waters.\n"
            "The ship was carrying wheat to the port of Kesh on Tuesday."
        )
    )
    assert "Okoro: " in found.headline
    assert found.headline.index("Okoro: ") == max(
        m.start() for m in re.finditer(r"(?:^|(?<=\. ))[A-Z]", found.headline)
    )


def test_a_headline_does_not_go_on_with_a_second_that() -> None:
    told = "Jens Okoro, the commander of the coast guard, said that 14 people were on board and that all were well."
    found = briefed(article(f"{told}\nMarodia does not recognise the closure of the waters."))
    assert "and that" not in found.headline


def test_no_two_points_say_the_same() -> None:
    words = "said that the harbour of Brenn would close on Friday."
    twice = f"Ada Quill {words} Tomas Reyk {words}"
    assert len(briefed(article(twice)).points) == 1


def test_two_people_of_one_surname_stay_two() -> None:
    given = article(
        "Dora Marsh left. President Marsh said that the harbour was closed. Dora Marsh said that it was open."
    )
    speakers = {
        (s.speaker.name, s.speaker.role.of(given.text) if s.speaker.role else None) for s in briefed(given).statements
    }
    assert speakers == {("Marsh", "President"), ("Dora Marsh", None)}


def test_a_title_met_with_the_surname_alone_is_given_to_none_of_several_relatives() -> None:
    given = article(
        "Ada Quill criticised President Marsh. Karl Marsh said that the harbour was closed. "
        "Tomas Marsh, his brother, said that it was open."
    )
    assert [(s.speaker.name, s.speaker.role and s.speaker.role.of(given.text)) for s in briefed(given).statements] == [
        ("Karl Marsh", None),
        ("Tomas Marsh", "his brother"),
    ]


def test_a_quotation_without_a_speaker_is_shown_as_such() -> None:
    given = article("The note was short. “Nobody will ever know who wrote these ten plain words here.” It lay there.")
    brief = briefed(given)
    assert [(s.speaker.name, s.text(given.text)) for s in brief.statements] == [
        ("not stated", "Nobody will ever know who wrote these ten plain words here.")
    ]
    assert brief.not_covered == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ines Caldor told Tomas Reyk that he should leave the council before the vote.",
        "Ines Caldor said last year that the harbour would stay open for all ships.",
        "Ines Caldor said in 2019 that the harbour would stay open for all ships.",
        "Ines Caldor jokingly said that the harbour would be painted pink in May.",
        "Ines Caldor is believed to have said that the harbour would be closed in May.",
    ],
)
def test_what_a_plain_said_would_distort_makes_no_point(text: str) -> None:
    points = [p.text for p in briefed(article(f"{text} About 340 ships pass through the Lissa Strait.")).points]
    assert points == ["About 340 ships pass through the Lissa Strait."]


@pytest.mark.parametrize(
    "text",
    [
        "A Norland minister denied that troops would be sent to Sudmark.",
        "Tomas Reyk denied that the harbour would be closed to all ships.",
    ],
)
def test_a_headline_does_not_turn_a_denial_round(text: str) -> None:
    given = article(f"{text} About 340 ships pass through the Lissa Strait.")
    brief = briefed(given)
    assert "denied that" in brief.headline or brief.headline == "About 340 ships pass through the Lissa Strait."
    who, _, what = text.rstrip(".").partition(" denied that ")
    turned = replace(brief, headline=f"{who}: {what}")
    assert checked(given, replace(turned, headline_sentences=(1,)), parse(given)).headline == ""


def test_of_a_quotation_inside_a_point_goes_no_word() -> None:
    kept = "Ines Caldor said that the harbour would “soon (as planned) be open to every ship of the league”."
    assert [p.text for p in briefed(article(kept)).points] == [kept]
    loaded = "Ines Caldor said that “the brutal act of aggression constitutes a clear breach of the treaty”."
    assert briefed(article(loaded)).points == ()


def test_a_word_that_denies_its_noun_is_never_left_out() -> None:
    given = article("A fake letter about the new bridge reached every home in the town of Brenn on Monday.")
    assert [p.text for p in briefed(given).points if "fake" not in p.text] == []


def test_a_headline_ends_without_the_comma_of_its_quotation() -> None:
    given = article("Ada Quill said the bridge will move into its “next phase,” with a toll for all who cross it.")
    assert briefed(given).headline == "Quill: the bridge will move into its “next phase”"
