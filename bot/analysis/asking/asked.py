"""What a question asks for: who is meant to have said it, what it is about, and what has to be in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from bot.analysis.asking.lexicon import Lexicon, lexicon, words
from bot.analysis.asking.meant import language_of, size
from bot.analysis.asking.terms import weighty
from bot.analysis.comparing.stems import stem, terms
from storage.records import Article, Brief, Turn

Kind = Literal["said", "who_said", "denied", "speakers", "unquoted", "left_out", "about", "numbers", "page", "open"]
Wants = Literal["number", "date", "place", "reason", "who"]
_WANTS: dict[str, Wants] = {"number": "number", "when": "date", "where": "place", "why": "reason", "who": "who"}
_WHOLE: dict[str, Kind] = {
    "page": "page", "left_out": "left_out", "unquoted": "unquoted", "quoted": "speakers", "numbers": "numbers", "about": "about",
}  # fmt: skip
_ASKING = ("who", "what", "when", "where", "why", "number", "how", "opens")
_MOST_REST = 1
"""Words that may be left beside a phrase that stands for a whole question."""
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|"
    r"d(?:os|eux)|tres|trois|zwei|drei|vier|fünf|два|три|четыре|пять|дві|чотири)\b|[二三四五六七八九十百千万亿]",
    re.IGNORECASE,
)
_SHORT = 6
"""Words of a question that may lean on the one before it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood, ``text`` with what it takes from the one before it.

    ``speakers`` are the names, as the brief shows them, of those whose words are asked for (two where the question fits two),
    ``person`` is whoever is named;
    ``terms`` are stems of what it is about; ``whether`` stands for questions that want a yes or a no.
    """

    text: str
    kind: Kind
    language: str
    terms: tuple[str, ...] = ()
    wants: Wants | None = None
    speakers: tuple[str, ...] = ()
    person: str | None = None
    exact: bool = False
    whether: bool = False


def asked(article: Article, brief: Brief, question: str, turns: Sequence[Turn]) -> Asked:
    """Understand a question on the article, in the light of the turns before it."""
    own = _alone(article, brief, question)
    if not turns:
        only = _only_person(brief) if own.kind == "said" and own.person is None else None
        return _on_person(brief, own, only, article.language) if only else own
    return _carried_on(article, brief, own, asked(article, brief, turns[-1].question, turns[:-1]), turns[-1])


def _alone(article: Article, brief: Brief, question: str) -> Asked:
    """The question by itself."""
    language = language_of(question, article.language)
    lists = lexicon(language)
    named = _named(article, brief, question)
    kind = _kind(lists, question, named)
    found = Asked(
        question,
        kind,
        language,
        tuple(weighty(question, article.language, language)),
        wants=next((w for meaning, w in _WANTS.items() if lists.has(question, meaning)), None),
        person=named[0].name if named else None,
        exact=lists.has(question, "exact"),
        whether=lists.opens(question, "whether"),
    )
    if kind == "said" and named and named[0].speaks:
        topic = tuple(t for t in found.terms if t not in named[0].met)
        same = [n.name for n in named if n.speaks and (n.place, n.met) == (named[0].place, named[0].met)]
        return _on_speakers(replace(found, terms=topic), tuple(same), article.language)
    return replace(found, terms=_topic(found, "", article.language)) if kind in ("who_said", "denied") else found


def has_number(words: str) -> bool:
    """Whether the words hold a number."""
    return bool(_NUMBER.search(words))


class _Named(NamedTuple):
    """Somebody whom the question names: where, whether the brief has their words, and the words that name them.

    Whoever stands behind "about" is a ``topic``.
    """

    topic: bool
    place: int
    name: str
    speaks: bool
    met: tuple[str, ...]


def _named(article: Article, brief: Brief, question: str) -> list[_Named]:
    """Whom the question names: speakers by name or by an office that is theirs alone, and people who are not quoted.

    In the question's order, but topics last.
    """
    asked_for = terms(question, article.language)
    topics = _topics(question, article.language)
    speakers = {s.speaker.name: s for s in brief.statements if s.speaker.kind not in ("not_stated", "author")}
    roles = {
        n: _stems(s.speaker.role.of(article.text), article.language) for n, s in speakers.items() if s.speaker.role
    }
    found: list[_Named] = []
    for name in speakers:
        named = _stems(name, article.language)
        met = [t for t in asked_for if t in named] or _by_office(asked_for, name, roles)
        found += [_Named(met[0] in topics, asked_for.index(met[0]), name, True, tuple(met))] if met else []
    for person in brief.mentioned:
        surname = terms(person.name, article.language)[-1]
        if surname in asked_for:
            found.append(_Named(surname in topics, asked_for.index(surname), person.name, False, (surname,)))
    return sorted(found, key=lambda n: (n.topic, n.place, -len(n.met), not n.speaks))


def _topics(question: str, language: str) -> set[str]:
    """The words that stand behind "about" and the like, up to three: what is spoken of, not who speaks."""
    lists = lexicon(language_of(question, language))
    held = terms(question, language)
    marks = {t for p in lists.phrases("topic") for t in terms(p, language)}
    return {t for i, mark in enumerate(held) if mark in marks for t in held[i + 1 : i + 4]}


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(weighty(text, language))


def _by_office(asked_for: Sequence[str], name: str, roles: dict[str, frozenset[str]]) -> list[str]:
    """The words of the question that are in this speaker's role and in no other's."""
    others = {w for other, held in roles.items() if other != name for w in held}
    return [t for t in asked_for if t in roles.get(name, frozenset()) - others]


def _topic(asked_for: Asked, speakers: str, language: str) -> tuple[str, ...]:
    """What a statement is asked about: without its speaker and without words of saying and denying."""
    lists = lexicon(asked_for.language)
    saying = (
        stem(w, language) for meaning in ("say", "deny", "exact") for p in lists.phrases(meaning) for w in p.split()
    )
    gone = {*saying, *terms(speakers, language)}
    return tuple(t for t in asked_for.terms if t not in gone)


def _on_speakers(asked_for: Asked, speakers: tuple[str, ...], language: str) -> Asked:
    """The question as one on those speakers' words."""
    topic = _topic(asked_for, " ".join(speakers), language)
    return replace(asked_for, kind="said", speakers=speakers, person=speakers[0], terms=topic)


