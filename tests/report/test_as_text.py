"""The report for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avtalesjekk.report.as_text import render
from avtalesjekk.report.model import Basis, DocumentReport, Evidence, Part, Problem, Report, Severity, Status, Waived

from .report_maker import WAIVED, document, finding, presentation

QUOTE = "NAV skal kalle inn til samtale med alle deltakere som trenger det, innen tre uker etter endt pro-\ngram"
WORDS = "NAV skal kalle inn til samtale med alle deltakere som trenger det, innen tre uker etter endt pro-gram"
TITLES = {"G27-4.1.6": "Etter programmet", "G27-4a": "Instanser", "G27-4.2a": "Underskrift", "FORM-date": "Dato"}
TITLES |= {"G27-2.1-2": "Mottak", "G27-2.1-10": "Team", "EGNE-1": "Egen"}


def part(identity: str, status: Status, **more: object) -> Part:
    """Return a part; met parts have evidence."""
    evidence = (Evidence(clause="4.2", page=3, quote=QUOTE, start=0, end=len(QUOTE)),) if status == "met" else ()
    made = Part(
        id=identity,
        status=status,
        authority="skal",
        severity="error",
        confidence=0.9,
        review=False,
        evidence=evidence,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def lines(*documents: DocumentReport, width: int | None = None) -> list[str]:
    """Return the lines of the text report in Bokmål."""
    report = Report(version="1", packs=(), as_of="2026-11-22", documents=documents)
    return render(report, presentation(TITLES, width=width)).decode().splitlines()


def test_a_document_starts_with_its_path_its_verdict_and_what_it_is() -> None:
    """On three lines."""
    assert lines(document())[:3] == [
        "avtale.pdf",
        "  I SAMSVAR",
        "  samarbeidsavtale om introduksjonsprogrammet · nynorsk · datert 2019-05-02 · gjelder til 2021-12-31"
        " · Sunndal kommune · NAV Sunndal",
    ]


def test_nothing_is_said_of_what_could_not_be_read() -> None:
    """A scan is not called "no agreement" because it had no text."""
    problems = (Problem(code="page-without-text", message="ingen tekst", page=1),)
    assert lines(document(kind="not-an-agreement", verdict="not_assessable", problems=problems))[:4] == [
        "avtale.pdf",
        "  KAN IKKE VURDERES",
        "",
        "  Det som ikke kunne leses, og merknader til lesingen",
    ]


def test_the_verdict_counts_the_parts() -> None:
    """By status."""
    parts = (part("G27-4.1.6", "met"), part("G27-4a", "missing"), part("G27-4.2a", "missing"))
    assert lines(document(parts=parts, verdict="deviates"))[1] == "  AVVIKER FRA ANBEFALING  1 oppfylt, 2 mangler"


def test_the_points_come_in_the_order_of_the_circular() -> None:
    """Each with a heading and its parts, "4" without those of "4.1" and "4.2"."""
    parts = tuple(part(identity, "missing") for identity in ("G27-4.2a", "G27-4a", "G27-4.1.6"))
    assert [line.strip() for line in lines(document(parts=parts)) if "4" in line and "avtale" not in line] == [
        "4.1.6 Oppfølging etter endt program",
        "✗ mangler        4.1.6 Etter programmet",
        "4 Instanser i kommunen som deltar",
        "✗ mangler        4a Instanser",
        "4.2 Underskrift og årlig ledermøte",
        "✗ mangler        4.2a Underskrift",
    ]


def test_a_part_shows_its_quote_with_clause_and_page() -> None:
    """On one line in a pipe, however long."""
    printed = lines(document(parts=(part("G27-4.1.6", "met"),)))
    assert printed[5:7] == [
        "    ✓ oppfylt        4.1.6 Etter programmet",
        f"        «{WORDS}» (punkt 4.2, side 3)",
    ]


def test_lines_are_broken_for_a_terminal_and_keep_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """No word is lost."""
    monkeypatch.setenv("NO_COLOR", "1")
    printed = lines(document(parts=(part("G27-4.1.6", "met"),)), width=60)
    quote = printed[next(number for number, line in enumerate(printed) if "«" in line) :]
    assert all(len(line) <= 60 for line in printed)
    assert all(line.startswith("        ") for line in quote if line)
    assert " ".join(line.strip() for line in quote).strip() == f"«{WORDS}» (punkt 4.2, side 3)"


def test_a_part_to_be_looked_over_says_so() -> None:
    """Beside its title."""
    printed = lines(document(parts=(part("G27-4.1.6", "missing", review=True),)))
    assert "    ✗ mangler        4.1.6 Etter programmet  [se over]" in printed


def test_an_unmet_part_says_why_and_how_to_mend_it() -> None:
    """With its weight and its source, once."""
    printed = lines(document(parts=(part("G27-4.1.6", "missing"),), findings=(finding("G27-4.1.6"),)))
    place = printed.index("    ✗ mangler        4.1.6 Etter programmet")
    assert printed[place + 1 :] == [
        "        Noe mangler. [feil, G-27/2017 4.1]",
        "        Slik rettes det: Skriv det inn.",
        "",
    ]


def test_duties_of_the_circular_have_a_section_of_their_own() -> None:
    """After the checklist, in the order of the circular, with a quote, without advice; the verdict counts none."""
    duties = (part("G27-2.1-10", "missing", severity="warning"), part("G27-2.1-2", "met", severity="warning"))
    printed = lines(document(parts=(part("G27-4.1.6", "met"), *duties), findings=(finding("G27-2.1-10", "warning"),)))
    assert printed[1] == "  I SAMSVAR  1 oppfylt"
    assert printed[-4:] == [
        "  Oppgaver i rundskrivet utover minstekravene: 1 av 2 er tatt opp [advarsel]",
        f"    ✓ 2.1-2 Mottak «{WORDS}» (punkt 4.2, side 3)",
        "    ✗ 2.1-10 Team",
        "",
    ]


def test_parts_of_other_packs_come_after_those_of_the_circular() -> None:
    """With advice, under a heading of their own."""
    printed = lines(document(parts=(part("EGNE-1", "missing"),), findings=(finding("EGNE-1"),)))
    assert printed[-5:] == [
        "  Andre krav",
        "    ✗ mangler        EGNE-1 Egen",
        "        Noe mangler. [feil, G-27/2017 4.1]",
        "        Slik rettes det: Skriv det inn.",
        "",
    ]


def test_what_the_checklist_was_judged_by_is_told() -> None:
    """Under what the document is."""
    basis = Basis(authority="skal", instruments=("G-27",), reason="date", message="Da gjaldt G-27.")
    assert lines(document(basis=basis))[3] == "  Grunnlag: Da gjaldt G-27."


@pytest.mark.parametrize(("severity", "mark"), [("error", "✗"), ("warning", "!"), ("info", "–")])
def test_other_findings_come_after_the_checklist(severity: Severity, mark: str) -> None:
    """Under a heading of their own, marked by their weight."""
    printed = lines(document(parts=(part("G27-4.1.6", "met"),), findings=(finding("FORM-date", severity),)))
    place = printed.index("  Andre funn")
    assert place > printed.index("    ✓ oppfylt        4.1.6 Etter programmet")
    assert printed[place + 1] == f"    {mark} FORM-date Dato"


def test_what_could_not_be_read_comes_last() -> None:
    """With the page where there is one."""
    problems = (Problem(code="a", message="ingen tekst", page=2), Problem(code="b", message="uten dato", page=None))
    assert lines(document(problems=problems))[-4:] == [
        "  Det som ikke kunne leses, og merknader til lesingen",
        "    ? side 2: ingen tekst",
        "    ? uten dato",
        "",
    ]


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("4.2", "punkt 4.2"),
        ("4.2/a", "punkt 4.2/a"),
        ("4.2/3", "punkt 4.2, avsnitt 3"),
        ("§ 8/1", "§ 8, avsnitt 1"),
        ("Punkt 2", "Punkt 2"),
        ("S3/4", "overskrift 3, avsnitt 4"),
        ("S3/4-2", "punkt S3/4-2"),
        ("0/1", "før første overskrift, avsnitt 1"),
    ],
)
def test_a_clause_is_called_what_people_would_call_it(clause: str, told: str) -> None:
    """One without a number is counted from the heading above it."""
    evidence = (Evidence(clause=clause, page=None, quote="NAV skal", start=0, end=8),)
    printed = lines(document(parts=(part("G27-4.1.6", "met", evidence=evidence),)))
    assert f"        «NAV skal» ({told})" in printed


def test_several_documents_are_summed_up() -> None:
    """One is not."""
    two = lines(document(), document(verdict="nonconforming"))
    assert two[-1] == "Oppsummering: 2 dokumenter – 1 i samsvar, 1 ikke i samsvar"
    assert not any("Oppsummering" in line for line in lines(document()))


def test_a_terminal_gets_colours_unless_it_asks_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is that."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in lines(document(), width=80)[0]
    monkeypatch.setenv("NO_COLOR", "1")
    assert lines(document(), width=80)[0] == "avtale.pdf"


@pytest.mark.parametrize("identity", ["G27-4.1.6", "G27-2.1-2", "FORM-date"])
def test_a_finding_that_does_not_count_says_why(identity: str) -> None:
    """In the checklist, among the duties, and among the other findings."""
    parts = () if identity == "FORM-date" else (part(identity, "missing"),)
    told = lines(document(parts=parts, findings=(replace(finding(identity), waived=WAIVED),)))
    assert "        [fraveket av Kari Nordmann til og med 2027-06-30: ny avtale er på høring]" in told


def test_a_finding_of_the_baseline_says_so() -> None:
    """With the name of the earlier report."""
    known = Waived(kind="baseline", reason="forrige.json")
    told = lines(document(findings=(replace(finding("FORM-date"), waived=known),)))
    assert "        [fraveket: sto i grunnlinjen forrige.json fra før]" in told


def test_findings_that_no_rule_makes_have_a_title() -> None:
    """Those about waivers."""
    assert "    ! WAIVER-unused Fravik som ikke treffer noe" in lines(
        document(findings=(finding("WAIVER-unused", "warning"),))
    )
