"""Plain text and Markdown: paragraphs, numbered lines, lists, and Markdown's headings and pipe tables.

It promises the words without Markdown's own marks (#, **, |), comments and what is struck out. Lines that were broken
at a fixed width are joined by a blank; all other lines are blocks of their own. Refuses bytes that are no text
("not-a-document") and nothing but blanks ("empty").
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, repeat

from .builder import TextBuilder
from .model import Block, Page, Problem, ReadError, Span
from .numbers import split_number

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
_INDENT = 2  # blanks that put a list item one level deeper
_WRAPPED = range(50, 101)  # characters of a line that may have been broken at a fixed width

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STRUCK = re.compile(r"~~(?=\S).+?(?<=\S)~~ ?")
_UNDERLINE = re.compile(r"=+|-{3,}")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|(?<![\w*])\*(?=\S))(.+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_ALL_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1")
_MARKDOWN_HEADING_LINE = re.compile(r"(?m)^#{1,6}\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A block before its text is written; the fields are those of `Block`."""

    text: str
    line: int
    heading_level: int | None = None
    list_level: int | None = None
    bold: bool = False
    cells: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()


def read_plain(data: bytes, *, markdown: bool) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Problem, ...]]:
    """Read text: the text, no pages, the blocks in reading order, and no problems. Raises `ReadError`."""
    builder = TextBuilder()
    text = decode(data)
    lines = _marked_lines(text) if markdown else text.splitlines()
    blocks = tuple(_write(draft, builder) for draft in _drafts(lines, markdown=markdown))
    return builder.text, (), blocks, ()


def decode(data: bytes) -> str:
    """Return the text of `data`: by its byte order mark, else UTF-8, else Windows-1252. Raises `ReadError`."""
    if not data.strip():
        raise ReadError("empty")
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if _CONTROL.search(text):
        raise ReadError("not-a-document")
    return text


def is_markdown(text: str) -> bool:
    """Whether the text has a Markdown heading."""
    return bool(_MARKDOWN_HEADING_LINE.search(text))


def _marked_lines(text: str) -> list[str]:
    """The lines of Markdown, as many as before, with a mark at the head of each heading and of each row of a table."""
    commented, end, rest = text.rpartition("-->")  # so that no comment is looked for that is never closed
    shown = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), commented + end) + rest
    lines = _STRUCK.sub("", shown).splitlines()
    marked: list[str] = []
    in_table = False
    for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        in_table = "|" in line and (in_table or ("|" in below and bool(_RULE.fullmatch(below.strip()))))
        if _is_underlined(above, line):
            marked.append("")
        elif _is_underlined(line, below):
            marked.append(f"{'#' if '=' in below else '##'} {line}")
        else:
            marked.append(f"|{line.lstrip().removeprefix('|')}" if in_table else line)
    return marked


def _is_underlined(line: str, below: str) -> bool:
    return line[:1].isalnum() and bool(_UNDERLINE.fullmatch(below.strip()))


def _write(draft: _Draft, builder: TextBuilder) -> Block:
    if draft.cells:
        cells = tuple(builder.add(cell, before="\t" if index else "\n") for index, cell in enumerate(draft.cells))
        span = Span(start=cells[0].start, end=cells[-1].end)
        return Block(span=span, body=span, cells=cells, headers=draft.headers, bold=draft.bold, line=draft.line)
    number, opening = split_number(draft.text)
    span = builder.add(draft.text, before="\n")
    return Block(
        span=span,
        body=Span(start=span.start + opening, end=span.end),
        number=number,
        heading_level=draft.heading_level,
        list_level=draft.list_level,
        bold=draft.bold,
        line=draft.line,
    )


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between blank lines, each with the number of its first line."""
    group: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            group.append(line)
        elif group:
            yield number - len(group), group
            group = []


def _drafts(lines: Sequence[str], *, markdown: bool) -> Iterator[_Draft]:
    for number, group in _groups(lines):
        for in_table, run in groupby(group, key=lambda line: markdown and line.lstrip().startswith("|")):
            together = list(run)
            for paragraph in [together] if in_table else _paragraphs(together, markdown):
                yield from _table(paragraph, number) if in_table else [_draft(paragraph, number, markdown=markdown)]
                number += len(paragraph)


def _paragraphs(lines: Sequence[str], markdown: bool) -> Iterator[list[str]]:
    """Split lines that no blank line parts, wherever a line does not go on with the one before it."""
    broken = all(len(line.strip()) < _WRAPPED.stop for line in lines)
    paragraph: list[str] = []
    for line in lines:
        if paragraph and _goes_on(paragraph, line, markdown=markdown, broken=broken):
            paragraph.append(line)
            continue
        if paragraph:
            yield paragraph
        paragraph = [line]
    yield paragraph


def _goes_on(paragraph: Sequence[str], line: str, *, markdown: bool, broken: bool) -> bool:
    if _opening(line):
        return False
    if markdown:
        return not _HEADING.fullmatch(line.strip()) and not _HEADING.fullmatch(paragraph[0].strip())
    is_below_item = bool(_opening(paragraph[0])) and _indent(line) > _indent(paragraph[0])
    before = paragraph[-1].strip()
    return is_below_item or (broken and len(before) in _WRAPPED and not before.endswith((":", "]")))


def _draft(lines: Sequence[str], first: int, *, markdown: bool) -> _Draft:
    heading = _HEADING.fullmatch(lines[0].strip()) if markdown else None
    words = heading[2] if heading else _join(lines, markdown=markdown)
    text = _unmark(words) if markdown else words
    number, opening = split_number(text)
    is_item = opening > 0 and not heading and (not number or _indent(lines[0]) > 0)
    return _Draft(
        text=text,
        line=first,
        heading_level=len(heading[1]) if heading else None,
        list_level=_indent(lines[0]) // _INDENT if is_item else None,
        bold=bool(markdown and _ALL_BOLD.fullmatch(words[opening:])),
    )


def _join(lines: Sequence[str], *, markdown: bool) -> str:
    """Join broken lines by a blank, and by a line break where Markdown asks for one (two blanks or a backslash)."""
    words = ""
    for line in lines[:-1]:
        is_break = markdown and line.endswith(("  ", "\\"))
        words += line.removesuffix("\\").strip() + ("\n" if is_break else " ") if markdown else f"{line.strip()} "
    return words + lines[-1].strip()


def _table(lines: Sequence[str], first: int) -> Iterator[_Draft]:
    rows = [tuple(_unmark(cell.strip()) for cell in _CELL_BORDER.split(line.strip().strip("|"))) for line in lines]
    has_header = len(lines) > 1 and bool(_RULE.fullmatch(lines[1].strip()))
    headers = rows[0] if has_header else ()
    for index, cells in enumerate(rows):
        if has_header and index == 1:
            continue
        above = headers if index else ()
        yield _Draft(
            text="", line=first + index, cells=cells, headers=tuple(islice(chain(above, repeat("")), len(cells)))
        )


def _unmark(text: str) -> str:
    """Drop Markdown's emphasis and escapes, keep the words."""
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text))


def _opening(line: str) -> int:
    return split_number(_unmark(line.strip()))[1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
