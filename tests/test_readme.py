"""What README says is what happens."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from avtalesjekk.cli import main

from .terminal import on_a_terminal

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_program_prints() -> None:
    """Between the gaps that are marked. To renew it: NO_COLOR=1 on a terminal of 100 columns."""
    (example,) = re.findall(r"```text\n(.*?)\n```", README, re.DOTALL)
    (command,) = re.findall(r"`\.venv/bin/avtalesjekk (check \S+)`", README)
    _, path = command.split()
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    printed = on_a_terminal([sys.executable, "-m", "avtalesjekk", "check", str(ROOT / path)], environment)
    printed = printed.replace(str(ROOT / path), path)
    for piece in example.split("\n[…]\n"):
        assert piece.strip("\n") in printed


def test_the_commands_are_those_that_the_checks_run() -> None:
    """Each once, found by what it does; a trailing explanation would run too."""
    checks = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    wanted = re.findall(r"readme '(.+?)'", checks)
    assert len(wanted) == 2
    for words in wanted:
        (line,) = [line for line in README.splitlines() if words in line]
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_every_command_and_exit_code_is_told() -> None:
    """By its name."""
    for command in main.commands:
        assert f"`avtalesjekk {command}" in README
    assert "Sluttkoden er 0" in README
