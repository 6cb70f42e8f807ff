"""The lines of Markdown as a reader sees them: without comments and what is struck out, headings and tables told apart.

Promises as many lines as before. An ordered list whose items all have the same number counts up from it, as it is
shown; any other keeps the numbers that the author wrote. The time it takes grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STRUCK = re.compile(r"~~(?=[^\s~])(?:[^~\n]|~(?!~))++(?<=\S)~~ ?")
_UNDERLINE = re.compile(r"=+|-{3,}")
_BREAK = re.compile(r"(?:\*\s*){3,}|(?:-\s*){3,}")
_ITEM = re.compile(r"(\s*)(\d{1,9})([.)])(?=\s+\S)")
_NO_MORE_OF_ITEM = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\|)")

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
# Strong first, then plain; underscores only around words, so that a line to fill in is none.
_EMPHASIS = (
    re.compile(r"(?<!\\)\*\*(?=\S)((?:[^*\n]|\*(?!\*))++)(?<=\S)\*\*"),
    re.compile(r"(?<![\w\\])__(?=[^\s_])((?:[^_\n]|_(?!_))++)(?<=[^\s_])__(?!\w)"),
    re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]++)(?<=\S)\*"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_HEADING_LINE = re.compile(r"(?m)^#{1,6}\s+\S")


def is_markdown(text: str) -> bool:
    """Whether the text has a Markdown heading."""
    return bool(_HEADING_LINE.search(text))


def marked_lines(text: str) -> list[str]:
    """Return the lines of Markdown, with a mark at the head of each heading and of each row of a table."""
    commented, end, rest = text.rpartition("-->")  # so that no comment is looked for that is never closed
    shown = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), commented + end) + rest
    lines = _counted_up(_STRUCK.sub("", shown).splitlines())
    marked: list[str] = []
    in_table = False
    for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        in_table = "|" in line and (in_table or ("|" in below and bool(RULE.fullmatch(below.strip()))))
        if _is_underlined(above, line) or _BREAK.fullmatch(line.strip()):
            marked.append("")
        elif _is_underlined(line, below):
            marked.append(f"{'#' if '=' in below else '##'} {line}")
        else:
            marked.append(f"|{line.lstrip().removeprefix('|')}" if in_table else line)
    return marked


def heading(line: str) -> tuple[int, str] | None:
    """Return the level of a heading, 1–6, and its words without the marks around them; None for any other line."""
    opening = _HEADING.match(line.strip())
    if opening is None:
        return None
    words = line.strip()[opening.end() :]
    unclosed = words.rstrip("#")
    return len(opening[1]), unclosed.rstrip() if unclosed[-1:].isspace() else words


def unmark(text: str) -> str:
    """Drop emphasis and escapes, keep the words."""
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)


def indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def _is_underlined(line: str, below: str) -> bool:
    return line[:1].isalnum() and bool(_UNDERLINE.fullmatch(below.strip()))


@dataclass(slots=True, kw_only=True)
class _OrderedList:
    """An ordered list: its indent, what stands after its numbers, and the lines and the numbers of its items."""

    indent: int
    mark: str
    lines: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def _counted_up(lines: list[str]) -> list[str]:
    """Return the lines with the numbers that are shown for lists whose items all have the same."""
    counted = list(lines)
    for ordered in _ordered_lists(lines):
        if len(set(ordered.numbers)) == 1:
            for index, number in zip(ordered.lines, count(ordered.numbers[0]), strict=False):
                counted[index] = _ITEM.sub(rf"\g<1>{number}\3", lines[index], count=1)
    return counted


def _ordered_lists(lines: Sequence[str]) -> Iterator[_OrderedList]:
    """Yield the lists. What is indented further than an item belongs to it, as does what stands right below."""
    opened: list[_OrderedList] = []
    for index, (above, line) in enumerate(zip(["", *lines], lines, strict=False)):
        item = _ITEM.match(line)
        if not line.strip() or not (item or not above.strip() or _NO_MORE_OF_ITEM.match(line)):
            continue
        while opened and (opened[-1].indent > indent(line) or not _goes_on(opened[-1], line, item)):
            yield opened.pop()
        if item:
            if not opened or opened[-1].indent < indent(line):
                opened.append(_OrderedList(indent=indent(line), mark=item[3]))
            opened[-1].lines.append(index)
            opened[-1].numbers.append(int(item[2]))
    yield from opened


def _goes_on(ordered: _OrderedList, line: str, item: re.Match[str] | None) -> bool:
    """Whether a line that is indented at least as far as a list is part of it."""
    return indent(line) > ordered.indent or (item is not None and item[3] == ordered.mark)
