"""The functions of pdfium that are called for every word and every drawn object, at a fraction of the cost of a call.

They take and give addresses as plain numbers, where the bindings make an object of each, and write what they find to
memory that is there once: like pdfium itself they are for one thread. Characters, objects and segments are asked for
many at a time, without a loop that Python would have to step through, while their page is open; one that does not exist
is given any numbers.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import repeat
from struct import Struct
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw  # type: ignore[import-untyped]

_ADDRESS, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def address(handle: Any) -> int:
    """Return the address behind a handle of the bindings, 0 for none."""
    return ctypes.cast(handle, _ADDRESS).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


class _Target:
    """Memory of this layout, to which a function writes numbers by references to these offsets."""

    def __init__(self, layout: str, *offsets: int) -> None:
        struct = Struct(layout)
        memory = ctypes.create_string_buffer(struct.size)
        self.references = tuple(ctypes.byref(memory, offset) for offset in offsets)
        self.numbers = partial(struct.unpack, memory)


class _Targets:
    """Memory for the answers of many calls of a function: for each of them as in `_Target`."""

    def __init__(self, layout: str, *offsets: int) -> None:
        self._struct = Struct(layout)
        self._memory = ctypes.create_string_buffer(self._struct.size * _MOST_CALLS)
        places = range(0, len(self._memory), self._struct.size)
        self._references = [[ctypes.byref(self._memory, place + offset) for place in places] for offset in offsets]

    def ask(self, function: Any, items: Sequence[int], *before: Any) -> bytes:
        """Return what `function` writes for each of the items, which it takes after the arguments `before`."""
        answers = []
        for start in range(0, len(items), _MOST_CALLS):
            some = items[start : start + _MOST_CALLS]
            deque(map(function, *map(repeat, before), some, *self._references), maxlen=0)
            answers.append(ctypes.string_at(self._memory, len(some) * self._struct.size))
        return b"".join(answers)

    def numbers(self, function: Any, items: Sequence[int], *before: Any) -> Iterator[tuple[float, ...]]:
        """Yield the numbers of each answer of `ask`."""
        return self._struct.iter_unpack(self.ask(function, items, *before))


_MOST_CALLS = 512
_POINTS, _SMALL_POINTS = _Targets("2d", 0, 8), _Targets("2f", 0, 4)
_MATRICES_WITHOUT_PLACE, _BOXES, _BOUNDS = _Targets("4f8x", 0), _Targets("4f", 0), _Targets("4f", 0, 4, 8, 12)
_MATRIX = _Target("6f", 0)
_NAME = ctypes.create_string_buffer(256)
_TAG = ctypes.create_string_buffer(64)
_FILTER, _JPEG = ctypes.create_string_buffer(16), b"DCTDecode"
_MODE, _COLOUR = _Target("2i", 0, 4), _Target("4I", 0, 4, 8, 12)

font = _plain(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_flags = _plain(raw.FPDFFont_GetFlags, _INT, _ADDRESS)
font_weight = _plain(raw.FPDFFont_GetWeight, _INT, _ADDRESS)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)

object_kind = _plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
segment_kind = _plain(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
count_segments = _plain(raw.FPDFPath_CountSegments, _INT, _ADDRESS)

_font_name = _plain(raw.FPDFFont_GetBaseFontName, None, _ADDRESS, _ADDRESS, ctypes.c_size_t)
_count_objects = _plain(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
_count_in_form = _plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
_tag = _plain(raw.FPDF_StructElement_GetType, ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_count_elements_in = _plain(raw.FPDF_StructElement_CountChildren, _INT, _ADDRESS)
_count_marks_in = _plain(raw.FPDF_StructElement_GetMarkedContentIdCount, _INT, _ADDRESS)
_mark_in = _plain(raw.FPDF_StructElement_GetMarkedContentIdAtIndex, _INT, _ADDRESS, _INT)
_matrix = _plain(raw.FPDFPageObj_GetMatrix, None, _ADDRESS, _ADDRESS)
_bounds = _plain(raw.FPDFPageObj_GetBounds, None, *[_ADDRESS] * 5)
_draw_mode = _plain(raw.FPDFPath_GetDrawMode, None, *[_ADDRESS] * 3)
_fill_colour = _plain(raw.FPDFPageObj_GetFillColor, None, *[_ADDRESS] * 5)
_picture_filter = _plain(raw.FPDFImageObj_GetImageFilter, None, _ADDRESS, _INT, _ADDRESS, ctypes.c_ulong)
_picture_data = _plain(raw.FPDFImageObj_GetImageDataRaw, ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_segment_point = _plain(raw.FPDFPathSegment_GetPoint, None, *[_ADDRESS] * 3)
_count_chars = _plain(raw.FPDFText_CountChars, _INT, _ADDRESS)
_text = _plain(raw.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
# Addresses and indexes are passed on twice as fast by a function that is not told to expect them.
_object_at = _plain(raw.FPDFPage_GetObject, _ADDRESS)
_object_in_form = _plain(raw.FPDFFormObj_GetObject, _ADDRESS)
_element_in = _plain(raw.FPDF_StructElement_GetChildAtIndex, _ADDRESS)
_segment_at = _plain(raw.FPDFPath_GetPathSegment, _ADDRESS)
_text_object = _plain(raw.FPDFText_GetTextObject, _ADDRESS)
_font_size = _plain(raw.FPDFText_GetFontSize, _DOUBLE)
_char_matrix = _plain(raw.FPDFText_GetMatrix, None)
_char_origin = _plain(raw.FPDFText_GetCharOrigin, None)
_loose_char_box = _plain(raw.FPDFText_GetLooseCharBox, None)


def font_name(font: int) -> str:
    """Return the name of a font, "" when it is longer than any name should be."""
    _NAME.value = b""
    _font_name(font, _NAME, len(_NAME))
    return _NAME.value.decode("latin-1")


def text_objects(textpage: int, indexes: Sequence[int]) -> list[int | None]:
    """Return the text object that each character belongs to, None for a character that pdfium made up."""
    return list(map(_text_object, repeat(_ADDRESS(textpage)), indexes))


def font_sizes(textpage: int, indexes: Sequence[int]) -> list[float]:
    """Return the font size of each character, in the units of its matrix."""
    return list(map(_font_size, repeat(_ADDRESS(textpage)), indexes))


def char_matrices(textpage: int, indexes: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield the matrix of each character without its place: a, b, c, d."""
    return _MATRICES_WITHOUT_PLACE.numbers(_char_matrix, indexes, _ADDRESS(textpage))


