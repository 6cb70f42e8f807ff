"""The report as one table."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from avtalesjekk.report.as_csv import render
from avtalesjekk.report.model import DocumentReport, PackUsed, Problem, Waived

from .report_maker import document, evidence, finding, part, report, shipped


def lines(*documents: DocumentReport, lang: str = "nb") -> list[dict[str, str]]:
    """Return the lines of the table under its heads."""
    of_findings = PackUsed(id="form", version="1", digest="0" * 64, start="?", end=None)
    whole = report(*documents)
    made = render(replace(whole, packs=(*whole.packs, of_findings)), shipped(lang)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(made, newline=""), delimiter=";"))


def test_excel_in_norwegian_opens_it_in_columns() -> None:
    """By the mark of UTF-8 at the start and semicolons between the fields; lines end as the standard says."""
    made = render(report(document(parts=(part("G27-4.2a"),))), shipped())
    assert made.startswith(b"\xef\xbb\xbfrecord;path;")
    assert made.count(b"\r\n") == made.count(b"\n") == 2


def test_a_part_says_its_status_in_words_and_what_shows_it() -> None:
    """With the place in words, which no spreadsheet takes for a date, and the confidence without a decimal point."""
    (line,) = lines(document(parts=(part("G27-4.2a", "met", evidence("Til stede\nvar alle"), confidence=0.935),)))
    assert (line["record"], line["id"], line["status"], line["status_words"]) == ("part", "G27-4.2a", "met", "oppfylt")
    assert (line["quote"], line["clause"], line["page"]) == ("«Til stede var alle»", "punkt 4.2", "3")
    assert (line["authority"], line["review"], line["confidence_percent"]) == ("skal", "false", "94")


def test_a_line_says_what_document_it_is_of_and_what_it_was_judged_with() -> None:
    """So that lines of several tables can be put together."""
    (line,) = lines(document(parts=(part("G27-4.2a"),)))
    assert (line["path"], line["name"], line["parties"]) == (
        "avtale.pdf",
        "Sunndal kommune",
        "Sunndal kommune; NAV Sunndal",
    )
    assert (line["verdict"], line["verdict_words"], line["sha256"]) == ("conforms", "i samsvar", "0" * 64)
    assert (line["pack"], line["pack_in_force"], line["pack_sha256"]) == ("g27-2017 1", "2017/2021-04", "0" * 64)
    assert (line["as_of"], line["tool"]) == ("2026-11-22", "avtalesjekk 1.2.3")


def test_an_unmet_part_has_the_finding_in_its_line() -> None:
    """Message, remedy, source, and why it does not count."""
    waived = Waived(kind="waiver", reason="ny avtale", by="Kari", until="2027-01-31")
    (line,) = lines(document(parts=(part("G27-4.2a"),), findings=(replace(finding("G27-4.2a"), waived=waived),)))
    assert (line["message"], line["remedy"], line["source"]) == ("Noe mangler.", "Skriv det inn.", "G-27/2017 4.1")
    assert line["waived"].startswith("fraveket av Kari til og med 2027-01-31")


def test_findings_about_no_part_and_problems_have_lines_too() -> None:
    """Of their own kind."""
    problem = Problem(code="ocr", message="siden er skannet", page=2)
    other, unread = lines(document(findings=(finding("FORM-date", "warning"),), problems=(problem,)))
    assert (other["record"], other["id"], other["severity"], other["status"]) == ("finding", "FORM-date", "warning", "")
    assert (unread["record"], unread["id"], unread["message"], unread["page"]) == (
        "problem",
        "ocr",
        problem.message,
        "2",
    )


def test_a_document_of_which_there_is_nothing_to_say_has_a_line() -> None:
    """One, with its verdict."""
    (line,) = lines(document(verdict="out_of_scope"))
    assert (line["record"], line["verdict"], line["id"]) == ("document", "out_of_scope", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_words_run_as_a_formula(start: str) -> None:
    """Nor what stands in the name of a file or a message."""
    hostile = f"{start}cmd|' /C calc'!A0"
    found = replace(finding("G27-4.2a"), message=hostile)
    (line,) = lines(
        document(
            path=hostile,
            title=hostile,
            parties=(hostile,),
            parts=(part("G27-4.2a", "nonconforming", evidence(hostile)),),
            findings=(found,),
        )
    )
    assert line["message"] == f"'{hostile}"
    assert not [cell for cell in line.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_finding_that_no_rule_makes_has_no_pack() -> None:
    """A waiver that does nothing any more."""
    (line,) = lines(document(findings=(finding("WAIVER-unused"),)))
    assert (line["id"], line["title"], line["pack"]) == ("WAIVER-unused", "Fravik som ikke treffer noe", "")


def test_words_with_semicolons_quotes_and_line_ends_stay_in_their_cell() -> None:
    """As RFC 4180 quotes them."""
    said = 'Skriv «"a"; b»\nog mer.'
    (line,) = lines(document(findings=(replace(finding("FORM-date"), message=said),)))
    assert line["message"] == said


@pytest.mark.parametrize(("lang", "told"), [("nb", "mangler"), ("nn", "manglar"), ("en", "missing"), ("sv", "saknas")])
def test_words_are_in_the_language_asked_for(lang: str, told: str) -> None:
    """The heads and codes are the same in all."""
    (line,) = lines(document(parts=(part("G27-4.2a"),)), lang=lang)
    assert (line["status"], line["status_words"]) == ("missing", told)
