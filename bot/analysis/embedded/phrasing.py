"""Small pieces of wording: who speaks, where a line begins and ends, how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage.records import Article, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token


def introduced(article: Article, speaker: Speaker) -> str:
    """Name and role as the article prints them: before the name where they stand together, else set behind it."""
    if speaker.role is None:
        return speaker.name
    role = re.sub(r"\s+", " ", speaker.role.of(article.text))
    role = re.sub(r"^(?:The|An?)\b", lambda m: m.group().lower(), role)
    behind = article.text[speaker.role.end : speaker.role.end + len(speaker.name) + 1]
    if re.sub(r"\s+", " ", behind).strip() == speaker.name or (
        "," not in role and not re.match(r"(?:a|an|the|who|one)\b", role, re.IGNORECASE) and role[0].isupper()
    ):
        return f"{role} {speaker.name}"
    return f"{speaker.name}, {role},"


def count(text: str) -> int:
    """Words and numbers of a text."""
    return len(re.findall(r"\w+(?:[’'-]\w+)*", text))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, kept: Iterable[Token]) -> str:
    """The text with a small first letter, unless it begins with a name."""
    first = next((t for t in kept if not t.is_punct), None)
    if first is None or first.text.isupper():
        return text
    if first.pos_ == "PROPN" and not any(t.text == first.lower_ for t in first.doc):
        return text
    return text[:1].lower() + text[1:]


def stop(text: str) -> str:
    """The text with a full stop where it has no end of its own."""
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
