"""From "he", "the minister" or a surname to the full name and role that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.analysis.attribution import gazetteer, grammar, speakers
from bot.analysis.attribution.speakers import Mention
from storage.records import Article, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LOOK_BACK = 3
"""Sentences that a pronoun may reach back over."""
_SUBJECT_BONUS = 1.5
_SPEAKER_BONUS = 2.0
_STOP = frozenset("a an the of for in on at and to by his her its their former then".split())


@dataclass(slots=True)
class Person:
    """Everything the article says of one named person: where, in which roles, of which gender."""

    surname: str
    full: Span
    role: Span | None = None
    roles: set[Span] = field(default_factory=set)
    gender: str | None = None
    places: list[Mention] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)


class Cast:
    """The people of an article, and who a word at a cue stands for."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self._doc = doc
        self._article = article
        self._sentence_of = _sentence_index(article)
        self.people: dict[str, Person] = {}
        self._bodies: dict[str, Span] = {}
        self._spoke: dict[int, str] = {}
        self._read()

    def speaker(self, found: Mention) -> Speaker | None:
        """The speaker that ``found`` stands for; None where nobody can be said with certainty."""
        if found.name is not None and found.kind == "person":
            return self._known(found)
        if found.pronoun in ("he", "she", "him", "her"):
            return self._from(found, self._person_before(found))
        if found.pronoun in ("i", "we", "they", "them"):
            return None
        if found.kind == "person":
            return self._from(found, self._described(found)) or self._plain(found)
        return self._plain(found)

    def has_role(self, speaker: Speaker, role: Span) -> bool:
        """Whether the article gives ``role`` to this speaker anywhere."""
        person = self.people.get(speaker.name.split()[-1].casefold())
        return role == speaker.role or (person is not None and role in person.roles)

    def remember(self, speaker: Speaker, cue: int) -> None:
        """Note that this person spoke at token ``cue``: later pronouns prefer those who speak."""
        self._spoke[cue] = speaker.name.split()[-1].casefold()

    def _read(self) -> None:
        for token in self._doc:
            if not grammar.is_name_word(token) or _goes_on(token) or token.dep_ in ("compound", "amod", "nmod"):
                continue
            found = speakers.mention(token)
            if found is None or found.name is None:
                continue
            if found.kind == "person":
                self._meet(token, found)
            elif found.kind == "body":
                self._bodies.setdefault(found.head_word, found.span)
        self._read_genders()

    def _meet(self, token: Token, found: Mention) -> None:
        surname = token.lower_
        person = self.people.get(surname)
        if person is None:
            person = self.people[surname] = Person(surname, found.span)
        elif len(found.span.of(self._article.text).split()) > len(person.full.of(self._article.text).split()):
            person.full = found.span
        if person.role is None and found.role is not None:
            person.role = found.role
        if found.role is not None:
            person.roles.add(found.role)
        person.places.append(found)
        if token.dep_ in grammar.SUBJECTS or (
            token.head.dep_ in grammar.SUBJECTS and token.dep_ in ("appos", "compound")
        ):
            person.subjects.add(found.head)

    def _read_genders(self) -> None:
        for person in self.people.values():
            words = set()
            for place in person.places:
                first = self._doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
                if first is not None and first.start > 0:
                    words.add(self._doc[first.start - 1].lower_.rstrip("."))
                if place.role is not None:
                    words.update(re.findall(r"\w+", place.role.of(self._article.text).casefold()))
            if words & gazetteer.FEMALE:
                person.gender = "f"
            elif words & gazetteer.MALE:
                person.gender = "m"

    def _known(self, found: Mention) -> Speaker:
        person = self.people.get(found.head_word)
        if person is None:
            return Speaker(_text(self._article, found.span), "person", found.span, None, found.role)
        antecedent = None if person.full == found.span else person.full
        return Speaker(
            person.full.of(self._article.text),
            "person",
            found.span,
            antecedent,
            found.role or person.role,
            self._chain(found.span, antecedent),
        )

    def _plain(self, found: Mention) -> Speaker:
        """A body, a state or an unnamed source under the most specific words that the article has for it."""
        return Speaker(_text(self._article, found.span), found.kind, found.span)

    def _from(self, found: Mention, person: Person | None) -> Speaker | None:
        if person is None:
            return None
        name = person.full.of(self._article.text)
        return Speaker(name, "person", found.span, person.full, person.role, self._chain(found.span, person.full))

    def _chain(self, mention: Span, antecedent: Span | None) -> tuple[int, ...]:
        if antecedent is None:
            return ()
        return tuple(sorted({*self._article.numbers(mention), *self._article.numbers(antecedent)}))

    def _person_before(self, found: Mention) -> Person | None:
        """The likeliest person for a pronoun: near, a subject or a speaker, and of its gender."""
        wanted = "m" if found.pronoun in ("he", "him") else "f"
        scores: dict[str, float] = defaultdict(float)
        here = self._sentence(found.head)
        for person in self.people.values():
            if person.gender not in (None, wanted):
                continue
            for place in person.places:
                distance = here - self._sentence(place.head)
                if place.head >= found.head or distance > _LOOK_BACK:
                    continue
                weight = (
                    1
                    + (_SUBJECT_BONUS if place.head in person.subjects else 0)
                    + (0.5 if person.gender == wanted else 0)
                )
                scores[person.surname] = max(scores[person.surname], weight / (1 + distance))
        for token, surname in self._spoke.items():
            distance = here - self._sentence(token)
            if surname in self.people and token < found.head and distance <= _LOOK_BACK:
                person = self.people[surname]
                if person.gender in (None, wanted):
                    scores[surname] = max(scores[surname], (1 + _SPEAKER_BONUS) / (1 + distance) + 0.01)
        if not scores:
            return None
        best = max(scores, key=lambda surname: scores[surname])
        person = self.people[best]
        person.gender = person.gender or wanted
        return person

    def _described(self, found: Mention) -> Person | None:
        """The person whose role shares the description's head word, or who spoke last."""
        word = found.head_word
        for person in sorted(self.people.values(), key=lambda p: -max(m.head for m in p.places)):
            role = _words(person.role.of(self._article.text)) if person.role is not None else set()
            if word in role and min(m.head for m in person.places) < found.head:
                return person
        recent = [t for t in self._spoke if t < found.head and self._sentence(found.head) - self._sentence(t) <= 2]
        if recent and found.span.of(self._article.text).casefold().startswith("the "):
            return self.people.get(self._spoke[max(recent)])
        return None

    def _sentence(self, token: int) -> int:
        return self._sentence_of(self._doc[token].idx)


def _goes_on(token: Token) -> bool:
    """Whether the name goes on behind the token."""
    following = token.i + 1
    return (
        following < len(token.doc)
        and grammar.is_name_word(token.doc[following])
        and not token.doc[following].is_sent_start
    )


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP}


def _text(article: Article, span: Span) -> str:
    return re.sub(r"\s+", " ", span.of(article.text))


def _sentence_index(article: Article) -> Callable[[int], int]:
    starts = [s.span.start for s in article.sentences]
    return lambda offset: bisect_right(starts, offset)
