"""Every test starts in an empty folder without settings of the machine it runs on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import Settings


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in [n for n in os.environ if n.startswith(("OPENAI_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
