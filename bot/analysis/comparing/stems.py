"""Words in one form: small letters, without endings, each language's commonest words known."""

from __future__ import annotations

import importlib
import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

UNSPACED = "zh"
"""The language whose script sets no spaces between words."""
_STEMMERS = {
    "en": "english", "es": "spanish", "fr": "french", "de": "german", "ru": "russian", "ar": "arabic", "pt": "portuguese",
    "it": "italian", "nl": "dutch", "pl": "polish", "tr": "turkish", "sv": "swedish", "no": "norwegian", "da": "danish",
}  # fmt: skip
_CUT = 6
"""Letters that are compared in languages without a stemmer."""
_TELLING = frozenset("back call move part side state several".split())
"""Words of those lists that tell something in the news."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_OWNED = re.compile(r"['’]s?\b")
_BRITISH = re.compile(r"(?<=\w{3})is(e[sdr]?|ing|ation|ations)$")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order, without what marks an owner ("Marsh's")."""
    return _WORD.findall(_OWNED.sub("", text))


def terms(text: str, language: str) -> list[str]:
    """The stems of all words of a text, in order; pairs of characters where the script sets no spaces."""
    if language == UNSPACED:
        kept = "".join(c if c.isalnum() else " " for c in text)
        return [run[i : i + 2].casefold() for run in kept.split() for i in range(max(1, len(run) - 1))]
    return [stem(word.casefold(), language) for word in words(text)]


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
def common(language: str) -> frozenset[str]:
    """A language's commonest words, as spaCy lists them."""
    try:
        found = importlib.import_module(f"spacy.lang.{language}.stop_words")
    except ModuleNotFoundError:
        return frozenset()
    return frozenset(found.STOP_WORDS) - _TELLING
