"""Lines of a PDF page, and the order in which they are read: one column, or several side by side.

A line is made of runs on one foot; a gap of several letters splits it in two, which `pdf_tables` may take for cells and
which are one line again where there is no table. Columns are found by a gutter that no line crosses. The module
promises to keep every run exactly once.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple, Protocol, TypeVar

from .pdf_page import Run

_PLACE, _LEFT = attrgetter("y", "x0"), attrgetter("x0")
_SAME_FOOT, _MOST_LARGER = 0.35, 4
_WIDE_GAP = 1.5
_SPACE = 0.12
_COLUMN_GAP = 1.0
_WORD = re.compile(r"[^\W\d_]{2}")
_TAB = 3.0
_FEWEST_LINES = 4
_GUTTER = 3.0
_FULL_LINE = 0.45
_DENSE_LINES = 6
_DENSE_FULL_LINE = 0.7


class Line(NamedTuple):
    """Runs on one foot, left to right. `order` is the place of its first run in the file.

    `y` and `size` are those of the largest run.
    `gapped` holds when a tab stands in it, `bold` and `italic` when every run with a letter in it is so.
    """

    runs: tuple[Run, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    gapped: bool
    order: int


class Placed(Protocol):
    """Anything with a place on the page: a line or a whole table."""

    @property
    def x0(self) -> float: ...

    @property
    def x1(self) -> float: ...

    @property
    def y(self) -> float: ...

    @property
    def order(self) -> int: ...


P = TypeVar("P", bound=Placed)


def find_lines(runs: Iterable[Run]) -> list[Line]:
    """Join runs to lines, from top to bottom and left to right, split at wide gaps."""
    feet: list[list[Run]] = []
    y, size = math.nan, 0.0
    for run in sorted(runs, key=_PLACE):
        if run.y == y or _same_foot(y, run.y, size, run.style.size):
            feet[-1].append(run)
        else:
            feet.append([run])
            y, size = run.y, run.style.size
    lines: list[Line] = []
    for foot in feet:
        if len(foot) == 1:
            lines.append(_line(foot))
        else:
            lines += _split(foot)
    return lines


def group_feet(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines, given from top to bottom, in groups that stand on one foot, each from left to right."""
    feet: list[list[Line]] = []
    for line in lines:
        if feet and _same_foot(feet[-1][0].y, line.y, feet[-1][0].size, line.size):
            feet[-1].append(line)
        else:
            feet.append([line])
    return [sorted(foot, key=_LEFT) if len(foot) > 1 else foot for foot in feet]


def _same_foot(first: float, second: float, size: float, other: float) -> bool:
    small, large = (size, other) if size < other else (other, size)
    # A sign of absurd size would take all lines around it for its own.
    return abs(second - first) <= _SAME_FOOT * min(large, _MOST_LARGER * small)


def _split(foot: Sequence[Run]) -> list[Line]:
    ordered = sorted(foot, key=_LEFT)
    groups = [[ordered[0]]]
    for before, run in pairwise(ordered):
        if run.x0 - before.x1 > _WIDE_GAP * max(before.style.size, run.style.size):
            groups.append([])
        groups[-1].append(run)
    return list(map(_line, groups))


def _line(runs: Sequence[Run]) -> Line:
    if len(runs) == 1:  # as most are
        text, x0, x1, y, _, style, _, order = runs[0]
        lettered = (style.bold or style.italic) and any(map(str.isalpha, text))
        return Line(
            tuple(runs), text, x0, x1, y, style.size, lettered and style.bold, lettered and style.italic, False, order
        )
    largest = runs[0]
    text, x1 = largest.text, largest.x1
    for before, run in pairwise(runs):
        text += _between(before, run) + run.text
        x1 = max(x1, run.x1)
        largest = run if run.style.size > largest.style.size else largest
    return Line(
        runs=tuple(runs),
        text=text,
        x0=runs[0].x0,
        x1=x1,
        y=largest.y,
        size=largest.style.size,
        bold=all_lettered([run.style.bold for run in runs], runs),
        italic=all_lettered([run.style.italic for run in runs], runs),
        gapped=_is_gapped(runs),
        order=min(run.order for run in runs),
    )


