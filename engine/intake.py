"""A file on its way in: how its bytes become a document, and the report on one that cannot be read.

Imports nothing that takes time: a run that finds all its results among those of earlier runs imports this too.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from ..extract.model import Document, Problem, ReadError
from ..extract.worker import read_guarded
from ..report import model as report
from ..report.messages import text

# Plain text under the name of another format is what a failed download or export leaves, not the agreement.
_TEXTS = ("txt", "md")
_OFFICE_SUFFIXES = (".docx", ".pdf", ".odt", ".rtf", ".doc")


def read_document(data: bytes, name: str) -> Document:
    """Read a file in the reading process. Raises `ReadError`."""
    document = read_guarded(data, writable(name))
    if document.format in _TEXTS and PurePath(name).suffix.lower() in _OFFICE_SUFFIXES:
        raise ReadError("not-a-document")
    return document


def unread(name: str, data: bytes, error: ReadError, lang: str) -> report.DocumentReport:
    """The report on a document of which nothing could be read."""
    return report.DocumentReport(
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


def told(problem: Problem, lang: str) -> report.Problem:
    """A problem in words."""
    message = text("problems", problem.code, lang, **dict(problem.detail))
    return report.Problem(code=problem.code, message=message, page=problem.page)


def writable(name: str) -> str:
    """The name with bytes that are no UTF-8 as escapes: a report is UTF-8, the name of a file may be anything."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
