"""Many documents at once: which are found, and what one that fails costs the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from avtalesjekk.engine import batch, check
from avtalesjekk.engine.batch import check_all, documents_in
from avtalesjekk.engine.job import AUTO, Input, Job
from avtalesjekk.engine.pools import PoolError
from avtalesjekk.engine.settings import Settings
from avtalesjekk.extract.model import Document
from avtalesjekk.report.model import DocumentReport

JOB = Job(as_of=date(2026, 11, 22), lang="nb", profiles=frozenset({AUTO}))
DYING = """\
import os
from avtalesjekk.engine.work import checked

def check(data, name, job, wanted):
    if "bad" in name:
        os._exit(1)
    return checked(data, name, job, wanted)
"""


def inputs(*names: str) -> list[Input]:
    """Return short texts with the names given."""
    return [Input(name=name, data=b"Handleliste: melk") for name in names]


def test_documents_are_found_in_order(tmp_path: Path) -> None:
    """In all folders below; not what is hidden or temporary, nor folders that are called like documents."""
    for name in ("b.pdf", "a/c.DOCX", "a/~$c.docx", "a/.d.docx", "notat.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "mappe.pdf").mkdir()
    assert [str(path.relative_to(tmp_path)) for path in documents_in(tmp_path)] == ["a/c.DOCX", "b.pdf"]


def test_reports_come_in_the_order_of_the_documents() -> None:
    """Whoever is done first."""
    names = [f"{number}.txt" for number in (3, 1, 2, 5, 4)]
    assert [one.path for one in check_all(inputs(*names), JOB, 2).documents] == names


def test_a_file_that_went_away_is_reported(tmp_path: Path) -> None:
    """With the reason that the system gives."""
    report = check_all([Input(name=str(tmp_path / "borte.docx"))], JOB, 1)
    assert [problem.code for problem in report.documents[0].problems] == ["unreadable"]


def test_a_fault_of_the_program_is_reported_and_the_others_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has what a report of the fault needs."""
    check_document = check.check_document

    def faulty(document: Document, settings: Settings) -> tuple[DocumentReport, ...]:
        if document.path == "bad.txt":
            raise ValueError("noe gikk galt")
        return check_document(document, settings)

    monkeypatch.setattr(check, "check_document", faulty)
    bad, good = check_all(inputs("bad.txt", "good.txt"), JOB, 1).documents
    assert (bad.verdict, good.verdict) == ("not_assessable", "out_of_scope")
    assert "ValueError: noe gikk galt" in bad.problems[0].message


def test_a_document_that_stops_its_process_is_reported_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although all processes of a batch stop with it."""
    (tmp_path / "dying.py").write_text(DYING, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import dying  # type: ignore[import-not-found]

    monkeypatch.setattr(batch, "checked", dying.check)
    names = ["1.txt", "2.txt", "bad.txt", "4.txt", "5.txt", "6.txt", "7.txt", "8.txt"]
    report = check_all(inputs(*names), JOB, 2)
    told = [(one.path, problem.code) for one in report.documents for problem in one.problems]
    assert [one.path for one in report.documents] == names
    assert told == [("bad.txt", "crashed")]


def test_each_document_is_told_when_it_is_done() -> None:
    """Once, with its reports."""
    told: list[str] = []
    check_all(inputs("1.txt", "2.txt", "3.txt"), JOB, 1, done=lambda reports: told.extend(one.path for one in reports))
    assert told == ["1.txt", "2.txt", "3.txt"]


def test_a_process_with_another_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reports would not be those of this one."""
    monkeypatch.setattr(batch, "identity", lambda _: "another")
    with pytest.raises(PoolError, match="other-program"):
        check_all(inputs("1.txt", "2.txt", "3.txt", "4.txt", "5.txt"), JOB, 2)
