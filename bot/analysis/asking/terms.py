"""Words of a question and of sentences in one form: small letters, without endings, words of no weight left out."""

from __future__ import annotations

import importlib
import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

from bot.analysis.asking.lexicon import UNSPACED, lexicon

_STEMMERS = {
    "en": "english", "es": "spanish", "fr": "french", "de": "german", "ru": "russian", "ar": "arabic", "pt": "portuguese",
    "it": "italian", "nl": "dutch", "pl": "polish", "tr": "turkish", "sv": "swedish", "no": "norwegian", "da": "danish",
}  # fmt: skip
_CUT = 6
"""Letters that are compared in languages without a stemmer."""
_TELLING = frozenset("back call move part side state several".split())
"""Words of those lists that tell something in the news."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff]+")
_OWNED = re.compile(r"['’]s?\b")
_BRITISH = re.compile(r"(?<=\w{3})is(e[sdr]?|ing|ation|ations)$")


def terms(text: str, language: str) -> list[str]:
    """The stems of all words of a text, in order; pairs of characters where the script sets no spaces."""
    if language == UNSPACED:
        kept = "".join(c if c.isalnum() else " " for c in text)
        return [run[i : i + 2].casefold() for run in kept.split() for i in range(max(1, len(run) - 1))]
    return [stem(word.casefold(), language) for word in _WORD.findall(_OWNED.sub("", text))]


def weighty(text: str, language: str, asked_in: str | None = None) -> list[str]:
    """The stems of the words that say what a text is about, each once, in order; ``asked_in`` is a question's language."""
    if language == UNSPACED:
        return list(dict.fromkeys(terms(text, language)))
    plain = _OWNED.sub("", _IDEOGRAPHS.sub(" ", text) if asked_in == UNSPACED else text)
    light = _light(language) | (_light(asked_in) if asked_in else frozenset())
    return list(dict.fromkeys(stem(w, language) for w in map(str.casefold, _WORD.findall(plain)) if w not in light))


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """A word in small letters without its ending; British and American spelling are one."""
    stemmer, bare = _stemmer(language), _bare(word)
    if stemmer is None:
        return bare[:_CUT]
    return str(stemmer.stemWord(_BRITISH.sub(r"iz\1", bare) if language == "en" else bare))


def _bare(word: str) -> str:
    """Latin letters without their marks: readers often leave those out."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")


@cache
def _stemmer(language: str) -> snowballstemmer.BaseStemmer | None:
    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@cache
def _light(language: str) -> frozenset[str]:
    """Words that say nothing of what is asked: the language's commonest, and those that speak of articles and asking."""
    lists = lexicon(language)
    asking = ("who", "what", "when", "where", "why", "number", "how", "opens", "stop", "he", "they")
    own = {w for meaning in asking for phrase in lists.phrases(meaning) for w in phrase.split()}
    return frozenset(own) | _common(language)


@cache
def _common(language: str) -> frozenset[str]:
    """SpaCy's list of the commonest words."""
    try:
        found = importlib.import_module(f"spacy.lang.{language}.stop_words")
    except ModuleNotFoundError:
        return frozenset()
    return frozenset(found.STOP_WORDS) - _TELLING
