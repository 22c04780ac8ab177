"""Whom a pronoun means: the likeliest of the people before it, by nearness, grammar and gender."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.analysis.attribution import gazetteer, grammar, speakers
from bot.analysis.attribution.given_names import Gender
from bot.analysis.attribution.people import People, Person
from bot.analysis.attribution.speakers import Mention
from bot.analysis.syntax import tokens_in
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from bot.analysis.attribution.finding import Text

GENDERS: dict[str, Gender] = {"he": "m", "him": "m", "she": "f", "her": "f"}
_LOOK_BACK = 5
"""Sentences of narration that a pronoun may reach back over."""
_SCENE = "attribot scene"
"""Where a document keeps what does not change: the analyst and the receipts ask for the same."""
_SUBJECT, _SPEAKER, _ASIDE, _OTHER = 2.5, 3.0, 1.5, 1.2
"""How much likelier a subject, a speaker and a speaker in a relative clause is meant than somebody merely named."""
_KNOWN_GENDER = 1.3
_FADING = 1.2
"""How fast the likelihood falls with the sentences between."""
_OFTEN = 0.12
"""How much a person gains with each doubling of the times named."""
_TOLD_OF = 0.4
"""How likely somebody named in a clause before the pronoun speaks that clause ("Quill was late, she said")."""
_NEAREST = 12
"""Mentions of a person, and speakers, that a pronoun is held against."""
_ANSWERED = 40
"""Tokens between a question put to somebody and whoever answers it."""
_PUT = frozenset(("ask", "tell"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What of an article does not change while its speakers are made out: people, pronouns, narration, reported words."""

    people: People
    reported: list[Span]
    narrated: list[int]
    starts: list[int]
    pronouns: list[int]
    strangers: list[tuple[Mention, Gender | None]]
    places: dict[str, list[int]]

    @classmethod
    def of(cls, text: Text, reported: Iterable[Span]) -> Scene:
        """Read the document once; every later cast of the same document gets the same scene."""
        kept = text.doc.user_data
        if _SCENE not in kept:
            places: dict[str, list[int]] = {}
            for token in text.doc:
                places.setdefault(token.lower_, []).append(token.i)
            pronouns = [i for word in ("he", "she") for i in places.get(word, ()) if _is_subject(text, text.doc[i])]
            starts = [s.span.start for s in text.article.sentences]
            kept[_SCENE] = cls(
                People(text),
                sorted(reported),
                _narration(text),
                starts,
                sorted(pronouns),
                list(_strangers(text, places)),
                places,
            )
        return cast("Scene", kept[_SCENE])


