"""Promises 4 to 7: points and headline rest on sentences, keep their meaning, name the speaker and take no side."""

from __future__ import annotations

import re

from bot.analysis.attribution import grammar
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.rules import findings
from bot.analysis.receipts import alignment, plain
from bot.analysis.receipts.folding import fold, words
from bot.analysis.syntax import behind_dateline, tokens_in
from bot.analysis.wording import Wording
from storage.records import Point, Span, Statement

ARTICLE_SAYS = "The article says that "
_SAID = frozenset(("said", "wrote", "posted", "announced", "warned", "promised", "according to"))
"""Verbs whose words a headline may set behind a name and a colon."""
_NO_CLAUSE = frozenset("to if whether how what why who where when".split())
_QUOTED = re.compile(r"^(?P<verb>\w+): “(?P<words>.+)”\.?$", re.DOTALL)
_RETOLD = re.compile(r"^(?P<verb>[\w ]+?) that (?P<words>.+)$", re.DOTALL)
_SOURCE = re.compile(r"^According to (?P<who>.+?), (?P<words>.+)$", re.DOTALL)


class PointChecks:
    """Holds the points of one article against its sentences and accepted statements."""

    def __init__(self, text: Text, statements: tuple[Statement, ...], lists: Wording) -> None:
        self._text = text
        self._article = text.article
        self._statements = {s.id: s for s in statements}
        self._lists = lists

    def fault(self, point: Point) -> str | None:
        """Why the point may not be shown, or None."""
        return self._wording_fault(point.text) or self._citation_fault(point) or self._content_fault(point)

    def headline_fault(self, headline: str, sentences: tuple[int, ...]) -> str | None:
        """Why the headline may not be shown, or None: each half is held against the statements or sentences it cites."""
        cited = Point(headline, sentences)
        reason = self._wording_fault(headline, opener=False) or self._citation_fault(cited)
        if reason is not None or not self._text.parsed:
            return reason or self._verbatim_fault(cited)
        whole = self._half_fault(headline, sentences)
        if whole is None or any(
            self._half_fault(first, sentences) is None and self._half_fault(second, sentences) is None
            for first, second in _halves(headline)
        ):
            return None
        return whole

    def _wording_fault(self, text: str, *, opener: bool = True) -> str | None:
        loaded = self._lists.find_loaded(text)
        if loaded:
            return f"it uses the loaded word “{loaded[0][0].of(text)}”"
        first = words(text)[:1]
        if opener and first and first[0] in self._lists.openers:
            return f"it opens with “{first[0]}”, which leans on what came before"
        return plain.fault(text)

    def _citation_fault(self, point: Point) -> str | None:
        count = len(self._article.sentences)
        if not point.sentences or any(not 1 <= n <= count for n in point.sentences):
            return "it cites no sentence of the article"
        if any(i not in self._statements for i in point.statements):
            return "it rests on a statement that did not hold"
        return None

    def _content_fault(self, point: Point) -> str | None:
        if not self._text.parsed:
            return self._verbatim_fault(point)
        if not point.statements:
            return self._narration_fault(point.text, point.sentences)
        statement = self._statements[point.statements[0]]
        if len(point.statements) > 1:
            return "it mixes several statements"
        if not set(statement.sentences) <= set(point.sentences):
            return "it does not cite the sentences of its statement"
        return self._retelling_fault(point, statement)

    def _retelling_fault(self, point: Point, statement: Statement) -> str | None:
        source = _SOURCE.match(point.text)
        if source is not None:
            if statement.verb != "according to":
                return "the verb is not the one that the article bears out"
            lead, rest = source["who"], None
        else:
            lead, rest = self._cut(point.text, statement.verb)
            if rest is None:
                return "it does not say who says it"
        reason = self._lead_fault(lead, statement, point)
        if reason is not None:
            return reason
        return self._said_fault(source["words"] if source else rest or "", statement, bare=source is not None)

    def _cut(self, text: str, verb: str) -> tuple[str, str | None]:
        match = re.search(rf"\s{re.escape(verb)}(?= that |: “)", text)
        return (text[: match.start()], text[match.start() + 1 :]) if match else (text, None)

    def _said_fault(self, rest: str, statement: Statement, *, bare: bool) -> str | None:
        quoted = None if bare else _QUOTED.match(rest)
        if quoted is not None:
            return self._quoted_fault(quoted["words"], statement)
        retold = rest if bare else (m["words"] if (m := _RETOLD.match(rest)) else None)
        if retold is None:
            return "it does not say what was said"
        if statement.kind == "quotation":
            return "it retells a quotation in words that were not checked"
        tokens = [t for part in statement.parts for t in tokens_in(self._text.doc, part)]
        if tokens and tokens[0].lower_ == "that":
            tokens = tokens[1:]
        if len({n for part in statement.parts for n in self._article.numbers(part)}) > 1 and len(statement.parts) > 1:
            return "it joins parts that the article keeps apart"
        return alignment.fault(retold, tokens, self._lists)

    def _quoted_fault(self, quoted: str, statement: Statement) -> str | None:
        """Words in quotation marks are one whole sentence of the quotation, or all of it."""
        if statement.kind != "quotation":
            return "it shows reported speech as a quotation"
        wanted = _unstopped(quoted)
        for part in statement.parts:
            borders = [Span(max(part.start, s.span.start), min(part.end, s.span.end)) for s in self._article.sentences]
            pieces = [part, *(b for b in borders if b.start < b.end)]
            if any(_unstopped(piece.of(self._article.text)) == wanted for piece in pieces):
                return None
        return "its quotation is not a whole sentence of what was said"

    def _lead_fault(self, lead: str, statement: Statement, point: Point) -> str | None:
        speaker = statement.speaker
        role = speaker.role.of(self._article.text) if speaker.role else ""
        name = words(speaker.name)
        if not _has_run(words(lead), name):
            return "it names another speaker"
        if _opening(lead) not in _leads(speaker.name, role):
            return "the role is not the one that the article prints"
        cited = " ".join(self._article.words(n) for n in point.sentences)
        if not set(name) <= set(words(cited)):
            return "the name does not stand in the cited sentences"
        return None

    def _narration_fault(self, text: str, sentences: tuple[int, ...]) -> str | None:
        told = text
        if text.startswith(ARTICLE_SAYS):
            told = text[len(ARTICLE_SAYS) :]
        elif self._article.genre != "report":
            return "it is told as a fact, though the article is not plain reporting"
        if len(sentences) != 1:
            return "it joins several sentences into one"
        sentence = self._article.sentences[sentences[0] - 1]
        spoken = [part for s in self._statements.values() for part in s.parts]
        spoken += [part for found in findings(self._text) for part in found.parts]
        if any(part.meets(sentence.span) for part in spoken):
            return "somebody says this in the article, and the point does not name them"
        tokens = [t for t in tokens_in(self._text.doc, behind_dateline(self._article, sentence)) if not t.is_space]
        return alignment.fault(told, tokens, self._lists)

    def _cited(self, sentences: tuple[int, ...]) -> list[Statement]:
        return [s for s in self._statements.values() if set(s.sentences) & set(sentences)]

    def _half_fault(self, half: str, sentences: tuple[int, ...]) -> str | None:
        lead, colon, rest = half.partition(": ")
        if not colon or not any(set(words(lead)[-1:]) & set(words(s.speaker.name)) for s in self._cited(sentences)):
            return self._plain_half_fault(half, sentences)
        reason: str | None = "the headline does not say what its speaker said"
        for statement in self._cited(sentences):
            called = self._calls(words(lead), words(statement.speaker.name))
            if not called or statement.verb not in _SAID or words(rest)[:1] in ([w] for w in _NO_CLAUSE):
                continue
            tokens = [t for part in statement.parts for t in tokens_in(self._text.doc, part)]
            if statement.kind != "quotation" and not grammar.finite(tokens):
                continue
            shown = f"said: {rest}" if rest.startswith("“") else f"said that {rest}"
            reason = self._said_fault(shown, statement, bare=False)
            if reason is None:
                return None
        return reason

    def _calls(self, shown: list[str], name: list[str]) -> bool:
        """Whether a headline may call somebody so: the name, its last word, or a word of it that nobody else bears."""
        if shown in (name, name[-1:]):
            return True
        others = {w for s in self._statements.values() if words(s.speaker.name) != name for w in words(s.speaker.name)}
        return len(shown) == 1 and shown[0] in set(name) - others

    def _plain_half_fault(self, half: str, sentences: tuple[int, ...]) -> str | None:
        reasons = [self._narration_fault(f"{ARTICLE_SAYS}{half}", (n,)) for n in sentences]
        reasons += [self._retelling_fault(Point(half, sentences, (s.id,)), s) for s in self._cited(sentences)]
        return None if None in reasons else (reasons[0] or "the headline rests on nothing")

    def _verbatim_fault(self, point: Point) -> str | None:
        """Without a parse a point is a sentence as it stands, in quotation marks unless it is plain reporting."""
        shown = fold(point.text)
        cited = [fold(self._article.words(n)) for n in point.sentences]
        if shown[:1] == '"' and shown[-1:] == '"' and shown[1:-1] in cited:
            return None
        if self._article.genre == "report" and shown in cited:
            return None
        return "it is not a sentence of the article as it stands"


