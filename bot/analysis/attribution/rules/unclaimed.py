"""The rule for quotations that nothing attributes: they are shown apart, with "speaker not stated"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.syntax import tokens_in

_LEAST = 8
"""Words from which a quotation without a cue is speech and no name or phrase."""


def unclaimed(text: Text, found: list[Finding]) -> Iterator[Finding]:
    """Whole sentences between marks that no other rule has given to anybody."""
    taken = [part for finding in found for part in finding.parts]
    for quote in text.quotes:
        if (
            not quote.closed
            or quote.words(text.article.text) < _LEAST
            or any(part.meets(quote.inner) for part in taken)
        ):
            continue
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens_in(text.doc, quote.inner)):
            yield Finding(NO_CUE, None, None, "say", [quote.inner], "quotation", None)


NO_CUE = "quotation without a cue"
