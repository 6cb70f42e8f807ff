"""What is drawn on a PDF page besides text: straight rules, shaded areas, pictures.

Rules and shades come in the upright frame of the page's text. Only straight horizontal and vertical strokes and the
edges of rectangles count as rules; curves and slanted strokes are counted as drawings and nothing more. Form objects
are entered, down to a fixed depth, and a page full of drawings is looked at only up to a fixed number of objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, takewhile

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import (
    address,
    bounds_of,
    count_segments,
    fill_of,
    matrix_of,
    object_kind,
    objects_in,
    objects_on,
    segment_kind,
    segment_points,
    segments,
)
from .pdf_grid import MOST_RULES
from .pdf_page import Box, Frame, Matrix

_Point = tuple[float, float]

_UNIT_SQUARE = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 400
_DEEPEST_FORM = 4
_RULE_WIDTH = 3.0
_SHORTEST_RULE = 5.0
_SIDES_OF_RECTANGLE = (3, 4)
_SEGMENTS_OF_STROKE, _SEGMENTS_OF_RECTANGLE = 2, 5
_WHITE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """The drawn parts of a page; `drawings` and `texts` are numbers of objects.

    `pictures` are known by their handles while the page is open.
    """

    rules: tuple[Box, ...]
    shades: tuple[Box, ...]
    pictures: Mapping[int, Box]
    drawings: int
    texts: int


def read_graphics(page: raw.FPDF_PAGE, frame: Frame) -> Graphics:
    """Look at the objects of an open page; `frame` is that of its text."""
    rules: list[Box] = []
    shades: list[Box] = []
    pictures: dict[int, Box] = {}
    drawings = texts = seen = 0
    for handles, kinds, outer in _contents(objects_on(address(page), _MOST_OBJECTS), frame.matrix, _DEEPEST_FORM):
        texts += kinds.count(raw.FPDF_PAGEOBJ_TEXT)
        paths = _of_kind(raw.FPDF_PAGEOBJ_PATH, handles, kinds)
        drawings += len(paths)
        _add_paths(paths, outer, rules, shades)
        for picture in _of_kind(raw.FPDF_PAGEOBJ_IMAGE, handles, kinds):
            # A picture fills the unit square before its matrix is applied.
            pictures[picture] = _around(_moved(_UNIT_SQUARE, _placed(picture, outer)))
        seen += len(handles)
        if seen >= _MOST_OBJECTS:
            break
    return Graphics(
        rules=tuple(rules),
        shades=tuple(shades),
        pictures=pictures,
        drawings=drawings,
        texts=texts,
    )


def _contents(handles: list[int], matrix: Matrix, depth: int) -> Iterator[tuple[list[int], list[int], Matrix]]:
    """Yield the objects of a page, then those of each form: objects, their kinds, and the matrix that places them."""
    kinds = list(map(object_kind, handles))
    yield handles, kinds, matrix
    for form in _of_kind(raw.FPDF_PAGEOBJ_FORM, handles, kinds) if depth else ():
        yield from _contents(objects_in(form, _MOST_OBJECTS), _placed(form, matrix), depth - 1)


def _of_kind(wanted: int, handles: list[int], kinds: list[int]) -> list[int]:
    return list(compress(handles, map(wanted.__eq__, kinds))) if wanted in kinds else []


def _placed(handle: int, outer: Matrix) -> Matrix:
    """Return the matrix that places an object on the page, when `outer` places what it is part of."""
    a, b, c, d, e, f = matrix_of(handle)
    ax, ay, bx, by, x, y = outer
    return a * ax + b * bx, a * ay + b * by, c * ax + d * bx, c * ay + d * by, e * ax + f * bx + x, e * ay + f * by + y


def _moved(points: Iterable[Sequence[float]], matrix: Matrix) -> list[_Point]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _add_paths(paths: Sequence[int], outer: Matrix, rules: list[Box], shades: list[Box]) -> None:
    """Add the rules that paths draw, and the areas that they shade, when `outer` places what they are part of.

    Most paths are single rules, or too small for one, which their bounds tell without a look at their parts.
    """
    a, b, c, d, e, f = outer
    for path, (left, bottom, right, top) in zip(paths, bounds_of(paths), strict=True):
        if len(rules) > MOST_RULES:
            break
        width, height = right - left, top - bottom
        across, along = abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height
        if across < _SHORTEST_RULE and along < _SHORTEST_RULE:
            continue
        count = count_segments(path) if across <= _RULE_WIDTH or along <= _RULE_WIDTH else 0
        x, y = (left + right) / 2, (bottom + top) / 2
        x, y = a * x + c * y + e, b * x + d * y + f
        if count == _SEGMENTS_OF_STROKE:
            rules.append(_stroke(x, y, across, along))
        elif 0 < count <= _SEGMENTS_OF_RECTANGLE and _is_straight_figure(path, count):
            rules.append(Box(x - across / 2, y - along / 2, x + across / 2, y + along / 2))
        else:
            _add_figures(path, _placed(path, outer), rules, shades)


def _is_straight_figure(path: int, count: int) -> bool:
    """Whether a path of `count` segments is one figure without curves."""
    first, *others = map(segment_kind, segments(path, count))
    return first == raw.FPDF_SEGMENT_MOVETO and all(kind == raw.FPDF_SEGMENT_LINETO for kind in others)


def _stroke(x: float, y: float, across: float, along: float) -> Box:
    """The line that was drawn around a middle: pdfium's bounds reach as far beyond its ends as beyond its sides."""
    reach = abs(across - along) / 2
    return Box(x - reach, y, x + reach, y) if across > along else Box(x, y - reach, x, y + reach)


