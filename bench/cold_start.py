"""How long the program takes from a cold start: `python bench/cold_start.py` prints medians in seconds.

Each run is a process of its own, with no results of earlier runs to look up; beside them stands what importing spaCy
alone takes, and what a check may take. `--runs` sets how many; the first of each kind, uncounted, warms the disk cache
and compiles the modules, as an installation does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FIVE_PAGES = ROOT / "corpus" / "train" / "b" / "b02.pdf"
PROGRAM = ["-m", "avtalesjekk"]
COMMANDS = {
    "--help": [*PROGRAM, "--help"],
    "check, PDF of 5 pages": [*PROGRAM, "check", str(FIVE_PAGES)],
    "check, the same to JSON": [*PROGRAM, "check", str(FIVE_PAGES), "--format", "json"],
    "extract, the same": [*PROGRAM, "extract", str(FIVE_PAGES)],
    "import spacy": ["-c", "import spacy"],
}


def main() -> None:
    """Measure each command and print its median, fastest and slowest run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    # In turns, so that what else the machine does costs all of them the same.
    rounds = [{name: measured(arguments) for name, arguments in COMMANDS.items()} for _ in range(runs + 1)][1:]
    print(f"{'command':26} {'median':>7} {'min':>7} {'max':>7}")
    for name in COMMANDS:
        seconds = sorted(each[name] for each in rounds)
        print(f"{name:26} {median(seconds):7.3f} {seconds[0]:7.3f} {seconds[-1]:7.3f}")
    limit = median(1.3 * each["import spacy"] + each["extract, the same"] for each in rounds)
    print(f"1.3 times the import of spaCy, and the extraction: {limit:.3f}")


def measured(arguments: list[str]) -> float:
    """Run Python once with these arguments; seconds on the wall."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONDONTWRITEBYTECODE": ""}
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False, env=environment)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
