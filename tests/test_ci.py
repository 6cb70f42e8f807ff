"""What ships for continuous integration: valid by the schemas of those who read it, and its steps do what they say."""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "engine" / "starter"


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ROOT / "action.yml"),
        ("vendor.github-workflows", STARTER / "github.yml"),
        ("vendor.gitlab-ci", STARTER / "gitlab-ci.yml"),
    ],
)
def test_the_files_are_valid(schema: str, file: Path) -> None:
    """By the schemas of GitHub and GitLab."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_hook_is_valid_and_takes_the_files_of_word_processors() -> None:
    """Not every text in a repository."""
    (hook,) = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert (hook["entry"], hook["language"]) == ("avtalesjekk check", "python")
    assert hook["files"] == r"\.(docx|pdf|odt|rtf|doc)$"


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """A program called avtalesjekk that writes down its arguments, and ends with the code in CODE."""
    path = tmp_path / "avtalesjekk" / "bin" / "avtalesjekk"
    path.parent.mkdir(parents=True)
    path.write_text(f'#!/bin/bash\nprintf "%s|" "$@" >> {tmp_path}/calls\necho >> {tmp_path}/calls\nexit "$CODE"\n')
    path.chmod(0o755)
    return path


def steps(script: str, stub: Path, code: int = 0, **environment: str) -> tuple[int, list[str]]:
    """Run the lines as the runners do, and return how they end and with which arguments the program was called."""
    told = {"PATH": f"{stub.parent}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(stub.parents[2])}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={**told, "CODE": str(code), **environment},
        check=False,
    )
    calls = stub.parents[2] / "calls"
    return done.returncode, calls.read_text(encoding="utf-8").splitlines()


def action(stub: Path, code: int = 0, paths: str = ".", arguments: str = "", sarif: str = "") -> tuple[int, list[str]]:
    """Run the last step of the action."""
    script = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][-1]["run"]
    return steps(script, stub, code, PATHS=paths, ARGUMENTS=arguments, SARIF=sarif)


def test_the_action_hands_on_paths_and_options_line_by_line(stub: Path) -> None:
    """Blanks and words that mean something to the shell are part of a name."""
    _, calls = action(stub, paths="mine avtaler\n$(touch x)\n", arguments="--fail-on=error\n")
    assert calls == ["check|--fail-on=error|mine avtaler|$(touch x)|--format|github|"]


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_action_ends_as_the_check_does(stub: Path, code: int) -> None:
    """So that the workflow fails on findings."""
    assert action(stub, code)[0] == code


def test_the_action_writes_sarif_first_whatever_is_found(stub: Path) -> None:
    """Findings must not keep the report from being written; what could not be read stands in it."""
    _, calls = action(stub, 3, sarif="ut.sarif")
    assert calls == ["check|.|--fail-on|never|--format|sarif|--output|ut.sarif|", "check|.|--format|github|"]


def test_the_job_for_gitlab_writes_both_reports_and_ends_as_the_check_does(stub: Path) -> None:
    """When something could not be read, too."""
    job = yaml.safe_load((STARTER / "gitlab-ci.yml").read_text(encoding="utf-8"))["avtalesjekk"]
    code, calls = steps("\n".join(job["script"]), stub, 3)
    written = [call.split("|")[call.split("|").index("--output") + 1] for call in calls[:2]]
    assert (code, calls[2]) == (3, "check|.|")
    assert written == list(job["artifacts"]["reports"].values())


def test_the_image_is_built_from_all_that_is_the_package() -> None:
    """A folder that .dockerignore does not let in would be missing."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    packages = setup["options"]["packages"].split()
    wanted = {package.split(".")[1] for package in packages if "." in package} | {"setup.cfg", "pyproject.toml"}
    let_in = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()}
    assert wanted <= let_in


def test_the_image_does_not_run_as_root() -> None:
    """The last user is the program's own."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")][-1] == "USER avtalesjekk"
