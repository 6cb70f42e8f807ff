"""One document from its bytes to its report."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from avtalesjekk.engine.check import check_bytes, check_file
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings

SETTINGS = Settings(
    rulebook=load_shipped(),
    evaluate=reference.evaluate,
    as_of=date(2026, 11, 22),
    lang="en",
    profiles=frozenset({AUTO}),
)
TEXT = b"Agreement on the introduction programme"


@pytest.mark.parametrize("name", ["avtale.docx", "avtale.PDF", "avtale.doc", "avtale.odt", "avtale.rtf"])
def test_plain_text_under_the_name_of_another_format_is_refused(name: str) -> None:
    """It is an error page or half a download, not the agreement."""
    (report,) = check_bytes(TEXT, name, SETTINGS)
    assert (report.verdict, [problem.code for problem in report.problems]) == ("not_assessable", ["not-a-document"])


@pytest.mark.parametrize("name", ["avtale.txt", "avtale.md", "avtale", "-"])
def test_plain_text_under_another_name_is_read(name: str) -> None:
    """Also from stdin."""
    assert check_bytes(TEXT, name, SETTINGS)[0].problems == ()


def test_a_document_that_cannot_be_read_has_its_hash_and_a_message_in_the_language_asked_for() -> None:
    """And nothing else."""
    (report,) = check_bytes(b"%PDF-1.7", "avtale.pdf", SETTINGS)
    assert report.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert (report.parts, report.findings, report.format) == ((), (), "unknown")
    assert report.problems[0].message.startswith("the file is damaged")


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    """A folder is none."""
    assert [problem.code for problem in check_file(tmp_path, SETTINGS)[0].problems] == ["unreadable"]


def test_a_document_is_read_understood_and_judged(corpus: Path) -> None:
    """A page of the corpus from its file."""
    (report,) = check_file(corpus / "train" / "u" / "u02.pdf", SETTINGS)
    assert (report.format, report.pages, report.language) == ("pdf", 2, "nb")
    assert report.kind == "intro-agreement"
    rules = (rule for rule in SETTINGS.rulebook.rules if rule.requirement)
    assert [part.id for part in report.parts] == [rule.id for rule in rules if "intro-agreement" in rule.applies_to]
