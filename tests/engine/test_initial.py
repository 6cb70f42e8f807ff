"""Files to start from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtalesjekk.engine.configuration import NAME, Configuration, load_configuration
from avtalesjekk.engine.initial import write_start
from avtalesjekk.engine.version import VERSION


@pytest.mark.parametrize(
    ("kept_at", "workflow"), [("github", ".github/workflows/avtalesjekk.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_a_configuration_and_a_workflow_are_written(tmp_path: Path, kept_at: str, workflow: str) -> None:
    """The workflow installs this version."""
    written = write_start(tmp_path / "avtaler", kept_at)
    assert written == (tmp_path / "avtaler" / NAME, tmp_path / "avtaler" / workflow)
    assert f"avtalesjekk[ocr]=={VERSION}" in written[1].read_text(encoding="utf-8")


def test_the_configuration_holds_and_says_what_holds_without_it(tmp_path: Path) -> None:
    """What is more is a comment."""
    write_start(tmp_path, "github")
    made = load_configuration(tmp_path.resolve() / NAME)
    assert made == Configuration(folder=tmp_path.resolve(), profiles=("auto",), fail_on="warning", lang="nb")


def test_what_is_a_comment_in_the_configuration_holds_too(tmp_path: Path) -> None:
    """Where there is what it names."""
    write_start(tmp_path, "github")
    file = tmp_path.resolve() / NAME
    text = re.sub(r"(?m)^# (?=\[\[|[a-z]+ = )", "", file.read_text(encoding="utf-8"))
    file.write_text(re.sub(r"(?m)^rules = .*", "", text), encoding="utf-8")
    (tmp_path / "mal.docx").touch()
    (tmp_path / "avtaler").mkdir()
    (tmp_path / "avtaler" / "sunndal.docx").touch()
    made = load_configuration(file)
    assert (made.template, len(made.waivers)) == (tmp_path.resolve() / "mal.docx", 1)


def test_nothing_is_written_where_one_of_the_files_is(tmp_path: Path) -> None:
    """The other is not written either."""
    (tmp_path / ".gitlab-ci.yml").write_text("mine: {}", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"\.gitlab-ci\.yml"):
        write_start(tmp_path, "gitlab")
    assert [path.name for path in tmp_path.iterdir()] == [".gitlab-ci.yml"]
    assert (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine: {}"
