"""Long agreements for measuring: `python bench/agreements.py FOLDER` makes 400 of 7.5 pages on average.

Half are DOCX, half PDF, for which LibreOffice is needed. Each is a training document of the corpus with sections of
others of the same language put in before its last section, until it has its length; the same command makes the same
texts. Documents that are there already are left alone.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "corpus"))

from build import render  # noqa: E402 – a script of the corpus, which is no package
from source import Line, Source, read_source  # noqa: E402

FEWEST, MOST = 3_500, 16_600  # characters in a document: 7.5 pages on average as LibreOffice prints them
AT_ONCE = 50  # documents that LibreOffice is given


def main() -> None:
    """Make what the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--documents", type=int, default=400)
    wanted = arguments.parse_args()
    make(wanted.folder, wanted.documents)


def make(folder: Path, documents: int) -> None:
    """Make the documents that `folder` lacks: those with an even number as DOCX, the others as PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(documents) if not _path(folder, number).exists()]
    with tempfile.TemporaryDirectory() as scratch:
        for number in missing:
            source = text(number)
            render(source).save(str(_path(Path(scratch) if number % 2 else folder, number).with_suffix(".docx")))
        _to_pdf(sorted(Path(scratch).glob("*.docx")), folder)


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:04}.{'pdf' if number % 2 else 'docx'}"


def text(number: int) -> Source:
    """The source of document `number`."""
    chance = random.Random(number)
    sources = _sources()
    base = sources[number % len(sources)]
    own = _sections(base)
    others = [each for each in sources if each is not base and each.header["language"] == base.header["language"]]
    wanted = chance.randint(FEWEST, MOST)
    more: list[list[Line]] = []
    while _length(own) + _length(more) < wanted:
        more.append(chance.choice(_sections(chance.choice(others))[1:-1]))
    lines = tuple(line for section in [*own[:-1], *more, own[-1]] for line in section)
    return replace(base, lines=lines)


@cache
def _sources() -> list[Source]:
    """The agreements on the introduction programme that sections can be taken from."""
    found = []
    for path in sorted((ROOT / "corpus" / "train").rglob("*.src")):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        source = read_source(path)
        if gold["kind"] == "intro-agreement" and len(_sections(source)) > 3:
            found.append(replace(source, header={**source.header, "language": gold["language"]}))
    return found


def _sections(source: Source) -> list[list[Line]]:
    """The lines from one first-level heading to the next; first those before any."""
    sections: list[list[Line]] = [[]]
    for line in source.lines:
        if line.kind == "heading" and line.level == 1:
            sections.append([])
        sections[-1].append(line)
    return sections


def _length(sections: list[list[Line]]) -> int:
    return sum(len(line.text) for section in sections for line in section)


def _to_pdf(paths: list[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        for first in range(0, len(paths), AT_ONCE):
            command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
            command += ["--outdir", str(folder), *map(str, paths[first : first + AT_ONCE])]
            subprocess.run(command, check=True, capture_output=True, timeout=600)


if __name__ == "__main__":
    main()
