"""A report in which people's decisions stand."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from avtalesjekk.report.as_json import as_dict
from avtalesjekk.report.as_text import render
from avtalesjekk.report.decided import decided, with_parts
from avtalesjekk.report.formats import render as format_with
from avtalesjekk.report.model import Decision, DocumentReport, Part, Problem, Report, Severity, Status, Verdict

from .report_maker import WAIVED, document, finding, presentation, report, shipped

SHOWN = presentation({"G27-4.1.6": "Etter programmet", "G27-4a": "Instanser", "G27-2.1-2": "Mottak"})
WORDS = "Avgjort av Kari Moe 2026-11-22: «Se vedlegg 1» (programmet svarte: mangler)"


def part(identity: str, status: Status, severity: Severity = "error") -> Part:
    """Return a part without a quote that the program is not sure of."""
    return Part(
        id=identity,
        status=status,
        authority="skal",
        severity=severity,
        confidence=0.5,
        review=True,
        evidence=(),
    )


def ruled(one: Part, status: Status) -> Part:
    """Return the part as Kari Moe decided."""
    return decided(one, status, Decision(found=one.status, reason="Se vedlegg 1", by="Kari Moe", day="2026-11-22"))


def with_decision(before: DocumentReport, status: Status) -> DocumentReport:
    """Return the report with a decision on its first part."""
    first, *others = before.parts
    return with_parts(before, (ruled(first, status), *others), SHOWN)


def test_a_decided_part_needs_no_more_looking_over() -> None:
    """A person did."""
    made = ruled(part("G27-4a", "missing"), "met")
    assert (made.status, made.review, made.decision and made.decision.found) == ("met", False, "missing")


@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "junit"])
def test_every_format_with_parts_says_whose_the_status_is(form: str) -> None:
    """Also where it is no finding."""
    made = report(document(parts=(ruled(part("G27-4a", "missing"), "met"),)))
    assert "Kari Moe" in format_with(form, made, shipped()).decode()


def test_the_workbook_says_so_beside_the_status() -> None:
    """In the cell."""
    made = report(document(parts=(ruled(part("G27-4a", "missing"), "met"),)))
    matrix = load_workbook(BytesIO(format_with("xlsx", made, shipped())))["Oversikt"]
    assert f"✓ oppfylt – {WORDS}" in [cell for row in matrix.values for cell in row]


def test_the_findings_of_sarif_have_the_decision() -> None:
    """As a property."""
    made = report(document(parts=(ruled(part("G27-4a", "met"), "missing"),), findings=(finding("G27-4a"),)))
    (result,) = json.loads(format_with("sarif", made, shipped()))["runs"][0]["results"]
    assert result["properties"]["decision"]["by"] == "Kari Moe"


def test_what_was_waived_stays_waived() -> None:
    """When a person confirms that it is missing."""
    waived = replace(finding("G27-4a"), waived=WAIVED)
    made = with_decision(document(parts=(part("G27-4a", "missing"),), findings=(waived,)), "missing")
    assert [(each.id, each.waived) for each in made.findings] == [("G27-4a", WAIVED)]


def test_without_decisions_the_report_is_the_same() -> None:
    """To the last finding."""
    before = document(parts=(part("G27-4a", "missing"),), findings=(finding("G27-4a"),), verdict="nonconforming")
    assert with_parts(before, before.parts, SHOWN) is before


def test_a_part_decided_to_be_met_is_no_finding() -> None:
    """The other findings are."""
    before = document(
        parts=(part("G27-4a", "missing"), part("G27-4.1.6", "missing")),
        findings=(finding("G27-4a"), finding("G27-4.1.6"), finding("FORM-date")),
    )
    assert [each.id for each in with_decision(before, "met").findings] == ["G27-4.1.6", "FORM-date"]


def test_a_part_decided_to_be_unmet_is_a_finding() -> None:
    """Of the person's, with the source and the remedy of the rule."""
    (made,) = with_decision(document(parts=(part("G27-4a", "met", "warning"),)), "missing").findings
    assert (made.id, made.severity) == ("G27-4a", "warning")
    assert made.message == WORDS.replace("mangler", "oppfylt")
    assert made.source.document
    assert made.remedy


@pytest.mark.parametrize(
    ("verdict", "statuses", "severities", "decision", "expected"),
    [
        ("nonconforming", ("missing",), ("error",), "met", "conforms"),
        ("nonconforming", ("missing", "missing"), ("error", "error"), "met", "nonconforming"),
        ("nonconforming", ("missing", "missing"), ("error", "warning"), "met", "deviates"),
        ("nonconforming", ("missing", "not_assessable"), ("error", "error"), "met", "not_assessable"),
        ("nonconforming", ("missing",), ("error",), "not_assessable", "not_assessable"),
        ("not_assessable", ("not_assessable",), ("error",), "met", "conforms"),
        ("conforms", ("met",), ("error",), "missing", "nonconforming"),
        ("conforms", ("met",), ("warning",), "missing", "deviates"),
    ],
)
def test_the_verdict_follows_the_decisions(
    verdict: Verdict,
    statuses: tuple[Status, ...],
    severities: tuple[Severity, ...],
    decision: Status,
    expected: Verdict,
) -> None:
    """As it would have followed the same statuses of the program."""
    parts = tuple(
        part(identity, status, severity)
        for identity, status, severity in zip(("G27-4a", "G27-4.1.6"), statuses, severities, strict=False)
    )
    findings = tuple(finding(each.id, each.severity) for each in parts if each.status == "missing")
    before = document(parts=parts, findings=findings, verdict=verdict)
    assert with_decision(before, decision).verdict == expected


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [("nonconforming", "page-without-text"), ("not_assessable", "page-without-text"), ("not_assessable", "draft")],
)
def test_what_else_could_not_be_assessed_is_not_decided(verdict: Verdict, problem: str) -> None:
    """A decision on a part says nothing of the pages that nobody read, or of the other rules."""
    before = document(
        parts=(part("G27-4a", "missing"),),
        findings=(finding("G27-4a"),) if verdict == "nonconforming" else (),
        problems=(Problem(code=problem, message="…", page=None),),
        verdict=verdict,
    )
    assert with_decision(before, "met").verdict == "not_assessable"


@pytest.mark.parametrize("identity", ["G27-4a", "G27-2.1-2"])
def test_the_text_says_who_decided_and_why(identity: str) -> None:
    """Under the part, with what the program had answered; of the duties beyond the minimum too."""
    made = with_decision(document(parts=(part(identity, "missing"),)), "met")
    printed = render(Report(version="1", packs=(), as_of="2026-11-22", documents=(made,)), SHOWN).decode().splitlines()
    place = next(number for number, line in enumerate(printed) if line.startswith("    ✓"))
    assert printed[place + 1] == f"        {WORDS}"


def test_the_json_has_a_key_for_decided_parts_alone() -> None:
    """Reports without decisions are as they were."""
    parts = (ruled(part("G27-4a", "missing"), "met"), part("G27-4.1.6", "missing"))
    report = Report(version="1", packs=(), as_of="2026-11-22", documents=(replace(document(), parts=parts),))
    one, two = as_dict(report)["documents"][0]["parts"]
    assert one["decision"] == {"found": "missing", "reason": "Se vedlegg 1", "by": "Kari Moe", "day": "2026-11-22"}
    assert "decision" not in two
