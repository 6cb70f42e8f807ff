"""The commands as a user meets them: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from click.testing import Result

from avtalesjekk.commands.output import FORMATS
from avtalesjekk.commands.running import exit_code
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.extract.read import read
from avtalesjekk.report.formats import SUFFIXES
from avtalesjekk.report.model import Report, Severity, Verdict

from .report.report_maker import WAIVED, document, finding
from .terminal import on_a_terminal

Run = Callable[..., Result]

AGREEMENT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## Evaluering
Partene skal evaluere avtalen når de ser at det er grunn til det, og de skal da vurdere om noe i den skal endres.

## Varighet
Avtalen gjelder fra 1. august 2018 til [sett inn dato].
"""
NO_AGREEMENT = "Handleliste\n\nmelk og brød\n"
G27 = ("--profile", "g27-2017")
PARTS = 23


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """An agreement that lacks most things."""
    path = tmp_path / "avtale.md"
    path.write_text(AGREEMENT, encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path, corpus: Path) -> Path:
    """A folder of files of which none can be read, and one that can."""
    folder = tmp_path / "faulty"
    folder.mkdir()
    pdf, docx = corpus / "train" / "u" / "u02.pdf", corpus / "train" / "u" / "u01.docx"
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "damaged.pdf").write_bytes(pdf.read_bytes()[:3000])
    (folder / "damaged.docx").write_bytes(docx.read_bytes()[:3000])
    (folder / "text.docx").write_text("Samarbeidsavtale om introduksjonsprogrammet", encoding="utf-8")
    (folder / "ole.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with zipfile.ZipFile(folder / "zip.docx", "w") as archive:
        archive.writestr("bilde.txt", "ikke et dokument")
    with pikepdf.open(pdf) as original:
        original.save(folder / "encrypted.pdf", encryption=pikepdf.Encryption(owner="eier", user="bruker"))
    (folder / "good.txt").write_text(NO_AGREEMENT, encoding="utf-8")
    return folder


def documents(result: Result) -> list[dict[str, Any]]:
    """Return the documents of a JSON report."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["documents"]
    return found


def test_a_run_without_findings_ends_with_0(run: Run, tmp_path: Path) -> None:
    """A text that is no agreement has nothing to find."""
    path = tmp_path / "liste.txt"
    path.write_text(NO_AGREEMENT, encoding="utf-8")
    assert run("check", path).exit_code == 0


def test_findings_end_with_1(run: Run, agreement: Path) -> None:
    """The agreement lacks what the circular asks for."""
    assert run("check", agreement, *G27).exit_code == 1


def test_fail_on_never_ends_with_0(run: Run, agreement: Path) -> None:
    """The findings are reported all the same."""
    result = run("check", agreement, *G27, "--fail-on", "never")
    assert result.exit_code == 0
    assert "IKKE I SAMSVAR" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("borte.docx",), "borte.docx"),
        ((".", "--profile", "g27-2018"), "g27-2017"),
        (("tom",), "tom"),
        ((".", "--as-of", "i morgen"), "i morgen"),
        (("avtale.md", "--output", "avtale.md/rapport.txt"), "rapport.txt"),
        ((), "STI"),
    ],
)
def test_wrong_usage_ends_with_2(
    run: Run, agreement: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """Nothing stands in the report, and the message names what is wrong or what would be right."""
    monkeypatch.chdir(agreement.parent)
    Path("tom").mkdir()
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_what_cannot_be_read_ends_with_3_and_one_line_each(run: Run, faulty: Path) -> None:
    """Each line names the file and, after the dash, what to do; the rest of the batch is checked."""
    result = run("check", faulty, "--format", "json")
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    names = ["damaged.docx", "damaged.pdf", "empty.pdf", "encrypted.pdf", "ole.docx", "text.docx", "zip.docx"]
    assert [line.partition(": ")[0] for line in lines] == [str(faulty / name) for name in names]
    assert all(re.search(r" – \w+", line) for line in lines)
    verdicts = {Path(one["path"]).name: one["verdict"] for one in documents(result)}
    assert verdicts == {**dict.fromkeys(names, "not_assessable"), "good.txt": "out_of_scope"}


def test_a_finding_is_worse_than_a_file_that_cannot_be_read(run: Run, faulty: Path, agreement: Path) -> None:
    """Exit code 3 is for runs without findings."""
    assert run("check", faulty, agreement, *G27).exit_code == 1


@pytest.mark.parametrize(
    ("severity", "verdict", "fail_on", "expected"),
    [
        ("info", "conforms", "warning", 0),
        ("warning", "deviates", "warning", 1),
        ("warning", "deviates", "error", 0),
        ("error", "nonconforming", "error", 1),
        ("error", "nonconforming", "never", 0),
        ("warning", "not_assessable", "warning", 1),
        ("warning", "not_assessable", "error", 3),
        ("warning", "not_assessable", "never", 3),
    ],
)
def test_the_worst_document_decides_as_far_as_asked(
    severity: Severity, verdict: Verdict, fail_on: str, expected: int
) -> None:
    """A finding that is not asked for leaves room for 3."""
    worst = document(verdict=verdict, findings=(finding("FORM-date", severity),))
    report = Report(version="1", packs=(), as_of="2026-11-22", documents=(document(), worst))
    assert exit_code(report, (fail_on, fail_on)) == expected


def test_what_is_waived_does_not_fail() -> None:
    """Each document by its own measure."""
    waived = document(findings=(replace(finding("FORM-date"), waived=WAIVED),))
    warned = document(findings=(finding("FORM-date", "warning"),))
    report = Report(version="1", packs=(), as_of="2026-11-22", documents=(waived, warned))
    assert [exit_code(report, ("error", asked)) for asked in ("error", "warning")] == [0, 1]


def test_stdin_is_a_document(run: Run, corpus: Path) -> None:
    """Its bytes tell what it is."""
    result = run("check", "-", "--format", "json", stdin=(corpus / "train" / "u" / "u02.pdf").read_bytes())
    (document,) = documents(result)
    assert (document["path"], document["format"], document["pages"]) == ("-", "pdf", 2)


def test_folders_are_searched_and_temporary_files_left_out(run: Run, tmp_path: Path) -> None:
    """Word's lock files and hidden files are no documents, nor are files of other kinds."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for name in ("2.txt", "1.TXT", "~$1.docx", ".3.txt", "4.xlsx"):
        (inside / name).write_text(NO_AGREEMENT, encoding="utf-8")
    found = documents(run("check", tmp_path, "--format", "json"))
    assert [Path(one["path"]).name for one in found] == ["1.TXT", "2.txt"]


def test_output_to_a_file(run: Run, agreement: Path, tmp_path: Path) -> None:
    """The file holds what stdout would have held."""
    printed = run("check", agreement, "--as-of", "2026-11-22").stdout
    result = run("check", agreement, "--as-of", "2026-11-22", "--output", tmp_path / "rapport.txt")
    assert result.stdout == ""
    assert (tmp_path / "rapport.txt").read_text(encoding="utf-8") == printed


def test_output_to_a_folder_is_one_report_per_document(
    run: Run, agreement: Path, report_schema: jsonschema.Draft202012Validator
) -> None:
    """Also when the same document is given twice."""
    folder = agreement.parent / "rapporter"
    run("check", agreement, agreement, "--format", "json", "--output", folder)
    reports = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.iterdir())]
    assert len(reports) == 2
    for report in reports:
        report_schema.validate(report)
        assert [one["path"] for one in report["documents"]] == [str(agreement)]


