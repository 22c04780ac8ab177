"""Turns true points and statements into false ones with the article's own material, one kind of lie at a time.

``python -m tests.benchmarks.distortions GOLD.jsonl LABELS.jsonl`` prints how many of each kind the receipts let through.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from bot.analysis.analyst import brief
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.receipts.check import checked
from bot.analysis.syntax import parse
from storage.records import Article, Brief, Point, Span, Statement
from tests.support import article

_NAME = re.compile(r"(?<![.!?:] )(?<!^)(?<!“)\b[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August|September|October|"
    r"November|December)\b|\b(?:19|20)\d\d\b"
)
_NEGATION = re.compile(r"\b(?:not|never|no)\b ?|(?<=\w)n[’']t\b")
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|possibly|perhaps|probably|likely|potentially|suspected|about|almost|nearly|"
    r"may|might|could|would|should) ?\b"
)
_PLAN = re.compile(
    r"\b(?:plans?|planned|intends?|intended|wants?|wanted|hopes?|hoped|will|is set|are set|is expected) (?:to )?(\w+)\b"
)
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do)\b")


@dataclass(frozen=True, slots=True)
class Lie:
    """A point or a statement that the article does not bear out, and how it came to be."""

    kind: str
    item: Point | Statement


def lies(given: Article, true: Brief) -> Iterator[Lie]:
    """Every distortion that the article's material allows, of each accepted point and statement."""
    for point in true.points:
        for kind, text in _changed(point.text, given.text):
            if text.casefold() != point.text.casefold():
                yield Lie(kind, replace(point, text=text))
        yield from _other_speakers(given, true, point)
    for statement in true.statements:
        yield from _moved(given, true, statement)


def _changed(text: str, source: str) -> Iterator[tuple[str, str]]:
    yield from ((("negation", t)) for t in _negated(text))
    yield from (("name", t) for t in _exchanged(text, source, _NAME))
    yield from (("number", t) for t in _exchanged(text, source, _NUMBER))
    yield from (("date", t) for t in _exchanged(text, source, _DATE))
    for match in _HEDGE.finditer(text):
        yield "hedge", text[: match.start()] + text[match.end() :]
    for match in _PLAN.finditer(text):
        yield "plan", text[: match.start()] + _done(match.group(1)) + text[match.end() :]


def _negated(text: str) -> Iterator[str]:
    for match in _NEGATION.finditer(text):
        yield text[: match.start()] + text[match.end() :]
    for match in _VERB.finditer(text):
        yield f"{text[: match.end()]} not{text[match.end() :]}"


def _exchanged(text: str, source: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Two of the text exchanged; one of the text replaced by another of the article."""
    here = list(pattern.finditer(text))
    for first, second in pairwise(here):
        if first.group() != second.group():
            between = text[first.end() : second.start()]
            yield text[: first.start()] + second.group() + between + first.group() + text[second.end() :]
    same = text.replace("’", "'")
    others = [m.group() for m in pattern.finditer(source) if m.group().replace("’", "'") not in same]
    for match in here:
        for other in list(dict.fromkeys(others))[:3]:
            yield text[: match.start()] + other + text[match.end() :]


def _done(verb: str) -> str:
    return f"has {verb}d" if verb.endswith("e") else f"has {verb}ed"


def _other_speakers(given: Article, true: Brief, point: Point) -> Iterator[Lie]:
    """The same words in another real speaker's mouth, with that speaker's sentences cited as well."""
    for statement in (s for s in true.statements if s.id in point.statements):
        for other in _others(true, statement):
            if statement.speaker.name in point.text:
                text = point.text.replace(statement.speaker.name, other.speaker.name, 1)
                numbers = tuple(sorted({*point.sentences, *other.sentences}))
                yield Lie("speaker", replace(point, text=text, sentences=numbers))
                yield Lie("speaker", replace(point, text=text, sentences=numbers, statements=(other.id,)))


def _moved(given: Article, true: Brief, statement: Statement) -> Iterator[Lie]:
    """A statement with another real speaker, with and without the other's cue; and with its border moved by a word."""
    for other in _others(true, statement):
        yield Lie("speaker", replace(statement, speaker=other.speaker))
        numbers = tuple(sorted({*statement.sentences, *other.sentences}))
        excerpt = " ".join(given.words(n) for n in numbers)
        yield Lie(
            "speaker", replace(statement, speaker=other.speaker, cue=other.cue, sentences=numbers, excerpt=excerpt)
        )
        yield Lie("speaker", replace(statement, speaker=replace(statement.speaker, name=other.speaker.name)))
    first = statement.parts[0]
    yield Lie("border", replace(statement, parts=(Span(first.start + 1, first.end), *statement.parts[1:])))
    yield Lie(
        "border",
        replace(statement, parts=(*statement.parts[:-1], Span(statement.parts[-1].start, statement.parts[-1].end - 1))),
    )
    kind = "reported" if statement.kind == "quotation" else "quotation"
    yield Lie("kind", replace(statement, kind=kind))


def _others(true: Brief, statement: Statement) -> list[Statement]:
    """One statement of each other speaker, the nearest first."""
    near = sorted(true.statements, key=lambda s: abs(s.sentences[0] - statement.sentences[0]))
    found: dict[str, Statement] = {}
    for other in near:
        if other.speaker.name.casefold() != statement.speaker.name.casefold():
            found.setdefault(other.speaker.name, other)
    return list(found.values())[:3]


def let_through(given: Article, true: Brief) -> Iterator[tuple[Lie, bool]]:
    """Every lie, and whether the receipts let it through, all true statements being known to them."""
    doc = parse(given)
    told = list(lies(given, true))
    points = tuple(lie.item for lie in told if isinstance(lie.item, Point))
    kept = set(checked(given, replace(true, headline="", points=points, rejected=()), doc).points)
    for lie in told:
        if isinstance(lie.item, Point):
            yield lie, lie.item in kept
        else:
            statements = tuple(lie.item if s.id == lie.item.id else s for s in true.statements)
            again = checked(given, replace(true, headline="", points=(), statements=statements, rejected=()), doc)
            yield lie, lie.item in again.statements


def main(gold: Path, ids: Path) -> None:
    """Print, for each kind, how many lies were tried and how many passed; then the false alarms."""
    wanted = {json.loads(line)["id"] for line in ids.read_text().splitlines()}
    rows = [r for r in map(json.loads, gold.read_text(encoding="utf-8").splitlines()) if r["id"] in wanted]
    tried: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    points = alarms = 0
    for row in rows:
        given = article(row["text"], title=row.get("title"))
        true = brief(given, EmbeddedAnalyst())
        points += len(true.points) + sum(not r.text.count(": ") for r in true.rejected)
        alarms += sum(not r.text.count(": ") for r in true.rejected)
        for lie, through in let_through(given, true):
            tried[lie.kind] += 1
            if through:
                passed[lie.kind] += 1
                print(
                    "PASSED",
                    lie.kind,
                    row["id"],
                    getattr(lie.item, "text", None) if isinstance(lie.item, Point) else lie.item,
                )
    for kind, count in sorted(tried.items()):
        print(f"{kind:10} {count:6} tried {passed[kind]:4} passed {100 * passed[kind] / count:5.2f} %")
    print(f"points {points}, rejected though true {alarms} ({100 * alarms / max(points, 1):.1f} %)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
