"""Runs over many files as a user meets them: what is kept between them, what they tell, and what others can break."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from avtalesjekk.engine import batch, identity
from avtalesjekk.engine.work import Reports

from .terminal import on_a_terminal

Run = Callable[..., Result]

DAY = ("--as-of", "2026-11-22")
JSON = ("--format", "json", *DAY)
PROGRAM = [sys.executable, "-m", "avtalesjekk"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight short papers, too many for one process."""
    made = tmp_path / "avtaler"
    made.mkdir()
    for number in range(8):
        text = (
            f"# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\nPartene møtes {number + 2} ganger i året.\n"
        )
        (made / f"{number}.md").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are checked and not found among earlier results."""
    names: list[str] = []
    check = batch.checked

    def counted(data: bytes, name: str, *more: object) -> Reports:
        names.append(Path(name).name)
        return check(data, name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "checked", counted)
    return names


def test_a_second_run_checks_nothing_and_reports_the_same(run: Run, folder: Path, checked: list[str]) -> None:
    """The same bytes."""
    first = run("check", folder, *JSON, "--jobs", "1")
    assert len(checked) == 8
    second = run("check", folder, *JSON, "--jobs", "1")
    assert len(checked) == 8
    assert first.stdout_bytes == second.stdout_bytes


def test_a_second_run_loads_neither_spacy_nor_a_reader(folder: Path) -> None:
    """Nor does it start a process."""
    subprocess.run([*PROGRAM, "check", str(folder), *DAY], capture_output=True)
    program = (
        "import subprocess, sys\nfrom avtalesjekk.cli import main\n"
        "Popen = subprocess.Popen\nstarted = []\n"
        "subprocess.Popen = lambda *given, **more: started.append(given[0][1:]) or Popen(*given, **more)\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = [name for name in ('spacy', 'pypdfium2', 'lxml', 'durable') if name in sys.modules]\n"
        "sys.exit(f'{heavy} {started}' if heavy or started not in ([], [['--list-langs']]) else 0)"
    )
    result = subprocess.run([sys.executable, "-c", program, "check", str(folder), *DAY], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_only_what_changed_is_checked_again(run: Run, folder: Path, checked: list[str]) -> None:
    """A file with new words; a file with a new name has the words of the old one."""
    run("check", folder, *DAY, "--jobs", "1")
    checked.clear()
    (folder / "3.md").write_text("Handleliste", encoding="utf-8")
    (folder / "4.md").rename(folder / "ny.md")
    result = run("check", folder, *JSON, "--jobs", "1")
    assert checked == ["3.md"]
    names = [Path(one["path"]).name for one in json.loads(result.stdout)["documents"]]
    assert names == ["0.md", "1.md", "2.md", "3.md", "5.md", "6.md", "7.md", "ny.md"]


@pytest.mark.parametrize(
    "more",
    [
        ("--as-of", "2026-11-23"),
        (*DAY, "--lang", "nn"),
        (*DAY, "--profile", "g27-2017"),
        (*DAY, "--template", "mal.md"),
        (*DAY, "--rules", "egne"),
    ],
)
def test_other_options_are_other_results(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: list[str], more: tuple[str, ...]
) -> None:
    """Each of them, once."""
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "egne")
    Path("mal.md").write_text("# Mal\n\nPartene møtes [antall] ganger i året.\n", encoding="utf-8")
    Path("liste.txt").write_text("Handleliste", encoding="utf-8")
    for options in (DAY, more, more):
        run("check", "liste.txt", *options)
    assert len(checked) == 2


def test_a_changed_template_is_another(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: list[str]
) -> None:
    """Under the same name."""
    monkeypatch.chdir(tmp_path)
    Path("liste.txt").write_text("Handleliste", encoding="utf-8")
    for words in ("Partene møtes.", "Partene møtes ofte."):
        Path("mal.md").write_text(f"# Mal\n\n{words}\n", encoding="utf-8")
        run("check", "liste.txt", *DAY, "--template", "mal.md")
    assert len(checked) == 2


def test_changed_rules_are_others(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same folder, with the same version; in new processes, since a run reads its rules once."""
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "egne")
    Path("liste.txt").write_text("Handleliste", encoding="utf-8")
    command = [*PROGRAM, "check", "liste.txt", *JSON, "--rules", "egne", "--profile", "egne"]
    before = json.loads(subprocess.run(command, capture_output=True).stdout)
    rule = Path("egne/EGNE-1.yaml")
    rule.write_text(rule.read_text(encoding="utf-8").replace("severity: warning", "severity: info"), encoding="utf-8")
    after = json.loads(subprocess.run(command, capture_output=True).stdout)
    severities = [report["documents"][0]["parts"][0]["severity"] for report in (before, after)]
    assert severities == ["warning", "info"]
    assert before["tool"]["packs"][-1]["digest"] != after["tool"]["packs"][-1]["digest"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("available", lambda: ("LibreOffice", "no Tesseract", "another")),
        ("_program", lambda: "another"),
        ("_libraries", lambda: ["pypdfium2 0"]),
    ],
)
def test_another_program_or_reader_gives_other_results(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    checked: list[str],
    name: str,
    other: Callable[[], object],
) -> None:
    """A scan may be read now; a new version may judge otherwise."""
    run("check", folder / "1.md", *DAY)
    identity.identity.cache_clear()
    monkeypatch.setattr(identity, name, other)
    run("check", folder / "1.md", *DAY)
    identity.identity.cache_clear()
    assert checked == ["1.md", "1.md"]