def test_the_number_of_processes_does_not_show(run: Run, corpus: Path) -> None:
    """The same bytes from one process and from two."""
    arguments = ("check", corpus / "train" / "u", "--as-of", "2026-11-22", "--format", "json", "--no-cache")
    one, two = (run(*arguments, "--jobs", jobs).stdout_bytes for jobs in ("1", "2"))
    assert one == two


@pytest.mark.parametrize(
    ("lang", "verdict", "status"),
    [
        ("nb", "IKKE I SAMSVAR", "mangler"),
        ("nn", "IKKJE I SAMSVAR", "manglar"),
        ("en", "DOES NOT CONFORM", "missing"),
    ],
)
def test_the_report_is_in_the_language_asked_for(
    run: Run, agreement: Path, lang: str, verdict: str, status: str
) -> None:
    """Verdicts, statuses and messages are."""
    printed = run("check", agreement, *G27, "--lang", lang).stdout
    assert verdict in printed
    assert f"✗ {status}" in printed


def test_a_profile_applies_to_any_kind_of_document(run: Run, tmp_path: Path) -> None:
    """Without it, a text that is no agreement has no parts."""
    path = tmp_path / "liste.txt"
    path.write_text(NO_AGREEMENT, encoding="utf-8")
    (plain,) = documents(run("check", path, "--format", "json"))
    (asked,) = documents(run("check", path, "--format", "json", *G27))
    assert (len(plain["parts"]), len(asked["parts"])) == (0, PARTS)


