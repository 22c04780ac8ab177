"""What a message that holds no link means: a question on a brief, a wish on its form, a text to brief, or a courtesy.

The rules, in this order; each has its cases in ``tests/analysis/test_meant.py``:

1. Nothing but thanks, greetings or signs is a courtesy.
2. Nothing but the name of a language, words for shorter or longer, and words around them, is a wish.
3. More than ``LONGEST`` words are a text, whatever stands in them.
4. What ends with a question mark is a question, unless several sentences of telling stand before it.
5. One sentence that begins with a word that asks or bids ("who", "tell me") is a question, unless it is a full sentence
   that goes on to tell.
6. A few words without a full stop are a question ("the toll"); so is whatever else is short and replies to a brief.
7. Everything else is a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.analysis.asking.lexicon import CODES, Lexicon, language_names, lexicon, words

LONGEST = 45
"""Words from which a message is a text."""
_FEW = 7
_WISH = 16
_TOLD = 2
"""Sentences of telling before a question, from which the whole is a text."""
_UNSPACED_WORD = 2
"""Characters of Chinese that count as one word."""
_ASKING = ("who", "what", "when", "where", "why", "number", "how", "opens")
_LATIN = ("en", "es", "fr", "de")
_SENTENCE = re.compile(r"[^.!?؟。！？…]+[.!?؟。！？…]*[”\"»’)]*")
_ASKED = re.compile(r"[?؟？][”\"»’)!\s]*$")
Length = Literal["short", "long"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a reader wants the brief: in a language (ISO 639-1), or another length."""

    language: str | None = None
    length: Length | None = None


Meant = Literal["question", "text", "courtesy"] | Wish


def meant(text: str, *, replies: bool = False) -> Meant:
    """What the message means; ``replies`` where it answers a brief or a question on one."""
    shown = text.strip()
    if _is_courtesy(shown):
        return "courtesy"
    wished = wish(shown)
    if wished is not None:
        return wished
    return "question" if _is_question(shown, replies=replies) else "text"


def wish(text: str) -> Wish | None:
    """The wish that the whole message is; None where it is none."""
    if size(text) > _WISH:
        return None
    language, rest = _without_language(text)
    for code in CODES:
        lists = lexicon(code)
        length = _length(lists, rest)
        if (language or length) and not lists.without(rest, "shorter", "longer", "filler", "thanks"):
            return Wish(language, length)
    return None


def size(text: str) -> int:
    """Words of a message; in Chinese two characters count as one."""
    unspaced = sum("\u2e80" <= c <= "\u9fff" for c in text)
    return len(words(re.sub(r"[\u2e80-\u9fff]", " ", text))) + unspaced // _UNSPACED_WORD


def language_of(text: str, default: str) -> str:
    """The language of a short message, by its letters and its commonest words; ``default`` where they do not tell."""
    if re.search(r"[\u0600-\u06ff]", text):
        return "ar"
    if re.search(r"[\u4e00-\u9fff]", text):
        return "zh"
    if re.search(r"[а-яёіїєґ]", text, re.IGNORECASE):
        if re.search(r"[іїєґ]", text, re.IGNORECASE):
            return "uk"
        return "ru" if re.search(r"[ыэъё]", text, re.IGNORECASE) else _likeliest(text, ("ru", "uk"), default)
    if re.search(r"[¿¡ñ]", text):
        return "es"
    return _likeliest(text, _LATIN, default)


def _likeliest(text: str, codes: tuple[str, ...], default: str) -> str:
    size_of = {code: _known(text, lexicon(code)) for code in codes}
    best = max(size_of.values())
    likely = [code for code in codes if size_of[code] == best]
    return default if not best or (default in likely) else likely[0]


def _known(text: str, lists: Lexicon) -> int:
    """How many letters of the text belong to words that ask, say or stand around them in that language."""
    meanings = (*_ASKING, "say", "deny", "filler", "stop", "thanks", "he", "they")
    return len("".join(words(text))) - len(lists.without(text, *meanings).replace(" ", ""))


def _is_courtesy(text: str) -> bool:
    if not words(text):
        return True
    if size(text) > _FEW or _ASKED.search(text):
        return False
    return any(_thanks(lexicon(code), text) for code in CODES)


def _thanks(lists: Lexicon, text: str) -> bool:
    """Whether the message is made of thanks and greetings, or begins with them and then asks for nothing."""
    rest = lists.without(text, "thanks")
    asks = any(lists.has(rest, meaning) for meaning in (*_ASKING, "say", "shorter", "longer"))
    return not rest or (lists.opens(text, "thanks") and not asks and size(rest) <= _TOLD)


def _without_language(text: str) -> tuple[str | None, str]:
    """The language that the message names, and the message without its name."""
    for code, names in language_names().items():
        for name in names:
            unspaced = name[0] >= "\u2e80"
            found = re.search(name if unspaced else rf"(?<!\w){name}\w*", text, re.IGNORECASE)
            if found:
                return code, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _length(lists: Lexicon, text: str) -> Length | None:
    if lists.has(text, "shorter"):
        return "short"
    return "long" if lists.has(text, "longer") else None


def _is_question(text: str, *, replies: bool) -> bool:
    length = size(text)
    if length > LONGEST:
        return False
    sentences = [s.strip() for s in _SENTENCE.findall(text) if words(s)]
    asks = bool(_ASKED.search(text))
    if asks:
        told = [s for s in sentences if not _ASKED.search(s)]
        return len(told) < _TOLD and (not told or sentences[-1] not in told)
    if length <= _FEW and not re.search(r"[.!。！…]\s*$", text):
        return True
    if len(sentences) == 1 and "\n" not in text and _opens(text) and not _tells(text, length):
        return True
    return replies and len(sentences) <= _TOLD and length <= LONGEST // 2


def _opens(text: str) -> bool:
    return any(lexicon(code).opens(text, meaning) for code in CODES for meaning in _ASKING)


def _tells(text: str, length: int) -> bool:
    """Whether it is a sentence with a full stop and of some length, as a text has it ("Who runs the port is unclear.")."""
    return bool(re.search(r"[.!。！…]\s*$", text)) and length > 2 * _FEW
