"""What is sent at each step: the rules, the article between its fence, and the task behind it."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.analysis.chain import tokens
from bot.analysis.chain.server import Question
from prompts import answer, digest, repair, statements, summary, topic, translation
from prompts.template import Prompts
from storage.records import Article, Sentence

BUDGET = 24_000
"""Tokens of an article that one call may carry; a longer one goes in parts."""
_LEAST_ROOM, _MOST_ROOM = 600, 8_000
_ANSWER_LINES = 5
_ROOM = {"statements": 120, "summary": 40, "repair": 80, "translation": 120, "answer": 200, "digest": 30, "topic": 0}
"""Tokens that an answer may take for each sentence or line that it is about."""
_LONGEST_ABOUT = 300


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the questions about one article; ``fence`` is the tag around its sentences.

    ``statements``, ``repair`` and ``answer`` begin with the same bytes, so that a provider's cache finds them.
    """

    article: Article
    prompts: Prompts
    fence: str

    @classmethod
    def of(cls, article: Article, prompts: Prompts, secret: bytes) -> Scribe:
        """The fence is an HMAC of the installation's secret and the text: stable for it, and not to be guessed."""
        digest = hmac.new(secret, article.content_hash.encode(), hashlib.sha256).hexdigest()
        return cls(article, prompts, f"article-{digest[:16]}")

    def statements(self, part: Sequence[Sentence]) -> Question:
        """Who said what in a part of the article."""
        ask = statements.Ask(
            title=_about(self.article.title),
            outlet=_about(self.article.outlet),
            authors=_about(", ".join(self.article.authors)),
        )
        task = self.prompts.render("statements", **ask.model_dump())
        return self._question("statements", f"{self.prefix(part)}{task}", len(part))

    def repair(self, part: Sequence[Sentence], doubts: Sequence[str]) -> Question:
        """What failed, once more."""
        task = self.prompts.render("repair", **repair.Ask(doubts="\n".join(doubts)).model_dump())
        return self._question("repair", f"{self.prefix(part)}{task}", len(doubts))

    def summary(self, lines: Sequence[str], most: int) -> Question:
        """Points and a headline out of lines; the article is not sent."""
        ask = summary.Ask(lines="\n".join(lines), most=str(most))
        return self._question("summary", self.prompts.render("summary", **ask.model_dump()), len(lines))

    def translation(self, lines: Sequence[str], language: str) -> Question:
        """Checked lines in another language, given by its English name; the article is not sent."""
        ask = translation.Ask(language=language, lines="\n".join(lines))
        return self._question("translation", self.prompts.render("translation", **ask.model_dump()), len(lines))

    def answer(self, part: Sequence[Sentence], asked: answer.Ask) -> Question:
        """A reader's question on a part of the article."""
        task = self.prompts.render("answer", **asked.model_dump())
        return self._question("answer", f"{self.prefix(part)}{task}", _ANSWER_LINES)

    def prefix(self, part: Sequence[Sentence]) -> str:
        """The numbered sentences of a part between their fence."""
        rows = (numbered(str(s.number), s.span.of(self.article.text)) for s in part)
        return f"<{self.fence}>\n" + "\n".join(rows) + f"\n</{self.fence}>\n\n"

    def _question(self, step: str, user: str, about: int) -> Question:
        return _asked(self.prompts, step, user, about)


def comparison(prompts: Prompts, rows: Sequence[str], most: int) -> Question:
    """What is the same among checked lines of several articles."""
    ask = digest.Ask(lines="\n".join(rows), most=str(most))
    return _asked(prompts, "digest", prompts.render("digest", **ask.model_dump()), len(rows))


def naming(prompts: Prompts, written: str) -> Question:
    """How else a reader's topic is called."""
    ask = topic.Ask(topic=_about(written))
    return _asked(prompts, "topic", prompts.render("topic", **ask.model_dump()), 1)


def _asked(prompts: Prompts, step: str, user: str, about: int) -> Question:
    room = min(_MOST_ROOM, _LEAST_ROOM + _ROOM[step] * about)
    return Question(step, prompts.render("rules"), user, room)


def numbered(label: str, words: str) -> str:
    """A row with its label in brackets, its words on one line."""
    return f"[{label}] {' '.join(words.split())}"


def parts(article: Article, budget: int = BUDGET) -> list[tuple[Sentence, ...]]:
    """The sentences in runs of at most ``budget`` tokens, cut at the ends of paragraphs where there are any."""
    out: list[tuple[Sentence, ...]] = []
    current: list[Sentence] = []
    used = 0
    for paragraph in _paragraphs(article, budget):
        size = _size(article, paragraph)
        if current and used + size > budget:
            out.append(tuple(current))
            current, used = [], 0
        current += paragraph
        used += size
    return [*out, tuple(current)] if current else out


def _paragraphs(article: Article, budget: int) -> list[list[Sentence]]:
    """Runs of sentences between blank or new lines; one that is past the budget falls into its sentences."""
    found: list[list[Sentence]] = []
    for sentence in article.sentences:
        before = found[-1][-1].span.end if found else 0
        if not found or "\n" in article.text[before : sentence.span.start]:
            found.append([sentence])
        else:
            found[-1].append(sentence)
    return [piece for p in found for piece in ([p] if _size(article, p) <= budget else [[s] for s in p])]


def _size(article: Article, sentences: Sequence[Sentence]) -> int:
    return sum(tokens.count(numbered(str(s.number), s.span.of(article.text))) + 1 for s in sentences)


def _about(words: str | None) -> str:
    """What the page says of itself, on one line and in quotation marks: it is material, too."""
    return json.dumps(re.sub(r"\s+", " ", words or "not stated")[:_LONGEST_ABOUT], ensure_ascii=False)
