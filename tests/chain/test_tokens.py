"""Tokens and prices: counted without a network, reckoned on the careful side."""

from pathlib import Path

import pytest

from bot import settings
from bot.analysis.chain import prices, tokens
from bot.errors import SettingsError


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


NO_PRICES = [
    "[m]\ninput = 1\n",
    "[m]\ninput = -1\noutput = 1\n",
    "[m]\ninput = nan\noutput = 1\n",
    "[m]\ninput = inf\noutput = 1\n",
    "not toml",
    "m = 3\n",
]


@pytest.mark.parametrize("text", NO_PRICES)
def test_a_file_that_is_none_of_prices_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(text)
    with pytest.raises(ValueError, match="price"):
        prices.load(own)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_BASE_URL", "http://[::1"),
        ("OPENAI_BASE_URL", "http://h:abc/v1"),
        ("SECOND_BASE_URL", "ftp://host/v1"),
        ("OPENAI_API_KEY", "ключ"),
        ("DAY_BUDGET", "inf"),
        ("USER_DAY_BUDGET", "-1"),
        ("MODEL_CALL_SECONDS", "0"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        settings.load()


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    assert "very-secret" not in repr(settings.load())
    monkeypatch.setenv("OPENAI_API_KEY", "sk very-secret")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert "very-secret" not in caught.value.message
