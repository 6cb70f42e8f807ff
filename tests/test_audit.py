"""The command `audit`: runs that are kept, what changed between them, and what people decided."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from click.testing import Result

from .conftest import Run

AGREEMENT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

Dato: 2. mai 2019

## Kontaktpersoner
Kontaktperson hos NAV: Mona Kaikkonen, veileder, tlf 78 00 00 21

Samarbeidet og avtalen evalueres hver høst, i november.
"""
SHORTER = AGREEMENT.partition("Samarbeidet og")[0]
PART = "G27-4.1.5c"
WORDS = "Avgjort av Kari Moe 2026-11-20: «Se vedlegg 1» (programmet svarte: oppfylt)"

Audit = Callable[..., Result]


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """An agreement that says when it is evaluated."""
    path = tmp_path / "avtale.md"
    path.write_text(AGREEMENT, encoding="utf-8")
    return path


@pytest.fixture
def audit(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Run `audit` on a register of the test's own."""
    monkeypatch.setenv("AVTALESJEKK_REGISTER", str(tmp_path / "register.sqlite3"))
    return lambda *arguments: run("audit", *arguments)


def decide(
    audit: Audit, file: Path, *, part: str = PART, status: str = "missing", more: tuple[str, ...] = ()
) -> Result:
    """Decide on a part of the file."""
    person = ("--reason", "Se\nvedlegg 1", "--by", "Kari Moe", "--as-of", "2026-11-20")
    return audit("decide", file, part, status, *person, *more)


def parts(result: Result) -> dict[str, dict[str, Any]]:
    """Return the parts of the one document of a JSON report by id."""
    (document,) = json.loads(result.stdout)["documents"]
    return {part["id"]: part for part in document["parts"]}


def test_a_run_prints_the_report_and_says_where_it_is_kept(
    audit: Audit, run: Run, agreement: Path, tmp_path: Path
) -> None:
    """The report is that of a check."""
    result = audit("run", agreement, "--as-of", "2026-11-22")
    assert result.exit_code == 0
    assert result.stdout == run("check", agreement, "--as-of", "2026-11-22").stdout
    assert result.stderr == f"lagret som kjøring 1 i {tmp_path / 'register.sqlite3'}\n"


def test_a_file_that_cannot_be_read_is_kept_and_told(audit: Audit, tmp_path: Path) -> None:
    """As by a check."""
    (tmp_path / "tom.pdf").touch()
    result = audit("run", tmp_path / "tom.pdf")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{tmp_path / 'tom.pdf'}: filen er tom")
    assert "tom.pdf" in audit("report", "--format", "json").stdout


def test_the_report_tells_what_fell_back(audit: Audit, agreement: Path) -> None:
    """By municipality."""
    audit("run", agreement, "--as-of", "2026-11-21")
    agreement.write_text(SHORTER, encoding="utf-8")
    audit("run", agreement, "--as-of", "2026-11-22")
    printed = audit("report").stdout.splitlines()
    place = printed.index("Dårligere: 1")
    assert printed[place + 1] == f"  Sunndal – {agreement}"
    assert any(line.startswith("    4.1.5c ") and line.endswith(": oppfylt → mangler") for line in printed[place:])


def test_the_report_says_the_same_each_time(audit: Audit, agreement: Path) -> None:
    """In every form."""
    for _ in range(2):
        audit("run", agreement, "--as-of", "2026-11-22")
    for form in ("text", "json", "csv"):
        one, two = (audit("report", "--format", form) for _ in range(2))
        assert one.exit_code == 0
        assert one.stdout_bytes == two.stdout_bytes


def test_a_decision_stands_in_later_runs_of_the_text(
    audit: Audit, agreement: Path, report_schema: jsonschema.Draft202012Validator
) -> None:
    """Also when the file has another name and is set otherwise; it is shown as a person's."""
    audit("run", agreement, "--as-of", "2026-11-21")
    assert decide(audit, agreement).exit_code == 0
    agreement.unlink()
    moved = agreement.with_name("flyttet.md")
    moved.write_text(AGREEMENT.replace("evalueres hver", "evalueres\nhver"), encoding="utf-8")
    result = audit("run", moved, "--as-of", "2026-11-22", "--format", "json")
    report_schema.validate(json.loads(result.stdout))
    assert parts(result)[PART]["status"] == "missing"
    assert parts(result)[PART]["decision"] == {
        "found": "met",
        "reason": "Se vedlegg 1",
        "by": "Kari Moe",
        "day": "2026-11-20",
    }
    assert WORDS in audit("run", moved, "--as-of", "2026-11-22").stdout
    assert "Avgjørelser som gjelder: 1" in audit("report").stdout


def test_a_run_goes_by_the_configuration(audit: Audit, agreement: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a check does: waivers count, documents are left out, the language is that of the file."""
    monkeypatch.chdir(agreement.parent)
    (agreement.parent / "utkast.md").write_text(AGREEMENT, encoding="utf-8")
    waiver = 'part = "G27-4a"\ndocument = "avtale.md"\nreason = "ny avtale"\nby = "Kari"\nuntil = 2027-01-31\n'
    Path("avtalesjekk.toml").write_text(
        f'lang = "en"\nexclude = ["utkast.md"]\n[[waivers]]\n{waiver}', encoding="utf-8"
    )
    result = audit("run", ".", "--as-of", "2026-11-22", "--format", "json")
    (document,) = json.loads(result.stdout)["documents"]
    assert [each["id"] for each in document["findings"] if each["waived"]] == ["G27-4a"]
    assert result.stderr.startswith("stored as run 1 in ")


def test_a_run_may_be_shown_in_any_format_of_a_report(audit: Audit, agreement: Path, tmp_path: Path) -> None:
    """In a file."""
    audit("run", agreement)
    decide(audit, agreement)
    assert audit("run", agreement, "--format", "html", "--output", tmp_path / "rapport.html").stdout == ""
    assert "Avgjort av Kari Moe" in (tmp_path / "rapport.html").read_text(encoding="utf-8")


def test_a_decision_lapses_when_the_text_changes(audit: Audit, agreement: Path) -> None:
    """And the report says so."""
    audit("run", agreement)
    decide(audit, agreement)
    agreement.write_text(AGREEMENT + "\nNytt avsnitt om noe annet.\n", encoding="utf-8")
    assert "decision" not in parts(audit("run", agreement, "--format", "json"))[PART]
    for command in ("report", "decisions"):
        assert "bortfalt: teksten i dokumentet er endret" in audit(command).stdout


def test_a_part_may_be_named_as_the_report_names_it(audit: Audit, agreement: Path) -> None:
    """Without the name of the circular."""
    audit("run", agreement)
    result = decide(audit, agreement, part="4.1.5C")
    assert (result.exit_code, result.stderr.startswith(f"{agreement} {PART}: mangler er ført i ")) == (0, True)


@pytest.mark.parametrize("command", [("report",), ("decisions",), ("report", "--format", "json")])
def test_without_a_register_there_is_nothing_to_report(audit: Audit, tmp_path: Path, command: tuple[str, ...]) -> None:
    """One line says how to make one, and none is made."""
    result = audit(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "avtalesjekk audit run" in line
    assert not (tmp_path / "register.sqlite3").exists()


def test_a_foreign_file_is_refused_before_anything_is_checked(audit: Audit, agreement: Path) -> None:
    """In one line."""
    result = audit("run", agreement, "--register", agreement)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{agreement} er ikke et register fra avtalesjekk – velg en annen fil eller en tom database med --register\n"
    )


def test_standard_input_is_no_document_to_keep(audit: Audit) -> None:
    """It has no name that tells it from another."""
    result = audit("run", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard inn" in result.stderr


def test_what_cannot_be_decided_ends_with_2(audit: Audit, agreement: Path, tmp_path: Path) -> None:
    """Each with a line on what to do."""
    (tmp_path / "liste.txt").write_text("Handleliste\n\nmelk\n", encoding="utf-8")
    (tmp_path / "skadet.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "ny.md").write_text(SHORTER, encoding="utf-8")
    audit("run", agreement, tmp_path / "liste.txt", tmp_path / "skadet.pdf")
    for file, part, told in (
        (tmp_path / "ny.md", PART, "ingen kjøring har hatt filen"),
        (agreement, "9.9", "delene er 4.1.1a, "),
        (tmp_path / "liste.txt", PART, "ikke sjekket mot noen krav"),
        (tmp_path / "skadet.pdf", PART, "ingenting i filen kunne leses"),
    ):
        result = decide(audit, file, part=part)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert told in result.stderr


def test_a_decision_needs_a_reason(audit: Audit, agreement: Path) -> None:
    """Blanks are none."""
    audit("run", agreement)
    result = audit("decide", agreement, PART, "met", "--reason", "  ", "--by", "Kari Moe")
    assert result.exit_code == 2
    assert "--reason" in result.stderr


def test_of_several_agreements_in_a_file_one_is_named(audit: Audit, corpus: Path, tmp_path: Path) -> None:
    """By its number; without one, the message says how many there are."""
    bundle = tmp_path / "pakke.pdf"
    with pikepdf.new() as pages:
        for name in ("a/a04.pdf", "c/c05.pdf"):
            with pikepdf.open(corpus / "train" / name) as source:
                pages.pages.extend(list(source.pages))
        pages.save(bundle)
    audit("run", bundle)
    assert "antallet avtaler i filen er 2" in decide(audit, bundle).stderr
    assert decide(audit, bundle, more=("--agreement", "3")).exit_code == 2
    assert decide(audit, bundle, more=("--agreement", "2")).exit_code == 0
    one, two = json.loads(audit("run", bundle, "--format", "json").stdout)["documents"]
    assert [any("decision" in part for part in each["parts"]) for each in (one, two)] == [False, True]


def test_a_check_does_not_pay_for_the_database(agreement: Path) -> None:
    """SQLAlchemy is imported by `audit` alone."""
    program = (
        "import sys\n"
        "from avtalesjekk.cli import main\n"
        f"main(['check', {str(agreement)!r}, '--jobs', '1', '--fail-on', 'never'], standalone_mode=False)"
    )
    told = "import atexit, sys; atexit.register(lambda: print('sqlalchemy' in sys.modules))\n"
    printed = subprocess.run([sys.executable, "-c", told + program], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "False"


@pytest.mark.postgres
def test_a_server_keeps_a_register_too(run: Run, postgres: str, agreement: Path) -> None:
    """From run to decision to report."""
    register = ("--register", postgres)
    for _ in range(2):
        assert run("audit", "run", agreement, *register).exit_code == 0
    decided = run("audit", "decide", agreement, PART, "missing", "--reason", "Nei", "--by", "Kari Moe", *register)
    assert decided.exit_code == 0
    assert "avgjort av Kari Moe" in run("audit", "report", *register).stdout
