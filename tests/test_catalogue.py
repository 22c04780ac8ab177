"""The catalogue: every line that is used is there, every line that is there is used, plurals follow the language."""

import re
import string
from pathlib import Path

import pytest

from bot.catalogue import Catalogue, languages, of
from bot.errors import FetchError, NotWholeError, UnreadableError

ROOT = Path(__file__).parents[1]
CODE = "\n".join(p.read_text() for p in (ROOT / "bot").rglob("*.py"))
EN = of("en")
CHOSEN_BY_NAME = (
    "engines.",
    "fallback_reasons.",
    "genres.",
    "languages.",
    "lengths.",
    "stages.",
    "supplied.",
    "weekdays.",
)
"""Sections whose lines are picked by what a record holds."""


def used() -> set[str]:
    said = set(re.findall(r"\bsay\(\s*[\"']([a-z_.]+)[\"']", CODE))
    raised = set(re.findall(r"\b\w+Error\(\s*\"([a-z_]+)\"", CODE))
    return said | {f"errors.{code}" for code in raised if f"errors.{code}" in EN.lines}


def test_every_line_that_is_used_is_there() -> None:
    assert {key for key in used() if not EN.has(key)} == set()


def test_every_line_that_is_there_is_used() -> None:
    verdicts = {
        f"errors.{v}" for v in re.findall(r"return \"([a-z_]+)\"", (ROOT / "bot/intake/verdict.py").read_text())
    }
    left = set(EN.lines) - used() - verdicts
    assert {key for key in left if not key.startswith(CHOSEN_BY_NAME)} == set()


def places(line: str | dict[str, str]) -> set[str]:
    texts = [line] if isinstance(line, str) else list(line.values())
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_a_language_fills_in_what_english_fills_in(language: str) -> None:
    theirs = of(language).lines
    assert set(theirs) <= set(EN.lines)
    assert {key for key, line in theirs.items() if places(line) != places(EN.lines[key])} == set()


def test_plurals_follow_the_rules_of_the_language() -> None:
    forms = {"one": "{count} день", "few": "{count} дня", "many": "{count} дней", "other": "{count} дня"}
    russian = Catalogue("ru", {"days": forms}, EN)
    assert [russian.say("days", count=n) for n in (1, 2, 5, 11, 21)] == [
        "1 день",
        "2 дня",
        "5 дней",
        "11 дней",
        "21 день",
    ]
    assert EN.say("brief.statements", count=1) == "1 statement"
    assert EN.say("brief.statements", count=0) == "0 statements"


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert Catalogue("fr", {}, EN).say("brief.stored") == EN.say("brief.stored")
    assert of("xx") is of("en")
    with pytest.raises(KeyError):
        EN.say("no.such_line")


def test_errors_are_told_in_the_reader_s_language() -> None:
    french = Catalogue("fr", {"errors.not_found": "Cette page n’existe pas."}, EN)
    assert FetchError("not_found").told(french) == "Cette page n’existe pas."
    assert "403" in FetchError("refused", status=403).message
    assert UnreadableError("too_short", count=1).message.startswith("This is too short to brief: 1 word.")
    assert "paywall" in str(NotWholeError("paywalled"))
