"""A page as a picture: rendered, put straight, and searched for what OCR does not tell – ruled lines, heavy type.

Coordinates are pixels from the top left corner. A picture of any size is worked on at a bounded number of pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .pdf_page import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]
    from PIL.Image import Image

Ink = npt.NDArray[np.bool_]

POINTS_PER_INCH = 72
_DPI = 200
_MOST_PIXELS = 16_000_000  # two sheets of A3 at 200 dpi: a page of several metres is not worth more
_DARK = 0.7  # of the paper; a page with few words has too little ink for anything finer
_COARSER = 4
_WIDEST_SKEW, _STEP, _FINE_STEP, _LEAST_SKEW = 5.0, 0.25, 0.05, 0.1
_MOST_SPOTS = 200_000
_SHORTEST_RULE = 24.0  # points; strokes of letters are shorter
_THICKEST_RULE = 4.0
_UNBROKEN = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page in grey; `scale` is in pixels per point."""

    image: Image
    scale: float

    @property
    def dpi(self) -> int:
        """The resolution in pixels per inch."""
        return round(self.scale * POINTS_PER_INCH)


def render(page: pdfium.PdfPage) -> Picture:
    """Draw an open page as it is seen."""
    width, height = page.get_size()
    scale = min(_DPI / POINTS_PER_INCH, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
    return Picture(image=page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale=scale)


def straighten(image: Image) -> Image:
    """Return the picture turned by the few degrees that make its lines level; its size stays."""
    ys, xs = np.nonzero(find_ink(image.reduce(_COARSER)))
    if not len(ys):
        return image
    every = -(-len(ys) // _MOST_SPOTS)
    ys, xs = ys[::every], xs[::every]
    rough = _most_level(ys, xs, np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + _STEP, _STEP))
    skew = _most_level(ys, xs, np.arange(rough - _STEP, rough + _STEP, _FINE_STEP))
    if abs(skew) < _LEAST_SKEW:
        return image
    from PIL.Image import Resampling

    return image.rotate(-skew, Resampling.BICUBIC, fillcolor=int(np.median(np.asarray(image))))


def _most_level(ys: npt.NDArray[np.intp], xs: npt.NDArray[np.intp], angles: npt.NDArray[np.float64]) -> float:
    """Return the angle in degrees along which the spots fall into the sharpest lines."""

    def sharpness(angle: float) -> float:
        rows = np.rint(ys + math.tan(math.radians(angle)) * xs).astype(np.intp)
        return float((np.diff(np.bincount(rows - rows.min()).astype(np.float64)) ** 2).sum())

    return float(max(angles, key=sharpness))


def find_ink(image: Image) -> Ink:
    """Return which pixels are dark for the page."""
    grey = np.asarray(image)
    dark: Ink = grey < _DARK * np.median(grey)
    return dark


def find_rules(ink: Ink, scale: float) -> list[Box]:
    """Return the level and upright ruled lines."""
    level = list(_level_rules(ink, scale))
    upright = [Box(x0=box.y0, y0=box.x0, x1=box.y1, y1=box.x1) for box in _level_rules(ink.T, scale)]
    return level + upright


def _level_rules(ink: Ink, scale: float) -> Iterator[Box]:
    length = round(_SHORTEST_RULE * scale)
    if ink.shape[1] <= length:
        return
    # A line that is not quite level goes on in the row above or below.
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = sums[:, length:] - sums[:, :-length] >= _UNBROKEN * length
    for top, bottom in _stretches(np.any(begins, axis=1, keepdims=True).ravel()):
        if bottom - top <= _THICKEST_RULE * scale:
            for left, right in _stretches(np.any(begins[top:bottom], axis=0, keepdims=True).ravel()):
                yield Box(x0=left, y0=(top + bottom) / 2, x1=right + length, y1=(top + bottom) / 2)


def _stretches(marks: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield where each unbroken stretch of marks starts and ends, the end not included."""
    edges = np.flatnonzero(np.diff(np.pad(marks.astype(np.int8), 1)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def stroke_width(ink: Ink, box: Box) -> float:
    """Return how wide the strokes in `box` are on average, from left to right; 0 without any."""
    part = ink[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    strokes = int((part[:, 1:] & ~part[:, :-1]).sum()) + int(part[:, :1].sum())
    return int(part.sum()) / strokes if strokes else 0.0
