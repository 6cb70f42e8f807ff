"""The functions of pdfium that are called for every word and every drawn object, at a fraction of the cost of a call.

They take and give addresses as plain numbers, where the bindings make an object of each. What is found of a drawn
object is written to the structures whose references are given. Characters are asked for many at a time, without a loop
that Python would have to step through, while their text page is open; one that does not exist is given any numbers.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat
from struct import Struct
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

_ADDRESS, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def address(handle: Any) -> int:
    """Return the address behind a handle of the bindings, 0 for none."""
    return ctypes.cast(handle, _ADDRESS).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


font = _plain(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)

object_at = _plain(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
object_in_form = _plain(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, _INT)
objects_in_form = _plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
object_kind = _plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
object_matrix = _plain(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
fill_colour = _plain(raw.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)
draw_mode = _plain(raw.FPDFPath_GetDrawMode, _INT, *[_ADDRESS] * 3)
segments = _plain(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
segment_at = _plain(raw.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_kind = _plain(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_point = _plain(raw.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)

_count_chars = _plain(raw.FPDFText_CountChars, _INT, _ADDRESS)
_text = _plain(raw.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
# Addresses and indexes are passed on twice as fast by a function that is not told to expect them.
_text_object = _plain(raw.FPDFText_GetTextObject, _ADDRESS)
_font_size = _plain(raw.FPDFText_GetFontSize, _DOUBLE)
_char_matrix = _plain(raw.FPDFText_GetMatrix, _INT)
_char_origin = _plain(raw.FPDFText_GetCharOrigin, _INT)
_loose_char_box = _plain(raw.FPDFText_GetLooseCharBox, _INT)
_POINT = _DOUBLE * 2


def text_objects(textpage: int, indexes: Sequence[int]) -> list[int | None]:
    """Return the text object that each character belongs to, None for a character that pdfium made up."""
    return list(map(_text_object, repeat(_ADDRESS(textpage)), indexes))


def font_sizes(textpage: int, indexes: Sequence[int]) -> list[float]:
    """Return the font size of each character, in the units of its matrix."""
    return list(map(_font_size, repeat(_ADDRESS(textpage)), indexes))


def char_matrices(textpage: int, indexes: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield the matrix of each character without its place: a, b, c, d."""
    return _rows(_char_matrix, textpage, indexes, raw.FS_MATRIX(), Struct("4f8x"))


def char_origins(textpage: int, indexes: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield where each character stands: x, y."""
    return _rows(_char_origin, textpage, indexes, _POINT(), Struct("2d"), 0, 8)


def loose_char_boxes(textpage: int, indexes: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield the box of each character, as high as its font: left, top, right, bottom."""
    return _rows(_loose_char_box, textpage, indexes, raw.FS_RECTF(), Struct("4f"))


def all_text(textpage: int) -> str:
    """Return the text of a page. Characters without a letter are in it, and halves of surrogate pairs may be."""
    count = _count_chars(textpage)
    # One unit more for the closing NUL, and as many again for characters that pdfium writes as two. An array of ctypes
    # would make a class for each length.
    units = array("H", bytes(2 * (2 * count + 1)))
    written = _text(textpage, 0, count, units.buffer_info()[0])
    return units[: max(written - 1, 0)].tobytes().decode("utf-16-le", "surrogatepass")


def _rows(
    function: Any, textpage: int, indexes: Sequence[int], target: Any, layout: Struct, *offsets: int
) -> Iterator[tuple[float, ...]]:
    """Yield the numbers that `function` writes for each character: to `target`, by references to these offsets."""
    references = [repeat(ctypes.byref(target, offset)) for offset in offsets or (0,)]
    calls = map(function, repeat(_ADDRESS(textpage)), indexes, *references)
    # The numbers of one call are taken before those of the next are written over them.
    return (row for _, row in zip(calls, map(layout.unpack, repeat(target)), strict=False))
