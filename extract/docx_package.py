"""The parts of a DOCX package: which part is the main document, and which parts it relates to.

It promises parsed XML in the usual (transitional) namespaces, also for "strict" files, and finds parts by their
relationships, whatever they are called. Refuses with `ReadError`: "empty", "encrypted", "old-doc", "damaged",
"not-a-document", "too-large".
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .limits import Archive, parse_xml
from .model import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURE = b"PK\x03\x04"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAMS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
DIAGRAM = f"{_DIAGRAMS}relIds"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)


class Package:
    """A DOCX as its parsed parts. `main` is the root of the document part, `main_name` its name in the archive."""

    def __init__(self, data: bytes) -> None:
        _check_signature(data)
        self._archive = Archive(data)
        roots = self._relationships("")
        names = [target for kind, target in roots.values() if kind == "officeDocument"]
        if not names:
            raise ReadError("not-a-document")
        self.main_name = names[0]
        self.main = self._parse(self.main_name)
        if self.main.tag != f"{W}document":
            raise ReadError("not-a-document")
        self._related = self._relationships(self.main_name)

    def part(self, kind: str) -> _Element | None:
        """Return the root of the first part of this kind ("styles", "numbering", "footnotes" …), None without one."""
        name = next((name for name in self.names(kind) if name in self._archive), None)
        return None if name is None else self._parse(name)

    def names(self, kind: str) -> list[str]:
        """Return the names of the parts of this kind that the main document names, whether they are there or not."""
        return [target for each, target in self._related.values() if each == kind]

    def by_id(self, relationship: str) -> _Element | None:
        """Return the root of the part that the main document knows by a relationship id, None without one."""
        _, name = self._related.get(relationship, ("", ""))
        return self._parse(name) if name in self._archive else None

    def diagram(self, place: _Element) -> list[str] | None:
        """Return the lines of words in the diagram (SmartArt) at a `DIAGRAM` element, None when they are not there."""
        data = self.by_id(place.get(f"{RELATIONS}dm", ""))
        if data is None:
            return None
        paragraphs = data.iterfind(f"{_DIAGRAMS}ptLst/{_DIAGRAMS}pt/{_DIAGRAMS}t/{DRAWING}p")
        lines = ("".join(text.text or "" for text in each.iter(f"{DRAWING}t")).strip() for each in paragraphs)
        return [line for line in lines if line]

    def _parse(self, name: str) -> _Element:
        content = self._archive.read(name)
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
        return parse_xml(content)

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Return (last word of the type, name of the part) for each relationship id of `part`; "" means the package."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._archive:
            return {}
        return {
            relationship.get("Id", ""): (
                relationship.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", ""))).lstrip("/"),
            )
            for relationship in self._parse(name).iter("{*}Relationship")
            if relationship.get("TargetMode") != "External"
        }


def _check_signature(data: bytes) -> None:
    if not data:
        raise ReadError("empty")
    if data.startswith(OLE_SIGNATURE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("encrypted")
        raise ReadError("old-doc" if "WordDocument".encode("utf-16-le") in data else "not-a-document")
    if not data.startswith(ZIP_SIGNATURE):
        raise ReadError("not-a-document")
