"""JUnit's XML for continuous integration."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from avtalesjekk.report.as_junit import render
from avtalesjekk.report.model import DocumentReport, Problem

from .report_maker import WAIVED, document, finding, part, presentation, quoting, report

SHOWN = presentation({"FORM-date": "Dato", "G27-4.2a": "Underskrift", "G27-4.2b": "Møte", "G27-4a": "Instanser"})


def suites(*documents: DocumentReport) -> ElementTree.Element:
    """Return the root of the XML."""
    return ElementTree.fromstring(render(report(*documents), SHOWN))


def results(*documents: DocumentReport) -> dict[str | None, list[str]]:
    """Return the tags of the results of each case, by its name."""
    return {case.get("name"): [each.tag for each in case] for case in suites(*documents).iter("testcase")}


def test_a_document_is_a_suite_of_its_parts_and_its_other_findings() -> None:
    """Met, failed, not to be read, and not for this document."""
    statuses = ("met", "nonconforming", "not_assessable", "not_applicable")
    parts = tuple(part(f"G27-4.{each}", status) for each, status in zip(("2a", "2b", "a", "c"), statuses, strict=True))
    parts = (*parts[:2], replace(parts[2], id="G27-4a"), replace(parts[3], id="FORM-date"))
    one = document(parts=parts, findings=(finding("G27-4.2b"), finding("WAIVER-unused", "warning")))
    assert results(one) == {
        "G27-4.2a Underskrift": [],
        "G27-4.2b Møte": ["failure"],
        "G27-4a Instanser": ["error"],
        "FORM-date Dato": ["skipped"],
        "WAIVER-unused Fravik som ikke treffer noe": ["failure"],
    }


def test_the_counts_are_those_of_the_cases() -> None:
    """In each suite and in all."""
    one = document(parts=(part("G27-4.2a", "met"), part("G27-4.2b", "missing")), findings=(finding("G27-4.2b"),))
    two = document(path="b.pdf", parts=(part("G27-4a", "not_assessable"), part("G27-4.2a", "not_applicable")))
    root = suites(one, two)
    counted = [[each.get(name) for name in ("tests", "failures", "errors", "skipped")] for each in (root, *root)]
    assert counted == [["4", "1", "1", "1"], ["2", "1", "0", "0"], ["2", "0", "1", "1"]]


def test_what_is_waived_or_for_information_is_skipped_and_says_so() -> None:
    """It does not fail."""
    waived, told = replace(finding("FORM-date"), waived=WAIVED), finding("G27-4.2a", "info")
    skipped = suites(document(findings=(waived, told))).findall(".//skipped")
    assert [each.get("message") for each in skipped] == [
        "fraveket av Kari Nordmann til og med 2027-06-30: ny avtale er på høring – Noe mangler.",
        "til orientering: Noe mangler.",
    ]


def test_a_failure_tells_the_words_the_place_the_remedy_and_the_source() -> None:
    """What is wrong stands in its message."""
    failure = suites(document(findings=(replace(finding("FORM-date"), location=quoting("___")),))).find(".//failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("error", "Noe mangler.")
    assert failure.text == "«___» (punkt 4, side 1)\nSlik rettes det: Skriv det inn.\n[feil, G-27/2017 4.1]"


def test_a_document_of_which_nothing_was_read_is_an_error() -> None:
    """A suite without a case would pass."""
    problem = Problem(code="empty", message="filen er tom", page=None)
    error = suites(document(verdict="not_assessable", problems=(problem,))).find(".//error")
    assert error is not None
    assert error.text == "filen er tom"


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    """Control characters and halves of a pair; a parser would refuse the file."""
    root = suites(document(path="a\x00b\x1b<&>\ud800.pdf", findings=(finding("FORM-date"),)))
    assert root[0].get("name") == "a\ufffdb\ufffd<&>\ufffd.pdf"


def test_a_suite_tells_version_packs_day_and_digest() -> None:
    """As every format does."""
    told = [(each.get("name"), each.get("value")) for each in suites(document()).iter("property")]
    assert told == [
        ("avtalesjekk", "1.2.3"),
        ("as_of", "2026-11-22"),
        ("sha256", "0" * 64),
        ("verdict", "conforms"),
        ("pack", "g27-2017 1 (2017–2021-04)"),
    ]
