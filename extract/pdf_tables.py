"""Tables on a PDF page: ruled ones by their rules, others by cells that line up over several lines.

Text outside of every cell stays where it was; a frame around a single column is no table. The paragraphs of a cell are
joined by "\\n". Rows are never joined over pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from .column_heads import may_name_columns, may_name_parts, one_line
from .pdf_graphics import Graphics
from .pdf_grid import find_grids
from .pdf_lines import Line, find_lines, group_feet, merge
from .pdf_page import Box, Run
from .pdf_paragraphs import Spacing, cell_text

_SAME_EDGE = 4.0
_RARE = 4  # one row in so many

_Band = tuple[float, float]


class Cell(NamedTuple):
    """A cell with its lines, from top to bottom. One that spans rows has its lines in the first and is empty below."""

    x0: float
    x1: float
    lines: tuple[Line, ...]


class Row(NamedTuple):
    """The cells of a row, left to right."""

    cells: tuple[Cell, ...]
    shaded: bool

    @property
    def bold(self) -> bool:
        """Whether every cell with text in it is bold."""
        lines = [line for cell in self.cells for line in cell.lines]
        return bool(lines) and all(line.bold for line in lines)

    def texts(self, spacing: Spacing) -> tuple[str, ...]:
        """Return the text of each cell."""
        return tuple([cell_text(cell.lines, spacing) for cell in self.cells])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and its place on the page; `y` is its upper edge."""

    x0: float
    x1: float
    y: float
    order: int
    rows: tuple[Row, ...]


class Header(NamedTuple):
    """What names the columns of a table: the last row that does so, the name over each of its cells, the rows below."""

    row: Row
    names: tuple[str, ...]
    below: tuple[Row, ...]


def find_header(
    rows: Sequence[Row], texts: Sequence[Sequence[str]], before: Header | None
) -> tuple[Header | None, int]:
    """Return the header of a table with these rows and texts, if any, and how many rows stand above its data.

    What stands across the whole table at its head is a title. A table that directly follows one with the same columns
    goes on under the header `before`, unless its first row repeats that or stands out as it did.
    """
    first = next((index for index, row in enumerate(rows) if len(row.cells) > 1), len(rows))
    if first == len(rows):
        return before, first
    row = rows[first]
    names_columns = first + 1 < len(rows) and _is_header(row, texts[first])
    if before and _same_columns(row, before.row):
        if tuple(map(one_line, texts[first])) == before.names:
            return before, first + 1
        if not (names_columns and _stands_out(row, before)):
            return before, first
    if not names_columns:
        return None, first
    header = Header(row=row, names=tuple(map(one_line, texts[first])), below=tuple(rows[first + 1 :]))
    parts = _parts(header, texts[first + 1])
    return (parts, first + 2) if parts else (header, first + 1)


def headers_above(row: Row, header: Header) -> tuple[str, ...]:
    """Return the name above each cell of `row`: the one whose cell reaches over the middle of it."""
    return tuple([name for _, name in _above(row, header)])


def _above(row: Row, header: Header) -> list[tuple[int, str]]:
    """Return the place in the header of the cell above each cell of `row`, and its name; -1 for none."""
    above = [
        (cell.x0, cell.x1, (place, name))
        for place, (cell, name) in enumerate(zip(header.row.cells, header.names, strict=True))
    ]
    return [
        next((found for x0, x1, found in above if x0 <= (below.x0 + below.x1) / 2 < x1), (-1, ""))
        for below in row.cells
    ]


def _parts(header: Header, texts: Sequence[str]) -> Header | None:
    """Return the header whose second row, with these texts, names the parts of the columns of the first, if it does."""
    row, *below = header.below
    above = _above(row, header)
    if not below or not may_name_parts(texts, above, stands_out=_looks_alike(row, header.row)):
        return None
    names = tuple(one_line(f"{name} {text}") for (_, name), text in zip(above, texts, strict=True))
    return Header(row=row, names=names, below=tuple(below))


