"""Who said what: the rules' findings, in the article's order, with their speakers resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, nominal
from bot.analysis.attribution.dates import said_on
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.resolution import NOT_STATED, Cast
from bot.analysis.attribution.rules import findings
from bot.analysis.attribution.rules.questions import QUESTION, REQUEST
from bot.analysis.syntax import tokens_in
from storage.records import Article, Span, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


_LEAST = 12
"""Characters of reported words that tell something though their speaker is not known."""


def attribute(article: Article, doc: Doc) -> tuple[tuple[Statement, ...], Cast]:
    """All statements of an English article whose speaker is certain, and the people in it."""
    text = Text.of(article, doc)
    cast = Cast(text)
    told = [(f, s) for f, s in attributions(text, cast) if _shown(f, s)]
    return tuple(_statement(text, f, s, number) for number, (f, s) in enumerate(told, start=1)), cast


def _shown(finding: Finding, speaker: Speaker) -> bool:
    """A question without an asker tells nothing, and "asked by Quill to explain" would read as if Quill explained.

    Nor does a word or two of a speaker whom nobody can name ("whom they vowed to kill").
    """
    words = sum(part.end - part.start for part in finding.parts)
    if speaker.kind == "not_stated" and finding.kind == "reported" and words < _LEAST:
        return False
    return finding.rule != REQUEST and (finding.rule != QUESTION or speaker.kind != "not_stated")


def attributions(text: Text, cast: Cast) -> Iterator[tuple[Finding, Speaker]]:
    """Every attribution with its resolved speaker, in the article's order."""
    for finding in findings(text):
        speaker = _speaker(cast, finding)
        if speaker is not None:
            yield finding, speaker


def _speaker(cast: Cast, finding: Finding) -> Speaker | None:
    if finding.speaker is None:
        return Speaker(NOT_STATED, "not_stated")
    if finding.cue is None or cast.holds_an_object(finding.speaker):
        return None
    speaker = cast.speaker(finding.speaker, finding.parts)
    cast.remember(speaker, finding.cue.i)
    return speaker


def _statement(text: Text, finding: Finding, speaker: Speaker, number: int) -> Statement:
    article = text.article
    parts = _with_antecedent(text, finding)
    spans = [*parts, *([finding.cue_span] if finding.cue_span else [])]
    touched = {n for span in spans for n in article.numbers(span)}
    if speaker.mention is not None:
        touched |= set(article.numbers(speaker.mention))
    numbers = tuple(sorted(touched))
    return Statement(
        id=f"s{number}",
        parts=tuple(parts),
        cue=finding.cue_span,
        verb=_verb(text, finding),
        kind=finding.kind,
        speaker=speaker,
        sentences=numbers,
        excerpt=" ".join(article.words(n) for n in numbers),
        language=article.language,
        via=finding.via,
        said_on=said_on(article, finding.cue) if finding.cue is not None else None,
        addressee=finding.addressee,
    )


def _with_antecedent(text: Text, finding: Finding) -> list[Span]:
    """The parts, with the noun itself where "which" or "that" stands for it ("a figure … was false")."""
    first = tokens_in(text.doc, finding.parts[0])
    if len(first) != 1 or first[0].tag_ not in ("WDT", "WP", "IN") or finding.speaker is None:
        return finding.parts
    clause = next((a for a in first[0].ancestors if a.dep_ == "relcl"), None)
    noun = nominal.core(clause.head) if clause is not None else []
    fits = noun and noun[-1].i < first[0].i and noun[0].sent == first[0].sent
    span = grammar.char_span(noun) if fits else None
    if span is None or any(span.meets(other) for other in (*finding.parts, finding.speaker.span)):
        return finding.parts
    return [span, *finding.parts[1:]]


def _verb(text: Text, finding: Finding) -> str:
    """The neutral verb of the cue, with its particle and any doubt about it; an object alone was spoken of."""
    if finding.lemma == "according to" or finding.cue is None:
        return finding.lemma if finding.cue is not None else "said"
    plain = _plain_verb(text, finding)
    hedge = next((c.lower_ for c in finding.cue.children if c.lower_ in cues.DISTANCED), None)
    return plain if hedge is None else f"{hedge} {plain}"


def _plain_verb(text: Text, finding: Finding) -> str:
    verb = cues.NEUTRAL.get(finding.lemma, "said")
    following = finding.cue.nbor() if finding.cue is not None and finding.cue.i + 1 < len(text.doc) else None
    if following is not None and following.lower_ in cues.SHOWN_PARTICLES.get(finding.lemma, ()):
        return f"{verb} {following.lower_}"
    if finding.lemma == "cite" and finding.rule == "clause behind the cue":
        return "said"
    if verb not in ("said", "announced") or finding.kind == "quotation" or finding.lemma in cues.CLAUSAL:
        return verb
    tokens = tokens_in(text.doc, finding.parts[0])
    clause = not tokens or grammar.finite(tokens) or tokens[0].tag_ in ("WDT", "WP", "WRB", "TO", "PRP")
    return verb if clause or text.quotes_in(finding.parts[0]) else cues.OF_OBJECTS.get(finding.lemma, "spoke of")


def uncovered(text: Text, statements: Iterable[Statement], least: int) -> tuple[Span, ...]:
    """Quotations of at least ``least`` words that no statement covers."""
    parts = [part for statement in statements for part in statement.parts]
    return tuple(
        quote.inner
        for quote in text.quotes
        if quote.words(text.article.text) >= least and not any(part.meets(quote.inner) for part in parts)
    )
