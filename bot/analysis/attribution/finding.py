"""What a rule returns: a cue, the content it carries and the words that name the speaker, before any name is resolved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.analysis.attribution.quotes import Quote, find
from bot.analysis.attribution.speakers import Mention
from storage.records import Article, Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SMALL = frozenset("a an and at by for from in of on or the to with".split())
LABEL = 3
"""Up to this many words a quotation without punctuation of its own is a label or a title, not speech."""


def _is_title(words: str) -> bool:
    """Whether every word but the small ones begins with a capital, as in names of books, songs and programmes."""
    large = [w for w in re.findall(r"[^\W\d_][\w’']*", words) if w not in _SMALL]
    return words[-1:] not in ".!?" and len(large) > 1 and all(w[0].isupper() for w in large) and not words.isupper()


@dataclass(slots=True)
class Finding:
    """One attribution; ``cue`` is None where a quotation has none."""

    rule: str
    cue: Token | None
    cue_span: Span | None
    lemma: str
    parts: list[Span]
    kind: StatementKind
    speaker: Mention | None
    via: Span | None = None
    addressee: Span | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its parse and its quotations: what every rule reads."""

    article: Article
    doc: Doc
    quotes: tuple[Quote, ...]
    _starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article, doc: Doc) -> Text:
        """Find the quotations of ``article`` and index them."""
        quotes = find(article.text)
        starts = [q.outer.start for q in quotes]
        return cls(article, doc, quotes, starts, [s.span.start for s in article.sentences])

    @property
    def parsed(self) -> bool:
        """Whether the document carries a parse (English) or words alone."""
        return bool(self.doc.has_annotation("DEP"))

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation that covers the character, if any."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.quotes[index].outer.start <= offset < self.quotes[index].outer.end:
            return self.quotes[index]
        return None

    def quotes_in(self, span: Span) -> list[Quote]:
        """The quotations that share a character with the span."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return [q for q in self.quotes[first:last] if q.outer.meets(span)]

    def quoted(self, token: Token) -> bool:
        """Whether the token stands inside quotation marks."""
        return self.quote_at(token.idx) is not None

    def is_speech(self, token: Token) -> bool:
        """Whether the token stands in a quotation that is no mere label."""
        quote = self.quote_at(token.idx)
        return quote is not None and not self.is_label(quote)

    def is_label(self, quote: Quote) -> bool:
        """Scare quotes, titles and single words: few words, no stop, or set into a phrase (“listen to “Glasgow,” …”)."""
        inner, text = quote.inner.of(self.article.text), self.article.text
        if not inner or quote.words(text) > LABEL:
            return not inner or _is_title(inner)
        ends = text[max(0, quote.outer.end - 2) : quote.outer.end + 1]
        before = text[max(0, quote.outer.start - 3) : quote.outer.start].rstrip()[-1:]
        begins = self.sentence(quote.outer.start).start == quote.outer.start or before in ("", ",", ":", "\n")
        return not (begins and inner[:1].isupper() and any(c in ends for c in ",.!?…"))

    def whole(self, span: Span) -> Span:
        """What is said there: of words that lie in one quotation, all that stands between its marks."""
        if self.kind_of(span) != "quotation":
            return span
        return self.quotes_in(span)[0].inner

    def sentence(self, offset: int) -> Span:
        """The sentence that holds the character, or the one before it."""
        index = max(0, bisect_right(self._sentence_starts, offset) - 1)
        return self.article.sentences[index].span

    def sentence_after(self, offset: int) -> Span | None:
        """The first sentence that begins at the character or behind it."""
        index = bisect_left(self._sentence_starts, offset)
        return self.article.sentences[index].span if index < len(self._sentence_starts) else None

    def kind_of(self, span: Span) -> StatementKind:
        """Quotation, reported or mixed, by the marks that the span holds."""
        quotes = self.quotes_in(span)
        if not quotes:
            return "reported"
        return "quotation" if len(quotes) == 1 and quotes[0].outer.holds(span) else "mixed"
