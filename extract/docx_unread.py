"""What a DOCX shows and the program cannot read: other documents in it, and pictures that may be scans of text.

What was deleted does not count, nor the second form of what stands in the file in two forms. Pictures count in the body
only; those in running headers are letterheads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .docx_package import DIAGRAM, DRAWING, Package, W
from .docx_styles import whole
from .model import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = f"{DRAWING}graphic/{DRAWING}graphicData/{{http://schemas.openxmlformats.org/drawingml/2006/picture}}pic"
_VML = "{urn:schemas-microsoft-com:vml}"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]{1,9})?)(pt|in|cm|mm)")
_UNITS = {"pt": 12700, "in": 914400, "cm": 360000, "mm": 36000}  # in the units of drawings
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_NOT_SHOWN = (f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
# Programs whose objects are formulas, charts and pictures, by the beginning of their names.
_NO_DOCUMENTS = ("equation", "mathtype", "msgraph", "excel.chart", "pbrush", "paint.", "staticmetafile", "staticdib")
_TWIP = 635  # in the units of drawings
_PAGE = {"w": 11906, "h": 16838}
_MARGIN = 1417
_SCAN_SHARE = 1 / 3


def unread(package: Package, parts: Sequence[_Element]) -> Iterator[Problem]:
    """Yield what was not read in the `parts` of a package."""
    if any(_is_foreign(element, package) for part in parts for element in _foreign(part) if _is_shown(element)):
        yield Problem(code="embedded-document")
    pictures = sum(1 for _ in _large_pictures(package.main))
    if pictures:
        yield Problem(code="unread-picture", detail=(("count", str(pictures)),))


def _foreign(part: _Element) -> Iterator[_Element]:
    return part.iter(f"{W}altChunk", f"{W}subDoc", _OBJECT, DIAGRAM)


def _is_foreign(element: _Element, package: Package) -> bool:
    """Whether the words of another document stand here; those of a diagram in the body are read if they are there."""
    if element.tag == DIAGRAM:
        return element.getroottree().getroot() is not package.main or package.diagram(element) is None
    if element.tag == _OBJECT:
        return not element.get("ProgID", "").lower().startswith(_NO_DOCUMENTS)
    return True


def _is_shown(element: _Element) -> bool:
    return next(element.iterancestors(*_NOT_SHOWN), None) is None


def _large_pictures(main: _Element) -> Iterator[_Element]:
    """Yield the pictures that take up a good part of what a page has for text."""
    pictures: list[_Element] = []
    for element in main.iter(f"{_PLACED}inline", f"{_PLACED}anchor", f"{_VML}shape", f"{W}sectPr"):
        if element.tag != f"{W}sectPr":
            pictures.append(element)
            continue
        yield from _larger(pictures, _text_area(element))
        pictures.clear()
    yield from _larger(pictures, _text_area(None))


def _larger(pictures: Sequence[_Element], area: int) -> Iterator[_Element]:
    return (each for each in pictures if _is_picture(each) and _size(each) >= area * _SCAN_SHARE and _is_shown(each))


def _is_picture(drawing: _Element) -> bool:
    """Whether a drawing is one picture, in the present form or the old one; that of an object is its icon or copy."""
    if drawing.tag == f"{_VML}shape":
        return (
            drawing.find(f"{_VML}imagedata") is not None and next(drawing.iterancestors(f"{W}pict"), None) is not None
        )
    return drawing.find(_PICTURE) is not None


def _size(drawing: _Element) -> float:
    if drawing.tag == f"{_VML}shape":
        sides = {name: float(number) * _UNITS[unit] for name, number, unit in _LENGTH.findall(drawing.get("style", ""))}
        return sides.get("width", 0) * sides.get("height", 0)
    extent = drawing.find(f"{_PLACED}extent")
    return 0 if extent is None else whole(extent.get("cx")) * whole(extent.get("cy"))


def _text_area(section: _Element | None) -> int:
    """Return what the margins of a section leave of its page; those of an A4 page where it does not say."""
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    width = _twips(size, "w", _PAGE["w"]) - _twips(margins, "left", _MARGIN) - _twips(margins, "right", _MARGIN)
    height = _twips(size, "h", _PAGE["h"]) - _twips(margins, "top", _MARGIN) - _twips(margins, "bottom", _MARGIN)
    return max(width, 0) * max(height, 0) * _TWIP * _TWIP


def _twips(element: _Element | None, name: str, otherwise: int) -> int:
    value = None if element is None else element.get(f"{W}{name}")
    return otherwise if value is None else abs(whole(value))
