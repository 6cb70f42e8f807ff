"""One document of a run, in whatever process it is checked: this one, one of several, or one on another machine.

Imports nothing that takes time until there is a document to check.
"""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from ..extract.model import ReadError
from ..report.model import DocumentReport
from .identity import identity
from .intake import read_document, unread
from .job import Job

if TYPE_CHECKING:
    from .settings import Settings

Reports: TypeAlias = tuple[DocumentReport, ...]  # on one file

# The rule engine is not for several threads at once, and a worker of a cluster may have several.
_ONE_AT_A_TIME = Lock()


class OtherProgramError(Exception):
    """A worker has another version of the program, other rules or other helpers than the run that asks it."""


def checked(data: bytes, name: str, job: Job, wanted: str) -> Reports:
    """Check a document given as bytes; `wanted` is the identity that the run has.

    A fault of the program in one document must not cost the reports on the others: it is reported like a document that
    cannot be read. Raises `OtherProgramError`, and `RuleError` for rules that do not load here.
    """
    if identity(job) != wanted:
        raise OtherProgramError
    with _ONE_AT_A_TIME:
        try:
            return _checked(data, name, job)
        except Exception as error:
            return stopped(data, name, job, ReadError("failed", reason=f"{type(error).__name__}: {error}"))
        finally:
            collect_garbage()


def load_without_collecting() -> None:
    """Search for no garbage until the first document is done: what is loaded until then stays."""
    gc.disable()


def collect_garbage() -> None:
    """Search for garbage from now on, and not among what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def stopped(data: bytes, name: str, job: Job, error: ReadError) -> Reports:
    """The reports on a document that was given up."""
    return (unread(name, data, error, job.lang),)


def _checked(data: bytes, name: str, job: Job) -> Reports:
    with ThreadPoolExecutor(max_workers=1) as reader:
        reading = reader.submit(read_document, data, name)  # by another process, while this one imports spaCy
        settings = _settings(job)
        from .check import check_document

        try:
            document = reading.result()
        except ReadError as error:
            return stopped(data, name, job, error)
    return check_document(document, settings)


@cache
def _settings(job: Job) -> Settings:
    from .inference.select import evaluator
    from .rulebook.load import load_with
    from .settings import Settings
    from .template.file import read_template

    return Settings(
        rulebook=load_with(job.rules),
        evaluate=evaluator(),
        as_of=job.as_of,
        lang=job.lang,
        profiles=job.profiles,
        template=read_template(job.template.data or b"", job.template.name) if job.template else None,
    )
