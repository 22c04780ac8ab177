"""Signs, capitals and small words of a line are the article's, and a headline says what was said; on sentences of our own."""

from dataclasses import replace

import pytest

from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from storage.records import Point
from tests.support import article, briefed

CHANGED_MARKS: dict[str, tuple[str, str]] = {
    "another currency": (
        "Tomas Reyk said that it lost $15 million in March.",
        "Tomas Reyk said that it lost €15 million in March.",
    ),
    "a sign": (
        "Tomas Reyk said that it lost $15 million in March.",
        "Tomas Reyk said that it lost $-15 million in March.",
    ),
    "marks of quotation": (
        "Tomas Reyk said that it lost 15 ships in March.",
        "Tomas Reyk said that it lost “15 ships” in March.",
    ),
    "a question": (
        "Tomas Reyk said that it lost 15 ships in March.",
        "Tomas Reyk said that it lost 15 ships in March?",
    ),
    "a percentage": (
        "Tomas Reyk said that 40% of its ships were lost.",
        "Tomas Reyk said that 40 of its ships were lost.",
    ),
    "shouting": ("Tomas Reyk said that it lost 15 ships in March.", "Tomas Reyk said that it LOST 15 ships in March."),
    "a picture": (
        "Tomas Reyk said that it lost 15 ships in March.",
        "Tomas Reyk said that it lost 15 ships in March 🤡.",
    ),
    "a large number cut": (
        "Tomas Reyk said that it lost $1.2bn in March.",
        "Tomas Reyk said that it lost $1.2 in March.",
    ),
    "neither": (
        "Tomas Reyk said that neither side signed the treaty on Friday.",
        "Tomas Reyk said that side signed the treaty on Friday.",
    ),
    "somebody who joined in": (
        "Tomas Reyk said that she and Dora Marsh took money.",
        "Tomas Reyk said that Dora Marsh took money.",
    ),
    "a condition": (
        "Tomas Reyk said that the army will leave Brenn, once Ostrany pays.",
        "Tomas Reyk said that the army will leave Brenn.",
    ),
    "the one that a name belongs to": (
        "Tomas Reyk said that the lawyer of the mayor, Vexa Holm, was jailed in Brenn.",
        "Tomas Reyk said that Vexa Holm was jailed in Brenn.",
    ),
    "so-called": (
        "Tomas Reyk said that the so-called republic of Ostrany paid.",
        "Tomas Reyk said that the republic of Ostrany paid.",
    ),
    "a label": (
        "Tomas Reyk said that the court jailed a coup leader on Friday.",
        "Tomas Reyk said that the court jailed a leader on Friday.",
    ),
    "what somebody is charged with": (
        "Tomas Reyk said that Vexa Holm was charged with reckless driving.",
        "Tomas Reyk said that Vexa Holm was charged with driving.",
    ),
    "purportedly": (
        "Tomas Reyk said that Ostrany purportedly sank the ship.",
        "Tomas Reyk said that Ostrany sank the ship.",
    ),
    "the name written small": ("Tomas Reyk said that it rained.", "tomas reyk said that it rained."),
    "a hidden sign": ("Tomas Reyk said that it rained.", "Tomas Reyk said that it\u009d rained."),
}


@pytest.mark.parametrize(("text", "point"), CHANGED_MARKS.values(), ids=CHANGED_MARKS)
def test_marks_signs_and_small_words_are_the_article_s_too(text: str, point: str) -> None:
    given = article(text)
    plain = briefed(given)
    number = plain.statements[0].id
    again = checked(given, replace(plain, points=(Point(point, (1,), (number,)),), rejected=()), parse(given))
    assert [r.text for r in again.rejected] == [point]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Pavel Lant falsely said that Ostrany sank the ship.", "Lant: Ostrany sank the ship"),
        ("Pavel Lant urged Ostrany to close the ports.", "Lant: Ostrany to close the ports"),
        ("Pavel Lant warned Ostrany not to close the ports.", "Lant: Ostrany not to close the ports"),
        ("Pavel Lant threatened to close the ports.", "Lant: to close the ports"),
        ("Pavel Lant joked that Ostrany sank the ship.", "Lant: Ostrany sank the ship"),
        ("“No, we will not stop the war,” Pavel Lant said.", "Lant: “No! We will not! Stop the war!”"),
    ],
)
def test_a_headline_does_not_say_what_was_not_said(text: str, headline: str) -> None:
    given = article(text)
    again = checked(given, replace(briefed(given), headline=headline, headline_sentences=(1,)), parse(given))
    assert again.headline == ""


def test_what_somebody_said_falsely_is_shown_so() -> None:
    made = briefed(article("Pavel Lant falsely said that Ostrany sank the ship."))
    assert [s.verb for s in made.statements] == ["falsely said"]
    assert made.points == ()


def test_a_view_is_no_fact() -> None:
    given = article("The bridge was destroyed by Ostrany, as Velmar sees it.")
    point = Point("The bridge was destroyed by Ostrany.", (1,))
    again = checked(given, replace(briefed(given), points=(point,), rejected=()), parse(given))
    assert (again.points, len(again.rejected)) == ((), 1)


def test_what_somebody_says_is_no_narration_though_no_statement_shows_it() -> None:
    given = article("Ines Caldor said that the toll may rise by 15 percent in March.")
    point = Point(given.text, (1,))
    again = checked(given, replace(briefed(given), headline="", statements=(), points=(point,)), parse(given))
    assert ([r.text for r in again.rejected], again.points) == ([given.text], ())
