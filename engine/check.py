"""One document from its bytes to its report: read, understand, infer, judge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..extract.limits import read_file
from ..extract.model import Document, ReadError
from ..report.model import DocumentReport
from .intake import read_document, unread
from .judge import judge
from .reading.facts import fact_sheet
from .reading.model import Reading
from .reading.read import read_all
from .reading.standing import with_standing
from .settings import Settings
from .template.compare import compare
from .template.file import template_of

_NO_AGREEMENTS = frozenset({"circular", "not-an-agreement"})  # are compared with no template


def check_file(path: Path, settings: Settings) -> tuple[DocumentReport, ...]:
    """Check the file at `path`: a report for each agreement in it. What is wrong with it becomes a problem there."""
    try:
        data = read_file(path)
    except ReadError as error:
        return (unread(str(path), b"", error, settings.lang),)
    return check_bytes(data, str(path), settings)


def check_bytes(data: bytes, name: str, settings: Settings) -> tuple[DocumentReport, ...]:
    """Check a file given as bytes; `name` is how its reports call it."""
    try:
        document = read_document(data, name)
    except ReadError as error:
        return (unread(name, data, error, settings.lang),)
    return check_document(document, settings)


def check_document(document: Document, settings: Settings) -> tuple[DocumentReport, ...]:
    """Check a file that was read."""
    return tuple(_check(reading, settings) for reading in read_all(document))


def _check(reading: Reading, settings: Settings) -> DocumentReport:
    sheet = with_standing(fact_sheet(reading), reading, settings.as_of)
    report = judge(reading, sheet, settings.evaluate(settings.rulebook, sheet.facts), settings)
    # A template is told section by section with what is to be filled in and taken out: as compared with itself.
    template = settings.template or (template_of(reading) if reading.kind == "template" else None)
    if template is None or reading.kind in _NO_AGREEMENTS:
        return report
    return replace(report, template=compare(template, reading))
