"""What the letters of a body stand for: "the ABA" where the article also prints "American Bridge Association"."""

from __future__ import annotations

import re

from storage.records import Span

_LETTERS = re.compile(r"(?:[Tt]he )?(?P<letters>[A-Z]{2,6})$")
_SMALL = r"(?:(?:of|for|the|and|on|in|to) ){0,2}"
_WORD = r"[\w’'-]*"


def spelled_out(text: str, mention: Span) -> Span | None:
    """Where ``text`` prints the name in full, word for letter; None where it does not, or prints several."""
    found = _LETTERS.match(mention.of(text))
    if found is None:
        return None
    pattern = rf"\b{f' {_SMALL}'.join(f'{letter}{_WORD}' for letter in found['letters'])}(?![\w’'-])"
    places = [m.span() for m in re.finditer(pattern, text)]
    names = {text[start:end] for start, end in places if not text[start:end].isupper()}
    return Span(*next(p for p in places if text[p[0] : p[1]] in names)) if len(names) == 1 else None
