"""The report as a workbook."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from avtalesjekk.report.as_xlsx import render
from avtalesjekk.report.model import DocumentReport, Obligation, Problem, Waived

from .report_maker import document, evidence, finding, part, report, shipped

DUTY = part("G27-2.1-2")
WAIVED = Waived(kind="waiver", reason="ny avtale", by="Kari", until="2027-01-31")
FULL = document(
    parts=(
        part("G27-4.1.6", "nonconforming", evidence("kan følge opp"), review=True),
        part("G27-4.2a", "met", evidence("Sted og dato")),
        DUTY,
    ),
    findings=(finding("FORM-date"), replace(finding("G27-4.1.6"), waived=WAIVED)),
    obligations=(
        Obligation(actor="NAV", modality="skal", action="møte", deadline="hver måned", condition="", clause="4.2"),
    ),
    problems=(Problem(code="ocr", message="siden er skannet", page=2),),
)


def opened(*documents: DocumentReport, lang: str = "nb") -> Workbook:
    """Return the workbook as another program reads it."""
    return load_workbook(BytesIO(render(report(*documents), shipped(lang))))


def table(name: str, *documents: DocumentReport) -> list[dict[str, object]]:
    """Return the rows of a sheet by its heads."""
    heads, *rows = opened(*documents)[name].values
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_the_matrix_has_a_row_for_a_document_and_a_column_for_a_part() -> None:
    """In words; where a document was not held against a part, there are none. Duties have a sheet of their own."""
    first, second = table("Oversikt", FULL, document(parts=(part("NAVK-1", "met"),), verdict="nonconforming"))
    assert first["4.1.6 NAVs oppfølging etter endt introduksjonsprogram"] == "! ikke godt nok – se over – teller ikke"
    assert [head[:4] for head in first][7:] == ["4.1.", "4.2a", "NAVK"]
    assert [*second.values()][7:] == [None, None, "✓ oppfylt"]
    assert (second["Kommune eller tittel"], second["Vurdering"]) == ("Sunndal kommune", "ikke i samsvar")


def test_duties_are_counted_in_a_sheet_of_their_own() -> None:
    """For the documents that they are for."""
    taken = part("G27-2.1-3", "met")
    (row,) = table("Oppgaver i rundskrivet", document(parts=(DUTY, taken)), document())
    assert (row["Tatt opp"], [*row.values()][3:]) == (1, ["✗ mangler", "✓ oppfylt"])


def test_a_finding_has_its_words_its_place_and_what_to_do() -> None:
    """And why it does not count."""
    first, second = table("Funn", FULL)
    assert (first["Punkt"], first["Ordene i dokumentet"], first["Hvor"], first["Side"]) == (
        "4.1.6",
        "kan følge opp",
        "punkt 4.2",
        3,
    )
    assert (first["Slik rettes det"], first["Kilde"]) == ("Skriv det inn.", "G-27/2017 4.1")
    assert str(first["Teller ikke fordi"]).endswith("2027-01-31: ny avtale")
    assert (second["Punkt"], second["Status"], second["Hører til"]) == ("FORM-date", None, "andre funn")


def test_obligations_and_what_was_not_read_have_sheets() -> None:
    """With the name of the document in each row."""
    (duty,) = table("Forpliktelser", FULL)
    assert [*duty.values()] == ["Sunndal kommune", "avtale.pdf", "NAV", "skal", "møte", "hver måned", None, "punkt 4.2"]
    (unread,) = table("Ikke lest", FULL)
    assert [*unread.values()] == ["Sunndal kommune", "avtale.pdf", 2, "siden er skannet"]


def test_it_says_what_it_was_made_with_and_of() -> None:
    """The program, the day, the packs with versions, dates and digests, the documents with digests."""
    rows = list(opened(FULL)["Om"].values)
    assert ("Program", "avtalesjekk", "1.2.3", None, None, None) in rows
    assert ("Regelpakke", "g27-2017", "1", "2017", "2021-04", "0" * 64) in rows
    assert ("Fil", "avtale.pdf", None, None, None, "0" * 64) in rows
    assert [str(row[1])[:10] for row in rows if row[0] == "Vurdert for dagen"] == ["2026-11-22"]


@pytest.mark.parametrize("lang", ["nb", "nn", "en", "sv"])
def test_every_language_has_names_that_sheets_may_have(lang: str) -> None:
    """Six of them; the writer refuses names that are too long or equal."""
    assert len(set(opened(FULL, lang=lang).sheetnames)) == 6


def test_a_report_on_what_could_not_be_read_has_all_sheets() -> None:
    """Empty ones have their heads."""
    unread = document(kind="unknown", verdict="not_assessable", parties=(), agreement_date=None, valid_until=None)
    (row,) = table("Oversikt", unread)
    assert row["Vurdering"] == "kan ikke vurderes"
    assert table("Funn", unread) == []


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing is taken from the clock."""
    assert render(report(FULL), shipped()) == render(report(FULL), shipped())


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """And shows the words of the first sheet."""
    soffice = shutil.which("soffice")
    if soffice is None or not (Path(soffice).resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not here – on Debian: apt-get install libreoffice-calc-nogui")
    (tmp_path / "rapport.xlsx").write_bytes(render(report(FULL), shipped()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        "--headless",
        profile,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76",
        "rapport.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    converted = (tmp_path / "rapport.csv").read_text(encoding="utf-8")
    assert "! ikke godt nok – se over – teller ikke" in converted
