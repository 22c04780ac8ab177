"""Prompt files: loaded with their version, checked for their variables, rendered or refused before anything is sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from prompts import answer, digest, repair, statements, summary, topic, translation

OURS = Path(__file__).parent
_FILE = re.compile(r"---\nversion: (?P<version>\d{1,6})\n---\n(?P<text>.+)", re.DOTALL)
VARIABLES: Mapping[str, frozenset[str]] = {
    "rules": frozenset(),
    "statements": frozenset(statements.Ask.model_fields),
    "summary": frozenset(summary.Ask.model_fields),
    "repair": frozenset(repair.Ask.model_fields),
    "translation": frozenset(translation.Ask.model_fields),
    "answer": frozenset(answer.Ask.model_fields),
    "digest": frozenset(digest.Ask.model_fields),
    "topic": frozenset(topic.Ask.model_fields),
}
"""Every prompt file and the variables that it has to hold, no more and no fewer."""


class PromptError(Exception):
    """A prompt file cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: its step, its version and its text with ``$variables``."""

    name: str
    version: int
    text: str

    def render(self, values: Mapping[str, str]) -> str:
        """The text with its variables filled in. Raises PromptError where one is missing or unknown."""
        wanted = VARIABLES[self.name]
        for name in sorted(wanted ^ values.keys()):
            raise PromptError(f"{self.name}: ${name} is {'missing' if name in wanted else 'unknown'}")
        return Template(self.text).substitute(values)


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts of the chain; ``digest`` changes with every byte of them."""

    files: Mapping[str, Prompt]
    digest: str

    def render(self, name: str, **values: str) -> str:
        """The prompt of a step. Raises PromptError where a variable is missing or unknown."""
        return self.files[name].render(values)


def load(folder: Path | None = None) -> Prompts:
    """The prompts of ``folder``, and ours where it has none. Raises PromptError."""
    if folder is not None and not folder.is_dir():
        raise PromptError(f"{folder} is no folder")
    if folder is not None:
        for path in sorted(folder.glob("*.md")):
            if path.stem not in VARIABLES:
                raise PromptError(f"{path.name}: no step has this name; there are {', '.join(sorted(VARIABLES))}")
    sources = {name: _source(name, folder) for name in VARIABLES}
    digest = hashlib.sha256("\x1f".join(sources[name] for name in sorted(sources)).encode()).hexdigest()
    return Prompts({name: _parsed(name, source) for name, source in sources.items()}, digest)


def _source(name: str, folder: Path | None) -> str:
    theirs = folder / f"{name}.md" if folder is not None else None
    path = theirs if theirs is not None and theirs.is_file() else OURS / f"{name}.md"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path.name}: cannot be read ({error})") from error


def _parsed(name: str, source: str) -> Prompt:
    file = _FILE.fullmatch(source)
    if file is None:
        raise PromptError(f'{name}.md: has to begin with "---", "version: " and a number, "---", each on a line')
    template = Template(file["text"])
    if not template.is_valid():
        raise PromptError(f"{name}.md: a $ stands alone; write $$ for a dollar sign")
    found = frozenset(template.get_identifiers())
    for variable in sorted(VARIABLES[name] - found):
        raise PromptError(f"{name}.md: ${variable} is missing")
    for variable in sorted(found - VARIABLES[name]):
        raise PromptError(f"{name}.md: ${variable} is unknown")
    return Prompt(name, int(file["version"]), file["text"])
