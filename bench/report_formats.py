"""How long the formats of a report take and how large they are: `python bench/report_formats.py [DOCUMENTS]`.

The documents are those of corpus/train, checked once and repeated up to the number asked for (400).
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from avtalesjekk.engine.batch import check_all, documents_in
from avtalesjekk.engine.job import Input, Job
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.report.formats import SUFFIXES, Presentation, render
from avtalesjekk.report.model import Report

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "train"


def main() -> None:
    """Print seconds and megabytes for each format."""
    report = repeated(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    shown = Presentation(lang="nb", rules={rule.id: rule for rule in load_shipped().rules})
    characters = sum(len(passage.text) for document in report.documents for passage in document.passages)
    print(f"{len(report.documents)} documents, {characters} characters")
    for name in SUFFIXES:
        start = time.perf_counter()
        size = len(render(name, report, shown))
        print(f"{name:8} {time.perf_counter() - start:6.2f} s {size / 1e6:6.1f} MB")


def repeated(count: int) -> Report:
    """Check the corpus and repeat its documents up to `count`, each under a path of its own."""
    inputs = [Input(name=str(path)) for path in documents_in(CORPUS)]
    job = Job(as_of=date(2026, 11, 22), lang="nb", profiles=frozenset({"auto"}))
    report = check_all(inputs, job, None)
    whole = report.documents * (count // len(report.documents) + 1)
    documents = (replace(document, path=f"{number}/{document.path}") for number, document in enumerate(whole[:count]))
    return replace(report, documents=tuple(documents))


if __name__ == "__main__":
    main()
