"""The language of a text, by its words; what a page declares decides only where the words do not."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType

_SAMPLE = 6_000
_FEW = 200
"""Characters below which a declaration is believed before the words are."""


@lru_cache(maxsize=1)
def _detector() -> ModuleType:
    import eldc

    eldc.init()
    module: ModuleType = eldc
    return module


def detect(text: str, declared: str | None) -> str:
    """ISO 639-1 code; ``und`` where neither words nor page tell."""
    if declared is not None and len(text) < _FEW:
        return declared
    found = str(_detector().detect(text[:_SAMPLE]))
    return found if found != "und" else declared or "und"
