"""What a language's data says: its cue verbs, the words that stand between cue and name, its bodies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """One language; every field is a piece of a regular expression, alternatives parted by ``|``.

    ``cues`` are verbs as they stand beside quotations, ``titles`` words for offices (in any case), ``links`` the
    small words that join a title to its country or ministry, ``bodies`` names of collective speakers,
    ``circumstances`` what may stand between a cue and its colon. ``capitals`` tells whether names are capitalised.
    """

    cues: str
    titles: str = ""
    links: str = ""
    bodies: str = ""
    articles: str = ""
    capitals: bool = True
