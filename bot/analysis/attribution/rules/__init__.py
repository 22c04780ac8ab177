"""The rules of attribution, in the order in which they are asked: each is a few lines over the data in ``cues``."""

from __future__ import annotations

from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.relays import unwrapped
from bot.analysis.attribution.rules.carried import go_on, lead_in
from bot.analysis.attribution.rules.labels import name_and_colon, signature, speech, turns
from bot.analysis.attribution.rules.questions import questions
from bot.analysis.attribution.rules.quotations import beside_a_cue
from bot.analysis.attribution.rules.sources import sources
from bot.analysis.attribution.rules.unclaimed import unclaimed
from bot.analysis.attribution.rules.verbs import verbs
from bot.analysis.attribution.rules.withheld import withheld

_FOUND = "attribot findings"
"""Where a document keeps its attributions: the analyst and the receipts ask for the same."""


def findings(text: Text) -> tuple[Finding, ...]:
    """Every attribution of the text, in its order; none inside another."""
    kept = text.doc.user_data
    if _FOUND not in kept:
        kept[_FOUND] = tuple(_found(text))
    return tuple(kept[_FOUND])


def _found(text: Text) -> list[Finding]:
    labelled = [*turns(text), *speech(text)]
    carried = [*verbs(text), *withheld(text), *sources(text), *questions(text)]
    found = outermost([*labelled, *unwrapped(carried)])
    found = outermost([*found, *_left_over(text, found)])
    lead_in(text, found)
    go_on(text, found)
    return sorted([*found, *unclaimed(text, found)], key=lambda f: f.parts[0].start)


def _left_over(text: Text, found: list[Finding]) -> list[Finding]:
    taken = [part for finding in found for part in finding.parts]
    out: dict[int, Finding] = {f.cue.i: f for f in found if f.cue is not None}
    new: list[Finding] = []
    for quote in text.quotes:
        if text.is_label(quote) or any(part.meets(quote.outer) for part in taken):
            continue
        finding = beside_a_cue(text, quote) or name_and_colon(text, quote) or signature(text, quote)
        if finding is None or finding.cue is None:
            continue
        known = out.get(finding.cue.i)
        if known is not None:
            if known.parts[-1].end <= quote.outer.start and known.kind == "quotation":
                known.parts.append(quote.inner)
            elif known.parts[0].start >= quote.outer.end and known.kind == "quotation":
                known.parts.insert(0, quote.inner)
            continue
        out[finding.cue.i] = finding
        new.append(finding)
    return new


def outermost(findings: list[Finding]) -> list[Finding]:
    """In the article's order, without statements that lie inside another one."""
    ordered = sorted((f for f in findings if f.parts), key=lambda f: (f.parts[0].start, -f.parts[-1].end))
    kept: list[Finding] = []
    for finding in ordered:
        if not any(_inside(finding, other) for other in kept[-6:]):
            kept.append(finding)
    return kept


def _inside(inner: Finding, outer: Finding) -> bool:
    size = sum(part.end - part.start for part in inner.parts)
    shared = sum(max(0, min(part.end, o.end) - max(part.start, o.start)) for part in inner.parts for o in outer.parts)
    return shared > 0.6 * size
