"""One file to one `Document`, whatever the file is called: its bytes tell the format.

It promises that limits are checked before anything is parsed, that the libraries of a format are imported only to read
that format, and that every failure is a `ReadError`: one of `limits.read_file`, or one of the reader's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import TypeAlias

from .encoding import decode
from .limits import check_content, check_size, read_file
from .markdown import is_markdown
from .model import Block, Document, Page, Problem
from .outline import outline
from .plain import read_plain

_Content: TypeAlias = tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Problem, ...]]

_PDF_WITHIN = 1024  # bytes; Acrobat accepts a PDF with that much rubbish before its signature
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_OLE_WORD = "WordDocument".encode("utf-16-le")
_ZIP_SIGNATURE = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_MARKDOWN_SUFFIXES = {".md", ".markdown"}


def read(path: Path) -> Document:
    """Read the file at `path`. Raises `ReadError`."""
    return read_bytes(read_file(path), str(path))


def read_bytes(data: bytes, name: str) -> Document:
    """Read a document from its bytes; `name` becomes `Document.path`. Raises `ReadError`."""
    check_size(len(data))
    file_format = sniff(data, name)
    text, pages, blocks, problems = _READERS[file_format](data)
    check_content(text, blocks)
    sections, clauses = outline(text, blocks)
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=file_format,
        text=text,
        pages=pages,
        blocks=blocks,
        sections=sections,
        clauses=clauses,
        problems=problems,
    )


def sniff(data: bytes, name: str) -> str:
    """Return the format of `data`: "docx", "pdf", "odt", "rtf", "doc", "md" or "txt".

    Any zip archive or Office file that is nothing else counts as "docx", whose reader says what is wrong with it. The
    name matters only between "md" and "txt", and a text with Markdown headings is "md" under any name.
    """
    if data.startswith(_ZIP_SIGNATURE):
        return "odt" if _OPEN_DOCUMENT in data[:200] else "docx"
    if data.startswith(_OLE_SIGNATURE):
        return "doc" if _OLE_WORD in data else "docx"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    return "md" if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES or is_markdown(decode(data)) else "txt"


def _read_docx(data: bytes) -> _Content:
    from .docx import read_docx

    return read_docx(data)


def _read_pdf(data: bytes) -> _Content:
    from .pdf import read_pdf

    return read_pdf(data)


def _read_office(data: bytes, file_format: str) -> _Content:
    from .office import read_office

    return read_office(data, file_format)


_READERS: dict[str, Callable[[bytes], _Content]] = {
    "docx": _read_docx,
    "pdf": _read_pdf,
    **{name: partial(_read_office, file_format=name) for name in ("odt", "rtf", "doc")},
    "md": partial(read_plain, markdown=True),
    "txt": partial(read_plain, markdown=False),
}
