"""The cells that the rules of a PDF page enclose, in groups that hang together by their corners.

Rules that lie or end within `_TOLERANCE` points of each other count as one, and cross within as many. A cell is the
smallest rectangle right of and below a crossing whose sides are whole; a lone cell is a frame and no table. The module
finds the same as the cells of pdfplumber's "lines" strategy, without trying every crossing with every other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

from .pdf_page import Box

_FEWEST_UPRIGHT, _FEWEST_LEVEL = 3, 2
# A drawing full of lines is no table.
MOST_RULES, _MOST_CROSSINGS = 3_000, 5_000
_TOLERANCE = 3.0


class _Rule(NamedTuple):
    """A rule without thickness: the coordinate `at` which it lies, and where it starts and ends along the other one."""

    at: float
    start: float
    end: float


_Point = tuple[float, float]
# The places, in their lists, of the upright and of the level rules that meet in a point.
_Crossings = dict[_Point, tuple[set[int], set[int]]]


def find_grids(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the cells of each grid that the rules of a page make, the grids from top to bottom."""
    upright = {round(rule.x0 / _TOLERANCE) for rule in rules if rule.y1 - rule.y0 > rule.x1 - rule.x0}
    level = {round(rule.y0 / _TOLERANCE) for rule in rules if rule.x1 - rule.x0 > rule.y1 - rule.y0}
    if len(upright) < _FEWEST_UPRIGHT or len(level) < _FEWEST_LEVEL:
        return []
    if len(rules) > MOST_RULES or len(upright) * len(level) > _MOST_CROSSINGS:
        return []
    cells = _cells(_crossings(*_in_two_directions(rules)))
    groups = [group for group in _groups(cells) if len(group) > 1]
    return sorted(groups, key=lambda group: min((cell.y0, cell.x0) for cell in group))


def _in_two_directions(rules: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Return the upright and the level rules, each merged."""
    upright, level = [], []
    for x0, y0, x1, y1 in rules:
        if x1 - x0 > y1 - y0:
            level.append(_Rule((y0 + y1) / 2, x0, x1))
        else:
            upright.append(_Rule((x0 + x1) / 2, y0, y1))
    return _merged(upright), _merged(level)


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Return rules of one direction in order: those on nearly one line lie in its middle, joined where they meet."""
    lines: list[list[_Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][-1].at <= _TOLERANCE:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged: list[_Rule] = []
    for line in lines:
        middle = sum(rule.at for rule in line) / len(line)
        for _, start, end in sorted(line, key=lambda rule: rule.start):
            if merged and merged[-1].at == middle and start - merged[-1].end <= _TOLERANCE:
                merged[-1] = _Rule(middle, merged[-1].start, max(end, merged[-1].end))
            else:
                merged.append(_Rule(middle, start, end))
    return merged


def _crossings(upright: Sequence[_Rule], level: Sequence[_Rule]) -> _Crossings:
    """Return the points where rules cross, from left to right and there from top to bottom."""
    heights = [rule.at for rule in level]
    crossings: _Crossings = {}
    for index, (x, top, bottom) in enumerate(upright):
        for other in range(bisect_left(heights, top - _TOLERANCE), bisect_right(heights, bottom + _TOLERANCE)):
            y, left, right = level[other]
            if left - _TOLERANCE <= x <= right + _TOLERANCE:
                through, across = crossings.setdefault((x, y), (set(), set()))
                through.add(index)
                across.add(other)
    return dict(sorted(crossings.items(), key=lambda item: item[0]))


def _cells(crossings: _Crossings) -> list[Box]:
    """Return the smallest cell below and right of each crossing that has one."""
    columns, rows = defaultdict[float, list[float]](list), defaultdict[float, list[float]](list)
    for x, y in crossings:
        columns[x].append(y)
        rows[y].append(x)
    cells = []
    for x, y in crossings:
        below, right = columns[x], rows[y]
        cell = _smallest_cell(crossings, (x, y), below[bisect_right(below, y) :], right[bisect_right(right, x) :])
        if cell:
            cells.append(cell)
    return cells


def _smallest_cell(crossings: _Crossings, corner: _Point, below: list[float], right: list[float]) -> Box | None:
    """Return the first cell with `corner` at its top left whose other corners are among those `below` and `right`."""
    x, y = corner
    upright, level = crossings[corner]
    for y1 in below:
        upright_below, level_below = crossings[x, y1]
        if upright.isdisjoint(upright_below):
            continue
        for x1 in right:
            if (x1, y1) in crossings and not level.isdisjoint(crossings[x1, y][1]):
                upright_opposite, level_opposite = crossings[x1, y1]
                if upright_opposite & crossings[x1, y][0] and level_opposite & level_below:
                    return Box(x, y, x1, y1)
    return None


def _groups(cells: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield cells in groups that hang together by their corners."""
    homes = defaultdict[_Point, list[Box]](list)
    for cell in cells:
        for corner in _corners(cell):
            homes[corner].append(cell)
    left = set(cells)
    for cell in cells:
        if cell in left:
            left.remove(cell)
            group = [cell]
            for member in group:  # which grows on the way
                near = left.intersection(chain.from_iterable(homes[corner] for corner in _corners(member)))
                left -= near
                group += near
            yield sorted(group)


def _corners(cell: Box) -> Iterator[_Point]:
    return product((cell.x0, cell.x1), (cell.y0, cell.y1))
