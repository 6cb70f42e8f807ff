"""Markdown as a reader sees it."""

from __future__ import annotations

from time import process_time

import pytest

from avtalesjekk.extract.markdown import heading, is_markdown, marked_lines, unmark
from avtalesjekk.extract.plain import read_plain


def numbers(source: str) -> list[str]:
    """Return the numbers of the blocks that have one."""
    return [block.number for block in read_plain(source.encode(), markdown=True)[2] if block.number]


@pytest.mark.parametrize(("source", "expected"), [("a\n# Avtale\n", True), ("#1 på lista\nvare #2", False)])
def test_markdown_is_told_by_its_headings(source: str, expected: bool) -> None:
    """A hash mark, a blank and a word at the start of a line."""
    assert is_markdown(source) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1. Formål\n1. Ansvar\n1. Varighet", ["1", "2", "3"]),
        ("0. Formål\n0. Ansvar", ["0", "1"]),
        ("1. Formål\n\n   Tekst.\n\n1. Ansvar\nsom går videre\n1. Varighet", ["1", "2", "3"]),
        ("1. Formål\n   1. for NAV\n   1. for kommunen\n1. Ansvar\n   1. for NAV", ["1", "1", "2", "2", "1"]),
        ("1. Formål\n2. Ansvar\n4. Varighet", ["1", "2", "4"]),
        ("1. Formål\n1. Ansvar\n2. Varighet", ["1", "1", "2"]),
        ("1. Formål\n1) Ansvar\n1) Varighet", ["1", "1", "2"]),
        ("1. Formål\n\nTekst.\n\n1. Ansvar", ["1", "1"]),
        ("1. Formål\n## Ansvar\n1. NAV", ["1", "1"]),
        ("1. Formål\n- Ansvar\n1. NAV", ["1", "1"]),
    ],
)
def test_a_list_of_the_same_numbers_counts_up(source: str, expected: list[str]) -> None:
    """As it is shown; a list whose numbers differ keeps those of its author."""
    assert numbers(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**a** og ***b*** og *c* og __d__", "a og b og c og d"),
        ("**a *b* c**", "a b c"),
        ("** a** og 2 * 3 * 4", "** a** og 2 * 3 * 4"),
        (r"\*a\* og \**b**", "*a* og **b**"),
        ("Navn: ________ Dato:____", "Navn: ________ Dato:____"),
    ],
)
def test_emphasis_is_dropped_where_it_is_some(source: str, expected: str) -> None:
    """Its marks stand at words; a line to fill in has none."""
    assert unmark(source) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("## Mål ##", (2, "Mål")), ("# Om C#", (1, "Om C#")), ("#Mål", None), ("# ", None)]
)
def test_headings(line: str, expected: tuple[int, str] | None) -> None:
    """Closing marks stand after a blank."""
    assert heading(line) == expected


@pytest.mark.parametrize("line", ["***", "---", "* * *", "- - -"])
def test_a_break_between_themes_has_no_words(line: str) -> None:
    assert marked_lines(f"a\n\n{line}\n\nb") == ["a", "", "", "", "b"]


def test_what_is_struck_out_ends_at_the_next_mark() -> None:
    assert marked_lines("a ~~b~~ c ~~ d ~~e~~ f") == ["a c ~~ d f"]


@pytest.mark.parametrize("repeated", ["~~a ", "**a ", "__a ", "*a ", "~", "*", "_", "<!--", "|", "-|", "\\*"])
def test_a_line_of_marks_takes_no_time(repeated: str) -> None:
    """Two hundred thousand characters, however many marks are never closed."""
    began = process_time()
    unmark("".join(marked_lines((repeated * 200_000)[:200_000])))
    assert process_time() - began < 2


def test_a_heading_of_marks_takes_no_time() -> None:
    """Marks and blanks that close nothing."""
    began = process_time()
    assert heading("# a" + "#" * 100_000 + " " * 100_000 + "b") is not None
    assert process_time() - began < 2
