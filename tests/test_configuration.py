"""Configuration, waivers and baselines as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

AGREEMENT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## Varighet
Avtalen gjelder fra 1. august 2018 til [sett inn dato].
"""
WAIVER = """
[[waivers]]
part = "FORM-placeholder"
document = "a.md"
reason = "fylles ut ved underskrift"
by = "Kari Nordmann"
until = 2027-06-30
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(AGREEMENT, encoding="utf-8")


def configure(content: str) -> None:
    """Write the configuration."""
    Path("avtalesjekk.toml").write_text(content, encoding="utf-8")


def test_fail_on_and_language_are_those_of_the_configuration(run: Run) -> None:
    """Where the command line does not say."""
    configure('fail-on = "never"\nlang = "en"')
    result = run("check", "a.md")
    assert (result.exit_code, "DOES NOT CONFORM" in result.stdout) == (0, True)
    assert run("check", "a.md", "--fail-on", "error").exit_code == 1


def test_a_waived_finding_is_in_the_report(run: Run) -> None:
    """Marked, and valid by the schema."""
    configure(WAIVER)
    (document,) = json.loads(run("check", "a.md", "--format", "json", "--as-of", "2027-06-30").stdout)["documents"]
    assert {each["id"]: each["waived"] for each in document["findings"] if each["waived"]} == {
        "FORM-placeholder": {
            "kind": "waiver",
            "reason": "fylles ut ved underskrift",
            "by": "Kari Nordmann",
            "until": "2027-06-30",
        }
    }


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab"])
def test_every_format_tells_of_an_expired_waiver(run: Run, form: str) -> None:
    """Though no rule makes it."""
    configure(WAIVER)
    assert "WAIVER-expired" in run("check", "a.md", "--format", form, "--as-of", "2027-07-01").stdout


def test_with_a_baseline_only_new_findings_fail(run: Run) -> None:
    """From the same folder or another."""
    assert run("check", "a.md", "--format", "json", "--output", "forrige.json").exit_code == 1
    assert run("check", "a.md", "--baseline", "forrige.json").exit_code == 0
    Path("a.md").write_text(AGREEMENT.replace("[sett inn dato]", "[dato]"), encoding="utf-8")
    assert run("check", Path("a.md").resolve(), "--baseline", "forrige.json").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--config", "annen.toml"), "annen.toml: failon: ukjent nøkkel «failon» – mente du «fail-on»?\n"),
        (("--baseline", "annen.toml"), "annen.toml: er ingen rapport fra dette programmet – lag en med"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, str], told: str) -> None:
    """On stderr; there is no report."""
    Path("annen.toml").write_text('failon = "error"', encoding="utf-8")
    result = run("check", "a.md", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(told)


def test_a_file_that_is_excluded_is_told_when_it_was_asked_for(run: Run) -> None:
    """A file of a folder is left out without a word."""
    configure('exclude = ["a.md"]')
    result = run("check", "a.md")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "a.md: er utelatt (exclude i avtalesjekk.toml)\n",
    )
    assert run("check", ".").stderr == ""


def test_init_writes_what_check_takes_and_nothing_twice(run: Run) -> None:
    """The second time it names what is there."""
    assert run("init").stdout.splitlines() == ["avtalesjekk.toml", ".github/workflows/avtalesjekk.yml"]
    assert run("check", "a.md").exit_code == 1
    result = run("init", "--gitlab")
    assert (result.exit_code, "«avtalesjekk.toml» er der fra før" in result.stderr) == (2, True)
