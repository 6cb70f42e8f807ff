"""Many documents at once: the same check in several processes, the results in the order of the documents.

Promises that a document that stops its process is reported and that the others are checked all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from ..extract.limits import read_file
from ..extract.model import ReadError
from ..report.model import DocumentReport, PackUsed, Report
from .check import check_bytes, check_file, unread
from .inference.select import evaluator
from .rulebook.load import load_with
from .rulebook.model import Pack
from .settings import Settings
from .template.file import read_template
from .version import VERSION

_Reports: TypeAlias = tuple[DocumentReport, ...]  # on one file

SUFFIXES = (".docx", ".pdf", ".odt", ".rtf", ".doc", ".txt", ".md")
_FEWEST_PER_PROCESS = 4  # a process needs about a second to start, as long as four documents take


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document to check: `data` None means the file called `name`."""

    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every document of a run is checked with; the fields as in `Settings`, the template still unread.

    `rules` are the folders of packs beside those that ship.
    """

    as_of: date
    lang: str
    profiles: frozenset[str]
    template: Input | None = None
    rules: tuple[Path, ...] = ()


def documents_in(folder: Path) -> list[Path]:
    """The documents under `folder`, by path; not the hidden and temporary files that Word and others leave."""
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in files if not path.name.startswith(("~$", ".")))


def content(one: Input) -> bytes:
    """The bytes of a document. Raises `ReadError` for a file that cannot be read."""
    return read_file(Path(one.name)) if one.data is None else one.data


def check_all(inputs: Sequence[Input], job: Job, processes: int | None) -> Report:
    """Check `inputs` with up to `processes` processes, as many as there are cores when None; the report is the same.

    Raises `ReadError` for a template that cannot be read.
    """
    wanted = min(processes or os.cpu_count() or 1, -(-len(inputs) // _FEWEST_PER_PROCESS))
    packs = tuple(_used(pack) for pack in _settings(job).rulebook.packs)
    documents = tuple(document for found in _results(inputs, job, wanted) for document in found)
    return Report(version=VERSION, packs=packs, as_of=job.as_of.isoformat(), documents=documents)


def _used(pack: Pack) -> PackUsed:
    end = pack.in_force.end
    return PackUsed(
        id=pack.id, version=pack.version, start=pack.in_force.start.text, end=end.text if end is not None else None
    )


def _results(inputs: Sequence[Input], job: Job, processes: int) -> Iterable[_Reports]:
    if processes < 2:
        return [_check(one, job) for one in inputs]
    return _in_processes(inputs, job, processes)


def _in_processes(inputs: Sequence[Input], job: Job, processes: int) -> Iterator[_Reports]:
    with _pool(processes) as pool:
        futures = [pool.submit(_check, one, job) for one in inputs]
        for one, future in zip(inputs, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:  # this document stopped its process, or one beside it did
                yield _alone(one, job)


def _alone(one: Input, job: Job) -> _Reports:
    with _pool(1) as pool:
        try:
            return pool.submit(_check, one, job).result()
        except BrokenProcessPool:
            return _stopped(one, job, ReadError("crashed"))


def _pool(processes: int) -> ProcessPoolExecutor:
    # A fresh interpreter per process: the engine and the PDF library keep state that must not be copied by fork.
    return ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn"))


def _check(one: Input, job: Job) -> _Reports:
    settings = _settings(job)
    try:
        return check_file(Path(one.name), settings) if one.data is None else check_bytes(one.data, one.name, settings)
    except Exception as error:  # a fault of the program in one document must not cost the reports on the others
        return _stopped(one, job, ReadError("failed", reason=f"{type(error).__name__}: {error}"))


def _stopped(one: Input, job: Job, error: ReadError) -> _Reports:
    try:
        data = content(one)
    except ReadError:
        data = b""
    return (unread(one.name, data, error, job.lang),)


@cache
def _settings(job: Job) -> Settings:
    return Settings(
        rulebook=load_with(job.rules),
        evaluate=evaluator(),
        as_of=job.as_of,
        lang=job.lang,
        profiles=job.profiles,
        template=read_template(job.template.data or b"", job.template.name) if job.template else None,
    )
