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
from math import inf
from operator import itemgetter

from .pdf_page import Box

_FEWEST_UPRIGHT, _FEWEST_LEVEL = 3, 2
# A drawing full of lines is no table.
MOST_RULES, _MOST_CROSSINGS = 3_000, 5_000
_TOLERANCE = 3.0


# A rule without thickness: the coordinate at which it lies, and where it starts and ends along the other one.
_Rule = tuple[float, float, float]
_Point = tuple[float, float]
# The places, in their lists, of the upright and of the level rules that meet in a point.
_Crossings = dict[_Point, tuple[set[int], set[int]]]


def find_grids(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the cells of each grid that the rules of a page make, the grids from top to bottom."""
    if len(rules) > MOST_RULES:
        return []
    upright, level = _in_two_directions(rules)
    columns, rows = _count_places(upright), _count_places(level)
    if columns < _FEWEST_UPRIGHT or rows < _FEWEST_LEVEL or columns * rows > _MOST_CROSSINGS:
        return []
    cells = _cells(_crossings(_merged(upright), _merged(level)))
    groups = [group for group in _groups(cells) if len(group) > 1]
    return sorted(groups, key=lambda group: min((cell.y0, cell.x0) for cell in group))


def _in_two_directions(rules: Iterable[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Return the upright and the level rules; a spot without any direction counts as upright."""
    upright, level = [], []
    for x0, y0, x1, y1 in rules:
        if x1 - x0 > y1 - y0:
            level.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= y1 - y0:  # and not, as a broken file may have it, neither
            upright.append(((x0 + x1) / 2, y0, y1))
    return upright, level


def _count_places(rules: Iterable[_Rule]) -> int:
    return len({round(at / _TOLERANCE) for at, _, _ in rules})


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Return rules of one direction in order: those on nearly one line lie in its middle, joined where they meet."""
    lines: list[list[_Rule]] = []
    before = -inf
    for rule in sorted(rules):
        if rule[0] - before > _TOLERANCE:
            lines.append([])
        lines[-1].append(rule)
        before = rule[0]
    merged: list[_Rule] = []
    for line in lines:
        middle = sum([at for at, _, _ in line]) / len(line)
        reach = -inf
        for _, start, end in sorted(line, key=itemgetter(1)):
            if start - reach <= _TOLERANCE:
                start = merged.pop()[1]
                end = max(end, reach)
            merged.append((middle, start, end))
            reach = end
    return merged


def _crossings(upright: Sequence[_Rule], level: Sequence[_Rule]) -> _Crossings:
    """Return the points where rules cross, from left to right and there from top to bottom."""
    heights = [at for at, _, _ in level]
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
    corners = [tuple(product((cell.x0, cell.x1), (cell.y0, cell.y1))) for cell in cells]
    homes = defaultdict[_Point, list[int]](list)
    for index, points in enumerate(corners):
        for point in points:
            homes[point].append(index)
    left = set(range(len(cells)))
    for first in range(len(cells)):
        if first in left:
            left.remove(first)
            group = [first]
            for member in group:  # which grows on the way
                near = left.intersection(chain.from_iterable(homes[point] for point in corners[member]))
                left -= near
                group += near
            yield sorted(cells[index] for index in group)