def char_origins(textpage: int, indexes: Sequence[int]) -> npt.NDArray[np.float64]:
    """Return where each character stands, in rows: x, y."""
    return np.frombuffer(_POINTS.ask(_char_origin, indexes, _ADDRESS(textpage))).reshape(-1, 2)


def loose_char_boxes(textpage: int, indexes: Sequence[int]) -> npt.NDArray[np.float64]:
    """Return the box of each character, as high as its font, in rows: left, top, right, bottom."""
    found = _BOXES.ask(_loose_char_box, indexes, _ADDRESS(textpage))
    return np.frombuffer(found, np.float32).reshape(-1, 4).astype(np.float64)


def all_text(textpage: int) -> str:
    """Return the text of a page. Characters without a letter are in it, and halves of surrogate pairs may be."""
    count = _count_chars(textpage)
    # One unit more for the closing NUL, and as many again for characters that pdfium writes as two. An array of ctypes
    # would make a class for each length.
    units = array("H", bytes(2 * (2 * count + 1)))
    written = _text(textpage, 0, count, units.buffer_info()[0])
    return units[: max(written - 1, 0)].tobytes().decode("utf-16-le", "surrogatepass")


def objects_on(page: int, most: int) -> list[int]:
    """Return the objects that stand directly on a page, `most` of them at most."""
    return list(map(_object_at, repeat(_ADDRESS(page)), range(min(_count_objects(page), most))))


def objects_in(form: int, most: int) -> list[int]:
    """Return the objects of a form, `most` of them at most."""
    return list(map(_object_in_form, repeat(_ADDRESS(form)), range(min(_count_in_form(form), most))))


def elements_in(element: int) -> list[int]:
    """Return the elements of a tagged structure that stand directly below one of them."""
    return list(filter(None, map(_element_in, repeat(_ADDRESS(element)), range(_count_elements_in(element)))))


def marks_in(element: int) -> list[int]:
    """Return the marks of the content that an element of a tagged structure holds itself."""
    return list(map(_mark_in, repeat(element), range(_count_marks_in(element))))


def tag_of(element: int) -> str:
    """Return the tag of an element, "" when it is longer than any that means something."""
    size = _tag(element, _TAG, len(_TAG))
    return _TAG.raw[: size - 2].decode("utf-16-le", "replace") if 2 <= size <= len(_TAG) else ""


def matrix_of(handle: int) -> tuple[float, ...]:
    """Return the matrix of a drawn object: a, b, c, d, e, f."""
    _matrix(handle, *_MATRIX.references)
    return _MATRIX.numbers()


def bounds_of(handles: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield the box around each drawn object, with the width of its strokes: left, bottom, right, top."""
    return _BOUNDS.numbers(_bounds, handles)


def fill_of(path: int) -> tuple[int, ...]:
    """Return the colour with which a path is filled: red, green, blue, alpha, from 0 to 255; all 0 for none."""
    _draw_mode(path, *_MODE.references)
    if not _MODE.numbers()[0]:
        return 0, 0, 0, 0
    _fill_colour(path, *_COLOUR.references)
    return _COLOUR.numbers()


def jpeg_of(picture: int) -> bytes:
    """Return the file that a picture is, when it is a JPEG, b"" for any other."""
    _FILTER.value = b""
    _picture_filter(picture, 0, _FILTER, len(_FILTER))
    if _FILTER.value != _JPEG:
        return b""
    data = ctypes.create_string_buffer(_picture_data(picture, None, 0))
    _picture_data(picture, data, len(data))
    return data.raw


def segments(path: int, count: int) -> list[int]:
    """Return the first `count` segments of a path."""
    return list(map(_segment_at, repeat(_ADDRESS(path)), range(count)))


def segment_points(segments: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield where each of these segments ends: x, y."""
    return _SMALL_POINTS.numbers(_segment_point, segments)
