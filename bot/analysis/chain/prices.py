"""What a call costs, in millionths of a US dollar, so that sums are exact."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OURS = Path(__file__).with_name("prices.toml")
_DEAREST = 1e6
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens, which is millionths of a dollar for one."""

    input: float
    output: float

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """Millionths of a dollar, rounded up."""
        return math.ceil(tokens_in * self.input + tokens_out * self.output)


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of every model that a file names."""

    table: Mapping[str, Price]

    def of(self, model: str) -> Price:
        """The price of a model; one that no file names has the price of "unknown"."""
        return self.table.get(model, self.table[_UNKNOWN])


def load(theirs: Path | None = None) -> Prices:
    """Our prices, and those of an operator's file over them. Raises ValueError where the file is none of prices."""
    table: dict[str, Price] = {}
    for path in (OURS, *([theirs] if theirs is not None else [])):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8"))
            table |= {name: Price(float(row["input"]), float(row["output"])) for name, row in rows.items()}
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is no file of prices: {error}") from error
    if not all(0 <= amount < _DEAREST for price in table.values() for amount in (price.input, price.output)):
        raise ValueError("a price is below zero, or no number")
    return Prices(table)
