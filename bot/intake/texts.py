"""Bytes and pasted text become clean lines: decoded, freed of what cannot be seen, unwrapped, with a title."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import UnreadableError
from bot.intake.boilerplate import without_boilerplate

MAX_CHARACTERS = 400_000
MIN_WORDS = 10
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_END = re.compile(r"[.!?…。！？।؟:;][\"”’»)」]*$")
_WRAP_LEAST = 40
_TITLE_WORDS = (2, 30)
_DOUBLED = {"‘‘": "“", "’’": "”", "``": "“", "''": '"'}
"""Marks typed as two single ones."""
_JUNK_SHARE = 0.02
_LONGEST_LINE = 400
"""Characters; what is longer is no title and no name."""


def decode(body: bytes, charset: str | None = None) -> str:
    """Bytes to text: the stated character set, UTF-8, UTF-16 by its mark, else the likeliest. Raises UnreadableError."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-16"
    for name in dict.fromkeys(n for n in (charset, "utf-8-sig") if n):
        try:
            text = body.decode(name)
            text.encode("utf-8")
            return _readable(text)
        except (UnicodeError, LookupError):
            continue
    if b"\x00" in body:
        raise UnreadableError("binary")
    return _readable(_guessed(body))


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000]).best()
    if best is None or best.percent_chaos > 10 or _mostly_utf8(body):
        raise UnreadableError("damaged_text")
    return body.decode(best.encoding, errors="replace")


def _mostly_utf8(body: bytes) -> bool:
    """Whether multi-byte UTF-8 letters stand beside broken ones: a damaged text, not one in another encoding."""
    return len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", body)) > 2 * body.decode("utf-8", errors="replace").count(
        "\ufffd"
    )


def _readable(text: str) -> str:
    """Refuse what only looks like text."""
    junk = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if junk > _JUNK_SHARE * len(text):
        raise UnreadableError("binary")
    return text


def cleaned(text: str) -> str:
    """One paragraph a line, single spaces, nothing invisible. Raises UnreadableError above 400,000 characters."""
    if len(text) > MAX_CHARACTERS * 2:
        raise UnreadableError("too_long", characters=f"{len(text):,}")
    text = _readable(text)
    text = _CONTROL.sub("", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    for doubled, mark in _DOUBLED.items():
        text = text.replace(doubled, mark)
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    text = "\n".join(_unwrapped(lines))
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError("too_long", characters=f"{len(text):,}")
    return text


def line(words: str) -> str:
    """A title, a name or a date as a page states it: one line, nothing invisible, of bounded length."""
    shown = re.sub(r"\s+", " ", _CONTROL.sub("", _UNSEEN.sub("", _LINE_ENDS.sub("\n", words)))).strip()
    return shown if len(shown) <= _LONGEST_LINE else ""


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that a mail client or a PDF broke in mid-sentence; empty lines stay as borders."""
    out: list[str] = []
    for line in lines:
        before = out[-1] if out else ""
        wrapped = len(before) >= _WRAP_LEAST and not _END.search(before) and line[:1].islower()
        if wrapped and before.endswith("-") and before[-2:-1].isalpha():
            out[-1] = before[:-1] + line
        elif wrapped:
            out[-1] = f"{before} {line}"
        else:
            out.append(line)
    return out


def titled(text: str) -> tuple[str | None, str]:
    """Title and body of a pasted text: a first line that is no sentence, with more below it, is the title."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) < 2:
        return None, text
    first, rest = lines[0], "\n".join(lines[1:])
    fewest, most = _TITLE_WORDS
    headline = (
        fewest <= len(first.split()) <= most and not re.search(r"[.。…:;,]$", first) and len(rest) > 2 * len(first)
    )
    quoted = first[:1] in '"“«„' and first[-1:] in '"”»'
    return (first, rest) if headline and not quoted else (None, text)


def pasted(text: str) -> tuple[str | None, str]:
    """Title and body of a text that a reader pasted, without advertisements, pleas, captions and "read also"."""
    title, body = titled(cleaned(text))
    return title, without_boilerplate(body, title)


def check_length(text: str) -> None:
    """Raise UnreadableError where nothing, or too little for a statement, is left."""
    if not any(c.isalnum() for c in text):
        raise UnreadableError("empty")
    words = len(re.findall(r"\w+", text))
    unspaced = sum(unicodedata.east_asian_width(c) in "WF" or "\u0e00" <= c <= "\u0e7f" for c in text)
    if words + unspaced // 2 < MIN_WORDS:
        raise UnreadableError("too_short", count=words)
