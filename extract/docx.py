"""DOCX as Word prints it: words, automatic numbers, lists, tables, text boxes, notes, running headers and footers.

The text is read as if all tracked changes were accepted; a problem tells that there were some. Blocks are joined by
line breaks, the cells of a table row by tabs, the paragraphs of a cell by line breaks. Comments, pictures and embedded
files are not read; problems tell of those that may hold words of the agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from .builder import TextBuilder
from .docx_line import Line, LineReader
from .docx_notes import Notes
from .docx_numbering import Numbering
from .docx_package import DIAGRAM, WORD_ART, Package, W
from .docx_paragraph import NoteReference, Piece, common_look, unwrap
from .docx_sections import printed_margins
from .docx_styles import Look, Styles
from .docx_table import ColumnHeaders, is_torn, read_rows
from .docx_unread import unread
from .model import Block, Page, Problem, Span

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_docx(data: bytes) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Problem, ...]]:
    """Read a DOCX: its text, no pages, its blocks in reading order, and what the user should know of the reading.

    Raises `ReadError`: "empty", "encrypted", "old-doc", "damaged", "not-a-document" or "too-large".
    """
    package = Package(data)
    reader = _read(package, lambda _line, _start: None)
    return reader.text, (), tuple(reader.blocks), (*_tracked_changes(reader.parts), *unread(package, reader.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the words in `span` come from: `element` prints them, a `w:t`, a tab, a break …

    `skipped` counts the characters that it holds before them, blanks that are not in the text.
    """

    span: Span
    element: _Element
    skipped: int


def read_places(package: Package) -> list[Place]:
    """Return the places of all words in the text of `read_docx`, in its order; automatic numbers have none."""
    places: list[Place] = []
    _read(package, lambda line, start: places.extend(_places(line, start)))
    return places


def _places(line: Line, start: int) -> Iterator[Place]:
    """Yield the places of a line whose text starts at `start`."""
    words = "".join(piece.text for piece in line.pieces)
    end = start + len(line.text)
    first = end - len(words.strip())
    following = first - (len(words) - len(words.lstrip()))
    for piece in line.pieces:
        at, following = following, following + len(piece.text)
        shown = range(max(at, first), min(following, end))
        if shown:
            yield Place(span=Span(start=shown.start, end=shown.stop), element=piece.source, skipped=shown.start - at)


def _read(package: Package, printed: Callable[[Line, int], None]) -> _Reader:
    """Read all of the package; `printed` is told each line that is written and where its text starts."""
    reader = _Reader(package, printed)
    reader.read_body(package.main.iterchildren(f"{W}body"))
    reader.read_margins()
    return reader


