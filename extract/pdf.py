"""PDF as printed: paragraphs, list items and table rows in reading order, running headers and footers after them.

Blocks are joined by "\\n", the cells of a table row by "\\t", the paragraphs of a cell by "\\n". A hyphen at a line end
keeps its line break ("-\\n"), any other line break within a paragraph is a space. A page that holds no readable text is
named in a problem, and garbage is left out. What is filled in, typed or stamped is read where it is seen; comments are
not read, nor attached files: a document among them is a problem.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .builder import TextBuilder
from .model import Block, Page, Problem, ReadError, Span
from .numbers import NumberKind, number_kind, split_number
from .pdf_flow import Paragraph, TableRow, find_flow
from .pdf_lines import Line, all_lettered, join_lines
from .pdf_second_opinion import ask_again
from .pdf_sheet import Sheet, read_sheet
from .pdf_structure import NamedHeadings, heading_key, outlined_headings

MOST_PAGES = 2_000
_MOST_ATTACHED = 100
_DOCUMENTS = (".pdf", ".docx", ".doc", ".dotx", ".docm", ".odt", ".rtf")
_LIST_KINDS = (NumberKind.NONE, NumberKind.LOWER_LETTER, NumberKind.LOWER_ROMAN)
_SAME_INDENT = 4.0


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold back the search for reference cycles: lines and words are many values, without a cycle among them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collection()
def read_pdf(data: bytes) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Problem, ...]]:
    """Read a PDF: its text, its pages, its blocks in reading order, and a problem for each page that could not be read.

    Raises `ReadError`: "encrypted" (a password is needed), "damaged" or "too-large" (more than `MOST_PAGES` pages).
    """
    sheets, headings, problems = _read_sheets(data)
    writer = _Writer(headings)
    flow = find_flow(sheets)
    for part in flow.body:
        writer.add(part)
    pages = _pages(writer.blocks, writer.turns, len(sheets))
    for paragraph in flow.margins:
        writer.add(paragraph, margin=True)
    unread = (Problem(code="page-without-text", page=sheet.number) for sheet in sheets if sheet.unread)
    return writer.text, pages, tuple(writer.blocks), (*unread, *problems)


def _refusal(data: bytes) -> int | None:
    """The code of pdfium's error on a PDF that it does not open.

    Where it has none to tell it leaves the one of the document before, so it is asked again after one that is known.
    """
    code = None
    for each in (b"no PDF", data):
        try:
            pdfium.PdfDocument(each).close()
        except pdfium.PdfiumError as error:
            code = error.err_code
    return code


def _read_sheets(data: bytes) -> tuple[list[Sheet], NamedHeadings, tuple[Problem, ...]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = _refusal(data) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise ReadError("encrypted" if protected else "damaged") from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReadError("too-large", what="pages", limit=str(MOST_PAGES))
        if count == 0:
            raise ReadError("damaged")
        headings = outlined_headings(document)
        tagged = not headings and bool(raw.FPDFCatalog_IsTagged(document.raw))
        sheets = [read_sheet(document, index, tagged=tagged) for index in range(count)]
        sheets = ask_again(data, sheets)
        if tagged:
            headings = {(sheet.number, key): level for sheet in sheets for key, level in sheet.headings.items()}
        problems = tuple(_attached(document))
        if not any(sheet.unread for sheet in sheets):
            return sheets, headings, problems
        from .ocr import read_scans

        sheets, read_as_scans = read_scans(document, sheets)
        return sheets, headings, (*problems, *read_as_scans)
    finally:
        document.close()


def _attached(document: pdfium.PdfDocument) -> Iterator[Problem]:
    """Yield a problem when a document is attached, but not for the evidence that services for signatures attach."""
    names = (document.get_attachment(index).get_name() for index in range(document.count_attachments()))
    if any(name.lower().endswith(_DOCUMENTS) for name in islice(names, _MOST_ATTACHED)):
        yield Problem(code="embedded-document")


def _pages(blocks: list[Block], turns: Mapping[int, int], count: int) -> tuple[Page, ...]:
    """Return the pages with the range of what stands on each; a page without text has an empty range.

    `turns` are the places where a paragraph goes on overleaf, by the page that begins there.
    """
    spans: dict[int | None, list[Span]] = {}
    for block in blocks:
        spans.setdefault(block.page, []).append(block.span)
    pages: list[Page] = []
    end = 0
    for number in range(1, count + 1):
        start = turns.get(number)
        if start is not None and pages:
            pages[-1] = Page(number=number - 1, span=Span(start=min(pages[-1].span.start, start - 1), end=start - 1))
        own = spans.get(number, [Span(start=start or end, end=end)])
        end = max(end, own[-1].end)
        pages.append(Page(number=number, span=Span(start=own[0].start if start is None else start, end=end)))
    return tuple(pages)


class _Writer:
    """Writes blocks, and knows how deep in a list it is."""

    def __init__(self, headings: NamedHeadings) -> None:
        self.blocks: list[Block] = []
        self.turns: dict[int, int] = {}
        self._headings = headings
        self._pages_with_headings = {page for page, _ in headings}
        self._builder = TextBuilder()
        self._indents: list[float] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return self._builder.text

    def add(self, part: Paragraph | TableRow, *, margin: bool = False) -> None:
        """Write a paragraph or row at the end of the text."""
        if isinstance(part, TableRow):
            self._add_row(part)
        else:
            self._add_paragraph(part, margin)

    def _add_paragraph(self, paragraph: Paragraph, margin: bool) -> None:
        text = join_lines(paragraph.lines)
        number, offset = split_number(text)
        span = self._builder.add(text, before="\n")
        for lines, page in paragraph.turns:
            self.turns[page] = span.start + len(join_lines(paragraph.lines[:lines])) + 1
        bold, italic, size = _look(paragraph.lines)
        self.blocks.append(
            Block(
                span=span,
                body=Span(start=span.start + offset, end=span.end),
                page=paragraph.page,
                number=number,
                heading_level=self._heading_level(paragraph.page, text),
                list_level=self._list_level(paragraph, number, offset),
                bold=bold,
                italic=italic,
                size=size,
                margin=margin,
                note=paragraph.note,
            )
        )

    def _heading_level(self, page: int, text: str) -> int | None:
        return self._headings.get((page, heading_key(text))) if page in self._pages_with_headings else None

    def _list_level(self, paragraph: Paragraph, number: str, offset: int) -> int | None:
        """Return the depth of a bullet or letter by its indent among its neighbours; digits may as well be headings."""
        if not offset or number_kind(number) not in _LIST_KINDS:
            self._indents = []
            return None
        while self._indents and self._indents[-1] > paragraph.indent + _SAME_INDENT:
            self._indents.pop()
        if not self._indents or self._indents[-1] < paragraph.indent - _SAME_INDENT:
            self._indents.append(paragraph.indent)
        return len(self._indents) - 1

    def _add_row(self, row: TableRow) -> None:
        self._indents = []
        cells = [self._builder.add(cell, before="\t" if index else "\n") for index, cell in enumerate(row.cells)]
        number, offset = split_number(row.cells[0])
        bold, italic, size = _look([line for cell in row.row.cells for line in cell.lines])
        self.blocks.append(
            Block(
                span=Span(start=cells[0].start, end=cells[-1].end),
                body=Span(start=cells[0].start + offset, end=cells[-1].end),
                page=row.page,
                number=number,
                bold=bold,
                italic=italic,
                size=size,
                cells=tuple(cells),
                headers=row.headers,
            )
        )


def _look(lines: list[Line]) -> tuple[bool, bool, float]:
    """Return whether all letters are bold, whether all are italic, and the usual size to half a point."""
    if len(lines) == 1:
        return lines[0].bold, lines[0].italic, round(lines[0].size * 2) / 2
    sizes: defaultdict[float, int] = defaultdict(int)
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return (
        all_lettered([line.bold for line in lines], lines),
        all_lettered([line.italic for line in lines], lines),
        max(sizes, key=sizes.__getitem__),
    )
