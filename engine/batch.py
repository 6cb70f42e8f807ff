"""Many documents at once: looked up among the results of earlier runs, or else checked, in several processes.

Promises the reports in the order of the documents, whoever is done first, and that a document that stops its process is
reported and the others are checked all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from ..extract.limits import read_file
from ..extract.model import ReadError
from ..report.model import PackUsed, Report
from .identity import identity, key
from .intake import writable
from .job import Input, Job
from .pools import Pool, PoolError, cluster, processes
from .rulebook.load import load_with
from .rulebook.model import Pack
from .store import Store
from .version import VERSION
from .work import OtherProgramError, Reports, checked, stopped

SUFFIXES = (".docx", ".pdf", ".odt", ".rtf", ".doc", ".txt", ".md")
_FEW = 4  # documents are checked here: a process takes as long to start


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """Document `number` of the run, which is to be checked; `key` is what its result is known by."""

    number: int
    name: str
    data: bytes
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """The reports on document `number`; `task` is None when it was not checked."""

    number: int
    reports: Reports
    task: _Task | None = None


_Items: TypeAlias = Iterable[_Task | _Result]
_Results: TypeAlias = Iterator[_Result]


def documents_in(folder: Path) -> list[Path]:
    """The documents under `folder`, by path; not the hidden and temporary files that Word and others leave."""
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in files if not path.name.startswith(("~$", ".")))


def content(one: Input) -> bytes:
    """The bytes of a document. Raises `ReadError` for a file that cannot be read."""
    return read_file(Path(one.name)) if one.data is None else one.data


def check_all(
    inputs: Sequence[Input],
    job: Job,
    jobs: int | None = None,
    *,
    scheduler: str | None = None,
    store: Store | None = None,
    done: Callable[[Reports], None] = lambda _: None,
) -> Report:
    """Check `inputs` in up to `jobs` processes, as many as there are cores when None; the report is the same.

    With `scheduler`, the address of a Dask scheduler, its workers check them. `store` has the results of earlier runs
    and gets those of this one. `done` is called with the reports on each file, in the order in which they are done.
    Raises `PoolError`.
    """
    known_as = identity(job)
    items = _looked_up(inputs, job, known_as, store)
    if scheduler:
        results = _in_pool(items, job, known_as, partial(cluster, scheduler))
    else:
        results = _on_this_machine(items, job, known_as, jobs or os.cpu_count() or 1)
    found: dict[int, Reports] = {}
    for result in results:
        found[result.number] = result.reports
        if store and result.task:
            store.put(result.task.key, result.reports)
        done(result.reports)
    return Report(
        version=VERSION,
        packs=tuple(_used(pack) for pack in load_with(job.rules).packs),
        as_of=job.as_of.isoformat(),
        documents=tuple(report for number in range(len(inputs)) for report in found[number]),
    )


def _used(pack: Pack) -> PackUsed:
    end = pack.in_force.end
    return PackUsed(
        id=pack.id,
        version=pack.version,
        digest=pack.digest,
        start=pack.in_force.start.text,
        end=end.text if end is not None else None,
    )


def _looked_up(inputs: Sequence[Input], job: Job, known_as: str, store: Store | None) -> Iterator[_Task | _Result]:
    for number, one in enumerate(inputs):
        try:
            data = content(one)
        except ReadError as error:
            yield _Result(number=number, reports=stopped(b"", one.name, job, error))
            continue
        known_by = key(data, one.name, known_as)
        kept = store.get(known_by, writable(one.name)) if store else None
        if kept:
            yield _Result(number=number, reports=kept)
        else:
            yield _Task(number=number, name=one.name, data=data, key=known_by)


def _on_this_machine(items: _Items, job: Job, known_as: str, jobs: int) -> _Results:
    if jobs == 1:
        return _here(items, job, known_as)
    items, ahead, tasks = iter(items), [], 0
    for item in items:
        ahead.append(item)
        tasks += isinstance(item, _Task)
        if tasks > _FEW:
            return _in_pool(chain(ahead, items), job, known_as, partial(processes, jobs))
    return _here(ahead, job, known_as)


def _here(items: _Items, job: Job, known_as: str) -> _Results:
    for item in items:
        if isinstance(item, _Result):
            yield item
        else:
            yield _Result(number=item.number, reports=checked(item.data, item.name, job, known_as), task=item)


def _in_pool(items: _Items, job: Job, known_as: str, opened: Callable[[], AbstractContextManager[Pool]]) -> _Results:
    """Check in a pool; when a process in it ends, in a new one, and those that it took with it one by one."""
    left = iter(items)
    while True:
        lost: list[_Task] = []
        with opened() as pool:
            yield from _through(pool, left, job, known_as, lost)
        if not lost:
            return
        for task in lost:
            yield _alone(task, job, known_as)


def _through(pool: Pool, items: Iterator[_Task | _Result], job: Job, known_as: str, lost: list[_Task]) -> _Results:
    """Check `items` in `pool` until they end or a process does; what is lost with it goes to `lost`."""
    under_way: dict[Future[Reports], _Task] = {}
    while True:
        while not lost and len(under_way) < pool.at_once and (item := next(items, None)) is not None:
            if isinstance(item, _Result):
                yield item
                continue
            try:
                under_way[pool.executor.submit(checked, item.data, item.name, job, known_as)] = item
            except pool.stopped:
                lost.append(item)
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            task = under_way.pop(future)
            try:
                reports = _taken(future, pool)
            except pool.stopped:
                lost.append(task)
            else:
                yield _Result(number=task.number, reports=reports, task=task)


def _taken(future: Future[Reports], pool: Pool) -> Reports:
    try:
        return future.result()
    except pool.stopped:
        raise
    except OtherProgramError as error:
        raise PoolError("other-program") from error
    except Exception as error:  # checking raises nothing else: the pool itself is at fault
        raise PoolError("failed", reason=f"{type(error).__name__}: {error}") from error


def _alone(task: _Task, job: Job, known_as: str) -> _Result:
    with processes(1) as pool:
        try:
            reports = pool.executor.submit(checked, task.data, task.name, job, known_as).result()
        except pool.stopped:
            reports = stopped(task.data, task.name, job, ReadError("crashed"))
    return _Result(number=task.number, reports=reports, task=task)