def _has_run(shown: list[str], name: list[str]) -> bool:
    return any(shown[i : i + len(name)] == name for i in range(len(shown) - len(name) + 1))


def _leads(name: str, role: str) -> set[str]:
    """How a line may introduce its speaker, with and without the role, and the role with and without its article."""
    bare = re.sub(r"^(?:the|an?) ", "", fold(role), flags=re.IGNORECASE)
    roles = {fold(role), bare} - {""}
    shown = fold(name)
    whole = {shown, f"{shown},", *(f"{r} {shown}" for r in roles), *(f"{shown}, {r}," for r in roles)}
    return {_opening(lead) for lead in whole}


def _opening(lead: str) -> str:
    """The lead with a small first letter, and with small articles behind the name."""
    plain = re.sub(r", (The|An?) ", lambda m: m.group().lower(), fold(lead))
    return plain[:1].lower() + plain[1:]


def _unstopped(quoted: str) -> str:
    """A quotation without the stop or comma at its end."""
    return fold(quoted).rstrip(" ,;.")


def _halves(headline: str) -> list[tuple[str, str]]:
    """The headline cut in two at each place where a sentence may end."""
    return [
        (headline[: m.start() + 1].rstrip("."), headline[m.end() :]) for m in re.finditer(r"[.!?”] (?=\S)", headline)
    ]
