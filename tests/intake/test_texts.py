"""Bytes and pasted text."""

from collections.abc import Callable

import pytest

from bot.errors import UnreadableError
from bot.intake.texts import check_length, cleaned, decode, pasted, titled


def code_of(call: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(UnreadableError) as caught:
        call(*arguments)
    return caught.value.code


def test_encodings_are_told_apart() -> None:
    russian = "Министр сказал, что переговоры продолжатся в четверг утром в столице."
    assert decode(russian.encode("utf-8")) == russian
    assert decode(russian.encode("utf-16")) == russian
    assert decode(russian.encode("cp1251")) == russian
    assert decode("Le ministre a déclaré : « Non. »".encode("latin-1"), "latin-1") == "Le ministre a déclaré : « Non. »"


def test_a_byte_order_mark_is_no_letter() -> None:
    assert decode("\ufeffText".encode()) == "Text"


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, bytes(range(256)) * 4, b"\x00" * 100])
def test_binary_is_refused(body: bytes) -> None:
    assert code_of(decode, body) in ("binary", "damaged_text")


def test_damaged_utf8_is_refused_rather_than_guessed() -> None:
    body = "Das Ministerium erklärte, die Gespräche würden fortgeführt. ".encode() * 5 + b"\xff\xfe\xc3"
    assert code_of(decode, body) == "damaged_text"


def test_what_cannot_be_seen_goes_and_right_to_left_text_stays() -> None:
    words = "The talks ended on Thursday without a result. " * 3
    assert cleaned(f"{words}a\u200bb \u202ec\u202c\x1b[31m") == f"{words}ab c"
    arabic = "قال الوزير إن المحادثات ستستمر يوم الخميس."
    assert cleaned(arabic) == arabic


def test_lines_that_were_wrapped_are_joined_and_paragraphs_are_not() -> None:
    wrapped = (
        "The minister said on Thursday that the talks would con-\n"
        "tinue in the capital and that nobody had left the\ntable.\n\nNext paragraph."
    )
    assert cleaned(wrapped).split("\n") == [
        "The minister said on Thursday that the talks would continue in the capital and that nobody had left the table.",
        "",
        "Next paragraph.",
    ]


def test_a_text_above_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(UnreadableError, match="400,001"):
        cleaned("a" * 400_001)
    assert len(cleaned("a" * 400_000)) == 400_000


def test_a_first_line_that_is_no_sentence_is_the_title() -> None:
    assert titled("Talks end\nThe talks ended on Thursday without a result.") == (
        "Talks end",
        "The talks ended on Thursday without a result.",
    )
    assert titled("The talks ended.\nNobody was surprised by that result.")[0] is None


@pytest.mark.parametrize(
    "line",
    [
        "- Advertisement -",
        "Subscribe to our newsletter",
        "Sign up here to get the latest news delivered to your inbox.",
        "READ ALSO: Ten things to know",
        "Lire aussi : Les chiffres",
        "Читайте также: Цифры",
        "The harbour at dawn. (Photo: A. Quill)",
        "Story continues below",
    ],
)
def test_lines_that_do_not_belong_to_the_article_go(line: str) -> None:
    body = "The talks ended on Thursday, the ministry said."
    assert pasted(f"Talks end\n\n{body}\n{line}\nThey will go on in May.")[1] == f"{body}\nThey will go on in May."


@pytest.mark.parametrize(
    "line", ["Subscribers to the fund rose to 300, the bank said in its report.", "Watch makers met in Brenn."]
)
def test_prose_that_begins_like_a_plea_stays(line: str) -> None:
    assert line in pasted(f"Talks end\n\nThe talks ended on Thursday.\n{line}")[1]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), ("\u200b \n", "empty"), ("only these five words here", "too_short")]
)
def test_too_little_is_said(text: str, code: str) -> None:
    assert code_of(check_length, text) == code


def test_a_short_statement_is_long_enough() -> None:
    check_length("The ministry said on Friday that it had received the note and would answer it within ten days.")
    check_length("外交部周五表示，已收到照会，将在十天内作出答复。")


def test_marks_typed_as_two_single_ones_become_one() -> None:
    words = "The talks ended on Thursday without a result. " * 3
    assert cleaned(f"{words}‘‘We go on,’’ she said. ''So do we,'' he said.") == (
        f'{words}“We go on,” she said. "So do we," he said.'
    )
