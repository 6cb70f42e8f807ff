"""What an OpenDocument text hides: LibreOffice writes hidden sections and paragraphs into a DOCX as if they were shown.

Promises the document without them, and the same bytes where nothing is hidden. Hidden words within a paragraph need
nothing: LibreOffice marks them as hidden. Refuses with `ReadError`: "not-a-document", "encrypted", and what
`limits.Archive` and `limits.parse_xml` refuse.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .limits import Archive, parse_xml
from .model import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
_CONTENT = "content.xml"
_MAY_BE_HIDDEN = (b":section ", b":hidden-paragraph ")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def without_hidden(data: bytes) -> bytes:
    """Return the document without its hidden sections and paragraphs. Raises `ReadError`."""
    if _TEXT_DOCUMENT not in data[:200]:
        raise ReadError("not-a-document")
    archive = Archive(data)
    if _MANIFEST in archive and _ENCRYPTED in archive.read(_MANIFEST):
        raise ReadError("encrypted")
    content = archive.read(_CONTENT)
    if not any(name in content for name in _MAY_BE_HIDDEN):
        return data
    root = parse_xml(content)
    hidden = list(_hidden(root))
    return _rewritten(archive, root, hidden) if hidden else data


def _hidden(root: _Element) -> Iterator[_Element]:
    for section in root.iter(f"{_TEXT}section"):
        if section.get(f"{_TEXT}display") == "none" or section.get(f"{_TEXT}is-hidden") == "true":
            yield section
    for field in root.iter(f"{_TEXT}hidden-paragraph"):
        if field.get(f"{_TEXT}is-hidden") == "true":
            yield next(field.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), field)


def _rewritten(archive: Archive, root: _Element, hidden: list[_Element]) -> bytes:
    """Return the archive with `root` as its content, but for what is hidden."""
    from lxml import etree

    for element in hidden:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in archive.entries():
            content = etree.tostring(root) if entry.filename == _CONTENT else archive.read(entry.filename)
            target.writestr(entry, content)
    return stream.getvalue()
