"""People whom the article names without quoting."""

from __future__ import annotations

from bot.analysis.attribution import gazetteer, given_names
from bot.analysis.attribution.people import Person
from bot.analysis.attribution.resolution import Cast
from storage.records import Article, Mentioned, Statement

_MOST = 12


def mentioned(article: Article, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Mentioned, ...]:
    """Named people who say nothing, most often named first; what may as well be a place or a firm is left out."""
    speaking = {s.speaker.name for s in statements}
    surnames = {name.split()[-1] for name in speaking}
    silent = [p for p in cast.people.all if p.full.of(article.text) not in speaking and _is_person(article, p)]
    silent = [p for p in silent if p.named_in_full or p.full.of(article.text) not in surnames]
    silent.sort(key=lambda p: (-len(p.places), p.full.start))
    return tuple(
        Mentioned(p.full.of(article.text), p.role.of(article.text) if p.role else None) for p in silent[:_MOST]
    )


def _is_person(article: Article, person: Person) -> bool:
    """A title before or behind the name, or a given name in front of it."""
    roles = {word for role in person.roles for word in role.of(article.text).casefold().replace(".", "").split()}
    given = person.named_in_full and person.words[0] in given_names.KNOWN
    return given or bool(roles & gazetteer.TITLES)
