"""Loaded words, hedges and negations, a language a file; a language without a file has empty lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.analysis.wording import english
from bot.analysis.wording.meaning import LANGUAGES, UNSPACED
from storage.records import Span

_TITLES_GIVEN = frozenset(("self-proclaimed",))
"""Labels that a shortened line may do without: the article's own wording still lists them."""
_EMPTY = re.compile(r"(?!)")
_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language's lists say about words; patterns match whole words in any case."""

    loaded: re.Pattern[str]
    techniques: dict[str, str]
    protected: frozenset[str]
    status: frozenset[str]
    openers: frozenset[str]
    privative: frozenset[str]
    nouns_large: bool = False
    """Whether the language writes every noun with a capital, so that none marks a name."""

    def find_loaded(self, text: str) -> list[tuple[Span, str]]:
        """Loaded words of ``text`` with their technique; names in capitals (a law, a list) are left alone."""
        found = []
        for match in self.loaded.finditer(text):
            word = match.group()
            if (
                word[0].isupper()
                and not word.isupper()
                and not self.nouns_large
                and _within_name(text, match.start(), match.end())
            ):
                continue
            found.append((Span(match.start(), match.end()), self._technique(word)))
        return found

    def find_deletable(self, text: str) -> list[Span]:
        """Loaded words without which the rest says nothing else: "a fake video" is no video, "a coup leader" no leader.

        A label tells who or what is meant, so that a line with one is not shortened but not used.
        """
        found = ((span, span.of(text).casefold(), technique) for span, technique in self.find_loaded(text))
        return [s for s, w, t in found if w not in self.privative and (t != "label" or w in _TITLES_GIVEN)]

    def find_shouted(self, title: str) -> list[Span]:
        """Words that a headline sets in capitals to shout, where the headline itself is not all capitals."""
        words = list(re.finditer(r"[^\W\d_]{3,}", title))
        shouted = [m for m in words if m.group().isupper()]
        if not shouted or len(shouted) > len(words) / 2:
            return []
        return [
            Span(m.start(), m.end()) for m in shouted if m.group().lower() in self.techniques or _is_word(m.group())
        ]

    def _technique(self, word: str) -> str:
        folded = word.casefold()
        for stem, technique in self.techniques.items():
            if folded.startswith(stem):
                return technique
        return "loaded language"


def _is_word(word: str) -> bool:
    """Capitals with the vowels of a word rather than of an acronym."""
    vowels = sum(c in "AEIOUY" for c in word)
    return len(word) > _ACRONYM or (len(word) == _ACRONYM and vowels >= 2)


def _within_name(text: str, start: int, end: int) -> bool:
    """Whether capitalised words stand directly before or behind, and the sentence does not begin here."""
    before = re.search(r"(\S+)\s$", text[max(0, start - 30) : start])
    after = re.match(r"\s(\S+)", text[end : end + 30])
    opens = before is None or before.group(1)[-1] in '.!?:”"'
    name_before = before is not None and before.group(1)[:1].isupper() and not opens
    name_after = after is not None and after.group(1)[:1].isupper()
    return (name_before or name_after) and not (opens and not name_after)


def _build(words: dict[str, str], borders: tuple[str, str], lists: tuple[str, str, str, str]) -> Wording:
    """``borders`` stand around each word; ``lists`` are the protected words, those of status, openers and privatives."""
    techniques: dict[str, str] = {}
    stems: list[str] = []
    for technique, listed in words.items():
        for word in listed.split():
            stem = word.replace("_", " ").rstrip("* ")
            techniques[stem] = technique
            stems.append(re.escape(stem) + (r"\w*" if word.endswith("*") else ""))
    ordered = dict(sorted(techniques.items(), key=lambda item: -len(item[0])))
    pattern = re.compile(rf"{borders[0]}(?:{_by_letter(stems)}){borders[1]}", re.IGNORECASE)
    protected, status, openers, privative = (frozenset(part.replace("_", " ").split()) for part in lists)
    return Wording(pattern, ordered, protected, status, openers, privative)


def _by_letter(stems: list[str]) -> str:
    """The stems as one alternation, tried by their first letter, so that most places fail at once."""
    longest_first = sorted(stems, key=len, reverse=True)
    letters = sorted({stem[0] for stem in stems})
    return "|".join(f"{c}(?:{'|'.join(s[1:] for s in longest_first if s[0] == c)})" for c in letters)


_NONE = Wording(_EMPTY, {}, frozenset(), frozenset(), frozenset(), frozenset())


@cache
def wording(language: str) -> Wording:
    """The lists of ``language`` (ISO 639-1)."""
    module = LANGUAGES.get(language)
    if module is None:
        return _NONE
    if module is english:
        lists = (english.PROTECTED, english.STATUS, english.OPENERS, english.PRIVATIVE)
        return _build(english.LOADED, (r"(?<![\w’'])", r"(?!\w)"), lists)
    borders = ("", "") if language in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    return replace(_build(module.LOADED, borders, ("", "", module.OPENERS, "")), nouns_large=language == "de")
