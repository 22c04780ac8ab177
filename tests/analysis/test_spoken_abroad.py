"""Twenty sentences of our own in each of eight languages: the speaker where it is certain, and nobody where it is not."""

from pathlib import Path

import pytest

from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.languages.statements import statements
from bot.analysis.syntax import parse
from tests.support import DATA, article, briefed

LANGUAGES = ("es", "fr", "de", "pt", "ru", "uk", "ar", "zh")
NOBODY = "-"


def rows(path: Path) -> list[tuple[str, str, str]]:
    """Sentence, speaker and words, parted by bars."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [[part.strip() for part in line.split(" | ")] for line in lines]
    return [(sentence, speaker, words) for sentence, speaker, words in parts]


CASES = [(code, *row) for code in LANGUAGES for row in rows(DATA / "spoken" / f"{code}.txt")]


@pytest.mark.parametrize(("code", "text", "speaker", "words"), CASES)
def test_a_quotation_in_another_language(code: str, text: str, speaker: str, words: str) -> None:
    given = article(text, language=code)
    found = statements(Text.of(given, parse(given)))
    if speaker == NOBODY:
        assert found == ()
        return
    assert [s.speaker.name for s in found] == [speaker]
    assert words in [part.of(text) for part in found[0].parts]


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_are_twenty_sentences(code: str) -> None:
    assert len(rows(DATA / "spoken" / f"{code}.txt")) == 20


@pytest.mark.parametrize(("code", "text", "speaker", "words"), [c for c in CASES if c[2] != NOBODY][::7])
def test_the_receipts_hold_them(code: str, text: str, speaker: str, words: str) -> None:
    brief = briefed(article(text, language=code))
    assert [s.speaker.name for s in brief.statements] == [speaker]
    assert brief.rejected == ()
    assert words in brief.statements[0].text(text)
