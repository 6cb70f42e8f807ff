"""The grid of a DOCX table: the cells of a row, the columns they stand in, and whether the first row names the columns.

A cell that continues a merged cell from above is kept, empty, so that every cell stays under its column's header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .column_heads import may_name_columns
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
        if element.tag == f"{W}tc":
            width = max(find_number(element, "tcPr/gridSpan") or 1, 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and find_text(element, "tcPr/vMerge") != "restart"
            yield Cell(element=element, column=column, width=width, continued=continued)
            column += width


def is_header(row: Row, texts: Sequence[str], bold: bool) -> bool:
    """Whether the first row of a table names its columns: marked so, or all bold, or three or more short cells."""
    if row.header:
        return True
    return may_name_columns(texts) and (bold or len(texts) > 2)


def column_headers(row: Row, texts: Sequence[str]) -> dict[int, str]:
    """Return the header above each column; a header that covers several columns stands above each of them."""
    return {
        column: " ".join(text.split())
        for cell, text in zip(row.cells, texts, strict=True)
        for column in range(cell.column, cell.column + cell.width)
    }
