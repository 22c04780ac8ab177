"""The people that an article names: one record a person, with every place, role and hint of gender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.analysis.attribution import gazetteer, given_names, grammar, roles, speakers
from bot.analysis.attribution.given_names import Gender
from bot.analysis.attribution.speakers import Mention
from bot.analysis.syntax import text_of
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from bot.analysis.attribution.finding import Text

_OFFICES = frozenset(
    """
    president premier chancellor king queen prince princess emperor sultan pope minister secretary governor mayor
    ambassador envoy judge justice general admiral colonel captain
    """.split()
)
"""Titles that one bearer of a name has and another has not."""
_PAST = frozenset("former ex late onetime then acting designate elect".split())
_SETTLEMENTS = frozenset("town city village port district province region island".split())
_OWNERS = frozenset("his her their".split())
"""Words in a role that tell of somebody else ("Karl Lind, her father")."""
_KIN = frozenset("wife husband son daughter mother father brother sister widow".split())
"""Words that tell one bearer of a surname from another ("President Marsh", "Dora Marsh, his wife")."""
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_CLAUSES = ("whose ", "who ", "which ", "often ")
_SPELLED_OUT = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "pres": "president"}
_AGE = re.compile(r",? (\d{1,3})[,.;]")
_PARTY = re.compile(r" \((R|D|Republican|Democrat)\b|, (R|D)-")
_SEAT = re.compile(r"[RDI]-[A-Z]")
"""Party and state behind a name ("R-Ky.")."""
_PARTIES = {"R": "republican", "D": "democrat", "Republican": "republican", "Democrat": "democrat"}


@dataclass(slots=True, eq=False)
class Person:
    """Everything the article says of one named person; ``places`` in quotation marks count for the name alone."""

    surname: str
    full: Span
    words: tuple[str, ...]
    role: Span | None = None
    roles: set[Span] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)
    gender: Gender | None = None
    places: list[Mention] = field(default_factory=list)
    salient: list[tuple[Mention, bool]] = field(default_factory=list)
    who: bool = False

    @property
    def named_in_full(self) -> bool:
        """Whether the article gives more than one name of this person."""
        return len(self.words) > 1

    def holds_another_office(self, word: str) -> bool:
        """Whether the article gives offices to this person, and none of that name."""
        return word in _OFFICES and word not in self.traits and bool(self.traits & _OFFICES)

    @property
    def in_office(self) -> bool:
        """Whether the article gives offices to this person, and never as past ones."""
        return bool(self.traits & _OFFICES) and not self.traits & _PAST

    @property
    def sure(self) -> bool:
        """Whether something tells that this is a person at all, and no place or thing."""
        return self.named_in_full or self.who or self.gender is not None or bool(self.roles)


class People:
    """The named people of one document, in the order in which they are first named."""

    def __init__(self, text: Text) -> None:
        self._doc: Doc = text.doc
        self.all: list[Person] = []
        self._at: dict[int, Person] = {}
        self._bearing: dict[str, list[Person]] = {}
        self._called: dict[str, list[Person]] = {}
        met = [(token, found) for token in text.doc if token.pos_ == "PROPN" and (found := _named_person(token))]
        self._in_full: dict[str, set[str]] = {}
        for _, found in met:
            words = _names(found.span.of(text_of(text.doc)))
            if len(words) > 1:
                self._in_full.setdefault(words[-1], set()).add(words[0])
        for token, found in met:
            self._meet(token, found, quoted=text.quoted(token))

    def at(self, head: int) -> Person | None:
        """The person named by the token."""
        return self._at.get(head)

    def named_in(self, span: Span) -> list[Person]:
        """Everybody named by the words of the span."""
        return [p for p in self.all if any(span.holds(place.span) for place in p.places)]

    def bearing(self, surname: str) -> list[Person]:
        """Everybody with that surname, in lower case."""
        return self._bearing.get(surname, [])

    def called(self, name: str) -> Person | None:
        """The person shown under that full name."""
        words = _names(name)
        found = self.bearing(words[-1]) if words else []
        return next((p for p in found if p.full.of(text_of(self._doc)) == name), None)

    def is_place(self, person: Person) -> bool:
        """Whether things happen "in" it, or it is "the town of" that name, and nothing shows a person."""
        human = person.who or person.gender is not None or person.roles
        return not human and any(_is_place(self._doc[p.head]) for p in person.places)

    def short_name(self, name: str) -> str:
        """The one word by which the article calls the person mostly: the surname, or what stands in its place ("Liu")."""
        person = self.called(name)
        places = person.places if person is not None else []
        single = Counter(w for p in places if " " not in (w := p.span.of(text_of(self._doc))))
        return max(single, key=lambda w: single[w], default=name.rsplit(maxsplit=1)[-1])

    def _meet(self, token: Token, found: Mention, *, quoted: bool) -> None:
        words = _names(found.span.of(text_of(self._doc)))
        person = self._known(words, self._title(found), self._form(found)) or self._new(found, words)
        if len(words) > len(person.words) or _likelier(words, person.words):
            person.full, person.words = found.span, words
            self._called.setdefault(words[0], []).append(person)
        role = found.role.of(text_of(self._doc)) if found.role is not None else ""
        if found.role is not None and not role.lower().startswith(_CLAUSES):
            person.role = person.role or found.role
            person.roles.add(found.role)
            person.traits.update(_words(role))
        described = roles.set_beside(token)
        if described is not None and described != found.role:
            person.roles.add(described)
            person.traits.update(_words(described.of(text_of(self._doc))))
        person.traits.update(self._behind(found))
        person.gender = person.gender or self._gender(found, words)
        person.who = person.who or any(_has_who(c) for c in grammar.children(token, "relcl"))
        person.places.append(found)
        if not quoted:
            person.salient.append((found, _is_subject(token)))
        self._at[token.i] = person

    def _new(self, found: Mention, words: tuple[str, ...]) -> Person:
        person = Person(words[-1], found.span, words)
        self.all.append(person)
        self._bearing.setdefault(person.surname, []).append(person)
        self._called.setdefault(words[0], []).append(person)
        return person

    def _known(self, words: tuple[str, ...], title: frozenset[str], form: Gender | None) -> Person | None:
        """The person met before under these names.

        A surname alone fits everybody who bears it, with a title only those who bear that title too: "President
        Marsh" may be another than "Dora Marsh". Of several it is the one named most. A full name fits a surname met
        alone before it, under the same rule; one met with a title only where nobody else in the article bears it.
        """
        bearers = self.bearing(words[-1])
        exact = next((p for p in bearers if _fits(p.words, words)), None)
        if exact is not None and (len(words) > 1 or not title):
            return exact if len(words) > 1 else self._likeliest([exact, *bearers], title, form) or exact
        headline = next((p for p in bearers if self._in_a_headline(p, words)), None)
        if headline is not None:
            return headline
        if len(words) == 1 and not bearers:
            called = [p for p in self._called.get(words[0], []) if p.named_in_full]
            bearers = called if words[0] in given_names.KNOWN or len(called) == 1 else []
        if len(words) == 1 and not bearers:
            inside = [p for p in self.all if words[0] in p.words[1:-1]]
            bearers = inside if len(inside) == 1 else []
        return self._likeliest(bearers, title, form, alone=len(words) == 1)

    def _in_a_headline(self, person: Person, words: tuple[str, ...]) -> bool:
        """Whether a person met so far only behind a capital that opens a sentence ("Absent Trump") is "Donald Trump"."""
        opens = self._doc.char_span(person.full.start, person.full.end, alignment_mode="expand")
        first = opens is not None and bool(opens[0].is_sent_start) and not grammar.children(opens[-1], "relcl", "appos")
        return first and len(person.places) == 1 and _likelier(words, person.words)

    def _likeliest(
        self, bearers: list[Person], title: frozenset[str], form: Gender | None, *, alone: bool = True
    ) -> Person | None:
        fitting = [p for p in bearers if self._may_be(p, title, alone=alone) and form in (None, p.gender or form)]
        return max(fitting, key=lambda p: (p.named_in_full, len(p.places)), default=None)

    def _may_be(self, person: Person, title: frozenset[str], *, alone: bool) -> bool:
        known = {w for role in person.roles for w in _words(role.of(text_of(self._doc)))} & _OFFICES
        if title & known:
            return alone or not person.named_in_full
        if alone:
            return not title or (not person.named_in_full and not known)
        another = bool(known) and (bool(title) or len(self._in_full.get(person.surname, ())) > 1)
        return not person.named_in_full and not another

    def _title(self, found: Mention) -> frozenset[str]:
        """The words of the title before the name, or of kin behind it; "Mr" and the like are no title."""
        if found.role is None:
            return frozenset()
        words = frozenset(_words(found.role.of(text_of(self._doc))))
        return words & (_OFFICES if found.role.start < found.span.start else _KIN)

    def _form(self, found: Mention) -> Gender | None:
        """The gender that "Mr." or "Mrs." before the name gives."""
        before = set(self._words_around(found))
        return "f" if before & {"mrs", "ms", "miss"} else "m" if "mr" in before else None

    def _behind(self, found: Mention) -> Iterator[str]:
        """Age and party as they stand behind a name: ", 52," and "(R-Utah)"."""
        text = text_of(self._doc)
        age = _AGE.match(text, found.span.end)
        if age is not None:
            yield age.group(1)
        party = _PARTY.match(text, found.span.end)
        if party is not None:
            yield _PARTIES[party.group(1) or party.group(2)]

    def _gender(self, found: Mention, words: tuple[str, ...]) -> Gender | None:
        around = set(self._words_around(found))
        if around & gazetteer.FEMALE:
            return "f"
        if around & gazetteer.MALE:
            return "m"
        return given_names.of_full_name(words)

    def _words_around(self, found: Mention) -> Iterator[str]:
        first = self._doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
        if first is not None and first.start > 0:
            yield self._doc[first.start - 1].lower_.rstrip(".")
        role = found.role.of(text_of(self._doc)) if found.role is not None else ""
        if not role.lower().startswith(_CLAUSES):
            yield from (w for w in _words(role) if w not in _OWNERS)


def _likelier(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Of two names of one length the one that begins with a given name ("Donald Trump", not "Absent Trump")."""
    given = given_names.KNOWN
    return len(words) == len(known) > 1 and words[0] in given and known[0] not in given


