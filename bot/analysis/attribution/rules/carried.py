"""Rules for speakers who go on: the next sentence, the next paragraph of an open quotation, the next turn."""

from __future__ import annotations

from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.quotes import Quote
from storage.records import Span

_GOES_ON = frozenset("add explain remark".split())
"""Cues behind another cue of their sentence from which a quotation in the next goes on ("he said, adding …. “B.”")."""
_OPENERS = ("But", "And", "Then", "Later")


def go_on(text: Text, findings: list[Finding]) -> None:
    """Give every quotation that stands alone to the statement that it carries on; ``findings`` in the article's order."""
    for quote in text.quotes:
        if not text.is_label(quote) and not _taken(findings, quote) and (quote.continues or alone(text, quote)):
            _carry(text, findings, quote)


def _taken(findings: list[Finding], quote: Quote) -> bool:
    return any(part.meets(quote.inner) for finding in findings for part in finding.parts)


def _carry(text: Text, findings: list[Finding], quote: Quote) -> None:
    before = [f for f in findings if _end(text, f) <= quote.outer.start]
    finding = max(before, key=lambda f: (_end(text, f), f.lemma in _GOES_ON), default=None)
    if finding is None:
        return
    gap = text.article.text[_end(text, finding) : quote.outer.start]
    if any(c.isalnum() for c in gap if gap.strip() not in _OPENERS):
        return
    spoken = finding.kind == "quotation"
    finding.parts.append(quote.inner if spoken else _with_marks(quote))
    finding.kind = "quotation" if spoken else "mixed"


def _with_marks(quote: Quote) -> Span:
    """The quotation as it stands, so that it cannot be taken for reported words beside it."""
    start, end = quote.outer
    return Span(start, end) if quote.opened and quote.closed else quote.inner


def _end(text: Text, finding: Finding) -> int:
    """Where the speaker may go on: behind the words and behind the sentence of their cue."""
    end = finding.parts[-1].end
    quote = text.quote_at(end - 1)
    end = max(end, quote.outer.end if quote is not None else end)
    if finding.cue is None:
        return end
    sentence = text.sentence(finding.cue.idx)
    return max(end, sentence.end) if sentence.start <= end else end


def alone(text: Text, quote: Quote) -> bool:
    """Whether the quotation fills its sentences: at most "But" before it and a relative clause behind it."""
    start = text.sentence(quote.outer.start)
    end = text.sentence(quote.outer.end - 1)
    before = text.article.text[start.start : quote.outer.start].strip()
    after = text.article.text[quote.outer.end : end.end] if quote.outer.end < end.end else ""
    opened = not any(c.isalnum() for c in before) or before in _OPENERS
    return opened and (not any(c.isalnum() for c in after) or after.lstrip(" ,").startswith(("which ", "who ")))


def lead_in(text: Text, findings: list[Finding]) -> None:
    """Put quotations that stand alone just before a quotation of their paragraph in front of it ("“A.” “B,” he said")."""
    for finding in findings:
        if finding.kind != "quotation" or finding.cue is None:
            continue
        first = text.quote_at(finding.parts[0].start)
        while first is not None:
            earlier = _before(text, first)
            if earlier is None or _taken(findings, earlier):
                break
            finding.parts.insert(0, earlier.inner)
            first = earlier


def _before(text: Text, quote: Quote) -> Quote | None:
    index = text.quotes.index(quote) - 1
    if index < 0:
        return None
    earlier = text.quotes[index]
    gap = text.article.text[earlier.outer.end : quote.outer.start]
    together = not gap.strip() and ("\n" not in gap or quote.continues)
    whole = quote.continues or alone(text, earlier)
    return earlier if together and whole and not text.is_label(earlier) else None
