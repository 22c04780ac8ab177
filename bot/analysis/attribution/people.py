"""The people that an article names: one record a person, with every place, role and hint of gender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.analysis.attribution import gazetteer, given_names, grammar, speakers
from bot.analysis.attribution.speakers import Mention
from bot.analysis.syntax import text_of
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Gender = Literal["f", "m"]
_FORMS = frozenset("mr mrs ms miss dr prof sir dame lord lady".split())


@dataclass(slots=True)
class Person:
    """Everything the article says of one named person."""

    surname: str
    full: Span
    words: tuple[str, ...]
    role: Span | None = None
    roles: set[Span] = field(default_factory=set)
    gender: Gender | None = None
    places: list[Mention] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)

    @property
    def named_in_full(self) -> bool:
        """Whether the article gives more than one name of this person."""
        return len(self.words) > 1


class People:
    """The named people of one document, in the order in which they are first named."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.all: list[Person] = []
        self._at: dict[int, Person] = {}
        self._bearing: dict[str, list[Person]] = {}
        for token in doc:
            if _ends_name(token):
                found = speakers.mention(token)
                if found is not None and found.name is not None and found.kind == "person":
                    self._meet(token, found)

    def at(self, head: int) -> Person | None:
        """The person named by the token."""
        return self._at.get(head)

    def bearing(self, surname: str) -> list[Person]:
        """Everybody with that surname, in lower case."""
        return self._bearing.get(surname, [])

    def called(self, name: str) -> Person | None:
        """The person shown under that full name."""
        words = name.split()
        found = self.bearing(words[-1].casefold()) if words else []
        return next((p for p in found if p.full.of(text_of(self._doc)) == name), None)

    def _meet(self, token: Token, found: Mention) -> None:
        words = tuple(t.lower_ for t in grammar.name_tokens(token))
        person = self._known(words, self._title(found)) or self._new(token, found, words)
        if len(words) > len(person.words):
            person.full, person.words = found.span, words
        if found.role is not None:
            person.role = person.role or found.role
            person.roles.add(found.role)
        person.gender = person.gender or self._gender(found, words)
        person.places.append(found)
        if _is_subject(token):
            person.subjects.add(found.head)
        self._at[token.i] = person

    def _new(self, token: Token, found: Mention, words: tuple[str, ...]) -> Person:
        person = Person(token.lower_, found.span, words)
        self.all.append(person)
        self._bearing.setdefault(person.surname, []).append(person)
        return person

    def _known(self, words: tuple[str, ...], title: frozenset[str]) -> Person | None:
        """The person met before under these names, the latest named first.

        A surname alone fits everybody who bears it, with a title only those who bear that title too: "President
        Marsh" may be another than "Dora Marsh". A full name fits a surname met alone before it, under the same rule.
        """
        bearers = sorted(self.bearing(words[-1]), key=lambda p: -p.places[-1].head)
        exact = next((p for p in bearers if _fits(p.words, words)), None)
        if exact is not None and (len(words) > 1 or not title):
            return exact
        return next((p for p in bearers if self._may_be(p, words, title)), None)

    def _may_be(self, person: Person, words: tuple[str, ...], title: frozenset[str]) -> bool:
        known = {w for role in person.roles for w in _words(role.of(text_of(self._doc)))}
        if title & known:
            return len(words) == 1 or not person.named_in_full
        if len(words) == 1:
            return not title or (not person.named_in_full and not known)
        return not person.named_in_full and not known

    def _title(self, found: Mention) -> frozenset[str]:
        """The words of the title at this place; "Mr" and the like are no title, anybody may bear them."""
        words = _words(found.role.of(text_of(self._doc))) if found.role is not None else ()
        return frozenset(words) - _FORMS

    def _gender(self, found: Mention, words: tuple[str, ...]) -> Gender | None:
        around = set(self._words_around(found))
        if around & gazetteer.FEMALE:
            return "f"
        if around & gazetteer.MALE:
            return "m"
        if len(words) > 1 and words[0] in given_names.FEMALE - given_names.MALE:
            return "f"
        if len(words) > 1 and words[0] in given_names.MALE - given_names.FEMALE:
            return "m"
        return None

    def _words_around(self, found: Mention) -> Iterator[str]:
        first = self._doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
        if first is not None and first.start > 0:
            yield self._doc[first.start - 1].lower_.rstrip(".")
        if found.role is not None:
            yield from _words(found.role.of(text_of(self._doc)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _fits(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names are one: the same words, or first and last the same and a middle name more."""
    return known == words or (len(known) > 1 and len(words) > 1 and known[0] == words[0] and known[-1] == words[-1])


def _ends_name(token: Token) -> bool:
    if not grammar.is_name_word(token) or token.dep_ in ("compound", "amod", "nmod"):
        return False
    following = token.i + 1
    goes_on = following < len(token.doc) and grammar.is_name_word(token.doc[following])
    return not (goes_on and not token.doc[following].is_sent_start)


def _is_subject(token: Token) -> bool:
    return token.dep_ in grammar.SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in grammar.SUBJECTS)
