"""What a reader names on the command line becomes a source: a link, a file or standard input."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bot.desk import Source
from bot.errors import UnreadableError
from bot.intake.reader import SUFFIXES


def source_of(name: str) -> Source:
    """Read what ``name`` stands for. Raises UnreadableError where it stands for nothing readable."""
    if name == "-":
        return Source(body=sys.stdin.buffer.read())
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name):
        return Source(link=name)
    path = Path(name)
    if path.is_dir():
        raise UnreadableError("is_a_folder", name=name)
    if not path.is_file():
        raise UnreadableError("no_such_file", name=name)
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UnreadableError("wrong_file", name=path.name)
    return Source(body=path.read_bytes(), kind=kind)
