"""The words of a question and of sentences that say what they are about."""

from __future__ import annotations

import re
from functools import cache

from bot.analysis.asking.lexicon import lexicon
from bot.analysis.comparing.stems import UNSPACED, common, stem, terms, words

_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff]+")


def weighty(text: str, language: str, asked_in: str | None = None) -> list[str]:
    """The stems of the words that say what a text is about, each once, in order; ``asked_in`` is a question's language."""
    if language == UNSPACED:
        return list(dict.fromkeys(terms(text, language)))
    plain = _IDEOGRAPHS.sub(" ", text) if asked_in == UNSPACED else text
    light = _light(language) | (_light(asked_in) if asked_in else frozenset())
    return list(dict.fromkeys(stem(w, language) for w in map(str.casefold, words(plain)) if w not in light))


@cache
def _light(language: str) -> frozenset[str]:
    """Words that say nothing of what is asked: the language's commonest, and those that speak of articles and asking."""
    lists = lexicon(language)
    asking = ("who", "what", "when", "where", "why", "number", "how", "opens", "stop", "he", "they")
    own = {w for meaning in asking for phrase in lists.phrases(meaning) for w in phrase.split()}
    return frozenset(own) | common(language)
