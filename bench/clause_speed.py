"""How fast documents are understood: `python bench/clause_speed.py [FOLDER]` prints clauses a second on one core.

Measured are the documents below the folder (the training corpus), already extracted: their reading (language, kind,
parties, dates, labels, provisions), and then the flattening of the reading to facts. The median of five rounds, by
processor time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.read import read
from avtalesjekk.extract.read import read as extract

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "train"
ROUNDS = 5
T = TypeVar("T")
R = TypeVar("R")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    paths = sorted(path for path in arguments.parse_args().folder.rglob("*") if path.suffix in (".docx", ".pdf"))
    documents = [extract(path) for path in paths]
    clauses = sum(len(document.clauses) for document in documents)
    print(f"{len(documents)} documents, {clauses} clauses")
    for document in documents:  # pipelines and lexicons are made, words are known
        read(document)
    reading, readings = timed(read, documents)
    flattening, _ = timed(fact_sheet, readings)
    print(f"reading {clauses / reading:.0f} clauses a second, facts {clauses / flattening:.0f}")


def timed(action: Callable[[T], R], things: Sequence[T]) -> tuple[float, list[R]]:
    """The median of the seconds that `action` takes for all `things`, and what it gives."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        results = [action(thing) for thing in things]
        times.append(time.process_time() - start)
    return median(times), results


if __name__ == "__main__":
    main()
