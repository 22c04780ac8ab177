"""From what a model points at to statements: code finds the words, the cue and the speaker, and says where it doubts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.analysis.attribution.resolution import NOT_STATED
from bot.analysis.receipts.folding import words
from prompts.statements import Pointed
from storage.records import Article, Rejected, Span, Statement

_ARTICLES = frozenset(("the", "a", "an"))
ANOTHER_SPEAKER = "the model and the rules name different speakers"
_READ_WELL = 0.5
NOTHING_SAID = "nobody is told to say anything in the sentences that it cites"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement whose speaker is described or stood for, and whom the model takes for somebody else."""

    ref: str
    statement: Statement
    theirs: str


@dataclass(frozen=True, slots=True)
class Pointing:
    """Statements that hold, doubts that a repair may settle, and what was rejected."""

    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]
    rejected: tuple[Rejected, ...]


def pointed(article: Article, found: Sequence[Statement], items: Sequence[Pointed]) -> Pointing:
    """Match each item with what the rules ``found`` and checked, and add the quotations that the model missed.

    Whoever is spoken of in what is shown is heard, too: a model may not leave out the denial of the accused. A name that
    the article does not print is no opinion on who speaks.

    A model that saw less than half of what has a speaker printed at its cue has not read well: then all of that is added.

    A speaker printed at the cue needs no second opinion: there the article itself decides. Where "he" or "the minister"
    stands at the cue and the model means another person, it is a doubt.
    """
    chosen: dict[str, Statement] = {}
    doubts: dict[str, Doubt] = {}
    rejected: list[Rejected] = []
    for item in items:
        statement = _meant(article, found, item)
        if statement is None:
            rejected.append(Rejected(f"{item.speaker}: {item.begins}", NOTHING_SAID))
        elif (
            agrees(article, statement, item.speaker)
            or printed_at_cue(article, statement)
            or not _printed(article, item)
        ):
            chosen[statement.id] = statement
        else:
            doubts.setdefault(statement.id, Doubt(f"d{len(doubts) + 1}", statement, " ".join(item.speaker.split())))
    certain = [s for s in found if printed_at_cue(article, s)]
    spoken_of = {w for s in chosen.values() for w in words(s.text(article.text))}
    read_well = sum(s.id in chosen for s in certain) >= _READ_WELL * len(certain)
    for statement in certain:
        missed = statement.id not in chosen and statement.id not in doubts
        heard = statement.kind == "quotation" or words(statement.speaker.name)[-1] in spoken_of
        if missed and (heard or not read_well):
            chosen[statement.id] = replace(statement, added=True)
    open_doubts = tuple(d for key, d in doubts.items() if key not in chosen)
    return Pointing(in_order(chosen.values()), open_doubts, tuple(rejected))


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements as the article has them."""
    return tuple(sorted(statements, key=lambda s: s.parts[0].start))


def agrees(article: Article, statement: Statement, name: str) -> bool:
    """Whether ``name`` can be this statement's speaker: its name, a part of it, or the words at the cue."""
    given = _bare(name)
    speaker = statement.speaker
    if speaker.kind == "not_stated":
        return not given or given == _bare(NOT_STATED)
    known = _bare(speaker.name)
    spans = [s for s in (speaker.mention, speaker.role) if s is not None]
    around = known | {w for s in spans for w in _bare(s.of(article.text))}
    return bool(given) and (given <= around or known <= given)


def printed_at_cue(article: Article, statement: Statement) -> bool:
    """Whether the speaker's own name, or the body's or source's own words, stand at the cue and no pronoun."""
    speaker = statement.speaker
    if speaker.mention is None or speaker.kind == "not_stated":
        return False
    mention, name = words(speaker.mention.of(article.text)), words(speaker.name)
    return mention == name or (speaker.kind == "person" and mention[-1:] == name[-1:])


def _meant(article: Article, found: Sequence[Statement], item: Pointed) -> Statement | None:
    """The statement that an item points at: in its sentences, the one with the most of its words, its cue, its speaker."""
    numbers = set(item.sentence_nos)
    near = [s for s in found if numbers & _own(article, s)]
    return max(near, key=lambda s: _likeness(article, s, item), default=None)


def _printed(article: Article, item: Pointed) -> bool:
    """Whether the article prints every word of the name that the model gives."""
    return _bare(item.speaker) <= set(words(article.text))


def _own(article: Article, statement: Statement) -> set[int]:
    """The sentences in which its words and its cue stand."""
    spans: list[Span] = [*statement.parts, *([statement.cue] if statement.cue else [])]
    return {n for span in spans for n in article.numbers(span)}


def _likeness(article: Article, statement: Statement, item: Pointed) -> float:
    said = words(statement.text(article.text))
    begins, ends = words(item.begins)[:3], words(item.ends)[-3:]
    cue = words(statement.cue.of(article.text)) if statement.cue else []
    return (
        _share(begins, said[: len(begins) + 1])
        + _share(ends, said[-len(ends) - 1 :])
        + bool(cue and set(cue) <= set(words(item.cue)))
        + agrees(article, statement, item.speaker)
    )


def _share(some: list[str], others: list[str]) -> float:
    return sum(w in others for w in some) / len(some) if some else 0.0


def _bare(name: str) -> set[str]:
    return set(words(name)) - _ARTICLES
