"""Numbers that Word counts in fields."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.docx import read_docx

from .docx_maker import make_docx


def field(instruction: str, level: int | None = None) -> str:
    """Return a paragraph that begins with a field without a result; `level` is that of a heading."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    outline = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"<w:p>{outline}{mark.format('begin')}{code}{mark.format('end')}<w:r><w:tab/><w:t>Ord</w:t></w:r></w:p>"


def printed(*paragraphs: str) -> list[str]:
    """Return what stands before the words."""
    return [line.removesuffix("Ord").strip() for line in read_docx(make_docx("".join(paragraphs)))[0].split("\n")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AUTONUMLGL", ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1.", "2.", "2.1."]),
        ("AUTONUM", ["1.", "1.", "1.", "2.", "2.", "1.", "2.", "1."]),
        ("AUTONUMOUT", ["I.", "A.", "", "", "B.", "", "II.", "A."]),
        (r"AUTONUMLGL \e", ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]),
        (r"AUTONUMLGL \* Arabic \s -", ["1-", "1-1-", "1-1-1-", "1-1-2-", "1-2-", "1-2-1-", "2-", "2-1-"]),
        (r"AUTONUM \* alphabetic \s )", ["a)", "a)", "a)", "b)", "b)", "a)", "b)", "a)"]),
        (r"AUTONUM \* OrdText", [""] * 8),
        ("DATE", [""] * 8),
    ],
)
def test_numbers_in_headings_and_below_them(name: str, expected: list[str]) -> None:
    """Each level counts, anew below every heading above it."""
    levels = (1, 2, None, None, 2, None, 1, 2)
    assert printed(*(field(name, level) for level in levels)) == expected


@pytest.mark.parametrize("name", ["AUTONUM", "AUTONUMLGL"])
def test_numbers_without_headings_count_on(name: str) -> None:
    assert printed(*[field(name)] * 3) == ["1.", "2.", "3."]


def test_a_number_is_the_number_of_its_block() -> None:
    """As one that was typed, in a simple field too."""
    body = '<w:p><w:fldSimple w:instr=" AUTONUM "/><w:r><w:t xml:space="preserve"> Formål</w:t></w:r></w:p>'
    [block] = read_docx(make_docx(body))[2]
    assert block.number == "1"


def test_a_deleted_field_is_not_counted() -> None:
    deleted = field("AUTONUM").replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    assert printed(field("AUTONUM"), deleted, field("AUTONUM")) == ["1.", "2."]
