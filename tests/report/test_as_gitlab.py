"""GitLab's Code Quality."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from avtalesjekk.report.as_gitlab import render
from avtalesjekk.report.fingerprint import fingerprints
from avtalesjekk.report.model import DocumentReport

from .report_maker import WAIVED, document, finding, lines_at, presentation, quoting, report


def entries(*documents: DocumentReport) -> list[dict[str, Any]]:
    """Return the list that GitLab reads."""
    made = json.loads(render(report(*documents), presentation({"FORM-date": "Dato"})))
    return list(made)


def test_a_finding_has_what_gitlab_asks_for() -> None:
    """Description, check, fingerprint, severity, path and line."""
    found = replace(finding("FORM-date"), location=quoting("___", 50, page=None))
    one = document(path="a/b.md", passages=lines_at((0, 1), (40, 5)), findings=(found,))
    (entry,) = entries(one)
    del entry["content"]
    assert entry == {
        "description": "Dato: Noe mangler. (punkt 4)",
        "check_name": "FORM-date",
        "fingerprint": fingerprints(one)[0],
        "severity": "major",
        "location": {"path": "a/b.md", "lines": {"begin": 5}},
    }


def test_what_has_no_line_stands_on_the_first() -> None:
    """GitLab takes no finding without a line."""
    (entry,) = entries(document(findings=(finding("FORM-date", "warning"),)))
    assert (entry["severity"], entry["location"]["lines"]) == ("minor", {"begin": 1})


def test_a_waived_finding_is_for_information_and_says_so_first() -> None:
    """The format has no better way."""
    (entry,) = entries(document(findings=(replace(finding("FORM-date"), waived=WAIVED),)))
    assert entry["severity"] == "info"
    assert entry["description"].startswith("[fraveket av Kari Nordmann til og med 2027-06-30: ny avtale er på høring] ")


def test_equal_findings_in_two_agreements_of_one_file_are_two() -> None:
    """GitLab drops the second of two equal fingerprints."""
    one = document(findings=(finding("FORM-date"),))
    assert len({entry["fingerprint"] for entry in entries(one, one)}) == 2


def test_a_finding_tells_version_day_and_digest() -> None:
    """There is no other place for them."""
    (entry,) = entries(document(findings=(finding("FORM-date"),)))
    told = entry["content"]["body"].split("\n\n")
    assert told[:2] == ["Slik rettes det: Skriv det inn.", "Kilde: G-27/2017 4.1"]
    assert told[2].split(" · ")[:2] == ["avtalesjekk 1.2.3", "2026-11-22"]
    assert told[2].endswith(f"sha256 {'0' * 64}")