class Salience:
    """Who is in the reader's mind at each place of an article; speakers have to be remembered in their order."""

    def __init__(self, text: Text, scene: Scene) -> None:
        self._text = text
        self._scene = scene
        self._in_mind: list[tuple[int, Person, float]] = []
        self._spoke: set[int] = set()
        self._followed = 0

    def remember(self, person: Person, cue: int) -> None:
        """Note that ``person`` spoke at token ``cue``."""
        inside = any(a.dep_ == "relcl" for a in (self._text.doc[cue], *self._text.doc[cue].ancestors))
        insort(self._in_mind, (cue, person, _ASIDE if inside else _SPEAKER), key=_place)
        self._spoke.add(id(person))

    def is_person(self, person: Person) -> bool:
        """Whether something tells that this is a person at all, and no place or thing."""
        return (person.sure or id(person) in self._spoke) and not self._scene.people.is_place(person)

    def likeliest(
        self,
        found: Mention,
        gender: Gender | None,
        said: Sequence[Span] = (),
        barred: Sequence[Person] = (),
        *,
        chief: bool = False,
    ) -> Person | Mention | None:
        """Whom ``found`` means: near, a subject or a speaker, often named and of that gender; None where nobody fits.

        ``said`` are the words spoken, whose people do not speak there, nor do the ``barred``, nor whoever has just
        asked; ``chief`` leaves out people merely named. A mention is somebody without a name who stands nearer ("a man
        was arrested. He said").
        """
        self._follow(found.head)
        askers = {asker.i for asker in self._askers(found.head)}
        asking = [p for p in map(self._scene.people.at, askers) if p is not None]
        others = [*self._named(found, said), *barred, *asking]
        told_of = [*self._told_of(found, said), *self._spoken_of(found, gender, said)]
        best = self._best(found.head, gender, others, told_of, chief=chief)
        stranger = self._stranger(found.head, gender, askers) if not chief else None
        if stranger is None or (best is not None and best[0] >= stranger[0]):
            return best[1] if best is not None else None
        return stranger[1]

    def distance(self, first: int, second: int) -> int:
        """Sentences of narration from one token to the other: those that are all quotation do not count."""
        return self._scene.narrated[self._sentence(second)] - self._scene.narrated[self._sentence(first)]

    def _follow(self, place: int) -> None:
        """Give every "he" and "she" before ``place`` its person, so that the chain does not break."""
        while self._followed < len(self._scene.pronouns) and self._scene.pronouns[self._followed] < place:
            token = self._text.doc[self._scene.pronouns[self._followed]]
            self._followed += 1
            best = self._best(token.i, GENDERS[token.lower_], [], [], chief=False)
            if best is not None:
                insort(self._in_mind, (token.i, best[1], _SUBJECT), key=_place)

    def _best(
        self, place: int, gender: Gender | None, named: list[Person], told_of: list[Person], *, chief: bool
    ) -> tuple[float, Person] | None:
        best: tuple[float, Person] | None = None
        in_mind = self._in_mind[: bisect_left(self._in_mind, place, key=_place)][-_NEAREST:]
        for person in self._scene.people.all:
            if person.gender not in (None, gender or person.gender) or not self.is_person(person) or person in named:
                continue
            score = max(
                (*self._mentions(place, person, chief=chief), *self._recalled(place, person, in_mind)), default=0.0
            )
            score *= 1 + _OFTEN * math.log2(1 + len(person.salient))
            score *= _KNOWN_GENDER if person.gender == gender and gender else 1.0
            score *= _TOLD_OF if person in told_of else 1.0
            if score > 0 and (best is None or score > best[0]):
                best = (score, person)
        return best

    def _askers(self, at: int) -> Iterator[Token]:
        """Whoever puts a question to somebody just before ``at``: the answer is another's ("Reyk asked Quill. She said")."""
        doc = self._text.doc
        quoted = self._text.quote_at(self._text.sentence(doc[at].idx).start) is not None
        for verb in doc[max(0, at - _ANSWERED) : at]:
            if verb.lemma_ not in _PUT or verb.pos_ != "VERB" or self._text.quoted(verb):
                continue
            here = verb.sent == doc[at].sent
            opens = here and verb.dep_ == "advcl" and any(c.lower_ == "when" for c in verb.children)
            if opens or (quoted and verb.lemma_ == "ask" and not here and self.distance(verb.i, at) == 1):
                yield from _asker(verb)

    def _stranger(self, at: int, gender: Gender | None, askers: set[int]) -> tuple[float, Mention] | None:
        """The nearest person without a name whom the article brings in ("a 26-year-old man"), as a subject."""
        last = bisect_left(self._scene.strangers, at, key=lambda s: s[0].head)
        for found, theirs in reversed(self._scene.strangers[:last]):
            distance = self.distance(found.head, at)
            if distance > _LOOK_BACK:
                return None
            if theirs in (None, gender or theirs) and found.head not in askers:
                return _SUBJECT / (1 + distance) ** _FADING, found
        return None

    def _mentions(self, at: int, person: Person, *, chief: bool) -> Iterator[float]:
        last = bisect_left(person.salient, at, key=lambda p: p[0].head)
        for place, subject in reversed(person.salient[max(0, last - _NEAREST) : last]):
            distance = self.distance(place.head, at)
            if distance > _LOOK_BACK:
                return
            leads = subject and not self.inside(place.span, at)
            if leads or not chief:
                yield (_SUBJECT if leads else _OTHER) / (1 + distance) ** _FADING

    def inside(self, span: Span, at: int) -> bool:
        """Whether words reported in another sentence hold the mention."""
        index = bisect_right(self._scene.reported, span) - 1
        part = next((p for p in self._scene.reported[max(0, index - 1) : index + 1] if p.holds(span)), None)
        return part is not None and self._text.sentence(part.start).end < self._text.doc[at].idx

    def _recalled(self, at: int, person: Person, in_mind: Sequence[tuple[int, Person, float]]) -> Iterator[float]:
        again = self._text.doc[at].head if self._repeats(at) else None
        for token, somebody, weight in in_mind:
            distance = self.distance(token, at)
            if somebody is person and distance <= _LOOK_BACK:
                resumed = again is not None and distance == 1 and self._text.doc[token].lemma_ == again.lemma_
                yield (_SPEAKER if resumed else weight) / (1 + distance) ** _FADING

    def _repeats(self, at: int) -> bool:
        """As in "like Quill, who testified that … He also testified": the same speaker, the same cue."""
        return any(c.lower_ == "also" for c in self._text.doc[at].head.children)

    def _named(self, found: Mention, said: Sequence[Span]) -> list[Person]:
        """Whom the words name who do not say them: in a quotation anybody, in a clause those behind the pronoun."""
        apart = (s for s in said if s.start > found.span.start or self._text.kind_of(s) != "reported")
        return [p for s in apart for p in self._scene.people.named_in(s)]

    def _told_of(self, found: Mention, said: Sequence[Span]) -> list[Person]:
        """Whom a clause before the pronoun names."""
        clauses = (s for s in said if s.start < found.span.start and self._text.kind_of(s) == "reported")
        return [p for s in clauses for p in self._scene.people.named_in(s)]

    def _spoken_of(self, found: Mention, gender: Gender | None, said: Sequence[Span]) -> list[Person]:
        """Whom a "he" inside the quotation means, who hardly speaks it (""He was a danger," he said")."""
        words = [t for s in said if self._text.kind_of(s) == "quotation" for t in tokens_in(self._text.doc, s)]
        inside = next((t for t in words if t.dep_ in grammar.SUBJECTS and GENDERS.get(t.lower_) == gender), None)
        first = next((t for t in words if t.dep_ in grammar.SUBJECTS), None)
        if gender is None or inside is None or inside != first or inside.i > found.head:
            return []
        fitting = [p for p in self._scene.people.all if p.gender in (None, gender) and self.is_person(p)]
        scores = [(max(self._mentions(inside.i, p, chief=False), default=0.0), p) for p in fitting]
        score, topic = max(scores, key=lambda s: s[0], default=(0.0, None))
        spoke = any(p is topic and weight == _SPEAKER for _, p, weight in self._in_mind[-_NEAREST:])
        return [topic] if topic is not None and score > 0 and not spoke else []

    def _sentence(self, token: int) -> int:
        return bisect_right(self._scene.starts, self._text.doc[token].idx)


