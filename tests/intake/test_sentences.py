"""Sentence borders and their spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.sentences import LONGEST, split


def cut(text: str) -> list[str]:
    return [s.span.of(text) for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Ada Quill met U.S. Sen. J. D. Marsh at 9 a.m. Monday.", "He left at 5 p.m.", "The U.S. is out."],
        ["“It works.”", "She left."],
        ["No. 5 is due on Jan. 5.", "It is late."],
        ["Prices rose 3.5 percent.", "Nobody objected."],
        ["It was Plan B.", "He went."],
        ["“Why now?” Quill asked.", "Nobody answered."],
        ["“No!” he said.", "Then he left."],
        ["He paused... then left.", "It was late."],
        ["Am 5. Mai kam er.", "„Gut.“", "Danach ging sie."],
        ["Il a dit : « Non. »", "Puis il est parti."],
        ["Он живёт на ул. Ленина.", "Это далеко."],
        ["See the U.N. Charter.", "It is short."],
    ],
)
def test_borders_fall_between_sentences_and_nowhere_else(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_chinese_needs_no_space() -> None:
    assert cut("他说：“好。”然后走了。我们走。") == ["他说：“好。”", "然后走了。", "我们走。"]


def test_a_line_end_ends_a_sentence_and_lines_without_words_are_none() -> None:
    assert cut("One line\n***\nAnother line") == ["One line", "Another line"]


def test_numbers_start_at_one_and_follow_the_text() -> None:
    assert [s.number for s in split("One here. Two here. Three here.")] == [1, 2, 3]


@given(st.text(max_size=300))
def test_spans_are_ordered_trimmed_and_cover_every_letter(text: str) -> None:
    found = split(text)
    end = 0
    for sentence in found:
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        words = sentence.span.of(text)
        assert words == words.strip()
        end = sentence.span.end
    inside = {i for s in found for i in range(s.span.start, s.span.end)}
    assert all(i in inside for i, char in enumerate(text) if char.isalnum())


def test_what_never_ends_is_cut_at_spaces() -> None:
    text = "The list holds " + "harbour, " * 1_000 + "e\u0301" * 3_000
    spans = [s.span for s in split(text)]
    assert max(s.end - s.start for s in spans) <= LONGEST + 1
    assert "".join(s.of(text) for s in spans).replace(" ", "") == text.replace(" ", "")
    assert not any(s.of(text).startswith("\u0301") for s in spans)
