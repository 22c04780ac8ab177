"""All measurements, one after the other; ``--shared`` is the folder with the evaluation data."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

LABELS = Path(__file__).with_name("labels") / "main_speakers.jsonl"


def main(shared: Path) -> None:
    """Run what can be run: without the evaluation data the costs alone."""
    steps = [["costs"]]
    pages = shared / "eval" / "extraction"
    if pages.is_dir():
        gold = str(pages / "gold_dev.jsonl")
        steps += [["extraction", str(pages)], ["briefs", str(pages)], ["distortions", gold, str(LABELS)]]
    else:
        print(f"{pages} is not there: only the costs are measured")
    for module, *arguments in steps:
        print(f"\n## {module}", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", "-m", f"tests.benchmarks.{module}", *arguments], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    main(parser.parse_args().shared)
