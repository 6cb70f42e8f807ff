"""Pages to a flow of paragraphs and table rows: margins set apart, columns in order, paragraphs joined over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from statistics import median_high

from .pdf_aligned import find_aligned_tables
from .pdf_lines import Line, read_columns
from .pdf_margins import find_margins, mask
from .pdf_paragraphs import Measure, Spacing, find_spacing, goes_on, is_note, split_paragraphs
from .pdf_sheet import Sheet
from .pdf_tables import Header, Row, Table, find_header, headers_above

_HANGING = 0.4


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """The lines of a paragraph, to which the next page may add; `page` is where it begins.

    `indent` is how far it stands from the left edge of its column, in points; `note` marks a footnote. `turns` are the
    places where it goes on overleaf: how many lines stand before, and the page that begins.
    """

    page: int
    lines: list[Line]
    indent: float = 0.0
    note: bool = False
    turns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table row with the texts of its cells and of the column headers above them."""

    page: int
    row: Row
    cells: tuple[str, ...]
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A document in reading order, and once each what stands in its margins."""

    body: tuple[Paragraph | TableRow, ...]
    margins: tuple[Paragraph, ...]


_Column = list[Line | Table]


def find_flow(sheets: Sequence[Sheet]) -> Flow:
    """Return what the pages say, in reading order."""
    margins = find_margins([(sheet.lines, sheet.height) for sheet in sheets])
    pages = [_columns(sheet, marginal) for sheet, marginal in zip(sheets, margins, strict=True)]
    spacing = find_spacing(_lines(column) for columns in pages for column in columns)
    measures = [[_measure(column) for column in columns] for columns in pages]
    full_pages = [columns[0].right for columns in measures if len(columns) == 1]
    usual_right = median_high(full_pages) if full_pages else 0.0
    collector = _Collector(spacing)
    for sheet, columns, edges in zip(sheets, pages, measures, strict=True):
        for column, measure in zip(columns, edges, strict=True):
            right = max(usual_right, measure.right) if len(columns) == 1 else measure.right
            collector.add(column, sheet.number, Measure(left=measure.left, right=right))
    return Flow(body=tuple(collector.body), margins=tuple(_distinct_margins(sheets, margins)))


def _columns(sheet: Sheet, margins: Sequence[Line]) -> list[_Column]:
    marginal = {id(line) for line in margins}
    items: _Column = [line for line in sheet.lines if id(line) not in marginal]
    return [find_aligned_tables(column) for column in read_columns([*items, *sheet.tables])]


def _lines(column: _Column) -> list[Line]:
    return [item for item in column if isinstance(item, Line)]


def _measure(column: _Column) -> Measure:
    """Return the edges of a column."""
    return Measure(left=min(item.x0 for item in column), right=max([0.0, *map(_right_edge, column)]))


def _right_edge(item: Line | Table) -> float:
    """Return where an item ends; a stop or hyphen at its end may hang over the edge of the column."""
    if isinstance(item, Line) and not item.text[-1].isalnum():
        return item.x1 - _HANGING * item.size
    return item.x1


def _distinct_margins(sheets: Sequence[Sheet], margins: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    seen: set[str] = set()
    for sheet, lines in zip(sheets, margins, strict=True):
        for line in (*lines, *sheet.astray):
            if mask(line.text) not in seen:
                seen.add(mask(line.text))
                yield Paragraph(page=sheet.number, lines=[line])


class _Collector:
    """Takes the columns of a document one after the other, and knows what may go on in the next."""

    def __init__(self, spacing: Spacing) -> None:
        self.body: list[Paragraph | TableRow] = []
        self._spacing = spacing
        self._header: Header | None = None
        self._measure = Measure(left=0.0, right=0.0)

    def add(self, column: _Column, page: int, measure: Measure) -> None:
        """Take a column of a page."""
        for is_table, group in groupby(column, key=lambda item: isinstance(item, Table)):
            items = list(group)
            if is_table:
                for table in items:
                    if isinstance(table, Table):
                        self._add_table(table, page)
            else:
                self._add_lines(_lines(items), page, measure, at_head=items[0] is column[0])

    def _add_lines(self, lines: Sequence[Line], page: int, measure: Measure, *, at_head: bool) -> None:
        paragraphs = split_paragraphs(lines, measure, self._spacing)
        notes = list(takewhile(lambda paragraph: is_note(paragraph, self._spacing), reversed(paragraphs)))
        before = next((part for part in reversed(self.body) if isinstance(part, TableRow) or not part.note), None)
        if at_head and isinstance(before, Paragraph) and self._goes_on(before, paragraphs[0][0], page):
            if page > before.page:
                before.turns.append((len(before.lines), page))
            before.lines.extend(paragraphs.pop(0))
        for paragraph in paragraphs:
            indent = paragraph[0].x0 - measure.left
            self.body.append(Paragraph(page=page, lines=paragraph, indent=indent, note=paragraph in notes))
        self._header = None
        self._measure = measure

    def _goes_on(self, before: Paragraph, line: Line, page: int) -> bool:
        """Whether a paragraph at the foot of a column goes on in the first line of the next, overleaf or further up."""
        overleaf = before.page < page or line.y < before.lines[-1].y
        return overleaf and goes_on(before.lines, line, self._measure)

    def _add_table(self, table: Table, page: int) -> None:
        """Add the rows of a table. One that follows another without a word between goes on under its header."""
        texts = [row.texts(self._spacing) for row in table.rows]
        self._header, above = find_header(table.rows, texts, self._header)
        for index, (row, cells) in enumerate(zip(table.rows, texts, strict=True)):
            headers = headers_above(row, self._header) if self._header and index >= above else ("",) * len(cells)
            self.body.append(TableRow(page=page, row=row, cells=cells, headers=headers))
