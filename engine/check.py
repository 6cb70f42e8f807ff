"""One document from its bytes to its report: read, understand, infer, judge."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from ..extract.limits import read_file
from ..extract.model import Problem, ReadError
from ..extract.worker import read_guarded
from ..report.model import DocumentReport
from .judge import judge, told
from .reading.facts import fact_sheet
from .reading.model import Reading
from .reading.read import read_all
from .reading.standing import with_standing
from .settings import Settings
from .template.compare import compare
from .template.file import template_of

# Plain text under the name of another format is what a failed download or export leaves, not the agreement.
_TEXTS = ("txt", "md")
_NO_AGREEMENTS = frozenset({"circular", "not-an-agreement"})  # are compared with no template
_OFFICE_SUFFIXES = (".docx", ".pdf", ".odt", ".rtf", ".doc")


def check_file(path: Path, settings: Settings) -> tuple[DocumentReport, ...]:
    """Check the file at `path`: a report for each agreement in it. What is wrong with it becomes a problem there."""
    try:
        data = read_file(path)
    except ReadError as error:
        return (unread(str(path), b"", error, settings.lang),)
    return check_bytes(data, str(path), settings)


def check_bytes(data: bytes, name: str, settings: Settings) -> tuple[DocumentReport, ...]:
    """Check a file given as bytes; `name` is how its reports call it."""
    name = writable(name)
    try:
        document = read_guarded(data, name)
        if document.format in _TEXTS and PurePath(name).suffix.lower() in _OFFICE_SUFFIXES:
            raise ReadError("not-a-document")
    except ReadError as error:
        return (unread(name, data, error, settings.lang),)
    return tuple(_check(reading, settings) for reading in read_all(document))


def _check(reading: Reading, settings: Settings) -> DocumentReport:
    sheet = with_standing(fact_sheet(reading), reading, settings.as_of)
    report = judge(reading, sheet, settings.evaluate(settings.rulebook, sheet.facts), settings)
    # A template is told section by section with what is to be filled in and taken out: as compared with itself.
    template = settings.template or (template_of(reading) if reading.kind == "template" else None)
    if template is None or reading.kind in _NO_AGREEMENTS:
        return report
    return replace(report, template=compare(template, reading))


def unread(name: str, data: bytes, error: ReadError, lang: str) -> DocumentReport:
    """The report on a document of which nothing could be read."""
    return DocumentReport(
        path=writable(name),
        sha256=hashlib.sha256(data).hexdigest(),
        format="unknown",
        pages=None,
        language="und",
        kind="unknown",
        title="",
        parties=(),
        agreement_date=None,
        valid_until=None,
        verdict="not_assessable",
        parts=(),
        findings=(),
        obligations=(),
        problems=(told(Problem(code=error.code, detail=error.detail), lang),),
    )


def writable(name: str) -> str:
    """The name with bytes that are no UTF-8 as escapes: a report is UTF-8, the name of a file may be anything."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
