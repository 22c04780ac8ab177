"""All measurements, one after the other; ``--shared`` is the folder with the evaluation data."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
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
    corpus = shared / "eval" / "quotes" / "polnear_core_dev.jsonl"
    if corpus.is_file():
        answers = Path(tempfile.mkdtemp()) / "quotes.jsonl"
        steps += [["quotes", str(corpus), str(answers)], ["speakers", str(corpus)]]
    stub = shared / "tgsim" / "llmstub.py"
    if stub.is_file() and pages.is_dir():
        orders = shared / "eval" / "security" / "injection_dev.jsonl"
        steps += [["chain", str(pages), "--stub", str(stub), "--injections", str(orders)]]
    for module, *arguments in steps:
        print(f"\n## {module}", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", "-m", f"tests.benchmarks.{module}", *arguments], check=True)
    if corpus.is_file():
        scorer = corpus.with_name("score.py")
        subprocess.run([sys.executable, str(scorer), str(corpus), str(answers), "--brief"], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    main(parser.parse_args().shared)