@pytest.mark.parametrize("stream", ["pipe", "terminal", "terminal without colours"])
def test_colours_and_line_breaks_are_for_terminals(agreement: Path, stream: str) -> None:
    """A pipe gets neither; NO_COLOR takes the colours off a terminal."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60"}
    environment.pop("NO_COLOR", None)
    if stream == "terminal without colours":
        environment["NO_COLOR"] = "1"
    command = [sys.executable, "-m", "avtalesjekk", "check", str(agreement), *G27]
    if stream == "pipe":
        printed = subprocess.run(command, env=environment, capture_output=True, text=True).stdout
    else:
        printed = on_a_terminal(command, environment)
    assert ("\x1b[" in printed) == (stream == "terminal")
    quote = "«Partene skal evaluere avtalen når de ser at det er grunn til det, og de skal da vurdere om noe"
    assert (quote in printed) == (stream == "pipe")


@pytest.mark.parametrize(
    ("form", "start"), [("csv", b"\xef\xbb\xbfrecord;"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>")]
)
def test_formats_for_auditors_are_written_as_they_are(run: Run, agreement: Path, form: str, start: bytes) -> None:
    """To a pipe and to a file the same bytes."""
    printed = run("check", agreement, "--format", form).stdout_bytes
    told = agreement.with_suffix(f".{form}")
    run("check", agreement, "--format", form, "--output", told)
    assert told.read_bytes() == printed
    assert printed.startswith(start)


def test_every_format_of_a_report_can_be_asked_for() -> None:
    """The command line lists them itself, so that its help imports nothing."""
    assert set(FORMATS) == set(SUFFIXES)


def test_a_workbook_is_not_written_to_a_terminal(agreement: Path) -> None:
    """Which would show its bytes."""
    command = [sys.executable, "-m", "avtalesjekk", "check", str(agreement), "--format", "xlsx"]
    assert on_a_terminal(command, dict(os.environ)) == ""


@pytest.mark.parametrize("name", ["u01.docx", "u02.pdf"])
def test_extract_prints_the_text_that_offsets_count_in(run: Run, corpus: Path, name: str) -> None:
    """`start` and `end` of a quote are places in what extract prints."""
    path = corpus / "train" / "u" / name
    printed = run("extract", path).stdout
    assert printed == read(path).text + "\n"
    (document,) = documents(run("check", path, "--format", "json"))
    quotes = [evidence for part in document["parts"] for evidence in part["evidence"]]
    assert quotes
    assert all(printed[one["start"] : one["end"]] == one["quote"] for one in quotes)


def test_extract_as_json_gives_clauses_with_their_places(run: Run, corpus: Path) -> None:
    """Every clause and section is a slice of the text, and parents are ids that exist."""
    tree = json.loads(run("extract", corpus / "train" / "u" / "u02.pdf", "--format", "json").stdout)
    assert tree["clauses"]
    assert tree["sections"]
    for clause in tree["clauses"]:
        assert tree["text"][clause["start"] : clause["end"]] == clause["text"]
    sections = {section["id"] for section in tree["sections"]}
    assert {clause["section"] for clause in tree["clauses"]} <= sections | {None}
    assert {clause["page"] for clause in tree["clauses"]} == {1, 2}


def test_extract_of_what_cannot_be_read_ends_with_3(run: Run, faulty: Path) -> None:
    """With the line that check prints too."""
    result = run("extract", faulty / "encrypted.pdf", "--lang", "en")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{faulty / 'encrypted.pdf'}: the file is protected by a password")


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_rule_is_explained(run: Run, lang: str) -> None:
    """With its title, its source, and an example that does and one that does not."""
    for rule in load_shipped().rules:
        result = run("explain", rule.id.lower(), "--lang", lang)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{rule.id}  {rule.title.in_language(lang)}\n")
        assert rule.source.document in result.stdout
        assert result.stdout.count("«") >= 2


def test_the_checklist_is_explained_through_time(run: Run) -> None:
    """Each instrument with its dates and weight."""
    printed = run("explain", "G27-4.1.6").stdout
    assert "- Rundskriv G-27/2017, fra 2017 til 2021-04: skal-krav; avvik er feil" in printed
    assert "- Veileder av 12.12.2023, fra 2023-12-12: anbefalt (bør); avvik er advarsel" in printed


def test_a_requirement_is_explained_by_its_parts(run: Run) -> None:
    """Each part in turn."""
    printed = run("explain", "G27-4.1.5").stdout
    assert [line.split()[0] for line in printed.splitlines() if line.startswith("G27")] == [
        "G27-4.1.5a",
        "G27-4.1.5b",
        "G27-4.1.5c",
    ]


@pytest.mark.parametrize(
    ("identity", "starts"), [("guide-2023", "guide-2023  "), ("4.2", "Kravet G27-4.2 har 3 deler")]
)
def test_packs_and_requirements_are_explained_too(run: Run, identity: str, starts: str) -> None:
    """By what they hold."""
    result = run("explain", identity)
    assert result.stdout.startswith(starts)
    assert "G27-4.2c" in result.stdout


def test_explaining_what_does_not_exist_ends_with_2(run: Run) -> None:
    """The message says where the names stand."""
    result = run("explain", "G27-9")
    assert result.exit_code == 2
    assert "rules list" in result.stderr


def test_rules_list_names_every_pack_and_rule(run: Run) -> None:
    """With versions and titles."""
    printed = run("rules", "list", "--lang", "en").stdout
    rulebook = load_shipped()
    for pack in rulebook.packs:
        assert f"{pack.id} (versjon {pack.version})" in printed
    for rule in rulebook.rules:
        assert f"{rule.id} " in printed
        assert rule.title.en in printed


def test_rules_lint_accepts_the_shipped_rules(run: Run, corpus: Path) -> None:
    """Those that ship, and a pack in a folder."""
    assert run("rules", "lint").exit_code == 0
    assert run("rules", "lint", corpus.parent / "rules" / "form").exit_code == 0


def test_rules_lint_tells_every_error_with_its_place(run: Run, tmp_path: Path) -> None:
    """A pack without its file and a rule that lacks all."""
    (tmp_path / "pack.yaml").write_text("id: egen\n", encoding="utf-8")
    (tmp_path / "EGEN-1.yaml").write_text("id: EGEN-1\n", encoding="utf-8")
    result = run("rules", "lint", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    places = {line.partition(":")[0] for line in result.stderr.splitlines()}
    assert places == {str(tmp_path / "pack.yaml"), str(tmp_path / "EGEN-1.yaml")}


def test_rules_test_runs_every_example(run: Run) -> None:
    """All give what the rules say that they give."""
    result = run("rules", "test")
    total = sum(len(rule.examples) for rule in load_shipped().rules)
    assert result.stdout.startswith(f"{total} av {total} eksempler")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_new_pack_is_listed_linted_tested_explained_and_used(run: Run, tmp_path: Path, agreement: Path) -> None:
    """Beside the rules that ship; lint and test speak of it alone."""
    folder = tmp_path / "egne"
    made = run("rules", "new", folder)
    assert made.stdout.splitlines() == [str(folder / "pack.yaml"), str(folder / "EGNE-1.yaml")]
    assert "  EGNE-1 " in run("rules", "list", "--rules", folder).stdout
    assert run("rules", "lint", "--rules", folder).stdout == "1 regler i 1 pakker er i orden\n"
    assert run("rules", "test", "--rules", folder).stdout.startswith("6 av 6 eksempler i 1 regler")
    assert run("explain", "egne-1", "--rules", folder).stdout.startswith("EGNE-1  ")
    (document,) = documents(run("check", agreement, "--rules", folder, "--profile", "egne", "--format", "json"))
    assert [(part["id"], part["status"], part["severity"]) for part in document["parts"]] == [
        ("EGNE-1", "missing", "warning")
    ]
    assert (
        "✗ mangler        EGNE-1 Hvem som skaffer praksisplasser" in run("check", agreement, "--rules", folder).stdout
    )


def test_a_new_pack_needs_an_empty_folder(run: Run, agreement: Path) -> None:
    """Nothing is overwritten."""
    result = run("rules", "new", agreement.parent)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check", "."), 2),
        (("explain", "EGNE-1"), 2),
        (("rules", "list"), 2),
        (("rules", "test"), 2),
        (("rules", "lint"), 1),
    ],
)
def test_own_rules_with_errors_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], code: int
) -> None:
    """With their place, wherever they are used."""
    monkeypatch.chdir(tmp_path)
    Path("liste.txt").write_text(NO_AGREEMENT, encoding="utf-8")
    run("rules", "new", "egne")
    rule = tmp_path / "egne" / "EGNE-1.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("severity: warning", "severity: alvorlig"), "utf-8")
    result = run(*command, "--rules", "egne")
    assert (result.exit_code, result.stdout) == (code, "")
    assert "egne/EGNE-1.yaml:15: «alvorlig»" in result.stderr


def test_evaluate_prints_the_scores(run: Run, corpus: Path) -> None:
    """The number of documents, a line per part, and with --errors every miss."""
    folder = corpus / "train" / "u"
    printed = run("evaluate", folder).stdout
    assert printed.startswith(f"{len(list(folder.glob('*.gold.json')))} dokumenter")
    assert len(re.findall(r"^G27-\S+ +\d+ +[01]\.\d{3} ", printed, re.MULTILINE)) == PARTS
    assert run("evaluate", folder, "--errors").stdout.startswith(printed)


def test_evaluate_without_gold_files_ends_with_2(run: Run, tmp_path: Path) -> None:
    """There is nothing to measure."""
    assert run("evaluate", tmp_path).exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("check",),
        ("extract",),
        ("explain",),
        ("rules",),
        ("rules", "list"),
        ("rules", "lint"),
        ("rules", "test"),
        ("rules", "new"),
        ("evaluate",),
    ],
)
def test_every_help_has_an_example(run: Run, command: tuple[str, ...]) -> None:
    """One that starts with the name of the program."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Eksempel:\n +avtalesjekk {' '.join(command)}", result.stdout)


def test_help_imports_nothing_heavy() -> None:
    """So that it answers at once."""
    heavy = ("spacy", "numpy", "pypdfium2", "pdfplumber", "docx", "lxml", "yaml", "rich", "durable")
    program = (
        "import sys\nfrom avtalesjekk.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", [b"a\nb.pdf", b"a\x1b[2Jb.pdf", "a\u2028b\u202eb.pdf".encode(), b"a\xffb.pdf"])
@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "json"), ("extract",)])
def test_a_name_cannot_break_the_line_of_its_error(tmp_path: Path, name: bytes, arguments: tuple[str, ...]) -> None:
    """Line ends, what steers a terminal, and bytes that are no UTF-8 stand as escapes."""
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"%PDF-1.7")
    command = [sys.executable, "-m", "avtalesjekk", *arguments, path]
    result = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert result.returncode == 3
    (line,) = result.stderr.decode("utf-8").splitlines()
    assert line.isprintable()


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_pipe_is_no_file(run: Run, tmp_path: Path, command: str) -> None:
    """Nobody may ever write to it; the message names another way."""
    os.mkfifo(tmp_path / "avtale.docx")
    result = run(command, tmp_path / "avtale.docx")
    assert result.exit_code == 3
    assert "standard inn" in result.stderr
