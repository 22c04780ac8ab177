"""People whom the article names without quoting."""

from __future__ import annotations

from bot.analysis.attribution.resolution import Cast, Person
from storage.records import Article, Mentioned, Statement

_MOST = 12


def mentioned(article: Article, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Mentioned, ...]:
    """Named people who say nothing, most often named first; a single capitalised word alone is no person."""
    speaking = {s.speaker.name.split()[-1].casefold() for s in statements if s.speaker.kind == "person"}
    silent = [p for p in cast.people.values() if p.surname not in speaking and _is_person(article, p)]
    silent.sort(key=lambda p: (-len(p.places), p.full.start))
    return tuple(
        Mentioned(p.full.of(article.text), p.role.of(article.text) if p.role else None) for p in silent[:_MOST]
    )


def _is_person(article: Article, person: Person) -> bool:
    """A title, or two names of which the last also stands alone; what is only ever one word may be a place."""
    full = person.full.of(article.text).split()
    alone = any(len(m.span.of(article.text).split()) == 1 for m in person.places)
    return person.role is not None or (
        len(full) in (2, 3) and (alone or len(person.places) > 1 or person.gender is not None)
    )
