"""Which copies are made, and of what."""

from __future__ import annotations

import hashlib

import pytest

from avtalesjekk.report.annotated import annotated
from avtalesjekk.report.messages import messages
from avtalesjekk.report.model import DocumentReport
from avtalesjekk.report.notes import NotAnnotatedError

from ..extract.docx_maker import make_docx, paragraph
from .report_maker import document, finding, presentation

DATA = make_docx(paragraph("Avtalen."))


def refusal(data: bytes, report: DocumentReport) -> str:
    """Return the code that a copy is refused with."""
    with pytest.raises(NotAnnotatedError) as refused:
        annotated(data, report, "2026-11-22", presentation({"FORM-date": "Dato"}))
    assert refused.value.code in messages()["comments"]
    return refused.value.code


def report(data: bytes, **more: object) -> DocumentReport:
    """Return the report on a DOCX."""
    return document(format="docx", sha256=hashlib.sha256(data).hexdigest(), **more)


def test_only_the_bytes_that_were_checked_are_copied() -> None:
    """A file may have changed since."""
    assert refusal(b"PK other", report(DATA)) == "changed"


@pytest.mark.parametrize("name", ["odt", "rtf", "doc", "txt", "md"])
def test_other_formats_get_no_copy(name: str) -> None:
    """They are to be saved as DOCX."""
    assert refusal(DATA, document(format=name)) == "no-source"


def test_a_damaged_part_that_was_not_read_is_told_of() -> None:
    """A picture, say: the copy would have to hold it."""
    whole = make_docx(paragraph("Avtalen."), theme="bilde" * 50)
    at = whole.index(b"word/theme.xml") + len("word/theme.xml")
    data = whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 8]) + whole[at + 8 :]
    assert refusal(data, report(data, findings=(finding("FORM-date"),))) == "unusual"
