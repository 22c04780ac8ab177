"""From "he", "the minister" or a surname to the full name and role that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from bot.analysis.attribution.gazetteer import UNNAMED
from bot.analysis.attribution.people import Gender, People, Person
from bot.analysis.attribution.speakers import Mention
from storage.records import Article, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOT_STATED = "not stated"
_LOOK_BACK = 3
"""Sentences that a pronoun may reach back over."""
_SUBJECT, _SPEAKER, _GENDER = 1.5, 2.0, 0.5
"""How much more likely a subject, a speaker and a person of the right gender is meant than somebody merely near."""
_NEAREST = 12
"""Mentions of a person, and speakers, that a pronoun is held against."""
_GENDERS: dict[str, Gender] = {"he": "m", "him": "m", "she": "f", "her": "f"}
_STOP = frozenset("a an the of for in on at and to by his her its their former then".split())


class Cast:
    """The people of an article, and who a word at a cue stands for. Speakers have to be asked for in their order."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self._doc = doc
        self._article = article
        self._starts = [s.span.start for s in article.sentences]
        self.people = People(doc)
        self._spoke: dict[int, Person] = {}

    def speaker(self, found: Mention) -> Speaker | None:
        """The speaker that ``found`` stands for; None where nobody can be said with certainty."""
        if found.name is not None and found.kind == "person":
            return self._known(found)
        if found.pronoun in _GENDERS:
            person = self._person_before(found, _GENDERS[found.pronoun])
            return self._from(found, person) or self._unclear(found)
        if found.pronoun is not None:
            return self._unclear(found)
        if found.kind == "person":
            return self._from(found, self._described(found)) or self._plain(found)
        return self._plain(found)

    def has_role(self, speaker: Speaker, role: Span) -> bool:
        """Whether the article gives ``role`` to this speaker anywhere."""
        person = self.people.called(speaker.name)
        return role == speaker.role or (person is not None and role in person.roles)

    def remember(self, speaker: Speaker, cue: int) -> None:
        """Note that this person spoke at token ``cue``: later pronouns prefer those who speak."""
        person = self.people.called(speaker.name)
        if person is not None:
            self._spoke[cue] = person

    def _known(self, found: Mention) -> Speaker:
        person = self.people.at(found.head) or self._bearer(found)
        if person is None:
            return Speaker(_text(self._article, found.span), "person", found.span, None, found.role)
        antecedent = None if person.full == found.span else person.full
        role = found.role or person.role
        return Speaker(
            person.full.of(self._article.text),
            "person",
            found.span,
            antecedent,
            role,
            self._chain(found.span, antecedent),
        )

    def _bearer(self, found: Mention) -> Person | None:
        """The one person whose name ends as the words at the cue do; None where several bear it."""
        surname = found.span.of(self._article.text).split()[-1].casefold()
        bearers = self.people.bearing(surname)
        return bearers[0] if len(bearers) == 1 else None

    def _plain(self, found: Mention) -> Speaker:
        """A body, a state or an unnamed source under the most specific words that the article has for it."""
        return Speaker(_text(self._article, found.span), found.kind, found.span)

    def _unclear(self, found: Mention) -> Speaker:
        """A pronoun whose noun cannot be said with certainty."""
        return Speaker(NOT_STATED, "not_stated", found.span)

    def _from(self, found: Mention, person: Person | None) -> Speaker | None:
        if person is None:
            return None
        name = person.full.of(self._article.text)
        return Speaker(name, "person", found.span, person.full, person.role, self._chain(found.span, person.full))

    def _chain(self, mention: Span, antecedent: Span | None) -> tuple[int, ...]:
        if antecedent is None:
            return ()
        return tuple(sorted({*self._article.numbers(mention), *self._article.numbers(antecedent)}))

    def _person_before(self, found: Mention, gender: Gender) -> Person | None:
        """The likeliest person for a pronoun: near, a subject or a speaker, and of its gender."""
        best: tuple[float, Person] | None = None
        for person in self.people.all:
            if person.gender not in (None, gender):
                continue
            score = max(
                (self._nearness(found, person, place, gender) for place in self._near(found, person)), default=0.0
            )
            score = max(score, self._spoken(found, person))
            if score > 0 and (best is None or score > best[0]):
                best = (score, person)
        if best is None:
            return None
        best[1].gender = gender
        return best[1]

    def _near(self, found: Mention, person: Person) -> Iterator[Mention]:
        """Where the person was named in the sentences before."""
        last = bisect_left(person.places, found.head, key=lambda m: m.head)
        for place in reversed(person.places[max(0, last - _NEAREST) : last]):
            if self._sentence(found.head) - self._sentence(place.head) > _LOOK_BACK:
                return
            yield place

    def _nearness(self, found: Mention, person: Person, place: Mention, gender: Gender) -> float:
        distance = self._sentence(found.head) - self._sentence(place.head)
        weight = 1 + (_SUBJECT if place.head in person.subjects else 0) + (_GENDER if person.gender == gender else 0)
        return weight / (1 + distance)

    def _spoken(self, found: Mention, person: Person) -> float:
        near = [
            1 + self._sentence(found.head) - self._sentence(token)
            for token, speaker in islice(reversed(self._spoke.items()), _NEAREST)
            if speaker is person and token < found.head
        ]
        return max(((1.01 + _SPEAKER) / d for d in near if d <= _LOOK_BACK + 1), default=0.0)

    def _described(self, found: Mention) -> Person | None:
        """The person whose role shares the description's head word, or who spoke last."""
        before = [p for p in self.people.all if p.places[0].head < found.head]
        for person in sorted(before, key=lambda p: -max(m.head for m in p.places if m.head < found.head)):
            if any(found.head_word in _words(role.of(self._article.text)) for role in person.roles):
                return person
        if found.head_word in UNNAMED:
            return None
        recent = [t for t in self._spoke if t < found.head and self._sentence(found.head) - self._sentence(t) <= 2]
        if recent and found.span.of(self._article.text).casefold().startswith("the "):
            return self._spoke[max(recent)]
        return None

    def _sentence(self, token: int) -> int:
        return bisect_right(self._starts, self._doc[token].idx)


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP}


def _text(article: Article, span: Span) -> str:
    return re.sub(r"\s+", " ", span.of(article.text))
