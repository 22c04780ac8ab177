"""A brief from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.catalogue import Catalogue
from bot.desk import Briefed
from bot.intake import links
from storage import outlets
from storage.chats import Length
from storage.records import Article, Brief, Statement, StatementKind

LONG = 240
"""Characters from which a quotation is shortened, at a sentence end."""
FEW = 3
"""Points of a short brief."""
OLD_DAYS = 30
_YEARS_FROM = 730
_WITH_CLAUSE = ("said", "wrote", "posted", "announced", "warned", "denied", "promised")


@dataclass(frozen=True, slots=True)
class Cited:
    """A line with the sentences that it rests on, and its translation where there is one."""

    text: str
    sentences: tuple[int, ...]
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is shown: whole, and shortened where it is long."""

    whole: Cited
    short: Cited
    id: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what is shown of their words, and how much ``more`` there is; ``role`` is "" where there is none."""

    name: str
    role: str
    said: tuple[Said, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class BriefView:
    """The lines of a brief from top to bottom; ``warnings`` stand above the headline, ``questions`` may be asked next."""

    warnings: tuple[str, ...]
    headline: Cited | None
    points: tuple[Cited, ...]
    voices: tuple[Voice, ...]
    notes: tuple[str, ...]
    source: str
    questions: tuple[str, ...] = ()


def view(briefed: Briefed, catalogue: Catalogue, today: date, length: Length = "standard") -> BriefView:
    """The brief's lines; ``today`` tells how old the article is. A short one has few points and a line of each speaker."""
    article, brief = briefed.article, briefed.brief
    theirs = {t.of: t.text for t in brief.translations}
    headline = Cited(brief.headline, brief.headline_sentences, theirs.get("h1")) if brief.headline else None
    points = [Cited(p.text, p.sentences, theirs.get(f"p{n}")) for n, p in enumerate(brief.points, start=1)]
    most = 1 if length == "short" else None
    voices = (voice(article, group, theirs, catalogue, most) for group in by_speaker(brief.statements))
    old = age_note(article, today, catalogue)
    corrected = catalogue.say("brief.corrected", reason=brief.correction) if brief.correction else None
    return BriefView(
        warnings=tuple(line for line in (corrected, old) if line),
        headline=headline,
        points=tuple(points[:FEW] if length == "short" else points),
        voices=tuple(voices),
        notes=notes(brief, catalogue),
        source=source_line(briefed, catalogue),
        questions=brief.questions,
    )


def untranslated(briefed: Briefed, language: str | None) -> bool:
    """Whether another language was asked for and none of the brief is in it."""
    return language not in (None, briefed.article.language) and not briefed.brief.translations


