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
    if speaker.role is None or re.match(
        r"(?:his|her|their|our|its|my)\b", speaker.role.of(article.text), re.IGNORECASE
    ):
        listed = "," in speaker.name and " and " not in speaker.name.rsplit(",", 1)[-1]
        return f"{speaker.name}," if listed else speaker.name
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
    if first is None or (first.text.isupper() and len(first.text) > 1):
        return text
    if first.pos_ == "PROPN" and not _common(first):
        return text
    return text[:1].lower() + text[1:]


def ended(text: str) -> str:
    """The text with one full stop at its end, and none behind a stop within closing marks."""
    bare = re.sub(r",([”\"])$", r"\1", text.rstrip())
    return bare if re.search(r"[.!?][”\"’)]?$", bare) else f"{bare}."


def _common(token: Token) -> bool:
    """Whether the parser took a common word at the head of a sentence for a name: the article mostly writes it small."""
    spellings, opens = token.doc.to_array(["ORTH", "SENT_START"]).T
    inside = spellings[opens != 1]
    small, large = (int((inside == token.vocab.strings[word]).sum()) for word in (token.lower_, token.text))
    return small > 0 and large == (0 if token.is_sent_start else 1)
