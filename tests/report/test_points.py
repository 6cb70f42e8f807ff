"""A document point by point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avtalesjekk.report.model import Waived
from avtalesjekk.report.phrases import waived_words
from avtalesjekk.report.points import all_points, heading, name, points, status_counts

from .report_maker import document, evidence, finding, part

PARTS = (part("EGNE-1"), part("G27-2.1-2"), part("G27-4.2a", "met"), part("G27-4.1.6"))
FINDINGS = (finding("FORM-date", "warning"), finding("G27-4.1.6"))


def test_points_come_in_groups_each_part_and_finding_once() -> None:
    """The checklist, requirements of the user's own, findings about no part, duties."""
    listed = [(point.group, point.id) for point in points(document(parts=PARTS, findings=FINDINGS))]
    assert listed == [
        ("requirement", "G27-4.1.6"),
        ("requirement", "G27-4.2a"),
        ("own", "EGNE-1"),
        ("finding", "FORM-date"),
        ("duty", "G27-2.1-2"),
    ]


def test_a_part_has_its_finding() -> None:
    """An unmet part is a finding too."""
    first = next(points(document(parts=PARTS, findings=FINDINGS)))
    assert first.finding == FINDINGS[1]


def test_a_finding_about_no_part_has_its_words_and_the_tone_of_its_severity() -> None:
    """An advice is shown like a part that is not good enough."""
    about = replace(finding("FORM-date", "warning"), location=evidence("dato"))
    (point,) = points(document(findings=(about,)))
    assert (point.tone, point.evidence) == ("nonconforming", (evidence("dato"),))


def test_a_matrix_has_a_column_for_each_part_of_any_document() -> None:
    """In the order of the checklist, whatever the documents are given in; findings are no columns."""
    documents = [document(parts=(part("NAVK-1"),)), document(parts=PARTS, findings=FINDINGS)]
    columns = [point.id for point in all_points(documents)]
    assert columns == ["G27-4.1.6", "G27-4.2a", "NAVK-1", "EGNE-1", "G27-2.1-2"]


def test_a_matrix_of_nothing_has_no_columns() -> None:
    """No documents, no parts."""
    assert all_points([]) == []


@pytest.mark.parametrize(
    ("parties", "title", "called"),
    [
        (("NAV Sunndal", "Sunndal kommune"), "Avtale", "Sunndal kommune"),
        (("NAV Voss", "Voss herad"), "Avtale", "Voss herad"),
        (("Arbetsförmedlingen", "Migrationsverket"), "Avtale", "Arbetsförmedlingen"),
        ((), "Avtale om\nbosetting", "Avtale om bosetting"),
        ((), "", "avtale.pdf"),
    ],
)
def test_a_document_is_called_by_what_is_known(parties: tuple[str, ...], title: str, called: str) -> None:
    """The municipality, a party, the title, the file."""
    assert name(document(parties=parties, title=title, path="mappe/avtale.pdf")) == called


def test_duties_do_not_count() -> None:
    """They are not what the verdict is about."""
    assert status_counts(document(parts=PARTS), "nb") == "1 oppfylt, 2 mangler"


def test_every_point_stands_under_a_heading() -> None:
    """With the number of the requirement, where it has one."""
    listed = points(document(parts=PARTS, findings=FINDINGS))
    assert [heading(point, "nb") for point in listed] == [
        "4.1.6 Oppfølging etter endt program",
        "4.2 Underskrift og årlig ledermøte",
        "Andre krav",
        "Andre funn",
        "Oppgaver i rundskrivet",
    ]


def test_a_waiver_says_who_until_when_and_why() -> None:
    """And the baseline why."""
    waiver = Waived(kind="waiver", reason="ny avtale er på vei", by="Kari", until="2027-01-31")
    assert waived_words(waiver, "nb") == "fraveket av Kari til og med 2027-01-31: ny avtale er på vei"
    assert "grunnlinjen" in waived_words(Waived(kind="baseline", reason="kjent"), "nb")
