"""The functions of pdfium that are called for every word and every drawn object, at half the cost of a call.

They take and give addresses as plain numbers, where the bindings make an object of each. Coordinates are written to the
structure whose reference is given.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

_ADDRESS, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def address(handle: Any) -> int:
    """Return the address behind a handle of the bindings, 0 for none."""
    return ctypes.cast(handle, _ADDRESS).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


text_object = _plain(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
char_origin = _plain(raw.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
loose_char_box = _plain(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_matrix = _plain(raw.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
font_size = _plain(raw.FPDFText_GetFontSize, _DOUBLE, _ADDRESS, _INT)
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
