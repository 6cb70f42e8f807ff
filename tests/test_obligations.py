"""The command `obligations`, and the register of the source documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

AGREEMENT = """# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

Avtalen er inngått mellom Sunndal kommune og NAV Sunndal etter rundskriv G-27/2017.

## Rapportering

NAV skal rapportere til kommunen innen 15. juni hvert år.
"""


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """A small agreement with one deadline."""
    path = tmp_path / "avtale.md"
    path.write_text(AGREEMENT, encoding="utf-8")
    return path


def test_each_form(run: Run, agreement: Path) -> None:
    """Every form holds the deadline."""
    for form, words in (
        ("text", "innen 15. juni"),
        ("csv", "NAV,skal,rapportere til kommunen innen 15. juni hvert år,innen 15. juni hvert år,,"),
        ("json", '"deadline": "innen 15. juni hvert år"'),
        ("ics", "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"),
    ):
        result = run("obligations", agreement, "--format", form, "--as-of", "2026-11-22")
        assert (result.exit_code, words in result.stdout) == (0, True), form


def test_same_input_same_bytes(run: Run, agreement: Path) -> None:
    """Two runs for the same day give the same calendar."""
    first, second = (run("obligations", agreement, "--format", "ics", "--as-of", "2026-11-22") for _ in range(2))
    assert first.stdout_bytes == second.stdout_bytes
    assert first.stdout_bytes.count(b"\r\n") == first.stdout_bytes.count(b"\n")


def test_no_agreement(run: Run, tmp_path: Path) -> None:
    """A paper that is no agreement is said to be none."""
    path = tmp_path / "referat.md"
    path.write_text("# Referat\n\nNAV skal følge opp saken.\n", encoding="utf-8")
    result = run("obligations", path, "--lang", "en")
    assert "not read as an agreement" in result.stderr
    assert "found no obligations" in result.stdout


def test_unreadable(run: Run, tmp_path: Path) -> None:
    """A file that cannot be read ends with 3 and a line on why."""
    path = tmp_path / "tom.docx"
    path.write_bytes(b"")
    result = run("obligations", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "filen er tom" in result.stderr


def test_the_report_holds_them(run: Run, agreement: Path) -> None:
    """The JSON report of a check lists the obligations, as its schema says."""
    report = json.loads(run("check", agreement, "--format", "json").stdout)
    assert report["documents"][0]["obligations"] == [
        {
            "actor": "NAV",
            "modality": "skal",
            "action": "rapportere til kommunen innen 15. juni hvert år",
            "deadline": "innen 15. juni hvert år",
            "condition": "",
            "clause": "S1/1",
        }
    ]


def seed(run: Run, path: Path) -> list[dict[str, Any]]:
    """The obligations of a source document."""
    loaded = json.loads(run("obligations", path, "--format", "json").stdout)
    obligations: list[dict[str, Any]] = loaded["documents"][0]["obligations"]
    return obligations


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize(
    ("actor", "modality", "words", "deadline", "condition"),
    [
        ("KS", "plikter", "rapport til Nasjonalt utvalg", "innen utgangen av januar hvert år", ""),
        ("Nasjonalt utvalg for bosetting av flyktninger", "skal", "fastsette behovet", "innen 15. juni hvert år", ""),
        ("Partene", "vil", "bosetting av alle flyktninger", "innen 6 måneder etter vedtak om opphold", ""),
        ("det 3. konsultasjonsmøtet", "skal", "evaluering av avtalen", "hvert år", ""),
        ("Arbeids- og inkluderingsdepartementet", "vil", "Informere om håndteringen", "", "mer enn 750 personer"),
        ("Nasjonalt utvalg for bosetting av flyktninger", "skal", "Anbefale tiltak", "", "mer enn 750 personer"),
    ],
)
def test_settlement_2007(
    run: Run, seeds: Path, suffix: str, actor: str, modality: str, words: str, deadline: str, condition: str
) -> None:
    """The settlement agreement gives its duties with their deadlines and the threshold."""
    [one] = [each for each in seed(run, seeds / f"settlement-2007{suffix}") if words in each["action"]]
    assert (one["actor"], one["modality"], one["deadline"]) == (actor, modality, deadline)
    assert condition in one["condition"]


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_framework_2006(run: Run, seeds: Path, suffix: str) -> None:
    """The framework agreement gives the half-yearly meetings and what local agreements must contain."""
    found = seed(run, seeds / f"framework-2006{suffix}")
    [meetings] = [each for each in found if each["deadline"] == "hvert halvår"]
    assert (meetings["actor"], meetings["modality"]) == ("partene", "")
    assert any("skal inneholde bestemmelser om lokalisering" in each["action"] for each in found)


@pytest.mark.shared
def test_the_circular_has_none(run: Run, seeds: Path) -> None:
    """The circular is the source of the rules, and no agreement."""
    assert seed(run, seeds / "g27-2017.docx") == []
