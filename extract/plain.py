"""Plain text and Markdown: paragraphs, numbered lines, lists, and Markdown's headings and pipe tables.

It promises the words without Markdown's own marks (#, **, |), comments and what is struck out. Lines that were broken
at a fixed width are joined by a blank; all other lines are blocks of their own. Refuses bytes that are no text
("not-a-document") and nothing but blanks ("empty").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, repeat

from .builder import TextBuilder
from .encoding import decode
from .markdown import RULE, heading, indent, marked_lines, unmark
from .model import Block, Page, Problem, Span
from .numbers import split_number

_INDENT = 2  # blanks that put a list item one level deeper
_WRAPPED = range(50, 101)  # characters of a line that may have been broken at a fixed width

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_ALL_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1")


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
    lines = marked_lines(text) if markdown else text.splitlines()
    blocks = tuple(_write(draft, builder) for draft in _drafts(lines, markdown=markdown))
    return builder.text, (), blocks, ()


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
    is_item = False
    for line in lines:
        opens = bool(_opening(line))
        if paragraph and not opens and _goes_on(paragraph, line, is_item, markdown=markdown, broken=broken):
            paragraph.append(line)
            continue
        if paragraph:
            yield paragraph
        paragraph, is_item = [line], opens
    yield paragraph


def _goes_on(paragraph: Sequence[str], line: str, is_item: bool, *, markdown: bool, broken: bool) -> bool:
    if markdown:
        return heading(line) is None and heading(paragraph[0]) is None
    is_below_item = is_item and indent(line) > indent(paragraph[0])
    before = paragraph[-1].strip()
    return is_below_item or (broken and len(before) in _WRAPPED and not before.endswith((":", "]")))


def _draft(lines: Sequence[str], first: int, *, markdown: bool) -> _Draft:
    level, title = (markdown and heading(lines[0])) or (None, "")
    words = title or _join(lines, markdown=markdown)
    text = unmark(words) if markdown else words
    number, opening = split_number(text)
    is_item = opening > 0 and not level and (not number or indent(lines[0]) > 0)
    return _Draft(
        text=text,
        line=first,
        heading_level=level,
        list_level=indent(lines[0]) // _INDENT if is_item else None,
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
    rows = [tuple(unmark(cell.strip()) for cell in _CELL_BORDER.split(line.strip().strip("|"))) for line in lines]
    has_header = len(lines) > 1 and bool(RULE.fullmatch(lines[1].strip()))
    headers = rows[0] if has_header else ()
    for index, cells in enumerate(rows):
        if has_header and index == 1:
            continue
        above = headers if index else ()
        yield _Draft(
            text="", line=first + index, cells=cells, headers=tuple(islice(chain(above, repeat("")), len(cells)))
        )


def _opening(line: str) -> int:
    return split_number(unmark(line.strip()))[1]
