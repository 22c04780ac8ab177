"""Who said what, for the scorer: ``python -m tests.benchmarks.quotes IN.jsonl OUT.jsonl [--processes N]``.

Reads lines with ``id`` and ``text``, writes each with the attributions that briefs are made from. ``speaker_start`` and
``speaker_end`` are all words that name the speaker at the cue, ``speaker_text`` the resolved name. Quotations that
nothing attributes are left out: there is no speaker to judge.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from bot.analysis.attribution.finding import Finding, Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.attribution.rules.unclaimed import NO_CUE
from bot.analysis.attribution.statements import attributions
from bot.analysis.syntax import parse
from storage.records import Speaker
from tests.support import article

_CHUNK = 8
"""Articles that a process is handed at a time."""
_MEASURED = 100
"""Articles between two looks at the memory."""


def attributed(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the answer."""
    given = article(row["text"])
    text = Text.of(given, parse(given))
    told = (f for f in attributions(text, Cast(text)) if f[0].rule != NO_CUE)
    return {"id": row["id"], "quotes": [_quote(found, speaker) for found, speaker in told]}


def _quote(found: Finding, speaker: Speaker) -> dict[str, Any]:
    words = found.speaker.phrase if found.speaker is not None else None
    return {
        "content_start": found.parts[0].start,
        "content_end": found.parts[-1].end,
        "content_parts": [list(part) for part in found.parts],
        "speaker_start": words.start if words else None,
        "speaker_end": words.end if words else None,
        "speaker_text": speaker.name,
        "rule": found.rule,
    }


def answers(rows: list[dict[str, Any]], processes: int) -> Iterator[dict[str, Any]]:
    """The lines in their order, from one process or several."""
    if processes == 1:
        yield from map(attributed, rows)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(attributed, rows, chunksize=_CHUNK)


def main(source: Path, target: Path, processes: int) -> None:
    """Write the answers; speed and, in one process, memory go to standard error."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    attributed({"id": "warm", "text": "Ada Quill said that the bridge was safe."})
    begun = time.perf_counter()
    with target.open("w", encoding="utf-8") as out:
        for number, answer in enumerate(answers(rows, processes), start=1):
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            if processes == 1 and number % _MEASURED == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(f"{number} articles, {peak} MB at most", file=sys.stderr)
    spent = time.perf_counter() - begun
    print(f"{len(rows) / spent:.2f} articles/s in {processes} process(es)", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    main(given.source, given.target, given.processes)
