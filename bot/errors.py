"""What can go wrong on the way from a source to a brief, each with the line that a reader is told.

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


class AttribotError(Exception):
    """Root of all errors that a reader may see: ``code`` for programs, ``message`` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[AttribotError], tuple[str, str]]:
        """Errors cross the border between the worker process and the loop."""
        return type(self), (self.code, self.message)


class SettingsError(AttribotError):
    """A setting is missing, unknown or out of range."""


class SourceError(AttribotError):
    """The source could not be briefed."""


class LinkError(SourceError):
    """The link is not one that may be opened."""


class FetchError(SourceError):
    """The page could not be had."""


class UnreadableError(SourceError):
    """What came is not a text that can be read."""


class NotWholeError(SourceError):
    """The page does not carry the whole article."""


class StoreError(AttribotError):
    """The database refused."""


class WorkerError(AttribotError):
    """The analysis died or ran out of time."""
