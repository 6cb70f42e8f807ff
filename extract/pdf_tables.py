"""Tables on a PDF page: ruled ones by their rules, others by cells that line up over several lines.

pdfplumber finds the cells between rules. It is given the rules that pdfium saw, so that it need not parse the page
again, and is imported only for a page with a grid. Text outside of every cell stays where it was; a frame around a
single column is no table. The paragraphs of a cell are joined by "\\n". Rows are never joined over pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pdf_graphics import Graphics
from .pdf_lines import Line, find_lines, group_feet, merge
from .pdf_page import Box, Run
from .pdf_paragraphs import Spacing, cell_text

_FEWEST_UPRIGHT, _FEWEST_LEVEL = 3, 2
# Finding cells takes the square of the crossings: a drawing full of lines is no table.
_MOST_RULES, _MOST_CROSSINGS = 3_000, 5_000
_TOLERANCE = 3.0
_LONGEST_HEADER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with its lines, from top to bottom. One that spans rows has its lines in the first and is empty below."""

    x0: float
    x1: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
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
        return tuple(cell_text(cell.lines, spacing) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and its place on the page; `y` is its upper edge."""

    x0: float
    x1: float
    y: float
    order: int
    rows: tuple[Row, ...]


def is_header(row: Row, texts: Sequence[str]) -> bool:
    """Whether a first row with these texts names the columns: all are short, and bold or shaded or three and more."""
    if len(texts) < 2 or not all(texts) or any(text[-1] in ".:;]_" or len(text) > _LONGEST_HEADER for text in texts):
        return False
    return row.bold or row.shaded or len(texts) > 2


def headers_above(row: Row, header: Row, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the header above each cell of `row`: the one of `texts` whose cell reaches over the middle of it."""
    above = list(zip(header.cells, texts, strict=True))
    return tuple(
        next((" ".join(text.split()) for cell, text in above if cell.x0 <= (below.x0 + below.x1) / 2 < cell.x1), "")
        for below in row.cells
    )


def ruled_tables(runs: Sequence[Run], graphics: Graphics) -> tuple[list[Table], list[Run]]:
    """Return the ruled tables of a page, and the runs that stand outside of them, in their old order."""
    tables: list[Table] = []
    outside = list(runs)
    for boxes in _grids(graphics.rules):
        homes = [(run, _find_box(run, boxes)) for run in outside]
        inside = [(run, box) for run, box in homes if box is not None]
        if inside and len({round(box.x0) for box in boxes}) > 1:
            outside = [run for run, box in homes if box is None]
            tables.append(_ruled_table(boxes, inside, graphics.shades, runs.index(inside[0][0])))
    return tables, outside


def _grids(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the cells of each grid that the rules of a page make."""
    upright = {round(rule.x0 / _TOLERANCE) for rule in rules if rule.y1 - rule.y0 > rule.x1 - rule.x0}
    level = {round(rule.y0 / _TOLERANCE) for rule in rules if rule.x1 - rule.x0 > rule.y1 - rule.y0}
    if len(upright) < _FEWEST_UPRIGHT or len(level) < _FEWEST_LEVEL:
        return []
    if len(rules) > _MOST_RULES or len(upright) * len(level) > _MOST_CROSSINGS:
        return []
    from pdfplumber import table

    edges = table.merge_edges([_edge(rule) for rule in rules], *[_TOLERANCE] * 4)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE))
    return [[Box(x0=x0, y0=y0, x1=x1, y1=y1) for x0, y0, x1, y1 in grid] for grid in table.cells_to_tables(cells)]


def _edge(rule: Box) -> dict[str, float | str]:
    """Return a rule in pdfplumber's form, without its thickness."""
    width, height = rule.x1 - rule.x0, rule.y1 - rule.y0
    if width > height:
        y = (rule.y0 + rule.y1) / 2
        return {"orientation": "h", "x0": rule.x0, "x1": rule.x1, "top": y, "bottom": y, "width": width, "height": 0.0}
    x = (rule.x0 + rule.x1) / 2
    return {"orientation": "v", "x0": x, "x1": x, "top": rule.y0, "bottom": rule.y1, "width": 0.0, "height": height}


def _find_box(run: Run, boxes: Sequence[Box]) -> Box | None:
    # The foot stands on the rule in a tight cell, and a run may hang over the right edge: its start and waist tell.
    x, y = min(run.x0 + run.style.size / 2, (run.x0 + run.x1) / 2), run.y - run.style.size / 3
    return next((box for box in boxes if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1), None)


def _ruled_table(boxes: Sequence[Box], homes: Iterable[tuple[Run, Box]], shades: Sequence[Box], order: int) -> Table:
    contents: dict[Box, list[Run]] = {box: [] for box in boxes}
    for run, home in homes:
        contents[home].append(run)
    rows = []
    for top in sorted({box.y0 for box in boxes}):
        across = sorted((box for box in boxes if box.y0 <= top + _TOLERANCE / 2 < box.y1), key=lambda box: box.x0)
        cells = tuple(
            Cell(x0=box.x0, x1=box.x1, lines=_cell_lines(contents[box]) if box.y0 == top else ()) for box in across
        )
        if any(cell.lines for cell in cells):
            rows.append(Row(cells=cells, shaded=all(_is_shaded(box, shades) for box in across)))
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return Table(x0=x0, x1=x1, y=min(box.y0 for box in boxes), order=order, rows=tuple(rows))


def _cell_lines(runs: Sequence[Run]) -> tuple[Line, ...]:
    return tuple(merge(foot) for foot in group_feet(find_lines(runs)))


def _is_shaded(box: Box, shades: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(shade.x0 <= x <= shade.x1 and shade.y0 <= y <= shade.y1 for shade in shades)
