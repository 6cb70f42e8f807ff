"""How long the program takes from a cold start: `python bench/cold_start.py` prints medians in seconds.

Each run is a process of its own. `--runs` sets how many; the first of each kind warms the disk cache, uncounted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FIVE_PAGES = ROOT / "corpus" / "train" / "b" / "b02.pdf"
COMMANDS = {
    "--help": ["--help"],
    "check, PDF of 5 pages": ["check", str(FIVE_PAGES)],
    "check, the same to JSON": ["check", str(FIVE_PAGES), "--format", "json"],
}


def main() -> None:
    """Measure each command and print its median, fastest and slowest run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print(f"{'command':26} {'median':>7} {'min':>7} {'max':>7}")
    for name, arguments in COMMANDS.items():
        seconds = sorted([measured(arguments) for _ in range(runs + 1)][1:])
        print(f"{name:26} {median(seconds):7.3f} {seconds[0]:7.3f} {seconds[-1]:7.3f}")


def measured(arguments: list[str]) -> float:
    """Run the program once; seconds on the wall."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "avtalesjekk", *arguments], stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
