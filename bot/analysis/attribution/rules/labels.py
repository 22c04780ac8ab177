"""Rules for speakers who are named by a label: "Quill: “It is safe.”", interviews, and speeches printed at length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.analysis.attribution import cues, grammar, speakers
from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.quotes import Quote
from bot.analysis.attribution.rules.building import measured
from bot.analysis.syntax import tokens_in
from storage.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TURN = re.compile(
    r"(?m)^(?P<label>[A-Z][\w.’'-]*(?:[ \u00a0][A-Z][\w.’'-]*){0,3})(?P<cue>:)[ \u00a0]+(?P<words>\S.*)$"
)
_SIGNED = re.compile(
    r"[ \u00a0]*\n+(?P<cue>[-–—]{1,2}) ?(?P<name>[A-Z][\w.’'-]*(?:[ \u00a0][A-Z][\w.’'-]*){0,3})(?=[.,]?[^\S\n]*(?:\n|$))"
)
_QUESTION = frozenset(("Q", "Question"))
_ANSWER = frozenset(("A", "Answer"))
_LONGEST = 10
"""Words before the colon of a label."""
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me)\b")
_PERSONAL = 0.01
"""Share of first-person words from which a text is somebody's own."""


def name_and_colon(text: Text, quote: Quote) -> Finding | None:
    """As in "Quill: “It is safe.”" and "More from Quill and Reyk: “It is safe.”"."""
    before = tokens_in(text.doc, Span(text.sentence(quote.outer.start).start, quote.outer.start))
    if len(before) < 2 or before[-1].text != ":" or text.is_label(quote):
        return None
    dashes = [i for i, t in enumerate(before) if grammar.is_dash(t)]
    label = before[dashes[-1] + 1 :] if dashes else before
    if len(label) > _LONGEST or any(t.pos_ in ("VERB", "AUX") for t in label):
        return None
    for token in label[:-1]:
        found = speakers.mention(token) if token.pos_ == "PROPN" and token.dep_ not in ("compound", "amod") else None
        if found is not None and found.name is not None:
            colon = grammar.char_span([before[-1]])
            return Finding("name and colon", before[-1], colon, "say", [quote.inner], "quotation", found)
    return None


def signature(text: Text, quote: Quote) -> Finding | None:
    """As in "“It is safe.”" with "— Ada Quill" on the line below."""
    line = _SIGNED.match(text.article.text, quote.outer.end)
    if line is None or text.is_label(quote):
        return None
    name = tokens_in(text.doc, Span(line.start("name"), line.end("name")))
    dash = tokens_in(text.doc, Span(line.start("cue"), line.end("cue")))
    if not name or not dash:
        return None
    return Finding(
        "signature", dash[0], grammar.char_span(dash[:1]), "say", [quote.inner], "quotation", speakers.label(name)
    )


def turns(text: Text) -> Iterator[Finding]:
    """The answers of an interview in question-and-answer form: labels that come back at the starts of lines."""
    lines = list(_TURN.finditer(text.article.text))
    labels = Counter(line["label"] for line in lines)
    if len(labels) < 2 or min(labels.values()) < 2:
        return
    asker = _asker(lines)
    if asker is None:
        return
    for line in lines:
        if line["label"] in (asker, *_QUESTION):
            continue
        found = _turn(text, line)
        if found is not None:
            yield found


def _asker(lines: list[re.Match[str]]) -> str | None:
    """The label most of whose lines are questions; without one it is no interview."""
    asked = Counter(line["label"] for line in lines if line["words"].rstrip('”" ').endswith("?"))
    label, questions = max(asked.items(), key=lambda item: item[1], default=("", 0))
    return label if 2 * questions > sum(line["label"] == label for line in lines) > 0 else None


def _turn(text: Text, line: re.Match[str]) -> Finding | None:
    label = tokens_in(text.doc, Span(line.start("label"), line.end("label")))
    colon = tokens_in(text.doc, Span(line.start("cue"), line.end("cue")))
    if not label or not colon:
        return None
    named = None if line["label"] in _ANSWER else speakers.label(label)
    parts, kind = measured(text, [tokens_in(text.doc, Span(line.start("words"), line.end("words")))])
    return Finding("turn of an interview", colon[0], grammar.char_span(colon), "say", parts, kind, named)


def speech(text: Text) -> Iterator[Finding]:
    """As in "Here is the full text of Quill's speech:": the paragraphs behind it, as far as they are hers."""
    for line in re.finditer(r"[^\n]+:[ \u00a0]*(?=\n)", text.article.text):
        lead = tokens_in(text.doc, Span(line.start(), line.end()))
        papers = [t for t in lead if t.lemma_.lower() in cues.SPEECHES]
        speaker = next((s for s in map(_giver, papers) if s is not None), None)
        if speaker is None:
            continue
        found = speakers.mention(speaker)
        for paragraph in re.finditer(r"[^\n]+", text.article.text[line.end() :]):
            span = Span(line.end() + paragraph.start(), line.end() + paragraph.end())
            if found is None or text.quotes_in(span) or not _own(span.of(text.article.text)):
                break
            parts, kind = measured(text, [tokens_in(text.doc, span)])
            yield Finding("speech at length", papers[0], grammar.char_span([papers[0]]), "say", parts, kind, found)
        return


def _giver(paper: Token) -> Token | None:
    """Whose speech it is: "Quill's speech", "the speech by Quill", "the speech Quill gave"."""
    owners = grammar.children(paper, "poss", "compound")
    for link in grammar.children(paper, "prep"):
        if link.lower_ in ("by", "of", "from"):
            owners += grammar.children(link, "pobj")
    for clause in grammar.children(paper, "relcl", "acl"):
        owners += grammar.children(clause, "nsubj")
    return next((o for o in owners if o.pos_ == "PROPN"), None)


def _own(words: str) -> bool:
    return len(_FIRST_PERSON.findall(words)) >= max(1, _PERSONAL * len(words.split()))
