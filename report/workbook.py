"""Tables as a workbook for Excel and LibreOffice: filters, frozen heads, wrapped words, colours, ready for print.

Promises the same bytes for the same tables, and that words stay words: no formula, link or number is made of them.
What Excel does not hold is cut with "…" (over 32,767 characters in a cell) or goes on in a further sheet (rows).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .model import Status

_MOST_CHARACTERS = 32_767
_MOST_ROWS = 1_048_575  # under the heads
_LINE = 15.0  # points
_HIGHEST = 409.0  # points that a row can have
_RAGGED = 2  # characters that a line lacks at its end because words are not broken
_A4 = 9
_PRINTED = 230  # characters side by side that can still be read on a sheet of paper
_PLAIN: Mapping[str, object] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_HEAD: Mapping[str, object] = {**_PLAIN, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
_COLOURS: Mapping[Status, tuple[str, str]] = {  # of the ground and the words
    "met": ("#D8F0DC", "#0B4D1C"),
    "nonconforming": ("#FFF0C2", "#5C4300"),
    "missing": ("#FBDCD8", "#7D1408"),
    "not_applicable": ("#E9E9EC", "#444444"),
    "not_assessable": ("#EADCF7", "#4B1D73"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Toned:
    """Words in the colours of a status, which they must say too."""

    words: str
    tone: Status


Cell: TypeAlias = str | int | date | Toned | None
Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with a head above each column and the widths of the columns in characters.

    The first column stays in sight, and is on each page in print. `name` has at most 31 characters and none of
    [ ] : * ? / and backslash.
    """

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Row]


def workbook(sheets: Sequence[Sheet], program: str, made: date) -> bytes:
    """The workbook with these sheets; `program` and `made` stand in its properties and at the foot of each page."""
    out = BytesIO()
    book = Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"author": program, "created": datetime.combine(made, time())})
    styles = _styles(book)
    for sheet in (part for whole in sheets for part in _parts(whole)):
        page = book.add_worksheet(sheet.name)
        _lay_out(page, sheet, f"&L{program} · {made}&C&A&R&P / &N")
        page.set_row(0, _height(sheet.heads, sheet.widths))
        for column, head in enumerate(sheet.heads):
            page.write_string(0, column, head, styles["head"])
        for number, row in enumerate(sheet.rows, 1):
            page.set_row(number, _height(row, sheet.widths))
            for column, cell in enumerate(row):
                _write(page, (number, column), cell, styles)
    book.close()
    return out.getvalue()


def _styles(book: Workbook) -> Mapping[str, Format]:
    toned: dict[str, Format] = {
        tone: book.add_format({**_PLAIN, "bg_color": ground, "font_color": words})
        for tone, (ground, words) in _COLOURS.items()
    }
    return {
        "head": book.add_format(_HEAD),
        "plain": book.add_format(_PLAIN),
        "day": book.add_format({**_PLAIN, "num_format": "yyyy-mm-dd"}),
        **toned,
    }


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet, in parts with numbers behind the name where it has too many rows."""
    for start in range(0, len(sheet.rows) or 1, _MOST_ROWS):
        name = f"{sheet.name} {start // _MOST_ROWS + 1}" if start else sheet.name
        yield replace(sheet, name=name, rows=sheet.rows[start : start + _MOST_ROWS])


def _lay_out(page: Worksheet, sheet: Sheet, footer: str) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.fit_to_pages(-(-sum(sheet.widths) // _PRINTED), 0)
    page.repeat_rows(0)
    page.repeat_columns(0, 0)
    page.set_footer(footer)


def _height(row: Row, widths: Sequence[int]) -> float:
    """How high the row must be, in points, for its words to be seen; LibreOffice does not find that out by itself."""
    lines = 1
    for cell, width in zip(row, widths, strict=False):
        words = cell.words if isinstance(cell, Toned) else cell
        if isinstance(words, str):
            lines = max(lines, -(-len(words) // (width - _RAGGED)))
    return min(lines * _LINE, _HIGHEST)


def _write(page: Worksheet, place: tuple[int, int], cell: Cell, styles: Mapping[str, Format]) -> None:
    if cell is None or cell == "":
        page.write_blank(*place, None, styles["plain"])
    elif isinstance(cell, Toned):
        page.write_string(*place, _cut(cell.words), styles[cell.tone])
    elif isinstance(cell, str):
        page.write_string(*place, _cut(cell), styles["plain"])
    elif isinstance(cell, date):
        page.write_datetime(*place, datetime.combine(cell, time()), styles["day"])
    else:
        page.write_number(*place, cell, styles["plain"])


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…"
