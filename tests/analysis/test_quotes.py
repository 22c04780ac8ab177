"""Quotations by their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.attribution.quotes import find


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We will go,” she said. “Soon.”", ["We will go", "Soon."]),
        ('"We will go," she said. "Soon."', ["We will go", "Soon."]),
        ("« Nous irons », dit-elle.", ["Nous irons"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("他说：「我们走。」", ["我们走。"]),
        ("‘We will go,’ she said.", ["We will go"]),
        ("Don't say it's the farmers' fault.", []),
        ("We will go,” she said.", ["We will go"]),
        ('We will go," she said.', ["We will go"]),
        ("She said: “We will go", ["We will go"]),
        ("“He told me ‘no’ and left,” she said.", ["He told me ‘no’ and left"]),
        ("They hope to ”get close to him on this.” He left.", ["get close to him on this."]),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_an_unclosed_paragraph_is_carried_on_by_the_next() -> None:
    found = find("“First part of it.\n“Second part of it,” she said.")
    assert [q.continues for q in found] == [False, True]


@given(st.text(alphabet="ab .,!?“”\"'‘’«»„\n", max_size=120))
def test_any_mix_of_marks_gives_ordered_spans_inside_the_text(text: str) -> None:
    end = 0
    for quote in find(text):
        assert 0 <= quote.outer.start <= quote.inner.start <= quote.inner.end <= quote.outer.end <= len(text)
        assert quote.outer.start >= end or quote.outer.end > end
        end = quote.outer.end
