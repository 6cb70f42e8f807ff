"""The values that a reader hands on: what a document says, where it says it, and what could not be read.

`Document.text` is written once, by the reader. Every `Span` is a half-open range of characters in it, and a
quote is always a slice of it. The module promises immutable values and imports nothing but the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range of characters in `Document.text`: `start` is included, `end` is not."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of characters: {self.start}–{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a format that has pages. `number` counts from 1 in the file, whatever the page itself prints."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item or table row as the reader met it, before anyone decides what is a heading.

    `span` covers the block with its number as printed; `body` is the part after the number.
    `number` is the number or letter as printed, without its trailing dot or bracket ("4.2", "a", "iv"), or "" (bullets
    too).
    `heading_level` is 1–9 when the format itself calls the block a heading (style, outline, tag), else None.
    `list_level` is 0 for the outermost list, None outside lists.
    `bold` and `italic` hold only when every letter of the body is so; `size` is the usual font size in points, None
    when unknown.
    `cells` are the cells of a table row, left to right, and `headers` the text of the column header above each cell
    (equally many, "" where there is none); both are empty outside tables.
    `margin` marks running headers and footers: they stand once, after the body, and are no clauses.
    `note` marks footnotes and endnotes. They stand right after the block that refers to them or, in a format with
    pages, at the foot of the page.
    `line` is the line that the block begins on in a file of plain text, counted from 1, None in other formats.
    """

    span: Span
    body: Span
    page: int | None = None
    number: str = ""
    heading_level: int | None = None
    list_level: int | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    cells: tuple[Span, ...] = ()
    headers: tuple[str, ...] = ()
    margin: bool = False
    note: bool = False
    line: int | None = None


class ClauseKind(StrEnum):
    """What a clause looks like on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, down to the next heading of the same or a higher level.

    `title` is the heading without its number; `parent` is the index of the enclosing section or None; `level` counts
    from 1.
    The text before the first heading has no section.
    """

    id: str
    number: str
    title: Span
    level: int
    parent: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest numbered or headed unit, paragraph, list item or table row.

    `id` is unique in the document and made for people ("4.2", "4.2/3", "7/b"). `section` is an index into
    `Document.sections` or None. `lead_in` is the index of the clause that introduces the list this item belongs to, or
    that refers to this note, or None.
    `span` and `body` as in `Block`.
    """

    id: str
    kind: ClauseKind
    number: str
    span: Span
    body: Span
    page: int | None
    section: int | None
    lead_in: int | None = None
    cells: tuple[Span, ...] = ()
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that kept the reader from reading all of a document, or that the user should know of the reading.

    `code` is a fixed name ("page-without-text", "tracked-changes"); `page` counts from 1; `detail` fills the blanks of
    the
    message that the report prints for the code.
    """

    code: str
    page: int | None = None
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as read. `sections` and `clauses` stand in reading order; `clauses` cover all of the body.

    `start` is where `text` begins in the text of the file: 0 but for an excerpt.
    """

    path: str
    sha256: str
    format: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    start: int = 0

    def quote(self, span: Span) -> str:
        """Return the words of the document in `span`, verbatim."""
        return self.text[span.start : span.end]

    def clause_at(self, place: int) -> int | None:
        """Return the index of the clause that holds the character at `place`, None outside of all clauses."""
        holding = (index for index, each in enumerate(self.clauses) if each.span.start <= place < each.span.end)
        return next(holding, None)


class ReadError(Exception):
    """A document that could not be read at all. `code` and `detail` as in `Problem`."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = tuple(sorted(detail.items()))
