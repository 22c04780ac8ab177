"""Promise 9: nothing that a model or an article wrote is markup, link or instruction."""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]+://|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ru|cn|info|io|me|gov|edu|co|tv|xyz|app|dev|biz|es|fr|de|ua|uk|eu|us|ly|to)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)[@#][\w]{2,}|(?<![\w/])/[a-z_]{2,}\b")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&(?:#\d+|\w+);|\[[^\]]+\]\([^)]+\)|[*_`~]{2,}|```")
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Unicode categories of what shows nothing and may change how the rest is shown."""


def fault(text: str) -> str | None:
    """Why our own words may not be shown as they are, or None."""
    if _LINK.search(text):
        return "it holds an address"
    if _HANDLE.search(text):
        return "it holds an account name or a command"
    if _MARKUP.search(text):
        return "it holds markup"
    if any(unicodedata.category(c) in _UNSEEN for c in text):
        return "it holds characters that cannot be seen"
    return None
