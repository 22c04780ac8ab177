"""Markup: what is shown is what was meant, it fits, and nothing in it links."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import of
from bot.telegram.rendering.html import JOINER, bold, joined, quote, units, unlinked, words
from bot.telegram.rendering.pages import LONGEST, MOST_ENTITIES, Block, pages, pieces
from bot.telegram.rendering.receipts import receipts_page
from tests.support import briefed, seed_article
from tests.telegram.standin import AUTO_LINK, shown_text

ODD = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)


@given(ODD)
def test_words_come_out_as_they_went_in(text: str) -> None:
    shown, entities = shown_text(words(text).code) if text.strip() else ("", 0)
    assert shown.replace(JOINER, "") == text.replace(JOINER, "").strip()
    assert entities == 0
    assert words(text).size == units(unlinked(text))


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/a and http://example.com",
        "write to @someone or me@example.org",
        "/start and (/help) and /brief@bot",
        "#tag $TICK www.example.ru t.me/x пример.рф",
        "+44 20 7946 0000, 4111111111111111",
    ],
)
def test_nothing_is_left_that_telegram_would_link(text: str) -> None:
    assert AUTO_LINK.search(text) or "+44" in text
    assert not AUTO_LINK.search(unlinked(text))
    assert unlinked(text).replace(JOINER, "") == text


@given(ODD, st.integers(20, 80))
def test_pieces_lose_nothing_and_fit(text: str, longest: int) -> None:
    cut = list(pieces(text, longest))
    assert all(piece.size <= longest for piece in cut)
    together = "".join(_plain(piece.code) for piece in cut)
    assert re.sub(r"\s", "", together) == re.sub(r"\s", "", text.replace(JOINER, ""))


def _plain(code: str) -> str:
    from html import unescape

    return unescape(code).replace(JOINER, "")


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 20)), min_size=1, max_size=40))
def test_blocks_are_packed_whole_into_messages_that_telegram_takes(sizes: list[tuple[int, int]]) -> None:
    blocks = [
        Block(joined([bold(words("💥" * (size // 2) + "x")), *[bold(words("y"))] * marks])) for size, marks in sizes
    ]
    made = pages(blocks, None, "https://a.org", "{number}/{count}")
    for number, page in enumerate(made):
        text, entities = shown_text(page.text)
        assert units(text) <= 4096
        assert entities <= 100
        assert text.startswith(f"{number + 1}/{len(made)}") or number == 0
        assert (page.preview is not None) == (number == 0)
    assert sum(p.text.count("x") for p in made) == len(blocks)


def test_the_bounds_leave_room_for_the_number_of_the_part() -> None:
    assert LONGEST + len("99/99\n\n") <= 4096
    assert MOST_ENTITIES < 100


def test_quotations_are_folded_or_not() -> None:
    assert quote(words("a < b"), folded=True).code == "<blockquote expandable>a &lt; b</blockquote>"
    assert quote(words("a"), folded=False).entities == 1


def test_receipts_give_each_statement_its_sentence_and_place() -> None:
    article = seed_article()
    brief = briefed(article)
    seen = ""
    for number in range(10):
        text, _ = shown_text(receipts_page(article, brief, number, of("en")).text)
        assert units(text) <= 4096
        seen += text.replace(JOINER, "")
    for statement in brief.statements:
        part = statement.parts[0]
        assert f"characters {part.start}–{part.end}" in seen
        assert article.text[part.start : part.end][:40] in seen


def test_a_page_that_is_not_there_is_the_last() -> None:
    article = seed_article()
    brief = briefed(article)
    assert receipts_page(article, brief, 99, of("en")) == receipts_page(article, brief, 4, of("en"))
