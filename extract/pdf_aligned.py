"""Tables without rules: cells that line up in columns over several lines of a PDF page.

Three lines with aligned cells make a table; fewer are ordinary lines again. A number or bullet before a wide gap is no
cell, and neither is the page number at the end of a line in a table of contents.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice
from math import inf

from .numbers import split_number
from .pdf_lines import Line, group_feet, merge
from .pdf_tables import Cell, Row, Table

FEWEST_ROWS = 3
_ALIGNED = 4.0
_WIDEST_ROW_STEP = 3.0
_WIDEST_LINE_STEP = 1.6

_Foot = list[Line]


def find_aligned_tables(column: Sequence[Line | Table]) -> list[Line | Table]:
    """Return a column with its unruled tables as tables, and with the parts of every other line joined to one line."""
    flow: list[Line | Table] = []
    for _, group in groupby(column, key=lambda item: id(item) if isinstance(item, Table) else 0):
        items = list(group)
        flow += [item for item in items if isinstance(item, Table)]
        flow += _read([_join_marker(foot) for foot in group_feet(item for item in items if isinstance(item, Line))])
    return flow


def is_aligned(feet: Sequence[Sequence[Line]]) -> bool:
    """Whether lines, given from top to bottom in groups that stand on one foot, are an unruled table, all of them."""
    taken, rows = _grow(feet, 0)
    return taken == len(feet) and len(rows) >= FEWEST_ROWS


def _join_marker(foot: _Foot) -> _Foot:
    """Join a number or bullet that stands apart to the text after it."""
    if len(foot) > 1 and split_number(f"{foot[0].text} X")[1] > len(foot[0].text):
        return [merge(foot[:2]), *foot[2:]]
    return foot


def _read(feet: Sequence[_Foot]) -> list[Line | Table]:
    flow: list[Line | Table] = []
    at = 0
    while at < len(feet):
        taken, rows = _grow(feet, at)
        if len(rows) >= FEWEST_ROWS and not _is_contents(rows):
            flow.append(_table(rows))
            at += taken
        else:
            flow.append(merge(feet[at]))
            at += 1
    return flow


def _grow(feet: Sequence[Sequence[Line]], first: int) -> tuple[int, list[list[_Foot]]]:
    """Return how many feet belong to the table that begins with this one, and the lines of each cell of its rows."""
    starts = feet[first]
    if len(starts) < 2:
        return 0, []
    nexts = [*(start.x0 for start in starts[1:]), inf]
    edges = [(start.x0, start.x1, following) for start, following in zip(starts, nexts, strict=True)]
    rows: list[list[_Foot]] = []
    taken = 0
    for foot in islice(feet, first, None):
        columns = [_column(part, edges) for part in foot]
        step = (foot[0].y - feet[first + taken - 1][0].y) / foot[0].size if taken else 0.0
        if None in columns or len(set(columns)) < len(columns) or step > _WIDEST_ROW_STEP:
            break
        if len(foot) > 1:
            rows.append([[] for _ in starts])
        elif step > _WIDEST_LINE_STEP or (columns == [0] and not foot[0].text[0].islower()):
            break
        for column, part in zip(columns, foot, strict=True):
            rows[-1][column or 0].append(part)
        taken += 1
    return taken, rows


def _column(part: Line, edges: Sequence[tuple[float, float, float]]) -> int | None:
    """Return the column under whose first cell a part of a line stands, aligned left or right, None for no column.

    The edges of a column are where its first cell begins and ends, and where the next column begins.
    """
    x0, x1 = part.x0, part.x1
    for index, (left, right, following) in enumerate(edges):
        if x1 < following and (abs(x0 - left) <= _ALIGNED or abs(x1 - right) <= _ALIGNED):
            return index
    return None


def _is_contents(rows: Sequence[Sequence[_Foot]]) -> bool:
    return len(rows[0]) == 2 and all(all(line.text.isdecimal() for line in row[1]) for row in rows)


def _table(rows: Sequence[Sequence[_Foot]]) -> Table:
    lines = [line for row in rows for cell in row for line in cell]
    lefts = [min(line.x0 for row in rows for line in row[column]) for column in range(len(rows[0]))]
    rights = [*lefts[1:], max(line.x1 for line in lines)]
    return Table(
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        y=lines[0].y,
        order=min(line.order for line in lines),
        rows=tuple(
            Row(
                cells=tuple(
                    Cell(x0=left, x1=right, lines=tuple(cell))
                    for left, right, cell in zip(lefts, rights, row, strict=True)
                ),
                shaded=False,
            )
            for row in rows
        ),
    )
