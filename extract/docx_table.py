"""The grid of a DOCX table: the cells of a row, the columns they stand in, and the headers above them.

A cell that continues a merged cell from above is kept, empty, so that every cell stays under its column's header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .column_heads import may_name_columns, may_name_parts, one_line
from .docx_package import W
from .docx_paragraph import unwrap
from .docx_styles import find_number, find_text, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its first column from 0, how many columns it covers, and whether it continues the cell above."""

    element: _Element
    column: int
    width: int
    continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells, left to right; `header` when the author marked it as repeated on every page."""

    cells: tuple[Cell, ...]
    header: bool


def read_rows(table: _Element) -> Iterator[Row]:
    """Yield the rows of a `w:tbl` that have not been deleted."""
    for row in unwrap(table):
        if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None:
            header = row.find(f"{W}trPr/{W}tblHeader")
            yield Row(
                cells=tuple(_read_cells(row)),
                header=header is not None and is_on(header.get(f"{W}val", "1")),
            )


def _read_cells(row: _Element) -> Iterator[Cell]:
    column = find_number(row, "trPr/gridBefore") or 0
    for element in unwrap(row):
        if element.tag == f"{W}tc" and element.find(f"{W}tcPr/{W}cellDel") is None:
            width = max(find_number(element, "tcPr/gridSpan") or 1, 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and find_text(element, "tcPr/vMerge") != "restart"
            yield Cell(element=element, column=column, width=width, continued=continued)
            column += width


def is_torn(row: Row) -> bool:
    """Whether words and tables of a cell would come apart if the tables stood after the row, as they do after a block.

    Such cells are read one after the other.
    """
    if all(next(cell.element.iter(f"{W}tbl"), None) is None for cell in row.cells):
        return False
    cells = [[] if cell.continued else _parts_of_cell(cell.element) for cell in row.cells]
    for index, parts in enumerate(cells):
        if len(set(parts)) > 1:
            after = parts[parts.index(f"{W}tbl") :]
            return f"{W}p" in after or any(cells[index + 1 :])
    return False


def _parts_of_cell(cell: _Element) -> list[str]:
    """Return the tags of the tables and of the paragraphs with words in a cell, in their order."""
    return [
        str(child.tag)
        for child in unwrap(cell)
        if child.tag == f"{W}tbl"
        or (child.tag == f"{W}p" and any((text.text or "").strip() for text in child.iter(f"{W}t")))
    ]


class ColumnHeaders:
    """The headers of a table, told row by row: in one row, or in two where the second names the parts of columns.

    What stands across the whole table is no row here.
    """

    def __init__(self) -> None:
        self._rows: list[tuple[Row, bool]] = []
        self._names: dict[int, tuple[int, str]] = {}
        self._complete = False

    def above(self, row: Row, texts: Sequence[str], *, bold: bool) -> tuple[str, ...]:
        """Take the next row, and return the header above each of its cells; a header row has none."""
        self._complete = self._complete or not self._take(row, texts, bold)
        return tuple(self._above(cell)[1] if self._complete else "" for cell in row.cells)

    def _take(self, row: Row, texts: Sequence[str], bold: bool) -> bool:
        """Name the columns by a row, if it is a header row."""
        if not self._is_header(row, texts, bold):
            return False
        names = [one_line(f"{self._above(cell)[1]} {text}") for cell, text in zip(row.cells, texts, strict=True)]
        self._rows.append((row, bold))
        self._names = {
            column: (cell.column, name)
            for cell, name in zip(row.cells, names, strict=True)
            for column in range(cell.column, cell.column + cell.width)
        }
        return True

    def _is_header(self, row: Row, texts: Sequence[str], bold: bool) -> bool:
        """Whether a row names columns: marked so, or all bold, or three or more short cells; or parts of columns."""
        if not self._rows:
            return row.header or (may_name_columns(texts) and (bold or len(texts) > 2))
        if len(self._rows) > 1:
            return False
        [(header, header_bold)] = self._rows
        stands_out = (row.header and header.header) or (bold and header_bold)
        return may_name_parts(texts, [self._above(cell) for cell in row.cells], stands_out=stands_out)

    def _above(self, cell: Cell) -> tuple[int, str]:
        """Return the first column of the header above a cell, and its text."""
        return self._names.get(cell.column, (cell.column, ""))