def test_the_ending_of_the_name_counts(run: Run, folder: Path) -> None:
    """Plain text that is called .docx is no document."""
    copy = (folder / "1.md").with_suffix(".docx")
    copy.write_bytes((folder / "1.md").read_bytes())
    verdicts = [
        document["verdict"]
        for path in (folder / "1.md", copy)
        for document in json.loads(run("check", path, *JSON).stdout)["documents"]
    ]
    assert verdicts[1] == "not_assessable" != verdicts[0]


def test_a_document_that_crashed_is_tried_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, checked: list[str]
) -> None:
    """The fault may be mended."""
    with monkeypatch.context() as broken:
        broken.setattr("avtalesjekk.engine.check.check_document", lambda *_: 1 / 0)
        assert "ZeroDivisionError" in run("check", folder / "1.md", *DAY).stdout
    assert "ZeroDivisionError" not in run("check", folder / "1.md", *DAY).stdout
    assert checked == ["1.md", "1.md"]


def test_a_run_that_was_killed_goes_on_where_it_stood(run: Run, folder: Path, own_cache: Path) -> None:
    """What was done is not lost, and the report is that of a run that was not killed."""
    kept = own_cache / "results-1.sqlite3"
    killed = subprocess.Popen([*PROGRAM, "check", str(folder), *DAY, "--jobs", "2", "-v"], stderr=subprocess.PIPE)
    assert killed.stderr is not None
    killed.stderr.readline()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    with sqlite3.connect(kept) as connection:
        (done,) = connection.execute("SELECT count(*) FROM results").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert done >= 1
    after = run("check", folder, *JSON, "--jobs", "1")
    assert after.stdout_bytes == run("check", folder, *JSON, "--jobs", "1", "--no-cache").stdout_bytes
    with sqlite3.connect(kept) as connection:
        assert connection.execute("SELECT count(*) FROM results").fetchone() == (8,)
    connection.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux shows them")
def test_a_run_that_was_killed_leaves_no_process(folder: Path) -> None:
    """Neither those that checked nor those that read."""
    mark = {**os.environ, "AVTALESJEKK_TEST": str(folder)}
    killed = subprocess.Popen(
        [*PROGRAM, "check", str(folder), "--jobs", "2", "-v"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=mark,
    )
    assert killed.stderr is not None
    killed.stderr.readline()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    def alive() -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if str(folder).encode() in (process / "environ").read_bytes():
                    found.append(process.name)
            except OSError:
                pass
        return found

    end = time.monotonic() + 30
    while alive() and time.monotonic() < end:
        time.sleep(0.1)
    assert alive() == []


def test_runs_at_once_do_not_disturb_each_other(folder: Path, own_cache: Path) -> None:
    """Each has its whole report, and every result is kept once."""
    runs = [subprocess.Popen([*PROGRAM, "check", str(folder), *JSON], stdout=-1, stderr=-1) for _ in range(3)]
    reports = [run.communicate() for run in runs]
    assert len({report for report, _ in reports}) == 1
    assert [errors for _, errors in reports] == [b""] * 3
    with sqlite3.connect(own_cache / "results-1.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM results").fetchone() == (8,)
    connection.close()


def test_a_store_that_cannot_be_used_is_one_line(run: Run, folder: Path, own_cache: Path) -> None:
    """The report is there all the same."""
    own_cache.write_text("en fil der mappen skulle vært", encoding="utf-8")
    result = run("check", folder / "1.md", *DAY)
    assert result.stdout == run("check", folder / "1.md", *DAY, "--no-cache").stdout
    (line,) = result.stderr.splitlines()
    assert str(own_cache) in line
    assert "--no-cache" in line


def test_no_cache_reads_and_keeps_nothing(run: Run, folder: Path, own_cache: Path) -> None:
    """Not even a folder."""
    run("check", folder / "1.md", "--no-cache")
    assert not own_cache.exists()


def test_verbose_tells_each_document_on_a_line(run: Run, folder: Path) -> None:
    """On stderr, with its verdict; the report is not touched by it."""
    result = run("check", folder, *DAY, "-v", "--jobs", "1")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        str(folder / f"{number}.md") for number in range(8)
    ]
    assert all(line.partition(": ")[2] for line in result.stderr.splitlines())
    assert result.stdout == run("check", folder, *DAY).stdout


def test_a_terminal_gets_a_bar(folder: Path) -> None:
    """With how many are done and how fast, on stderr only."""
    command = ["sh", "-c", 'exec "$@" 2>&1 >/dev/null', "sh", *PROGRAM, "check", str(folder), *DAY, "--jobs", "1", "-v"]
    shown = on_a_terminal(command, {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"})
    assert "8/8" in shown
    assert "dokumenter/s" in shown
    assert shown.count(f"{folder}/0.md: ") == 1


def test_a_pipe_gets_no_bar(folder: Path) -> None:
    """Nothing at all."""
    result = subprocess.run([*PROGRAM, "check", str(folder), *DAY], capture_output=True)
    assert result.stderr == b""
