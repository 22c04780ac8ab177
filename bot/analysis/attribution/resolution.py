"""From "he", "the minister" or a surname to the full name and role that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.analysis.attribution import acronyms, grammar, kinds, speakers
from bot.analysis.attribution.gazetteer import UNNAMED
from bot.analysis.attribution.people import Person
from bot.analysis.attribution.rules import findings
from bot.analysis.attribution.salience import GENDERS, Salience, Scene
from bot.analysis.attribution.speakers import Mention
from storage.records import Article, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text

NOT_STATED = "not stated"
_VAGUELY = 2
"""The weight of a description that shares its head word alone ("the senator")."""
_RECENT = 8
"""Sentences of narration over which such a description reaches back."""
_STOP = frozenset("a an the of for in on at and to by his her its their former then own old year".split())
_FORMER = frozenset("former ex onetime".split())
_SOURCES = frozenset("source official witness diplomat insider aide authority spokesman spokeswoman".split())
"""Words for those who are kept unnamed on purpose."""
_PARTISANS = frozenset("republican democrat conservative liberal socialist".split())
_GENERIC = frozenset("man woman person boy girl".split())


class Cast:
    """The people of an article, and who a word at a cue stands for. Speakers have to be asked for in their order."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._doc = text.doc
        self._article: Article = text.article
        scene = Scene.of(text, (part for found in findings(text) for part in found.parts) if text.parsed else ())
        self.people = scene.people
        self._places = scene.places
        self._salience = Salience(text, scene)

    def speaker(self, found: Mention, said: Sequence[Span] = ()) -> Speaker:
        """The speaker that ``found`` stands for; ``said`` are the words spoken, whose people do not speak there."""
        if found.name is not None and found.kind == "person":
            return self._known(found)
        if found.pronoun is None and (bearer := self._untagged(found)) is not None:
            return self._from(found, bearer) or self._plain(found)
        if found.pronoun in GENDERS:
            person = self._salience.likeliest(found, GENDERS[found.pronoun], said)
            return self._from(found, person) or self._unclear(found)
        if found.pronoun in ("it", "they"):
            return self._body_before(found) or self._unclear(found)
        if found.pronoun is not None:
            return self._unclear(found)
        if found.kind == "person":
            return self._from(found, self._described(found, said)) or self._plain(found)
        return self._fuller(found) or self._plain(found)

    def holds_an_object(self, found: Mention) -> bool:
        """As in "the cash Habb said he has", where the parse takes a thing into the name of somebody in the article."""
        words = found.span.of(self._article.text).split()
        inside = found.kind == "body" and len(words) > 2 and words[0].casefold() == "the" and words[-2].islower()
        return inside and any(p.named_in_full for p in self.people.bearing(words[-1].casefold()))

    def has_role(self, speaker: Speaker, role: Span) -> bool:
        """Whether the article gives ``role`` to this speaker anywhere."""
        person = self.people.called(speaker.name)
        return role == speaker.role or (person is not None and role in person.roles)

    def remember(self, speaker: Speaker, cue: int) -> None:
        """Note that this speaker spoke at token ``cue``: later pronouns prefer those who speak."""
        person = self.people.called(speaker.name) if speaker.kind == "person" else None
        if person is not None:
            self._salience.remember(person, cue)

    def _known(self, found: Mention) -> Speaker:
        person = self.people.at(found.head) or self._bearer(found)
        if person is None:
            return Speaker(_text(self._article, found.span), "person", found.span, None, found.role)
        if self.people.is_place(person):
            return Speaker(_text(self._article, found.span), "body", found.span)
        antecedent = None if person.full == found.span else person.full
        role = found.role or person.role
        name, chain = person.full.of(self._article.text), self._chain(found.span, antecedent)
        return Speaker(name, "person", found.span, antecedent, role, chain)

    def _bearer(self, found: Mention) -> Person | None:
        """The person whose name ends as the words at the cue do; None where several bear it."""
        surname = found.span.of(self._article.text).split()[-1].casefold()
        bearers = self.people.bearing(surname)
        return bearers[0] if len(bearers) == 1 else None

    def _untagged(self, found: Mention) -> Person | None:
        """The bearer of a surname that the tagger took for a common noun."""
        words = found.span.of(self._article.text)
        bearer = self._bearer(found) if words[:1].isupper() and words.isalpha() else None
        return bearer if bearer is not None and self._salience.is_person(bearer) else None

    def _plain(self, found: Mention) -> Speaker:
        """A body, a state or an unnamed source under the most specific words that the article has for it."""
        return Speaker(_text(self._article, found.span), found.kind, found.span)

    def _unclear(self, found: Mention) -> Speaker:
        """A pronoun whose noun cannot be said with certainty."""
        return Speaker(NOT_STATED, "not_stated", found.span)

    def _from(self, found: Mention, person: Person | Mention | None) -> Speaker | None:
        if person is None:
            return None
        if isinstance(person, Mention):
            chain = self._chain(found.span, person.span)
            return Speaker(_text(self._article, person.span), person.kind, found.span, person.span, None, chain)
        name = person.full.of(self._article.text)
        return Speaker(name, "person", found.span, person.full, person.role, self._chain(found.span, person.full))

    def _chain(self, mention: Span, antecedent: Span | None) -> tuple[int, ...]:
        if antecedent is None:
            return ()
        return tuple(sorted({*self._article.numbers(mention), *self._article.numbers(antecedent)}))

    def _described(self, found: Mention, said: Sequence[Span]) -> Person | Mention | None:
        """The person whom the article describes so elsewhere; else, behind "the", whoever is spoken of."""
        if any(grammar.name_tokens(c) for c in grammar.children(self._doc[found.head], "appos")):
            return None
        words = _words(found.span.of(self._article.text))
        best: tuple[float, int, Person] | None = None
        for person in self.people.all:
            if self._former(found) and person.in_office:
                continue
            near = [p.head for p in person.places if p.head < found.head]
            shared = words & person.traits
            weight = len(shared) + sum(w == found.head_word or w.isdigit() for w in shared)
            far = near and weight == _VAGUELY and self._salience.distance(max(near), found.head) > _RECENT
            if near and weight > 1 and not far and (best is None or (weight, max(near)) > best[:2]):
                best = (weight, max(near), person)
        if best is not None:
            return best[2]
        withheld = found.head_word in UNNAMED - _GENERIC and self._introduced_unnamed(found)
        head = self._doc[found.head]
        office = head.text[:1].isupper() and found.head_word not in _PARTISANS
        if withheld or office or found.head_word in _SOURCES or not _definite(found.span.of(self._article.text)):
            return None
        others = [p for p in self.people.all if p.holds_another_office(found.head_word)]
        if self._former(found):
            others += [p for p in self.people.all if p.in_office]
        return self._salience.likeliest(found, None, said, others, chief=True)

    def _former(self, found: Mention) -> bool:
        """As in "the former president": nobody whom the article shows in office."""
        return bool(_FORMER & set(re.findall(r"\w+", found.span.of(self._article.text).casefold())))

    def _introduced_unnamed(self, found: Mention) -> bool:
        """Whether "a lawmaker" without a name was spoken of before "the lawmaker"."""
        return any(c.lower_ in ("a", "an", "one", "another") for t in self._same_before(found) for c in t.children)

    def _same_before(self, found: Mention) -> list[Token]:
        """The places before where the head word of ``found`` stands, the nearest first."""
        places = self._places.get(found.head_word, [])
        return [self._doc[i] for i in reversed(places[: bisect_left(places, found.head)])]

    def _body_before(self, found: Mention) -> Speaker | None:
        """What "it" or "they" stands for: the last body, or the last people, that spoke or was the subject."""
        spoken_of: Mention | None = None
        for body in self._bodies_before(found):
            if not self._salience.inside(body.span, found.head):
                return self._standing_for(found, body)
            spoken_of = spoken_of or body
        return self._standing_for(found, spoken_of) if spoken_of is not None else None

    def _bodies_before(self, found: Mention) -> Iterator[Mention]:
        plural = found.pronoun == "they"
        for token in reversed(list(self._doc[max(0, found.head - 120) : found.head])):
            if self._salience.distance(token.i, found.head) > 2:
                return
            if token.dep_ not in grammar.SUBJECTS or token.pos_ not in ("NOUN", "PROPN") or self._text.quoted(token):
                continue
            body = speakers.joint(token) or speakers.mention(token)
            if body is not None and kinds.can_speak(token) and _number_fits(token, body, plural=plural):
                yield body

    def _standing_for(self, found: Mention, body: Mention) -> Speaker:
        chain = self._chain(found.span, body.span)
        return Speaker(_text(self._article, body.span), body.kind, found.span, body.span, None, chain)

    def _fuller(self, found: Mention) -> Speaker | None:
        """Of "the campaign" and "her campaign", the one that was named before: "the Clinton campaign"."""
        words = found.span.of(self._article.text).casefold().split()
        if (full := acronyms.spelled_out(self._article.text, found.span)) is not None:
            return Speaker(
                _text(self._article, full), found.kind, found.span, full, None, self._chain(found.span, full)
            )
        if found.kind != "body" or len(words) != 2 or words[0] not in ("the", "his", "her", "its", "their"):
            return None
        for token in self._same_before(found):
            if self._text.quoted(token):
                continue
            named = [c for c in token.children if c.dep_ in ("compound", "poss", "nmod") and c.pos_ == "PROPN"]
            body = speakers.mention(token) if named else None
            if body is not None:
                return self._standing_for(found, body)
        return None


def _number_fits(token: Token, body: Mention, *, plural: bool) -> bool:
    many = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children)
    if plural:
        return many
    return not many and body.kind in ("body", "state")


def _definite(words: str) -> bool:
    return words.casefold().startswith(("the ", "this ", "that "))


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP}


def _text(article: Article, span: Span) -> str:
    return re.sub(r"\s+", " ", span.of(article.text))
