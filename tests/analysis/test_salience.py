"""Whom "he", "she" and "the minister" mean, on sentences of our own, with invented names."""

import pytest

from bot.analysis.attribution import given_names
from tests.support import article, briefed, said, told


def names(text: str) -> list[str]:
    """Who says each statement of ``text``, in its order."""
    return [who for _, who, _ in told(text)]


CASES: dict[str, tuple[str, str]] = {
    "the subject before": (
        "Tomas Reyk met Karl Lind in Brenn. He said that the bridge was safe.",
        "Tomas Reyk",
    ),
    "the subject, not who spoke in an aside": (
        "Tomas Reyk spared his rivals, among them Karl Lind, who says the mayor is too young. He dismissed it, saying it was late.",
        "Tomas Reyk",
    ),
    "the speaker, not whom he spoke of": (
        "Karl Lind came late. Tomas Reyk said that Lind had lost the vote. He added that the count was over.",
        "Tomas Reyk",
    ),
    "whom a clause is about may say it": (
        (
            "“We lost our town,” Cora Marsh said. That drew Ada Quill to skating. "
            "A pupil then, Ms. Quill found skating a great comfort, she said."
        ),
        "Ada Quill",
    ),
    "a speaker goes on though his clause names another": (
        "“We are sick of it,” Tomas Reyk said. Mr. Lind fits that bill for many people, he added.",
        "Tomas Reyk",
    ),
    "a chain of pronouns": (
        (
            "Ada Quill remembered the old mayor as fun to be around. She saw him box in Brenn, and she met him in Velmar. "
            "“He always sang on the bridge for us,” she said."
        ),
        "Ada Quill",
    ),
    "as for": (
        "Karl Lind warned of a long night. As for Tomas Reyk, he said that he was not worried.",
        "Tomas Reyk",
    ),
    "the gender that the given name tells": (
        "Betsy Marsh walked the town with Karl Lind. “It was cold,” she said.",
        "Betsy Marsh",
    ),
    "the full name, not the capital of a headline": (
        "Absent Reyk loses.\n\nTomas Reyk stayed away. He said that the bridge was safe.",
        "Tomas Reyk",
    ),
    "somebody without a name who stands nearer": (
        "Tomas Reyk left Brenn in May. A 26-year-old man was held at the bridge on Monday. He said that he was lost.",
        "A 26-year-old man",
    ),
    "a name of one word, told by who": (
        "Tomas Reyk wrote on it. Meanwhile Zuli, who won the prize, sang. “It is late,” she said.",
        "Zuli",
    ),
    "another of that surname in the words": (
        "Tomas Reyk walked in late. “The ghost of Barbara Reyk is here,” he said.",
        "Tomas Reyk",
    ),
    "several who speak as one": (
        "As Ada Quill and Tomas Reyk walked through Brenn, they said that the bridge was safe.",
        "Ada Quill and Tomas Reyk",
    ),
    "an office told behind a surname is the same person's": (
        "Ada Quill won the vote. Quill, the former minister, left. She said that the bridge was safe.",
        "Ada Quill",
    ),
    "the same president under the full name": (
        "President Reyk came late. Tomas Reyk stayed long. Reyk said that the bridge was safe.",
        "Tomas Reyk",
    ),
    "a description with the trait": (
        "Karl Lind, a senator, met Tomas Reyk, the mayor. The senator said that the bridge was safe.",
        "Karl Lind",
    ),
}


@pytest.mark.parametrize(("text", "who"), CASES.values(), ids=CASES.keys())
def test_whom_a_pronoun_means(text: str, who: str) -> None:
    assert names(text)[-1] == who


def test_nobody_says_a_quotation_that_names_him() -> None:
    assert names("Tomas Reyk stood beside Karl Lind. “Reyk is a good man,” he said.") == ["Karl Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Reyk lost the vote. The Brenn Union Leader said that it was late.",
        "A lawmaker left. Tomas Reyk lost the vote. The lawmaker said that it was late.",
        "Tomas Reyk lost the vote. The movement said that it was late.",
    ],
)
def test_nobody_is_put_in_the_place_of_another(text: str) -> None:
    assert "Tomas Reyk" not in names(text)


def test_kin_of_one_surname_are_two_people() -> None:
    rows = said("President Reyk left. Dora Reyk, his wife, said that it was late. “I go,” President Reyk said.")
    assert [who for who, _, _ in rows] == ["Dora Reyk", "Reyk"]


