"""Log lines for those who run the bot: one a message, as text or as JSON, without readers' texts and without secrets."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Literal

_QUIET = ("telegram", "aiohttp", "httpx", "httpcore", "openai", "asyncio", "pebble", "trafilatura")
"""Libraries whose own lines may hold addresses with tokens, or what readers sent."""
_FRAMES = 4


def configure(form: Literal["text", "json"]) -> None:
    """Write lines to standard error from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if form == "json" else TextLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def line_of(error: BaseException) -> str:
    """An error's type and where it was raised; its message may hold a reader's words and is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {places}"


class TextLine(logging.Formatter):
    """Time, level, part and message in a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        return " ".join(f"{_time(record)} {record.levelname} {record.name} {_message(record)}".split())


class JsonLine(logging.Formatter):
    """The same as an object."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        fields = {"time": _time(record), "level": record.levelname, "part": record.name, "message": _message(record)}
        return json.dumps(fields, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return f"{record.getMessage()} ({line_of(error)})" if error else record.getMessage()
