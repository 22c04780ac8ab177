"""Telegram's HTML: words of a source become text that nothing links, and lines are measured as Telegram measures them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

JOINER = "\u2060"
"""WORD JOINER: cannot be seen, breaks no line, and ends whatever Telegram would have made a link of."""
_LINKED = re.compile(
    r"(?<=:)(?=//)"  # https://
    r"|(?<=[@#$])(?=\w)"  # @name, #tag, $TICKER, name@host
    r"|(?<=\+)(?=\d)"  # +44 20 …
    r"|(?<=[\w-]\.)(?=[^\W\d_]{2})"  # example.org
    r"|(?<=\d{4}[ -]\d{4})(?=[ -]?\d{4})|(?<=\d{8})(?=\d{4})"  # numbers of bank cards
)
_COMMAND = re.compile(r"(?<![\w/])/(?=\w)")


@dataclass(frozen=True, slots=True)
class Html:
    """Markup with what Telegram counts: ``size`` in UTF-16 units of the text that is shown, and entities."""

    code: str
    size: int
    entities: int = 0

    def __add__(self, other: Html) -> Html:
        return Html(self.code + other.code, self.size + other.size, self.entities + other.entities)


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def unlinked(words: str) -> str:
    """The words with something invisible in every address, account name, command, tag and number that would be linked."""
    return _COMMAND.sub(f"/{JOINER}", _LINKED.sub(JOINER, words))


@lru_cache(maxsize=4096)
def words(text: str) -> Html:
    """Words of a source or of ours, as plain text; halves of characters, which are no text, go."""
    shown = unlinked(text.encode("utf-8", "ignore").decode())
    return Html(_escaped(shown), units(shown))


def ours(text: str) -> Html:
    """A line of the catalogue, whose commands and addresses are meant to be linked."""
    return Html(_escaped(text), units(text))


def bold(inner: Html) -> Html:
    """In bold."""
    return Html(f"<b>{inner.code}</b>", inner.size, inner.entities + 1)


def italic(inner: Html) -> Html:
    """In italics."""
    return Html(f"<i>{inner.code}</i>", inner.size, inner.entities + 1)


def link(inner: Html, address: str) -> Html:
    """Leading to an address."""
    return Html(f'<a href="{_escaped(address)}">{inner.code}</a>', inner.size, inner.entities + 1)


def quote(inner: Html, *, folded: bool) -> Html:
    """Set off as a quotation block; ``folded`` shows three lines and the rest on a tap."""
    tag = "blockquote expandable" if folded else "blockquote"
    return Html(f"<{tag}>{inner.code}</blockquote>", inner.size, inner.entities + 1)


def joined(pieces: Iterable[Html], between: str = "\n") -> Html:
    """The pieces one after another, with ``between`` between them."""
    found = list(pieces)
    gaps = max(0, len(found) - 1)
    return Html(
        between.join(p.code for p in found),
        sum(p.size for p in found) + gaps * units(between),
        sum(p.entities for p in found),
    )


def cut(text: str, longest: int) -> Html:
    """The beginning of a text, at most so many UTF-16 units and a mark that there is more."""
    beginning = text[: max(0, longest)]
    while beginning and shown_size(beginning) > longest:
        beginning = beginning[: len(beginning) * 9 // 10]
    return words(beginning) if beginning == text else joined([words(beginning.rstrip()), words(" […]")], "")


def shown_size(text: str) -> int:
    """The size that the words will have."""
    return units(unlinked(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
