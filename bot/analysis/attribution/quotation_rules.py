"""Rules for words between quotation marks: which cue they belong to, and where a quotation goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.clause_rules import addressee, relayed, subject_of_relay
from bot.analysis.attribution.finding import LABEL, Finding, Text
from bot.analysis.attribution.quotes import Quote
from bot.analysis.attribution.speakers import Mention
from bot.analysis.attribution.uttered import uttered
from bot.analysis.syntax import tokens_in
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 24
"""Words between a quotation and its cue: a name with a long office fits in."""
_INVERTED = ("dobj", "nsubj", "attr", "npadvmod", "oprd", "dative")
"""What the parser makes of a subject that stands behind its verb."""


def quotations(text: Text) -> list[Finding]:
    """Every quotation with a cue or a speaker who goes on speaking, in order."""
    found: list[Finding] = []
    last: tuple[Finding, Quote] | None = None
    waiting: list[Quote] = []
    for quote in text.quotes:
        if text.is_label(quote):
            continue
        finding = with_cue(text, quote) or _goes_on(text, quote, last)
        if finding is None:
            waiting = [*waiting, quote] if _alone(text, quote) and _adjacent(text, waiting, quote) else [quote]
            continue
        if _adjacent(text, waiting, quote) and waiting and _same_paragraph(text, waiting[0], quote):
            finding.parts[:0] = [q.inner for q in waiting]
        waiting = []
        last = _merge(found, finding, quote)
    return found


def _merge(found: list[Finding], finding: Finding, quote: Quote) -> tuple[Finding, Quote]:
    """Pieces around one cue are one quotation ("…", he said, "…")."""
    before = found[-1] if found else None
    if before is not None and (before is finding or (before.cue is not None and before.cue == finding.cue)):
        if finding is not before:
            before.parts.extend(finding.parts)
        return before, quote
    found.append(finding)
    return finding, quote


def with_cue(text: Text, quote: Quote) -> Finding | None:
    """The finding of a quotation that has a cue of its own, or None."""
    for rule, verb in (("cue after", _cue_after(text, quote)), ("cue before", _cue_before(text, quote))):
        if verb is None or _inside_clause(text, verb, quote):
            continue
        mention = speaker_at(text, verb, quote)
        if mention is not None:
            return _finding(rule, verb, mention, quote)
    return None


def _finding(rule: str, verb: Token, mention: Mention, quote: Quote) -> Finding:
    return Finding(
        rule,
        verb,
        grammar.char_span([verb]),
        verb.lemma_.lower(),
        [quote.inner],
        "quotation",
        mention,
        via=relayed(verb),
        addressee=addressee(verb),
    )


def _cue_after(text: Text, quote: Quote) -> Token | None:
    """The first reporting verb behind the quotation, in its sentence and before any other quotation."""
    sentence = text.sentence(quote.outer.end - 1)
    ending = text.article.text[max(0, quote.outer.end - 4) : quote.outer.end + 1]
    if not any(c in ending for c in ",?!…—–-") and not _fills_start(text, quote):
        return None
    for count, token in enumerate(tokens_in(text.doc, Span(quote.outer.end, max(quote.outer.end, sentence.end)))):
        if count > _REACH or text.quoted(token) or token.text in ":;":
            return None
        if _is_cue(token):
            return token
    return None


def _fills_start(text: Text, quote: Quote) -> bool:
    """A whole thought that opens its sentence needs no comma before "says X"."""
    begins = text.sentence(quote.outer.start).start == quote.outer.start
    return begins and quote.opened and quote.words(text.article.text) > LABEL


def _cue_before(text: Text, quote: Quote) -> Token | None:
    """The nearest reporting verb before the quotation in its sentence, or in one that ends in a colon just above it."""
    sentence = text.sentence(quote.outer.start)
    before = tokens_in(text.doc, Span(sentence.start, quote.outer.start))
    if not before and quote.opened:
        above = text.article.text[: quote.outer.start].rstrip()
        if above.endswith(":"):
            before = tokens_in(text.doc, text.sentence(len(above) - 1))
    for count, token in enumerate(reversed(before)):
        if count > _REACH or text.quoted(token):
            return None
        if _is_cue(token):
            return token
    return None


def _is_cue(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.lemma_.lower() not in cues.NEUTRAL:
        return False
    return uttered(token)


def _inside_clause(text: Text, verb: Token, quote: Quote) -> bool:
    """A half-quoted clause ("said that he was “very happy”") is left whole to the clause rules."""
    for clause in grammar.children(verb, "ccomp", "xcomp", "dobj", "prep"):
        left = text.doc[clause.left_edge.i]
        if (
            left.i > verb.i
            and left.idx + len(left) <= quote.outer.start
            and not text.quoted(left)
            and not left.is_punct
        ):
            outside = [t for t in tokens_in(text.doc, Span(left.idx, quote.outer.start)) if t.i <= clause.right_edge.i]
            wanted = ("VERB", "AUX", "PRON", "NOUN", "PROPN") if clause.dep_ == "ccomp" else ("VERB", "AUX", "PRON")
            return any(t.pos_ in wanted for t in outside) or clause.dep_ == "prep"
    return False


def speaker_at(text: Text, verb: Token, quote: Quote) -> Mention | None:
    """Who the cue of a quotation names: its subject, or where the parse puts that into the quotation, the words beside it."""
    subject = subject_of_relay(verb) or grammar.subject(verb)
    if subject is not None and not text.quoted(subject) and subject.sent == verb.sent:
        found = speakers.mention(subject, verb)
        if found is not None:
            return found
    for token in _beside(text, verb, quote):
        found = speakers.mention(token)
        if found is not None:
            return found
    return None


def _beside(text: Text, verb: Token, quote: Quote) -> Iterator[Token]:
    """Nouns next to the cue, the inverted subject first ("added the member of parliament")."""
    for child in verb.children:
        behind = child.i > verb.i and child.dep_ in _INVERTED and child.pos_ in ("NOUN", "PROPN", "PRON")
        if behind and verb.lemma_ != "tell" and not text.quoted(child):
            yield child
    if verb.i > 0 and verb.idx >= quote.outer.end:
        between = tokens_in(text.doc, Span(quote.outer.end, verb.idx))
        yield from (t for t in reversed(between) if t.pos_ in ("NOUN", "PROPN", "PRON"))


def _goes_on(text: Text, quote: Quote, last: tuple[Finding, Quote] | None) -> Finding | None:
    """Words of somebody who already speaks: the next sentence, the next paragraph of an open quotation, or a turn."""
    if last is None:
        return None
    finding, before = last
    if quote.continues:
        finding.parts.append(quote.inner)
        return finding
    gap = text.article.text[_resume(text, finding, before) : quote.outer.start]
    if gap.strip() or not _alone(text, quote):
        return None
    if "\n" not in gap:
        finding.parts.append(quote.inner)
        return finding
    if before.closed:
        return Finding("turn goes on", None, None, "say", [quote.inner], "quotation", finding.speaker, carries_on=True)
    return None


def _resume(text: Text, finding: Finding, before: Quote) -> int:
    """Where the speaker may go on: behind the quotation, or behind the rest of its cue's sentence."""
    if finding.cue is None:
        return before.outer.end
    sentence = text.sentence(finding.cue.idx)
    return max(before.outer.end, sentence.end) if sentence.start <= before.outer.end else before.outer.end


def _alone(text: Text, quote: Quote) -> bool:
    """Whether the quotation fills its sentences: nothing else before it and nothing behind it."""
    start = text.sentence(quote.outer.start)
    end = text.sentence(quote.outer.end - 1)
    before = text.article.text[start.start : quote.outer.start]
    after = text.article.text[quote.outer.end : end.end] if quote.outer.end < end.end else ""
    return not any(c.isalnum() for c in before + after)


def _adjacent(text: Text, waiting: list[Quote], quote: Quote) -> bool:
    return not waiting or not text.article.text[waiting[-1].outer.end : quote.outer.start].strip()


def _same_paragraph(text: Text, first: Quote, second: Quote) -> bool:
    return "\n" not in text.article.text[first.outer.start : second.outer.start]