def _tracked_changes(parts: Sequence[_Element]) -> Iterator[Problem]:
    insertions = sum(1 for part in parts for _ in part.iter(f"{W}ins", f"{W}moveTo"))
    deletions = sum(1 for part in parts for _ in part.iter(f"{W}del", f"{W}moveFrom"))
    if insertions or deletions:
        yield Problem(code="tracked-changes", detail=(("deletions", str(deletions)), ("insertions", str(insertions))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _CellContent:
    """The lines of a cell, also those without words, and the tables inside of it."""

    lines: tuple[Line, ...] = ()
    tables: tuple[_Element, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if line.text)


class _Reader:
    """Walks the document once and writes text and blocks as it goes; `parts` are the roots of what it reads."""

    def __init__(self, package: Package, printed: Callable[[Line, int], None]) -> None:
        styles = Styles(package.part("styles"))
        self._package = package
        self._printed = printed
        self.blocks: list[Block] = []
        self._builder = TextBuilder()
        self._lines = LineReader(styles, Numbering(package.part("numbering"), styles))
        self._notes = Notes(package)
        self.parts = [package.main, *self._notes.parts]

    @property
    def text(self) -> str:
        return self._builder.text

    def read_body(self, containers: Iterable[_Element]) -> None:
        """Read the paragraphs and tables in each container."""
        for container in containers:
            for child in unwrap(container):
                if child.tag == f"{W}p":
                    line = self._lines.read(child)
                    if line is not None:
                        self._put_line(line)
                        self._read_attached([line])
                    self._notes.end_paragraph(child)
                elif child.tag == f"{W}tbl":
                    self._read_table(child)

    def read_margins(self) -> None:
        """Add each distinct running header and footer that is printed once, in the order of the sections."""
        seen: set[str] = set()
        for relation in printed_margins(self._package):
            part = self._package.by_id(relation)
            if part is None:
                continue
            self.parts.append(part)
            for line in self._paragraphs(part):
                word_art = chain.from_iterable(self._drawn_lines(box) for box in line.boxes if box.tag == WORD_ART)
                for each in (line, *word_art):
                    if each.text not in seen:
                        seen.add(each.text)
                        self._put_line(each, margin=True)

    def _paragraphs(self, part: _Element | None) -> Iterator[Line]:
        paragraphs = () if part is None else part.iter(f"{W}p")
        return (line for line in map(self._lines.read, paragraphs) if line is not None)

    def _put_line(self, line: Line, *, mark: str = "", margin: bool = False, note: bool = False) -> None:
        """Write a line that has words; `mark` is the number of a note, printed before it."""
        if not line.text:
            return
        span = self._builder.add(f"{mark} {line.text}" if mark else line.text, before="\n")
        self._printed(line, span.end - len(line.text))
        look = common_look(line.pieces, line.letters)
        self.blocks.append(
            Block(
                span=span,
                body=Span(start=span.end - len(line.text) + line.body, end=span.end),
                number=mark or line.number,
                heading_level=line.heading_level,
                list_level=line.list_level,
                bold=bool(look.bold),
                italic=bool(look.italic),
                size=look.size,
                margin=margin,
                note=note,
            )
        )

    def _read_attached(self, lines: Iterable[Line]) -> None:
        """Read the notes that the lines refer to, and the text boxes and diagrams that hang on them."""
        for line in lines:
            for reference in line.notes:
                self._read_note(reference)
            for box in line.boxes:
                if box.tag in (DIAGRAM, WORD_ART):
                    for line in self._drawn_lines(box):
                        self._put_line(line)
                else:
                    self.read_body([box])

    def _drawn_lines(self, place: _Element) -> Iterator[Line]:
        """Yield the words of a diagram or of WordArt."""
        words = [place.get("string", "").strip()] if place.tag == WORD_ART else self._package.diagram(place) or ()
        return (_drawn_line(line, place) for line in words)

    def _read_note(self, reference: NoteReference) -> None:
        mark = self._notes.mark(reference)
        for line in self._paragraphs(self._notes.find(reference)):
            self._put_line(line, mark=mark, note=True)
            mark = "" if line.text else mark

    def _read_table(self, table: _Element) -> None:
        headers = ColumnHeaders()
        for row in read_rows(table):
            if len(row.cells) < 2 or is_torn(row):
                self.read_body(cell.element for cell in row.cells)
                continue
            contents = [_CellContent() if cell.continued else self._read_cell(cell.element) for cell in row.cells]
            look = _row_look(contents)
            above = headers.above(row, [content.text for content in contents], bold=bool(look.bold))
            self._put_row(contents, above, look)
            for content in contents:
                self._read_attached(content.lines)
                for inner in content.tables:
                    self._read_table(inner)

    def _read_cell(self, cell: _Element) -> _CellContent:
        children = list(unwrap(cell))
        lines = (self._lines.read(child) for child in children if child.tag == f"{W}p")
        return _CellContent(
            lines=tuple(line for line in lines if line is not None),
            tables=tuple(child for child in children if child.tag == f"{W}tbl"),
        )

    def _put_row(self, contents: Sequence[_CellContent], headers: tuple[str, ...], look: Look) -> None:
        if not any(content.text for content in contents):
            return
        cells = tuple(
            self._builder.add(content.text, before="\t" if index else "\n") for index, content in enumerate(contents)
        )
        for content, cell in zip(contents, cells, strict=True):
            start = cell.start
            for line in content.lines:
                if line.text:
                    self._printed(line, start)
                    start += len(line.text) + 1
        first = next((line for line in contents[0].lines if line.text), None)
        self.blocks.append(
            Block(
                span=Span(start=cells[0].start, end=cells[-1].end),
                body=Span(start=cells[0].start + (first.body if first else 0), end=cells[-1].end),
                number=first.number if first else "",
                bold=bool(look.bold),
                italic=bool(look.italic),
                size=look.size,
                cells=cells,
                headers=headers,
            )
        )


def _drawn_line(words: str, place: _Element) -> Line:
    """Return a line of words that a drawing shows."""
    return Line(
        text=words,
        body=0,
        number="",
        heading_level=None,
        list_level=None,
        pieces=(Piece(text=words, look=Look(), source=place),),
        letters=0,
        notes=(),
        boxes=(),
    )


def _row_look(contents: Iterable[_CellContent]) -> Look:
    return common_look((piece for content in contents for line in content.lines for piece in line.pieces), 0)
