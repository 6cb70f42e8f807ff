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
_PICTURES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_PICTURE = f"{DRAWING}graphic/{DRAWING}graphicData/{_PICTURES}pic"
_GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWINGS = (f"{_PLACED}inline", f"{_PLACED}anchor", f"{_VML}shape")
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
_PART_SHARE = 1 / 20  # of a picture that may be a strip of a scan; logos and signatures are smaller


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
    """Yield the pictures that alone, or with no words between them, take up a good part of what a page has for text."""
    rows: list[list[_Element]] = [[]]
    for element in main.iter(*_DRAWINGS, f"{W}t", f"{W}sectPr"):
        if element.tag in _DRAWINGS:
            rows[-1].append(element)
        elif element.tag == f"{W}sectPr":
            yield from _larger(rows, _text_area(element))
            rows = [[]]
        elif rows[-1] and (element.text or "").strip() and _is_shown(element):
            rows.append([])
    yield from _larger(rows, _text_area(None))


def _larger(rows: Sequence[Sequence[_Element]], area: int) -> Iterator[_Element]:
    for row in rows:
        sizes = [(each, _size(each)) for each in row if _is_shown(each)]
        parts = [(each, size) for each, size in sizes if size >= area * _PART_SHARE]
        if sum(size for _, size in parts) >= area * _SCAN_SHARE:
            yield from (each for each, _ in parts)


def _size(drawing: _Element) -> float:
    """Return the area of the pictures in a drawing of either form; what an object shows is its icon or its copy."""
    if drawing.tag == f"{_VML}shape":
        return _old_size(drawing)
    extent = drawing.find(f"{_PLACED}extent")
    area = 0 if extent is None else _extent(extent)
    if drawing.find(_PICTURE) is not None:
        return area
    group = drawing.find(f"{DRAWING}graphic/{DRAWING}graphicData/{_GROUP}wgp")
    inside = None if group is None else group.find(f"{_GROUP}grpSpPr/{DRAWING}xfrm/{DRAWING}chExt")
    if group is None or inside is None:
        return 0
    pictures = sum(map(_extent, group.iterfind(f".//{_PICTURES}pic/{_PICTURES}spPr/{DRAWING}xfrm/{DRAWING}ext")))
    return area * min(pictures / max(_extent(inside), 1), 1)


def _extent(element: _Element) -> int:
    return whole(element.get("cx")) * whole(element.get("cy"))


def _old_size(shape: _Element) -> float:
    if shape.find(f"{_VML}imagedata") is None or next(shape.iterancestors(f"{W}pict"), None) is None:
        return 0
    sides = {name: float(number) * _UNITS[unit] for name, number, unit in _LENGTH.findall(shape.get("style", ""))}
    return sides.get("width", 0) * sides.get("height", 0)


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
