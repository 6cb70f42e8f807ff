"""Many documents at once: the same check in several processes, the results in the order of the documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from ..report.model import DocumentReport, PackUsed, Report
from .check import Settings, check_bytes, check_file
from .inference.select import evaluator
from .rulebook.load import load_shipped
from .version import VERSION

_FEWEST_PER_PROCESS = 4  # a process needs about a second to start, as long as four documents take


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every document of a run is checked with. `profiles` empty means that the kind of document decides."""

    as_of: date
    lang: str
    profiles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document to check: `data` None means the file called `name`."""

    name: str
    data: bytes | None = None


def check_all(inputs: Sequence[Input], job: Job, processes: int | None) -> Report:
    """Check `inputs` with up to `processes` processes (all cores when None). The report does not depend on their number."""
    wanted = min(processes or os.cpu_count() or 1, -(-len(inputs) // _FEWEST_PER_PROCESS))
    packs = tuple(PackUsed(id=pack.id, version=pack.version) for pack in load_shipped().packs)
    return Report(version=VERSION, packs=packs, as_of=job.as_of.isoformat(), documents=tuple(_results(inputs, job, wanted)))


def _results(inputs: Sequence[Input], job: Job, processes: int) -> Iterable[DocumentReport]:
    if processes < 2:
        return [_check(one, job) for one in inputs]
    return _in_processes(inputs, job, processes)


def _in_processes(inputs: Sequence[Input], job: Job, processes: int) -> Iterator[DocumentReport]:
    # A fresh interpreter per process: the engine and the PDF library keep state that must not be copied by fork.
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_check, inputs, [job] * len(inputs), chunksize=1)


def _check(one: Input, job: Job) -> DocumentReport:
    settings = _settings(job)
    return check_file(Path(one.name), settings) if one.data is None else check_bytes(one.data, one.name, settings)


@cache
def _settings(job: Job) -> Settings:
    return Settings(rulebook=load_shipped(), evaluate=evaluator(), as_of=job.as_of, lang=job.lang, profiles=job.profiles)
