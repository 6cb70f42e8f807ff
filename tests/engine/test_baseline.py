"""Baselines: what stood in an earlier report does not count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avtalesjekk.engine.baseline import compared, read_baseline
from avtalesjekk.engine.configuration import ConfigurationError
from avtalesjekk.report.as_json import render
from avtalesjekk.report.model import DocumentReport, Finding, Waived

from ..report.report_maker import WAIVED, document, finding, presentation, quoting, report


def about(words: str) -> Finding:
    """Return a finding about these words."""
    return replace(finding("FORM-placeholder"), location=quoting(words))


def known(before: DocumentReport, now: DocumentReport, folders: tuple[Path, ...] = (Path(),)) -> list[bool]:
    """Return for each finding of `now` whether it stood in a report on `before`."""
    file = Path("forrige.json")
    file.write_bytes(render(report(before), presentation({})))
    (made,) = compared([now], read_baseline(file, folders))
    return [each.waived == Waived(kind="baseline", reason="forrige.json") for each in made.findings]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "avtaler").mkdir()
    (tmp_path / "avtaler" / "a.docx").touch()
    monkeypatch.chdir(tmp_path)


def test_what_stood_there_is_marked_and_what_is_new_is_not() -> None:
    """Wherever it stands in the text now; of two alike only as many as there were."""
    now = document(findings=(about("xx"), about("___"), about("___")))
    assert known(document(findings=(about("___"),)), now) == [False, True, False]


@pytest.mark.parametrize("path", ["avtaler/a.docx", "./avtaler/../avtaler/a.docx", "{here}/avtaler/a.docx"])
def test_a_file_is_the_same_by_whatever_path(path: str) -> None:
    """Relative to the working directory, or absolute."""
    now = document(path=path.format(here=Path.cwd()), findings=(about("___"),))
    assert known(document(path="avtaler/a.docx", findings=(about("___"),)), now) == [True]


def test_a_report_may_come_from_the_folder_of_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no such file in the working directory."""
    folder = Path.cwd()
    monkeypatch.chdir("avtaler")
    one = document(path="avtaler/a.docx", findings=(about("___"),))
    assert known(one, replace(one, path="a.docx"), (Path.cwd(), folder)) == [True]


def test_what_was_waived_for_a_time_is_not_known_for_ever() -> None:
    """What was known from a baseline still is."""
    told = (replace(about("a"), waived=WAIVED), replace(about("b"), waived=Waived(kind="baseline", reason="x.json")))
    assert known(document(findings=told), document(findings=(about("a"), about("b")))) == [False, True]


def test_a_waiver_goes_before_the_baseline() -> None:
    """It says more."""
    waived = replace(about("___"), waived=WAIVED)
    assert known(document(findings=(about("___"),)), document(findings=(waived,))) == [False]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"schema": "en-annen-1", "documents": []}',
        b'{"schema": "avtalesjekk-report-1", "documents": {}}',
        b'{"schema": "avtalesjekk-report-1", "documents": [{"path": 1, "findings": []}]}',
        b'{"schema": "avtalesjekk-report-1", "documents": [{"path": "a", "findings": [{"id": "x", "location": []}]}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_report_is_refused(content: bytes) -> None:
    """On one line that tells how to make one."""
    Path("b.json").write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        read_baseline(Path("b.json"), [Path()])
    told = ("b.json: er ingen rapport fra dette programmet – lag en med check --format json",)
    assert refused.value.errors == told


def test_a_report_that_is_not_there_is_refused() -> None:
    """With the reason."""
    with pytest.raises(ConfigurationError, match=r"b\.json: kan ikke leses .* – sjekk navnet"):
        read_baseline(Path("b.json"), [Path()])
