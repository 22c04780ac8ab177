"""A brief on a terminal. Article words go in as plain text, never as markup."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot import catalogue
from bot.desk import Briefed
from bot.intake import links
from storage import outlets
from storage.records import Article, Brief, Statement

_LONG = 240
"""Characters from which a quotation is shortened, at a sentence end."""
_WITH_CLAUSE = ("said", "wrote", "posted", "announced", "warned", "denied", "promised")


def brief_view(briefed: Briefed) -> RenderableType:
    """Headline, points, who said what, the article's own wording, people mentioned, source line."""
    article, brief = briefed.article, briefed.brief
    theirs = {t.of: t.text for t in brief.translations}
    blocks: list[RenderableType] = []
    if brief.headline:
        blocks += [*_with_original("h1", Text(brief.headline, style="bold"), theirs), Text()]
    for number, point in enumerate(brief.points, start=1):
        blocks += _with_original(f"p{number}", _point(point.text, point.sentences), theirs)
    if brief.statements:
        blocks += [Text(), Text(catalogue.WHO_SAID_WHAT, style="bold")]
        blocks += [block for group in _by_speaker(brief) for block in _speaker(article, group, theirs)]
    notes = [*_translated(brief), *_wording(brief), *_mentioned(brief), *_left(brief), *brief.gaps]
    if notes:
        blocks += [Text(), *(Text(note) for note in notes)]
    blocks += [Text(), Text(source_line(briefed), style="dim")]
    return Group(*blocks)


def _with_original(label: str, shown: RenderableType, translations: dict[str, str]) -> list[RenderableType]:
    """A line with its translation below it, where there is one."""
    return [shown, *_translation(label, translations, 2)]


def _translation(label: str, translations: dict[str, str], indent: int) -> list[RenderableType]:
    if label not in translations:
        return []
    return [Padding(Text(f"≈ {translations[label]}", style="italic"), (0, 0, 0, indent))]


def _point(text: str, numbers: tuple[int, ...]) -> RenderableType:
    return Text.assemble("• ", text, " ", (f"[{' '.join(map(str, numbers))}]", "dim"))


def _by_speaker(brief: Brief) -> list[list[Statement]]:
    """Statements grouped by speaker, in the order in which speakers first appear."""
    order = {name: i for i, name in enumerate(dict.fromkeys(s.speaker.name for s in brief.statements))}
    ranked = sorted(brief.statements, key=lambda s: order[s.speaker.name])
    return [list(group) for _, group in groupby(ranked, key=lambda s: s.speaker.name)]


def _speaker(article: Article, group: list[Statement], translations: dict[str, str]) -> list[RenderableType]:
    role = next((s.speaker.role.of(article.text) for s in group if s.speaker.role), None)
    shown = _line(group[0].speaker.name)
    name = Text.assemble((shown[:1].upper() + shown[1:], "bold"), f" · {_line(role)}" if role else "")
    lines: list[RenderableType] = []
    for statement in group:
        lines.append(Padding(statement_line(article, statement), (0, 0, 0, 2)))
        lines += _translation(statement.id, translations, 4)
    return [name, *lines]


def statement_line(article: Article, statement: Statement) -> Text:
    """A quotation in quotation marks, anything else behind its verb; with its sentences."""
    via = f" ({catalogue.QUOTED_BY.format(name=_line(statement.via.of(article.text)))})" if statement.via else ""
    parts = [_line(part.of(article.text)) for part in statement.parts]
    if statement.kind == "quotation":
        shown = " … ".join(f"“{_shortened(part)}”" for part in parts)
    else:
        shown = f"{_verb(statement.verb, parts[0])} {' … '.join(parts)}"
    return Text.assemble(shown, via, " ", (f"[{' '.join(map(str, statement.sentences))}]", "dim"))


def _verb(verb: str, words: str) -> str:
    """The verb before reported words; a colon where they form a sentence of their own."""
    if verb == "according to":
        return catalogue.SOURCE_FOR
    if verb not in _WITH_CLAUSE or words.startswith("that "):
        return verb
    return verb if verb != "said" and words.startswith(("to ", "not to ")) else f"{verb}:"


def _shortened(words: str) -> str:
    """A long quotation up to its last sentence end before the limit, marked; whole where it has none."""
    if len(words) <= _LONG:
        return words
    ends = [m.end() for m in re.finditer(r"[.!?…。](?=\s)", words) if m.end() <= _LONG]
    return f"{words[: ends[-1]]} […]" if ends else words


def _wording(brief: Brief) -> list[str]:
    if not brief.loaded_words:
        return []
    head = [f"“{w.text}”" for w in brief.loaded_words if w.span is None]
    body = [f"“{w.text}”" for w in brief.loaded_words if w.span is not None]
    parts = ([f"{', '.join(head)} ({catalogue.IN_HEADLINE})"] if head else []) + ([", ".join(body)] if body else [])
    return [catalogue.OWN_WORDING.format(words=", ".join(parts))]


def _translated(brief: Brief) -> list[str]:
    if brief.language is None:
        return []
    return [catalogue.MACHINE_TRANSLATION.format(language=catalogue.LANGUAGES.get(brief.language, brief.language))]


def _mentioned(brief: Brief) -> list[str]:
    names = ", ".join(_line(m.name) for m in brief.mentioned)
    return [catalogue.MENTIONED.format(names=names)] if names else []


def _left(brief: Brief) -> list[str]:
    count = len(brief.not_covered)
    return [catalogue.NOT_COVERED.format(count=count)] if count else []


def source_line(briefed: Briefed) -> str:
    """Where the text is from, in which language, how many statements held and failed, and who made the brief."""
    article, brief = briefed.article, briefed.brief
    parts = [_origin(article), article.published or "", catalogue.LANGUAGES.get(article.language, article.language)]
    if article.genre in ("opinion", "satire"):
        parts.append(catalogue.GENRES[article.genre])
    parts.append(catalogue.COUNTS.format(statements=len(brief.statements), rejected=len(brief.rejected)))
    parts.append(engine_line(brief))
    if briefed.cached:
        parts.append(catalogue.STORED)
    return " · ".join(part for part in parts if part)


def engine_line(brief: Brief) -> str:
    """Who made the brief; after a failure of the language model, why."""
    model = brief.engine.removeprefix("chain:")
    known = catalogue.ENGINES.get(brief.engine)
    name = known or catalogue.MODEL_ENGINE.format(model=model)
    if brief.fallback_reason is None:
        return name
    return catalogue.FALLBACK.format(engine=name, reason=catalogue.FALLBACK_REASONS[brief.fallback_reason])


def _origin(article: Article) -> str:
    if article.link is None:
        return catalogue.PASTED
    host = links.host_of(links.canonical(article.link))
    outlet = outlets.of_host(host)
    if outlet is None:
        return _line(article.outlet or host)
    return catalogue.OUTLET.format(name=outlet.name, country=outlet.country, ownership=outlet.ownership)


def age_note(article: Article, today: date) -> str | None:
    """A line for the top of a brief whose article is over 30 days old; None where it is not, or says no date."""
    if article.published is None:
        return None
    days = (today - date.fromisoformat(article.published[:10])).days
    return catalogue.OLD.format(days=days) if days > 30 else None


def _line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
