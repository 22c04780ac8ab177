"""Promise 9: nothing that a model or an article wrote is markup, link or instruction."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ru|cn|info|io|me|gov|edu|co|tv|xyz|app|dev|biz)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)[@#][\w]{2,}|(?<![\w/])/[a-z_]{2,}\b")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&(?:#\d+|\w+);|\[[^\]]+\]\([^)]+\)|[*_`~]{2,}|```")
_HIDDEN = re.compile(r"[\u0000-\u0008\u000b-\u001f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fault(text: str) -> str | None:
    """Why our own words may not be shown as they are, or None."""
    if _LINK.search(text):
        return "it holds an address"
    if _HANDLE.search(text):
        return "it holds an account name or a command"
    if _MARKUP.search(text):
        return "it holds markup"
    if _HIDDEN.search(text):
        return "it holds characters that cannot be seen"
    return None
