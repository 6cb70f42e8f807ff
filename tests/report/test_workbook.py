"""Tables as a workbook."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from avtalesjekk.report import workbook as made_by
from avtalesjekk.report.workbook import Cell, Sheet, Toned, workbook

DAY = date(2026, 11, 22)


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    """Return a table of two columns."""
    return Sheet(name="Funn", heads=("Hva", "Hvor"), widths=(10, 20), rows=rows)


def opened(*sheets: Sheet) -> Workbook:
    """Return the workbook as another program reads it."""
    return load_workbook(BytesIO(workbook(sheets, "avtalesjekk 1", DAY)))


def page(*rows: tuple[Cell, ...]) -> Worksheet:
    """Return the only sheet of a workbook with these rows."""
    read = opened(sheet(*rows)).active
    assert isinstance(read, Worksheet)
    return read


def test_words_numbers_days_and_gaps_stay_what_they_are() -> None:
    """Each as its own type of cell."""
    cells = page(("4.2", 3), (DAY, None))
    assert [cell.value for cell in cells[2]] == ["4.2", 3]
    assert [cell.value for cell in cells[3]] == [datetime(2026, 11, 22), None]


@pytest.mark.parametrize(
    "words", ["=1+1", "=cmd|' /C calc'!A0", "https://example.org", "{=1}", "007", "@x", "<b>&amp;"]
)
def test_words_are_never_taken_for_anything_else(words: str) -> None:
    """Neither formula, link, number nor markup."""
    (cell, _) = page((words, ""))[2]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_control_characters_do_not_break_the_file() -> None:
    """Which XML does not allow."""
    assert str(page(("a\x00b\x1f\ufffe", ""))["A2"].value).startswith("a")


def test_words_that_a_cell_does_not_hold_are_cut_and_that_is_shown() -> None:
    """One character over the limit."""
    whole, cut = (str(page(("x" * length, ""))["A2"].value) for length in (32_767, 32_768))
    assert (len(whole), whole[-1], len(cut), cut[-1]) == (32_767, "x", 32_767, "…")


def test_rows_that_a_sheet_does_not_hold_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the same heads; tried with a limit of two."""
    monkeypatch.setattr(made_by, "_MOST_ROWS", 2)
    book = opened(sheet(("a", ""), ("b", ""), ("c", "")))
    assert book.sheetnames == ["Funn", "Funn 2"]
    assert [cell.value for cell in book["Funn 2"]["A"]] == ["Hva", "c"]


def test_heads_and_first_column_stay_in_sight_and_rows_can_be_filtered() -> None:
    """Over all rows."""
    cells = page(("a", "b"), ("c", "d"))
    assert (cells.freeze_panes, cells.auto_filter.ref) == ("B2", "A1:B3")


def test_pages_lie_and_repeat_their_heads_in_print() -> None:
    """With the name of the sheet at their foot."""
    cells = page(("a", "b"))
    assert (cells.page_setup.orientation, cells.page_setup.fitToHeight) == ("landscape", 0)
    assert (cells.print_title_rows, cells.print_title_cols) == ("$1:$1", "$A:$A")


def test_a_tone_colours_words_and_leaves_them() -> None:
    """Ground and words differ from plain ones."""
    toned, plain = page((Toned(words="✗ mangler", tone="missing"), "mangler"))[2]
    assert toned.value == "✗ mangler"
    assert toned.fill.fgColor.rgb != plain.fill.fgColor.rgb


def test_rows_are_as_high_as_their_words() -> None:
    """LibreOffice does not widen them by itself."""
    low, high = (page((words, "")).row_dimensions[2].height or 15.0 for words in ("kort", "langt " * 20))
    assert low < high


def test_the_same_tables_give_the_same_bytes() -> None:
    """The day is the one told, not that of the clock."""
    book = opened(sheet(("a", "b")))
    assert book.properties.created == datetime(2026, 11, 22)
    assert workbook([sheet(("a", "b"))], "x", DAY) == workbook([sheet(("a", "b"))], "x", DAY)
