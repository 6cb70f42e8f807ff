"""Footnotes and endnotes of DOCX: their marks, and what was changed in them."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.docx import read_docx
from avtalesjekk.extract.model import Problem

from .docx_maker import make_docx, paragraph


def referring(kind: str, identity: int, section: str = "") -> str:
    """Return a paragraph "x" that refers to a note and may end a section."""
    reference = f'<w:{kind}Reference w:id="{identity}"/>'
    return f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>x</w:t>{reference}</w:r></w:p>"


def notes(kind: str) -> str:
    """Return three notes "y" with the ids 1 to 3."""
    return "".join(f'<w:{kind} w:id="{identity}">{paragraph("y")}</w:{kind}>' for identity in (1, 2, 3))


def section(properties: str) -> str:
    """Return a section with these properties of its footnotes."""
    return f"<w:sectPr><w:footnotePr>{properties}</w:footnotePr></w:sectPr>"


def marks(body: str, settings: str = "") -> list[str]:
    """Return the marks of the notes in a document with this body."""
    data = make_docx(body, settings=settings, footnotes=notes("footnote"), endnotes=notes("endnote"))
    return [block.number for block in read_docx(data)[2] if block.note]


@pytest.mark.parametrize(("kind", "expected"), [("footnote", ["1", "2"]), ("endnote", ["i", "ii"])])
def test_the_usual_marks(kind: str, expected: list[str]) -> None:
    """Word's own, where the file says nothing."""
    assert marks(referring(kind, 1) + referring(kind, 2)) == expected


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:numFmt w:val="lowerLetter"/>', ["a", "b"]),
        ('<w:numFmt w:val="decimal"/><w:numStart w:val="5"/>', ["5", "6"]),
        ('<w:numFmt w:val="none"/>', ["", ""]),
    ],
)
def test_the_settings_tell_how_notes_are_numbered(kind: str, properties: str, expected: list[str]) -> None:
    """Footnotes and endnotes have their own."""
    settings = f"<w:{kind}Pr>{properties}</w:{kind}Pr>"
    assert marks(referring(kind, 1) + referring(kind, 2), settings) == expected


def test_the_section_goes_before_the_settings() -> None:
    """Each property on its own: what the section does not say, the settings do."""
    settings = '<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="2"/></w:footnotePr>'
    assert marks(referring("footnote", 1) + section('<w:numStart w:val="5"/>'), settings) == ["V"]


def test_each_section_has_its_own_format() -> None:
    """The count goes on; a section as it was before a change is none."""
    former = "<w:sectPrChange><w:sectPr/></w:sectPrChange>"
    first = f'<w:sectPr><w:footnotePr><w:numFmt w:val="upperLetter"/></w:footnotePr>{former}</w:sectPr>'
    last = section('<w:numFmt w:val="lowerLetter"/>')
    assert marks(referring("footnote", 1, first) + referring("footnote", 2) + last) == ["A", "b"]


def test_notes_may_begin_anew_in_each_section() -> None:
    """`w:numRestart` says so."""
    settings = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = referring("footnote", 1) + referring("footnote", 2, "<w:sectPr/>") + referring("footnote", 3)
    assert marks(body + "<w:sectPr/>", settings) == ["1", "2", "1"]


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "header", "footer"])
def test_changes_outside_of_the_body_are_told_too(kind: str) -> None:
    """Notes and running lines are read as if the changes were accepted, like the body."""
    change = "<w:p><w:ins/><w:del/></w:p>"
    body = f'<w:sectPr><w:headerReference r:id="{kind}"/></w:sectPr>' if kind in {"header", "footer"} else "<w:p/>"
    assert read_docx(make_docx(body, **{kind: change}))[3] == (
        Problem(code="tracked-changes", detail=(("deletions", "1"), ("insertions", "1"))),
    )