def _between(before: Run, run: Run) -> str:
    """What parts two runs of a line: a tab where words stand in columns, and not a number before or after them."""
    gap = (run.x0 - before.x1) / run.style.size
    if gap > _COLUMN_GAP and _WORD.search(before.text) and _WORD.search(run.text):
        return "\t"
    return " " if gap > _SPACE else ""


def all_lettered(marks: Sequence[bool], parts: Sequence[Run | Line]) -> bool:
    """Whether a mark holds for every part that has a letter in it, and whether there is one."""
    if not any(marks):
        return False
    lettered = [mark for mark, part in zip(marks, parts, strict=True) if any(map(str.isalpha, part.text))]
    return bool(lettered) and all(lettered)


def _is_gapped(runs: Sequence[Run]) -> bool:
    """Whether one gap is far wider than the others: a tab, and no justified line, whose gaps are alike."""
    gaps = sorted((run.x0 - before.x1) / run.style.size for before, run in pairwise(runs))
    return gaps[-1] > _TAB and all(gaps[-1] > 2 * gap for gap in gaps[-2:-1])


def merge(lines: Sequence[Line]) -> Line:
    """Return the lines of one foot, given left to right, as one."""
    if len(lines) == 1:
        return lines[0]
    return _line([run for line in lines for run in line.runs])


def join_lines(lines: Sequence[Line]) -> str:
    """Return the lines of a paragraph as running text: a line break stays after a hyphen, any other becomes a space."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text += ("\n" if before.runs[-1].hyphen else " ") + line.text
    return text


def read_columns(items: Sequence[P]) -> list[list[P]]:
    """Return the columns of a page in reading order, each from top to bottom.

    What stands across the columns ends them: it is a column of its own, and what follows is looked at afresh.
    """
    ordered = sorted(items, key=_PLACE)
    heights = [item.y for item in ordered]
    for gutter in _gutters(ordered):
        crossing = [item.y for item in ordered if item.x0 < gutter - _GUTTER < item.x1]
        for top, bottom in pairwise([float("-inf"), *crossing, float("inf")]):
            band = ordered[bisect_right(heights, top) : bisect_left(heights, bottom)]
            if len(band) < 2 * _FEWEST_LINES:
                continue
            left = [item for item in band if item.x1 <= gutter - _GUTTER]
            right = [item for item in band if item.x0 >= gutter - _GUTTER]
            if len(left) + len(right) == len(band) and _are_columns(left, right, gutter):
                above = [item for item in ordered if item.y <= top]
                below = [item for item in ordered if item.y >= bottom]
                return [column for part in (above, left, right, below) for column in read_columns(part)]
    return [ordered] if ordered else []


def _gutters(items: Sequence[Placed]) -> list[float]:
    """Return where many items begin that have others to their left, the likeliest place first."""
    if len(items) < 2 * _FEWEST_LINES:
        return []
    leftmost, rightmost = min(item.x0 for item in items), max(item.x1 for item in items)
    inner = leftmost + (rightmost - leftmost) / 4
    starts = Counter([round(item.x0 / _GUTTER) for item in items if item.x0 > inner])
    return [start * _GUTTER for start, count in starts.most_common(3) if count >= _FEWEST_LINES]


def _are_columns(left: Sequence[Placed], right: Sequence[Placed], gutter: float) -> bool:
    """Tell columns of text from a table: the file gives one column after the other, or the lines fill both columns."""
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    orders, others = [item.order for item in left], [item.order for item in right]
    one_by_one = max(orders) < min(others) or max(others) < min(orders)
    many = min(len(left), len(right)) >= _DENSE_LINES
    if not (one_by_one or many):
        return False
    full = _FULL_LINE if one_by_one else _DENSE_FULL_LINE
    width, other = gutter - min(item.x0 for item in left), max(item.x1 for item in right) - gutter
    return _usual_width(left) >= full * max(width, 1.0) and _usual_width(right) >= full * max(other, 1.0)


def _usual_width(items: Sequence[Placed]) -> float:
    """Return the usual distance between the ends of a line, whether it is in one piece or not."""
    feet = [list(foot) for _, foot in groupby(items, key=lambda item: round(item.y))]
    return median([_reach(foot) for foot in feet])


def _reach(items: Sequence[Placed]) -> float:
    if len(items) == 1:
        return items[0].x1 - items[0].x0
    return max([item.x1 for item in items]) - min([item.x0 for item in items])
