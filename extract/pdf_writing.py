"""Whether the pictures on a PDF page show lines of writing that its text does not have: a scan beside a short text.

The page is drawn and looked at where pictures are and no text stands: writing is dark lines, as high as letters, with
light ones between them. A photo, a logo or a coloured ground has none. Most photos are JPEGs, which show that by
themselves, unpacked to a small size in a fraction of the time that it takes to draw them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from .pdf_calls import jpeg_of
from .pdf_page import Box, Frame, Run

_MOST_PIXELS = 1_000_000  # two sheets of A4 at one pixel a point
_DARK = 128
_INKED = 0.02  # of a row of pixels
_STRIP = 120  # points: in narrow strips the lines of a skewed scan are level
_FEWEST_STRIPS, _FEWEST_LINES = 2, 5
_LOWEST, _HIGHEST = 3, 25  # points
_ABOVE, _BELOW = 1.2, 0.5  # how far a run reaches from its foot, in sizes
_BESIDE = 3.0  # points
_JPEG_MODES = ("L", "RGB")
_LARGEST_PHOTO = 50_000_000  # pixels
_LINES_ON_PAGE = 50

_Ink = npt.NDArray[np.bool_]


def shows_unread_writing(
    document: pdfium.PdfDocument, index: int, frame: Frame, runs: Sequence[Run], pictures: Mapping[int, Box]
) -> bool:
    """Whether a page, by its index from 0, shows writing in its pictures outside of the runs; all in one frame.

    The pictures are given with their handles, as long as these are open.
    Raises `pdfium.PdfiumError` when the page cannot be drawn. One that is shown turned against its text is not judged.
    """
    lines_on_point = _LINES_ON_PAGE / max(frame.width * frame.height, 1.0)
    if sum([_most_lines(handle, box, lines_on_point) for handle, box in pictures.items()]) < _FEWEST_LINES:
        return False
    scale = min(1.0, math.sqrt(_MOST_PIXELS / max(frame.width * frame.height, 1.0)))
    page = document[index]
    try:
        drawn = page.render(scale=scale, grayscale=True).to_numpy()
    finally:
        page.close()
    dark = drawn.reshape(drawn.shape[0], -1) < _DARK
    if abs(dark.shape[0] - frame.height * scale) > 1 or abs(dark.shape[1] - frame.width * scale) > 1:
        return False
    looked_at = np.zeros_like(dark)
    for box in pictures.values():
        looked_at[_pixels(box, scale)] = True
    for run in runs:
        size = run.style.size
        around = Box(run.x0 - _BESIDE, run.y - _ABOVE * size, run.x1 + _BESIDE, run.y + _BELOW * size)
        looked_at[_pixels(around, scale)] = False
    return sum(lines >= _FEWEST_LINES for lines in _lines_in_strips(dark & looked_at, scale)) >= _FEWEST_STRIPS


def _pixels(box: Box, scale: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (max(round(edge * scale), 0) for edge in box)
    return slice(y0, y1), slice(x0, x1)


def _most_lines(picture: int, box: Box, lines_on_point: float) -> float:
    """Return how many lines of writing a strip of a picture may have, by a look at a JPEG, by the size of others."""
    width, height = box.x1 - box.x0, box.y1 - box.y0
    image = _unpacked(jpeg_of(picture), width, height)
    if image is None:
        return lines_on_point * width * height
    scale = math.sqrt(image.size / max(width * height, 1.0))
    return max(max(_lines_in_strips(ink, scale)) for ink in (image < _DARK, image.T < _DARK))


def _unpacked(jpeg: bytes, width: float, height: float) -> npt.NDArray[np.uint8] | None:
    """Return the pixels of a JPEG in grey, not many more than `width` times `height`; None where these do not tell."""
    if not jpeg:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(jpeg)) as image:
            if image.mode not in _JPEG_MODES or image.width * image.height > _LARGEST_PHOTO:
                return None
            image.draft("L", (math.ceil(width), math.ceil(height)))
            return np.asarray(image.convert("L"))
    except (OSError, ValueError):  # damaged
        return None


def _lines_in_strips(ink: _Ink, scale: float) -> list[int]:
    width = max(round(_STRIP * scale), 1)
    return [_count_lines(ink[:, left : left + width], scale) for left in range(0, ink.shape[1], width)]


def _count_lines(ink: _Ink, scale: float) -> int:
    """Return how many groups of inked rows are as high as a line of letters."""
    inked = np.concatenate(([False], ink.mean(axis=1) > _INKED, [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    heights = (edges[1::2] - edges[::2]) / scale
    return int(np.count_nonzero((heights >= _LOWEST) & (heights <= _HIGHEST)))
