"""What a brief shows that its article does not carry, found without any code of the receipts."""

from __future__ import annotations

import re
import unicodedata

from storage.records import Article, Brief

_OURS = re.compile(r"^The article says that |^According to ")
_VERBS = frozenset("said wrote posted announced warned denied promised that according to the article says".split())
_STRANGE = re.compile(r"https?://|www\.|@\w|</?\w|\]\(|(?<!\w)/\w{2,}")


def unsupported(article: Article, brief: Brief) -> list[str]:
    """Each shown thing that the article lacks: words, numbers, names, quotations, speakers, roles, links."""
    body, title = _plain(article.text), _plain(article.title or "")
    known = set(_words(body)) | _VERBS
    found = [f"word “{w}” in: {t}" for t in _ours(brief) for w in _words(_plain(t)) if w not in known]
    found += [f"quotation in: {t}" for t in _ours(brief) for q in re.findall(r"“([^”]+)”", t) if _plain(q) not in body]
    found += [f"link or markup in: {t}" for t in _ours(brief) if _STRANGE.search(t)]
    for s in brief.statements:
        parts = [*s.parts, *(x for x in (s.speaker.mention, s.speaker.role, s.cue) if x is not None)]
        found += [f"span outside the article: {p}" for p in parts if not 0 <= p.start < p.end <= len(article.text)]
        named = s.speaker.kind in ("not_stated", "author") or _plain(s.speaker.name) in body
        found += [] if named else [f"speaker {s.speaker.name}"]
    found += [f"mentioned {m.name}" for m in brief.mentioned if _plain(m.name) not in body]
    found += [f"loaded word {w.text}" for w in brief.loaded_words if _plain(w.text) not in body + " " + title]
    return found


def _ours(brief: Brief) -> list[str]:
    """The lines that a model may have written."""
    return [_OURS.sub("", text) for text in (brief.headline, *(p.text for p in brief.points)) if text]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).translate(str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--'))
    return re.sub(r"\s+", " ", folded).casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"\d[\d.,]*\d|\w+", text)