def _add_figures(path: int, matrix: Matrix, rules: list[Box], shades: list[Box]) -> None:
    for figure in _figures(path, matrix):
        around = _around(figure)
        if not _is_rectangle(figure, around):
            rules += _straight_parts(figure, around)
            continue
        rules += _edges(around)
        if _is_shaded(path):
            shades.append(around)


def _figures(path: int, matrix: Matrix) -> list[list[_Point]]:
    """Return the corners of each figure of a path; nothing for a path with curves."""
    count = count_segments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return []
    handles = segments(path, count)
    kinds = list(takewhile(raw.FPDF_SEGMENT_BEZIERTO.__ne__, map(segment_kind, handles)))
    if len(kinds) < count:
        return []
    corners = _moved(segment_points(handles), matrix)
    starts = [index for index, kind in enumerate(kinds) if index and kind == raw.FPDF_SEGMENT_MOVETO]
    return [corners[start:end] for start, end in pairwise([0, *starts, count])]


def _straight_parts(figure: list[_Point], around: Box) -> list[Box]:
    """Return the rules that a figure is made of: itself when it is thin, else its straight sides."""
    sides = [around] if _is_thin(around) else [_around(side) for side in pairwise(figure) if _is_straight(*side)]
    return [side for side in sides if _length(side) >= _SHORTEST_RULE]


def _edges(rectangle: Box) -> list[Box]:
    x0, y0, x1, y1 = rectangle
    return [Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)]


def _around(figure: Sequence[_Point]) -> Box:
    xs, ys = zip(*figure, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.y1 - box.y0) <= _RULE_WIDTH


def _length(rule: Box) -> float:
    return max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _is_straight(start: _Point, end: _Point) -> bool:
    return abs(end[0] - start[0]) <= _RULE_WIDTH or abs(end[1] - start[1]) <= _RULE_WIDTH


def _is_rectangle(figure: list[_Point], around: Box) -> bool:
    if len(figure) - 1 not in _SIDES_OF_RECTANGLE or _is_thin(around):
        return False
    return all(map(_is_straight, figure, figure[1:]))


def _is_shaded(path: int) -> bool:
    *colours, alpha = fill_of(path)
    return alpha > 0 and min(colours) < _WHITE