def test_a_single_dash_gives_nobody_a_role() -> None:
    rows = said("In the letter - sent to the mayor, Cora Lind - the Utah Republican said that the bridge was safe.")
    assert all("Cora Lind" not in who for who, _, _ in rows)


def test_a_request_is_found_and_not_shown() -> None:
    text = "Asked by Tomas Reyk to name a date, Ada Quill said that it was late."
    assert "Tomas Reyk" in names(text)
    assert [who for who, _, _ in said(text)] == ["Ada Quill"]


def test_a_question_put_by_somebody_is_shown() -> None:
    text = "Asked by Tomas Reyk whether the bridge was safe, Ada Quill said that it was."
    assert [who for who, _, _ in said(text)] == ["Tomas Reyk", "Ada Quill"]


def test_what_somebody_would_not_say_is_shown() -> None:
    assert said("The ministry did not respond to a request for comment.") == [
        ("The ministry", "reported", "a request for comment")
    ]


def test_courtesy_is_no_role() -> None:
    text = "Mrs Quill told lawmakers that the bridge was safe."
    assert said(text)[0][0] == "Quill"


@pytest.mark.parametrize(
    ("given", "gender"),
    [("ada", "f"), ("vladimir", "m"), ("debbie", "f"), ("pat", None), ("leslie", None), ("qzx", None)],
)
def test_a_given_name_tells_the_gender_only_where_it_is_clear(given: str, gender: str | None) -> None:
    assert given_names.gender(given) == gender


NOT_THE_ASKER: dict[str, tuple[str, list[str]]] = {
    "who is asked answers": (
        "“Is the bridge safe?” Tomas Reyk asked Ada Quill. “It is safe now,” she replied.",
        ["Tomas Reyk", "Ada Quill"],
    ),
    "of two men, not the asker": (
        "“Is the bridge safe?” Tomas Reyk asked Karl Lind. “It is safe now,” he said.",
        ["Tomas Reyk", "Karl Lind"],
    ),
    "who was asked by somebody": (
        "Karl Lind was asked by Tomas Reyk whether the bridge was safe. “It is safe now,” he said.",
        ["Tomas Reyk", "Karl Lind"],
    ),
    "a reporter asks": (
        "Ada Quill arrived. “Will you run?” a reporter asked Quill. “We will see,” she said.",
        ["a reporter", "Ada Quill"],
    ),
    "who tells of asking goes on": (
        "Tomas Reyk asked Karl Lind whether the bridge was safe. He said he asked out of worry.",
        ["Tomas Reyk", "Tomas Reyk"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), NOT_THE_ASKER.values(), ids=NOT_THE_ASKER)
def test_an_answer_is_not_the_askers(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


OFFICES: dict[str, tuple[str, list[str]]] = {
    "an envoy is no president": (
        "The envoy, Karl Lind, said that the bridge was safe. The president said that it was not.",
        ["Karl Lind", "The president"],
    ),
    "nor the other way round": (
        "Tomas Reyk, the president, met Karl Lind. The envoy said that the bridge was safe.",
        ["The envoy"],
    ),
    "the age tells who": (
        "Karl Lind, 34, met Ada Quill, 61. The 61-year-old said that the bridge was safe.",
        ["Ada Quill"],
    ),
    "two with titles speak as one, and each keeps the name": (
        "President Tomas Reyk and Foreign Minister Ada Quill said that it was safe. Reyk said that it was new.",
        ["President Tomas Reyk and Foreign Minister Ada Quill", "Tomas Reyk"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), OFFICES.values(), ids=OFFICES)
def test_an_office_or_an_age_is_not_given_to_another(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


def test_an_acting_minister_is_not_shown_as_the_minister() -> None:
    given = article("Acting Prime Minister Tomas Reyk said that the bridge was safe.")
    roles = [s.speaker.role.of(given.text) for s in briefed(given).statements if s.speaker.role is not None]
    assert roles == ["Acting Prime Minister"]


NAMES: dict[str, tuple[str, list[str]]] = {
    "a son who bears his father's name": (
        "Luther Stan Reyk IV came late. Reyk said that the bridge was safe.",
        ["Luther Stan Reyk IV"],
    ),
    "two family names, of which the first is used": (
        "Melba Quill Ferro came late. Quill said that the bridge was safe.",
        ["Melba Quill Ferro"],
    ),
    "a small word inside a name": (
        "Maria dos Santos said that the bridge was safe. João dos Santos said that it was not.",
        ["Maria dos Santos", "João dos Santos"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), NAMES.values(), ids=NAMES)
def test_a_name_is_shown_as_the_article_gives_it_in_full(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers
