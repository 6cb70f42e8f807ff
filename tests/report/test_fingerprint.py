"""What a finding is known by in later runs."""

from __future__ import annotations

from dataclasses import replace

from avtalesjekk.report.fingerprint import fingerprints
from avtalesjekk.report.model import Evidence, Finding

from .report_maker import document, finding


def quoting(words: str, start: int) -> Finding:
    """Return a finding about these words."""
    location = Evidence(clause="4", page=1, quote=words, start=start, end=start + len(words))
    return replace(finding("FORM-placeholder"), location=location)


def test_a_finding_that_moved_is_known_again() -> None:
    """Text before it makes it start later, on another line."""
    before, after = (document(findings=(quoting(*place),)) for place in (("sett inn dato", 40), ("sett inn\ndato", 90)))
    assert fingerprints(before) == fingerprints(after)


def test_equal_words_twice_are_two_findings() -> None:
    """Two blanks of the same look."""
    assert len(set(fingerprints(document(findings=(quoting("___", 1), quoting("___", 9)))))) == 2


def test_other_words_another_rule_and_another_file_are_other_findings() -> None:
    """Each makes the fingerprint another."""
    made = {
        fingerprints(document(findings=(quoting("___", 1),))),
        fingerprints(document(findings=(quoting("xxx", 1),))),
        fingerprints(document(findings=(replace(quoting("___", 1), id="FORM-date"),))),
        fingerprints(document(findings=(quoting("___", 1),), path="annen.pdf")),
    }
    assert len(made) == 4
