"""Loaded words and where they are let alone."""

import pytest

from bot.analysis.wording import wording

LISTS = wording("en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The regime and its puppets", ["regime", "puppets"]),
        ("He slammed the so-called plan", ["slammed", "so-called"]),
        ("She lashed out at the council", ["lashed out"]),
        ("He claimed that it was over", ["claimed"]),
        ("The FAKE president", ["FAKE"]),
        ("Terrorists attacked", ["Terrorists"]),
    ],
)
def test_loaded_words_are_found(text: str, found: list[str]) -> None:
    assert [span.of(text) for span, _ in LISTS.find_loaded(text)] == found


@pytest.mark.parametrize(
    "text",
    ["The Terrorist Screening Center opened", "It was the Prevention of Terrorism list", "the claimant", "a plain day"],
)
def test_names_and_plain_words_are_let_alone(text: str) -> None:
    assert LISTS.find_loaded(text) == []


def test_a_shouting_headline_and_acronyms() -> None:
    title = "Minister’s FAKE plan REJECTED by NATO and the USA"
    assert [s.of(title) for s in LISTS.find_shouted(title)] == ["FAKE", "REJECTED"]
    assert LISTS.find_shouted("ALL CAPITALS EVERYWHERE HERE") == []


def test_a_language_without_lists_finds_nothing() -> None:
    assert wording("xx").find_loaded("regime regime") == []
