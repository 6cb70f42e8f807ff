"""What is drawn on a PDF page besides text: straight rules, shaded areas, pictures.

Rules and shades come in the upright frame of the page's text. Only straight horizontal and vertical strokes and the
edges of rectangles count as rules; curves and slanted strokes are counted as drawings and nothing more. Form objects
are entered, down to a fixed depth, and a page full of drawings is looked at only up to a fixed number of objects.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, repeat

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import (
    address,
    draw_mode,
    fill_colour,
    object_at,
    object_in_form,
    object_kind,
    object_matrix,
    objects_in_form,
    segment_at,
    segment_kind,
    segment_point,
    segments,
)
from .pdf_page import Box, Frame

Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 400
_DEEPEST_FORM = 4
_RULE_WIDTH = 3.0
_SHORTEST_RULE = 5.0
_SIDES_OF_RECTANGLE = (3, 4)
_WHITE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """The drawn parts of a page. `picture_share` is the part of the page, 0 to 1, that its largest picture covers;
    `drawings` and `texts` are numbers of objects.
    """

    rules: tuple[Box, ...]
    shades: tuple[Box, ...]
    picture_share: float
    drawings: int
    texts: int


def read_graphics(page: pdfium.PdfPage, frame: Frame) -> Graphics:
    """Look at the objects of an open page; `frame` is that of its text."""
    rules: list[Box] = []
    shades: list[Box] = []
    largest_picture = 0.0
    drawings = texts = 0
    for handle, kind, matrix in islice(_objects(page.raw), _MOST_OBJECTS):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            # A picture fills the unit square before its matrix is applied.
            box = _around([frame.point(*_apply(matrix, x, y)) for x in (0, 1) for y in (0, 1)])
            largest_picture = max(largest_picture, (box.x1 - box.x0) * (box.y1 - box.y0))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            drawings += 1
            for figure in _figures(handle, matrix, frame):
                around = _around(figure)
                if not _is_rectangle(figure, around):
                    rules += _straight_parts(figure, around)
                    continue
                rules += _edges(around)
                shades += [around] if _is_shaded(handle) else []
    share = largest_picture / max(frame.width * frame.height, 1.0)
    return Graphics(
        rules=tuple(rules),
        shades=tuple(shades),
        picture_share=min(share, 1.0),
        drawings=drawings,
        texts=texts,
    )


def _objects(page: raw.FPDF_PAGE) -> Iterator[tuple[int, int, Matrix]]:
    """Yield the objects that are no forms, each with the matrix that places it on the page (for text, its form)."""
    handles = map(object_at, repeat(address(page)), range(raw.FPDFPage_CountObjects(page)))
    yield from _placed(handles, _IDENTITY, _DEEPEST_FORM)


def _placed(handles: Iterable[int], outer: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    own = raw.FS_MATRIX()
    own_ref = ctypes.byref(own)
    for handle in handles:
        kind = object_kind(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield handle, kind, outer
            continue
        object_matrix(handle, own_ref)
        matrix = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = map(object_in_form, repeat(handle), range(objects_in_form(handle)))
            yield from _placed(inner, matrix, depth - 1)
        elif kind != raw.FPDF_PAGEOBJ_FORM:
            yield handle, kind, matrix


def _figures(path: int, matrix: Matrix, frame: Frame) -> Iterator[list[_Point]]:
    """Yield the corners of each figure of a path in the frame; nothing for a path with curves."""
    count = segments(path)
    if count > _MOST_SEGMENTS:
        return
    handles = list(map(segment_at, repeat(path), range(count)))
    kinds = list(map(segment_kind, handles))
    if raw.FPDF_SEGMENT_BEZIERTO in kinds:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
    figures: list[list[_Point]] = []
    for segment, kind in zip(handles, kinds, strict=True):
        segment_point(segment, x_ref, y_ref)
        if kind == raw.FPDF_SEGMENT_MOVETO or not figures:
            figures.append([])
        figures[-1].append(frame.point(*_apply(matrix, x.value, y.value)))
    yield from figures


def _straight_parts(figure: list[_Point], around: Box) -> list[Box]:
    """Return the rules that a figure is made of: itself when it is thin, else its straight sides."""
    sides = [around] if _is_thin(around) else [_around(side) for side in pairwise(figure) if _is_straight(*side)]
    return [side for side in sides if _length(side) >= _SHORTEST_RULE]


def _edges(rectangle: Box) -> list[Box]:
    x0, y0, x1, y1 = rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1
    return [
        Box(x0=x0, y0=y0, x1=x1, y1=y0),
        Box(x0=x0, y0=y1, x1=x1, y1=y1),
        Box(x0=x0, y0=y0, x1=x0, y1=y1),
        Box(x0=x1, y0=y0, x1=x1, y1=y1),
    ]


def _around(figure: Sequence[_Point]) -> Box:
    xs, ys = zip(*figure, strict=True)
    return Box(x0=min(xs), y0=min(ys), x1=max(xs), y1=max(ys))


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.y1 - box.y0) <= _RULE_WIDTH


def _length(rule: Box) -> float:
    return max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _is_straight(start: _Point, end: _Point) -> bool:
    return min(abs(end[0] - start[0]), abs(end[1] - start[1])) <= _RULE_WIDTH


def _is_rectangle(figure: list[_Point], around: Box) -> bool:
    return (
        len(figure) - 1 in _SIDES_OF_RECTANGLE
        and not _is_thin(around)
        and all(_is_straight(*side) for side in pairwise(figure))
    )


def _is_shaded(path: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    draw_mode(path, ctypes.byref(fill), ctypes.byref(stroke))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    fill_colour(path, *map(ctypes.byref, (red, green, blue, alpha)))
    return bool(fill.value and alpha.value and min(red.value, green.value, blue.value) < _WHITE)


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _apply(outer, e, f)
    dx, dy = outer[4:]
    ax, ay = _apply(outer, a, b)
    cx, cy = _apply(outer, c, d)
    return (ax - dx, ay - dy, cx - dx, cy - dy, x, y)


def _apply(matrix: Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
