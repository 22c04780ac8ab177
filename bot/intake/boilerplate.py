"""Lines that stand in an article without belonging to it, in pasted text and in what extraction leaves behind."""

from __future__ import annotations

import re

_ADVERTISEMENT = re.compile(
    r"^[\W_]*(?:advertisement|advertisment|sponsored(?: content)?|anzeige|werbung|publicidad|publicité|pubblicità|реклама|"
    r"story continues below(?: advertisement)?|article continues below|scroll to continue(?: with content)?|"
    r"continue reading the main story|continue reading|skip advertisement|ad feedback|广告|広告|إعلان)[\W_]*$",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"^[\W_]*(?:subscribe (?:to|now|here|today)|sign up (?:for|to|here|now)|get (?:the|our) (?:latest|daily|free|morning)|"
    r"click here to|follow us on|follow [\w@ ]{2,30} on (?:twitter|facebook|instagram|x|telegram|google)|"
    r"join (?:our|the) (?:newsletter|channel|telegram|whatsapp)|download (?:our|the) app|like us on|share this|"
    r"support (?:our|independent) journalism|donate (?:now|today|here)|become a (?:member|subscriber|supporter)|"
    r"for more (?:news|stories)[, ]|thank you for reading|email the author|have a tip\?|newsletter|"
    r"abonnieren sie|jetzt abonnieren|newsletter abonnieren|suscríbete|suscríbase|abonnez-vous|inscrivez-vous|"
    r"подпишитесь|подписывайтесь|підпишіться|підписуйтесь|assine|inscreva-se|iscriviti)\b",
    re.IGNORECASE,
)
_READ_ALSO = re.compile(
    r"^[\W_]*(?:read (?:also|more|next|the full)|see also|also read|related(?: articles| stories| topics| content)?|more on this|"
    r"more from|recommended|watch(?: now| live| more)?|listen(?: now)?|must read|don['’]t miss|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|siehe auch|lee también|leer también|lea también|te puede interesar|"
    r"lire aussi|à lire aussi|voir aussi|читайте также|читайте також|смотрите также|leia também|leia mais|veja também|"
    r"leggi anche|lees ook)\b\s*[:|>›»–-]|^[\W_]*(?:read more|read also|see also|related|lire aussi|lee también)[\W_]*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:\((?:photo|image|picture|file photo|ap photo|foto)[^)]{0,80}\)"
    r"|(?:photo|image|picture|photograph|foto)(?: credit)?\s?[:/]\s?[\w ./,©&-]{2,60}"
    r"|©\s?[\w ./,-]{2,60}|(?:getty images|reuters|afp|ap photo|epa|shutterstock|alamy)(?:/[\w .]+)?)\s*$",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){2,3}is (?:an? |the )?(?:[\w-]+ ){0,5}(?:writer|reporter|journalist|editor|correspondent|columnist|"
    r"producer|contributor)\b(?! who said| said)"
)
_PLEA_LIMIT = 45
"""Words above which a line is prose, however it begins."""
_CAPTION_LIMIT = 30
_BIO_BELOW = 4
"""Lines that a text needs before its last one may be a note on its author."""


def is_boilerplate(line: str) -> bool:
    """Whether the line is an advertisement marker, a plea, a "read also" or a picture's caption with its credit."""
    count = len(line.split())
    if _ADVERTISEMENT.match(line):
        return True
    if count <= _PLEA_LIMIT and (_PLEA.match(line) or _READ_ALSO.match(line)):
        return True
    return count <= _CAPTION_LIMIT and bool(_CAPTION.search(line)) and not re.search(r"[.!?][”\"]?\s+\S+.*[.!?]$", line)


def without_boilerplate(text: str, title: str | None) -> str:
    """The lines that are the article's own; a first line that only repeats the title goes as well."""
    kept = [line.strip() for line in text.split("\n")]
    kept = [line for line in kept if line and not is_boilerplate(line)]
    if len(kept) > _BIO_BELOW and _BIO.match(kept[-1]):
        kept.pop()
    if kept and title and kept[0].casefold() == title.strip().casefold():
        kept = kept[1:]
    return "\n".join(kept)