def _words(text: str) -> list[str]:
    return [_SPELLED_OUT.get(w, w) for w in re.findall(r"\w+", text.casefold())]


def _names(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without what tells a son from his father ("Tomas Reyk Jr.")."""
    words = tuple(text.casefold().split())
    return words[:-1] if len(words) > 1 and words[-1].rstrip(".") in _GENERATIONS else words


def _fits(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names are one: the same words, the last of them, or first and last and a middle name more."""
    if len(words) > 1 and known[-len(words) :] == words:
        return True
    return known == words or (len(known) > 1 and len(words) > 1 and known[0] == words[0] and known[-1] == words[-1])


def _ends_name(token: Token) -> bool:
    if not grammar.is_name_word(token) or token.dep_ in ("compound", "amod") or _SEAT.match(token.text):
        return False
    if token.dep_ == "nmod" and not roles.ends_titled(token):
        return False
    following = token.i + 1
    goes_on = following < len(token.doc) and grammar.is_name_word(token.doc[following])
    return not (goes_on and not token.doc[following].is_sent_start)


def _named_person(token: Token) -> Mention | None:
    """The person whose name ends at the token."""
    found = speakers.mention(token) if _ends_name(token) else None
    return found if found is not None and found.name is not None and found.kind == "person" else None


def _has_who(clause: Token) -> bool:
    return any(c.lower_ == "who" for c in grammar.children(clause, *grammar.SUBJECTS))


def _is_place(token: Token) -> bool:
    preposition = token.head
    if token.dep_ != "pobj" or preposition.i != token.left_edge.i - 1:
        return False
    return preposition.lower_ == "in" or (preposition.lower_ == "of" and preposition.head.lower_ in _SETTLEMENTS)


def _is_subject(token: Token) -> bool:
    """A subject, its apposition, whose it is ("Quill's plan was") or what is spoken of ("As for Quill, …")."""
    if token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.i and token.head.nbor(-1).lower_ == "as":
        return True
    if token.dep_ == "poss" and any(c.pos_ == "PROPN" for c in grammar.children(token.head, "appos")):
        return False
    return token.dep_ in grammar.SUBJECTS or (token.dep_ in ("appos", "poss") and token.head.dep_ in grammar.SUBJECTS)