def by_speaker(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements grouped by speaker, in the order in which speakers first appear."""
    order = {name: i for i, name in enumerate(dict.fromkeys(s.speaker.name for s in statements))}
    ranked = sorted(statements, key=lambda s: order[s.speaker.name])
    return [list(group) for _, group in groupby(ranked, key=lambda s: s.speaker.name)]


def voice(
    article: Article, group: list[Statement], theirs: Mapping[str, str], catalogue: Catalogue, most: int | None = None
) -> Voice:
    """A speaker with their statements, or the first of them; ``theirs`` are translations by the statement's id."""
    role = next((s.speaker.role.of(article.text) for s in group if s.speaker.role), "")
    name = line(group[0].speaker.name)
    said = [_said(article, statement, theirs.get(statement.id), catalogue) for statement in group[:most]]
    return Voice(name[:1].upper() + name[1:], line(role), tuple(said), len(group) - len(said))


def _said(article: Article, statement: Statement, translation: str | None, catalogue: Catalogue) -> Said:
    whole = statement_line(article, statement, catalogue)
    short = statement_line(article, statement, catalogue, LONG)
    return Said(
        Cited(whole, statement.sentences, translation), Cited(short, statement.sentences, translation), statement.id
    )


def statement_line(article: Article, statement: Statement, catalogue: Catalogue, longest: int | None = None) -> str:
    """A quotation in quotation marks, shortened where it is longer than ``longest``; anything else behind its verb."""
    relay = line(statement.via.of(article.text)) if statement.via else ""
    parts = [line(part.of(article.text)) for part in statement.parts]
    shown = said_line(statement.kind, statement.verb, parts, catalogue, longest)
    return shown + relayed(relay, catalogue)


def said_line(
    kind: StatementKind, verb: str, parts: Sequence[str], catalogue: Catalogue, longest: int | None = None
) -> str:
    """The words of a statement, in quotation marks where they are quoted, else behind the verb."""
    if kind == "quotation":
        return " … ".join(f"“{_shortened(part, longest)}”" for part in parts)
    return f"{_verb(verb, parts[0], catalogue)} {' … '.join(parts)}"


def relayed(via: str, catalogue: Catalogue) -> str:
    """Who passed the words on, in brackets; "" where nobody did."""
    return f" ({catalogue.say('brief.quoted_by', name=via)})" if via else ""


def _verb(verb: str, words: str, catalogue: Catalogue) -> str:
    """The verb before reported words; a colon where they form a sentence of their own."""
    if verb == "according to":
        return catalogue.say("brief.source_for")
    if verb not in _WITH_CLAUSE or words.startswith("that "):
        return verb
    return verb if verb != "said" and words.startswith(("to ", "not to ")) else f"{verb}:"


def _shortened(words: str, longest: int | None) -> str:
    """A long quotation up to its last sentence end before the limit, marked; whole where it has none."""
    if longest is None or len(words) <= longest:
        return words
    ends = [m.end() for m in re.finditer(r"[.!?…。](?=\s)", words) if m.end() <= longest]
    return f"{words[: ends[-1]]} […]" if ends else words


def notes(brief: Brief, catalogue: Catalogue) -> tuple[str, ...]:
    """What stands below the statements: the article's own wording, who is not quoted, what is not covered, what it lacks."""
    found = [
        translated(brief.language, catalogue),
        _wording(brief, catalogue),
        _mentioned(brief, catalogue),
        catalogue.say("brief.not_covered", count=len(brief.not_covered)) if brief.not_covered else "",
        *brief.gaps,
    ]
    return tuple(note for note in found if note)


def translated(language: str | None, catalogue: Catalogue) -> str:
    """That lines behind ≈ are a machine's; "" where there are none."""
    if language is None:
        return ""
    return catalogue.say("brief.machine_translation", language=catalogue.named("languages", language))


def _wording(brief: Brief, catalogue: Catalogue) -> str:
    head = ", ".join(f"“{w.text}”" for w in brief.loaded_words if w.span is None)
    body = ", ".join(f"“{w.text}”" for w in brief.loaded_words if w.span is not None)
    marked = f"{head} ({catalogue.say('brief.in_headline')})" if head else ""
    words = ", ".join(part for part in (marked, body) if part)
    return catalogue.say("brief.own_wording", words=words) if words else ""


def _mentioned(brief: Brief, catalogue: Catalogue) -> str:
    names = ", ".join(line(m.name) for m in brief.mentioned)
    return catalogue.say("brief.mentioned", names=names) if names else ""


def source_line(briefed: Briefed, catalogue: Catalogue) -> str:
    """Where the text is from, in which language, how many statements held and failed, and who made the brief."""
    article, brief = briefed.article, briefed.brief
    parts = [
        origin(article, catalogue),
        catalogue.say(f"supplied.{article.supplied}") if article.supplied else "",
        article.published or "",
        catalogue.named("languages", article.language),
        catalogue.say(f"genres.{article.genre}") if article.genre in ("opinion", "satire") else "",
        catalogue.say("brief.statements", count=len(brief.statements)),
        catalogue.say("brief.rejected", count=len(brief.rejected)),
        engine_line(brief.engine, brief.fallback_reason, catalogue),
        catalogue.say("brief.stored") if briefed.cached else "",
    ]
    return " · ".join(part for part in parts if part)


def engine_line(engine: str, fallback_reason: str | None, catalogue: Catalogue) -> str:
    """Who made a brief or an answer; after a failure of the language model, why."""
    known = f"engines.{engine}"
    model = engine.removeprefix("chain:")
    name = catalogue.say(known) if catalogue.has(known) else catalogue.say("brief.model_engine", model=model)
    if fallback_reason is None:
        return name
    reason = catalogue.say(f"fallback_reasons.{fallback_reason}")
    return catalogue.say("brief.fallback", engine=name, reason=reason)


def origin(article: Article, catalogue: Catalogue) -> str:
    """Who published the text, with country and ownership where they are known."""
    if article.link is None:
        return line(article.outlet) if article.outlet else catalogue.say("brief.pasted")
    host = links.host_of(links.canonical(article.original or article.link))
    outlet = outlets.of_host(host)
    if outlet is None:
        return line(article.outlet or host)
    return catalogue.say("brief.outlet", name=outlet.name, country=outlet.country, ownership=outlet.ownership)


def age_note(article: Article, today: date, catalogue: Catalogue) -> str | None:
    """A line for the top of a brief whose article is over 30 days old; None where it is not, or says no date."""
    if article.published is None:
        return None
    days = (today - date.fromisoformat(article.published[:10])).days
    if days > _YEARS_FROM:
        return catalogue.say("brief.years_old", count=days // 365)
    return catalogue.say("brief.old", count=days) if days > OLD_DAYS else None


def line(words: str) -> str:
    """Words on one line."""
    return re.sub(r"\s+", " ", words)