def _place(entry: tuple[int, Person, float]) -> int:
    return entry[0]


def _asker(verb: Token) -> list[Token]:
    """Who asks or tells somebody named, by the parse of "Reyk asked Quill" and "Quill was asked by Reyk"."""
    asked = grammar.children(verb, "dobj", "dative")
    return grammar.agents(verb) or (grammar.children(verb, "nsubj") if any(t.pos_ == "PROPN" for t in asked) else [])


def _is_subject(text: Text, token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and not text.quoted(token)


def _strangers(text: Text, places: dict[str, list[int]]) -> Iterator[tuple[Mention, Gender | None]]:
    """People brought in by "a" or "one" as subjects outside quotations, whom no name describes."""
    heads = {text.doc[i].head.i for word in ("a", "an", "one") for i in places.get(word, ())}
    for token in (text.doc[i] for i in sorted(heads)):
        if token.tag_ != "NN" or token.dep_ not in grammar.SUBJECTS or text.quoted(token):
            continue
        found = speakers.mention(token)
        if found is None or found.kind != "unnamed" or any(c.dep_ == "appos" for c in token.children):
            continue
        word = token.lower_
        yield found, "f" if word in gazetteer.FEMALE else "m" if word in gazetteer.MALE else None


def _narration(text: Text) -> list[int]:
    """For each sentence, from number 0 on, how many up to it hold words outside quotation marks."""
    counts = [0]
    for sentence in text.article.sentences:
        quote = text.quote_at(sentence.span.start)
        inside = quote is not None and quote.outer.end >= sentence.span.end - 1
        counts.append(counts[-1] + (0 if inside else 1))
    return counts
