"""Tokens and prices: counted without a network, reckoned on the careful side."""

from pathlib import Path

import pytest

from bot.analysis.chain import prices, tokens


def test_tokens_are_counted_without_a_network_and_without_special_words() -> None:
    assert tokens.count("Ada Quill said that the bridge is safe.") == 10
    assert tokens.count("<|endoftext|>") > 1
    assert tokens.count("") == 0


def test_a_model_that_no_file_names_is_taken_at_the_dearest_price() -> None:
    table = prices.load()
    unknown = table.of("a-model-that-nobody-knows")
    assert all(unknown.input >= p.input and unknown.output >= p.output for p in table.table.values())
    assert table.of("gpt-4o-mini").of(1_000_000, 0) == 150_000
    assert table.of("gpt-4o-mini").of(1, 0) == 1


def test_an_operator_s_prices_stand_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('["my-model"]\ninput = 0\noutput = 0\n')
    table = prices.load(own)
    assert (table.of("my-model").of(500, 500), table.of("gpt-4o").input) == (0, 2.5)


@pytest.mark.parametrize("text", ["[m]\ninput = 1\n", "[m]\ninput = -1\noutput = 1\n", "not toml", "m = 3\n"])
def test_a_file_that_is_none_of_prices_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(text)
    with pytest.raises(ValueError, match="price"):
        prices.load(own)
