"""What can go wrong on the way from a source to a brief; the lines that readers are told stand in the catalogue.

AttribotError
├── SettingsError        a setting is missing, unknown or out of range
├── SourceError          the source could not be briefed
│   ├── LinkError        the link is not one we may open
│   ├── FetchError       the page could not be had
│   ├── UnreadableError  what came is not a text we can read
│   └── NotWholeError    the page does not carry the whole article
├── StoreError           the database refused
└── WorkerError          the analysis died or ran out of time
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.catalogue import Catalogue, say


class AttribotError(Exception):
    """Root of all errors that a reader may see: ``code`` for programs, a line of the catalogue for people."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def message(self) -> str:
        """The line in English."""
        return say(f"errors.{self.code}", **self.values)

    def told(self, catalogue: Catalogue) -> str:
        """The line in the reader's language."""
        return catalogue.say(f"errors.{self.code}", **self.values)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Callable[..., AttribotError], tuple[str]]:
        """Errors cross the border between the worker process and the loop."""
        return partial(type(self), **self.values), (self.code,)


class SettingsError(AttribotError):
    """A setting is missing, unknown or out of range."""


class SourceError(AttribotError):
    """The source could not be briefed."""


class WithdrawnError(SourceError):
    """Those who run the bot took the article's brief back."""


class LinkError(SourceError):
    """The link is not one that may be opened."""


class FetchError(SourceError):
    """The page could not be had."""


class UnreadableError(SourceError):
    """What came is not a text that can be read."""


class NotWholeError(SourceError):
    """The page does not carry the whole article."""


class TopicError(AttribotError):
    """What was written is no topic or no time that can be followed."""


class StoreError(AttribotError):
    """The database refused."""


class WorkerError(AttribotError):
    """The analysis died or ran out of time."""
