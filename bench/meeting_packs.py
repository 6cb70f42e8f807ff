"""Agreements bound with other papers in one PDF: `python bench/meeting_packs.py` compares them with themselves alone.

Each pack is one to three agreements of the corpus in a row of papers that are none (minutes of a council, a guide for
newcomers), drawn at random with a fixed seed. Counted are the packs in which the right number of agreements was found,
and the agreements whose parts all have the same status in the pack as alone.
"""

from __future__ import annotations

import argparse
import io
import json
import random
from pathlib import Path

import pikepdf

from avtalesjekk.engine.inference.reference import evaluate
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.model import Reading
from avtalesjekk.engine.reading.read import read, read_all
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.extract.read import read as read_file
from avtalesjekk.extract.read import read_bytes

RULEBOOK = load_shipped()
CORPUS = Path(__file__).resolve().parents[1] / "corpus"
AGREEMENTS = ("intro-agreement", "intro-routine", "nav-office-agreement")


def of_kinds(*kinds: str) -> list[Path]:
    """The PDFs of the corpus that are of these kinds."""
    paths = sorted(CORPUS.rglob("*.pdf"))
    return [path for path in paths if json.loads(path.with_suffix(".gold.json").read_text())["kind"] in kinds]


def bound(paths: list[Path]) -> bytes:
    """The pages of several PDFs in one."""
    result = pikepdf.new()
    for path in paths:
        with pikepdf.open(path) as source:
            result.pages.extend(list(source.pages))
    target = io.BytesIO()
    result.save(target)
    return target.getvalue()


def statuses(reading: Reading) -> list[str]:
    """What the rules on the content of agreements say, in their order."""
    outcomes = zip(RULEBOOK.rules, evaluate(RULEBOOK, fact_sheet(reading).facts), strict=True)
    return [outcome.status for rule, outcome in outcomes if rule.pack in ("g27-2017", "navk-2006")]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    agreements, papers, drawn = of_kinds(*AGREEMENTS), of_kinds("not-an-agreement"), random.Random(wanted.seed)
    counted = same = total = 0
    for _ in range(wanted.packs):
        inside = drawn.sample(agreements, drawn.randint(1, 3))
        row = [drawn.choice(papers), *(each for one in inside for each in (one, drawn.choice(papers)))]
        found = read_all(read_bytes(bound(row), "pakke.pdf"))
        total += len(inside)
        if len(found) != len(inside):
            print(f"{len(found)} agreements instead of {len(inside)} in {' '.join(path.stem for path in row)}")
            continue
        counted += 1
        equal = [statuses(one) == statuses(read(read_file(path))) for one, path in zip(found, inside, strict=True)]
        same += sum(equal)
        for path, is_equal in zip(inside, equal, strict=True):
            if not is_equal:
                print(f"{path.stem} has other statuses in {' '.join(path.stem for path in row)}")
    print(f"right number of agreements in {counted} of {wanted.packs} packs")
    print(f"{same} of {total} agreements have all the statuses that they have alone")


if __name__ == "__main__":
    main()