def _kind(lists: Lexicon, question: str, named: Sequence[_Named]) -> Kind:
    for meaning, kind in _WHOLE.items():
        if lists.has(question, meaning):
            rest = lists.without(question, meaning, "filler", "stop", *_ASKING)
            if len(words(rest)) <= _MOST_REST:
                return kind
    if lists.has(question, "deny"):
        return "denied"
    if not (lists.has(question, "say") or lists.has(question, "exact")):
        return "open"
    if lists.opens(question, "who") or (named and named[0].topic):
        return "who_said"
    return "said" if named or lists.has(question, "he") else "open"


def _carried_on(article: Article, brief: Brief, own: Asked, before: Asked, last: Turn) -> Asked:
    """A question with "he", "it" or hardly a word of its own goes on from the one before it."""
    lists = lexicon(own.language)
    if own.kind in _WHOLE.values():
        return own
    if own.person is None and lists.has(own.text, "he"):
        person = before.person or _first_speaker(brief, last)
        return _on_person(brief, own, person, article.language) if person else own
    if len(own.terms) > 1 or size(own.text) > _SHORT:
        return own
    if own.person is not None and own.kind == "open" and before.kind in ("said", "who_said", "denied"):
        return _on_person(brief, replace(own, kind="said"), own.person, article.language)
    if own.person is None:
        merged = tuple(dict.fromkeys((*own.terms, *before.terms)))
        kind = before.kind if own.kind == "open" and not own.wants else own.kind
        text = f"{before.text} {own.text}"
        return replace(own, text=text, terms=merged, kind=kind, speakers=before.speakers, person=before.person)
    return own


def _on_person(brief: Brief, own: Asked, person: str, language: str) -> Asked:
    """The question, with that person as the one whom it means."""
    if own.kind == "said" and any(s.speaker.name == person for s in brief.statements):
        return _on_speakers(own, (person,), language)
    met = tuple(dict.fromkeys((*own.terms, *weighty(person, language))))
    return replace(own, text=f"{own.text} ({person})", person=person, terms=met)


def _only_person(brief: Brief) -> str | None:
    """The one person who speaks in the brief, whom "he" or "she" then means."""
    people = {s.speaker.name for s in brief.statements if s.speaker.kind == "person"}
    return people.pop() if len(people) == 1 else None


def _first_speaker(brief: Brief, last: Turn) -> str | None:
    """Whoever speaks first in the last answer."""
    by_id = {s.id: s.speaker.name for s in brief.statements}
    return next((by_id[i] for i in last.answer.statements if i in by_id), None)
