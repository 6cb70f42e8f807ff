"""Annotations in GitHub Actions."""

from __future__ import annotations

from dataclasses import replace

from avtalesjekk.report.as_github import render
from avtalesjekk.report.model import DocumentReport, Problem

from .report_maker import WAIVED, document, finding, lines_at, presentation, quoting, report


def lines(*documents: DocumentReport, title: str = "Dato") -> list[str]:
    """Return the commands."""
    return render(report(*documents), presentation({"FORM-date": title})).decode().splitlines()


def test_a_finding_is_an_annotation_of_its_severity() -> None:
    """What is for information is a notice."""
    found = tuple(finding("FORM-date", severity) for severity in ("error", "warning", "info"))
    made = lines(document(findings=found))
    assert [line.split()[0] for line in made[:3]] == ["::error", "::warning", "::notice"]
    told = "file=avtale.pdf,title=FORM-date Dato::Noe mangler.%0ASlik rettes det: Skriv det inn."
    assert made[0] == f"::error {told}"


def test_a_finding_in_plain_text_has_its_line() -> None:
    """Where GitHub shows it."""
    found = replace(finding("FORM-date"), location=quoting("___", 50, page=None))
    one = document(path="a.md", passages=lines_at((0, 1), (40, 5)), findings=(found,))
    assert lines(one)[0].startswith("::error file=a.md,line=5,title=")


def test_names_and_words_cannot_end_a_command() -> None:
    """Their colons, commas, percent signs and line ends are escaped."""
    found = replace(finding("FORM-date"), message="100 %\r\n::stop::")
    made = lines(document(path="a,b:\n::error::c.pdf", findings=(found,)), title="A, b: c")
    told = "file=a%2Cb%3A%0A%3A%3Aerror%3A%3Ac.pdf,title=FORM-date A%2C b%3A c::100 %25%0D%0A::stop::%0A"
    assert made[0].startswith(f"::error {told}")
    assert all(line.startswith("::") for line in made)


def test_what_is_waived_is_counted_in_the_last_notice_only() -> None:
    """It is no annotation of its own."""
    made = lines(document(findings=(replace(finding("FORM-date"), waived=WAIVED),)))
    assert made[0].startswith("::notice title=avtalesjekk 1.2.3::1 dokumenter – 1 i samsvar, 1 funn er fraveket%0A")


def test_what_could_not_be_read_is_a_warning() -> None:
    """What is only remarked on is a notice."""
    problem = Problem(code="page-without-text", message="siden er et bilde", page=2)
    made = lines(document(verdict="not_assessable", problems=(problem,)), document(problems=(problem,)))
    told = "file=avtale.pdf,title=page-without-text::side 2: siden er et bilde"
    assert made[:2] == [f"::warning {told}", f"::notice {told}"]


def test_version_day_packs_and_digests_are_told() -> None:
    """As in every format."""
    assert lines(document()) == [
        "::notice title=avtalesjekk 1.2.3::1 dokumenter – 1 i samsvar%0A"
        "Vurdert for 2026-11-22. Regelpakker: g27-2017 1 (2017–2021-04)",
        f"::debug::avtale.pdf conforms sha256 {'0' * 64}",
    ]