def _is_header(row: Row, texts: Sequence[str]) -> bool:
    """Whether a first row with these texts names the columns: all are short, and bold or shaded or three and more."""
    return len(texts) > 1 and may_name_columns(texts) and (row.bold or row.shaded or len(texts) > 2)


def _same_columns(row: Row, other: Row) -> bool:
    return len(row.cells) == len(other.cells) and all(
        abs(cell.x0 - above.x0) < _SAME_EDGE for cell, above in zip(row.cells, other.cells, strict=True)
    )


def _stands_out(row: Row, header: Header) -> bool:
    """Whether a row looks like a header that few of the rows below it look like."""
    alike = sum(_looks_alike(below, header.row) for below in header.below)
    return _looks_alike(row, header.row) and alike * _RARE <= len(header.below)


def _looks_alike(row: Row, header: Row) -> bool:
    """Whether a row is bold or shaded as a header is."""
    return (header.bold and row.bold) or (header.shaded and row.shaded)


def ruled_tables(runs: Sequence[Run], graphics: Graphics) -> tuple[list[Table], list[Run]]:
    """Return the ruled tables of a page, and the runs that stand outside of them, in their old order."""
    tables: list[Table] = []
    outside = list(runs)
    for boxes in find_grids(graphics.rules):
        contents, rest = _sort_in(outside, boxes)
        if contents and len({round(box.x0) for box in boxes}) > 1:
            tables.append(_ruled_table(boxes, contents, graphics.shades))
            outside = rest
    return tables, outside


def _sort_in(runs: Iterable[Run], boxes: Iterable[Box]) -> tuple[dict[Box, list[Run]], list[Run]]:
    """Return the runs in each of the boxes that hold any, and those in none."""
    rows = defaultdict[_Band, list[Box]](list)
    for box in boxes:
        rows[box.y0, box.y1].append(box)
    contents = defaultdict[Box, list[Run]](list)
    rest: list[Run] = []
    levels: dict[float, list[Box]] = {}
    for run in runs:
        # The foot stands on the rule in a tight cell, and a run may hang over the right edge: its start and waist tell.
        size = run.style.size
        x, y = min(run.x0 + size / 2, (run.x0 + run.x1) / 2), run.y - size / 3
        if y not in levels:
            levels[y] = [box for (y0, y1), row in rows.items() if y0 <= y <= y1 for box in row]
        for box in levels[y]:
            if box.x0 <= x <= box.x1:
                contents[box].append(run)
                break
        else:
            rest.append(run)
    return contents, rest


def _ruled_table(boxes: Sequence[Box], contents: Mapping[Box, list[Run]], shades: Sequence[Box]) -> Table:
    rows: list[Row] = []
    reaching: list[Box] = []
    for top, row in groupby(sorted(boxes, key=lambda box: box.y0), key=lambda box: box.y0):
        # A cell that spans rows stands in the first of them, and is empty in the others.
        reaching = [*(box for box in reaching if box.y1 > top), *row]
        across = sorted(reaching, key=lambda box: box.x0)
        lines = [_cell_lines(contents[box]) if box.y0 == top and box in contents else () for box in across]
        if any(lines):
            cells = tuple(Cell(x0=box.x0, x1=box.x1, lines=own) for box, own in zip(across, lines, strict=True))
            rows.append(Row(cells=cells, shaded=all(_is_shaded(box, shades) for box in across)))
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    order = min(runs[0].order for runs in contents.values())
    return Table(x0=x0, x1=x1, y=min(box.y0 for box in boxes), order=order, rows=tuple(rows))


def _cell_lines(runs: Sequence[Run]) -> tuple[Line, ...]:
    return tuple([merge(foot) for foot in group_feet(find_lines(runs))])


def _is_shaded(box: Box, shades: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(shade.x0 <= x <= shade.x1 and shade.y0 <= y <= shade.y1 for shade in shades)
