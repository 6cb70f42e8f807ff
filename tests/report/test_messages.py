"""The catalogue of what the program says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from avtalesjekk.report.messages import messages, text
from avtalesjekk.report.model import Authority, Severity, Status, Verdict

PACKAGE = Path(__file__).resolve().parents[2]
LANGUAGES = ("nb", "nn", "en", "sv")
MESSAGES = [(group, code) for group, codes in messages().items() for code in codes]


def problem_codes() -> Iterator[str]:
    """Yield the codes of all problems and refusals of documents that the code makes."""
    return codes({"ReadError", "Problem"})


def codes(makers: set[str]) -> Iterator[str]:
    """Yield the codes that are given to any of `makers`."""
    for folder in ("extract", "engine"):
        for path in (PACKAGE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                    for code in [*node.args, *(each.value for each in node.keywords)][:1]:
                        chosen = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
                        yield from (each.value for each in chosen if isinstance(each, ast.Constant))


def test_every_problem_has_a_message_and_every_message_a_problem() -> None:
    """Neither is forgotten when the other changes."""
    assert set(problem_codes()) == set(messages()["problems"])


def test_every_refusal_of_the_register_has_a_message() -> None:
    """And every message a refusal."""
    assert set(codes({"LedgerError"})) == set(messages()["audit-errors"])


def test_every_refusal_of_a_pool_has_a_message() -> None:
    """Among those on how a run goes."""
    assert set(codes({"PoolError"})) <= set(messages()["run"])


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("statuses", get_args(Status)),
        ("verdicts", get_args(Verdict)),
        ("severities", get_args(Severity)),
        ("authorities", get_args(Authority)),
    ],
)
def test_every_value_of_the_report_has_words(group: str, values: tuple[str, ...]) -> None:
    """As many as there are values."""
    assert set(messages()[group]) == set(values)


@pytest.mark.parametrize(("group", "code"), MESSAGES)
def test_every_message_is_there_in_every_language(group: str, code: str) -> None:
    """With the same blanks to fill in, and with words."""
    texts = messages()[group][code]
    assert set(texts) == set(LANGUAGES)
    blanks = [sorted(name for _, name, _, _ in Formatter().parse(told) if name) for told in texts.values()]
    assert blanks == [blanks[0]] * len(LANGUAGES)
    assert all(told.strip() for told in texts.values())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(messages()["problems"]))
def test_a_problem_says_what_is_wrong_and_then_more(code: str, lang: str) -> None:
    """What to do, or how it was taken, after a dash or a semicolon."""
    assert any(mark in messages()["problems"][code][lang] for mark in (" – ", "; "))


def test_blanks_are_filled_in() -> None:
    """By name."""
    assert text("problems", "needs-libreoffice", "en", format="odt").startswith("the format odt can only be read")
