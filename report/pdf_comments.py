"""Comments in a copy of a PDF: highlights on the words with what is said of them, and notes for what has no words.

Words that are not there as text, as on a scanned page, get a note at the top of their page. What is missing stands in
one note at the foot of the last page. What the pages show stays as it was. Refuses with `NotAnnotatedError`.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .model import Evidence, Passage
from .notes import AUTHOR, NotAnnotatedError, Note
from .pdf_words import Box, boxes, find, letters, page_letters, union

_YELLOW, _GREEN = (255, 214, 10), (144, 222, 130)
_ICON, _MARGIN = 20.0, 12.0  # points
_CONTEXT = 200  # characters of the text
_PRINTED = 4  # the flag of an annotation that is printed with its page
_DRAWN = re.compile(rb"/ID\s*\[.{0,300}?(<[0-9A-F]{32}>)\]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What is said of the same words: those `wanted`, after those `before`, as letters."""

    notes: tuple[Note, ...]
    wanted: str
    before: str = ""


def with_highlights(data: bytes, notes: Sequence[Note], passages: Sequence[Passage], day: str) -> bytes:
    """A copy of the PDF with the notes, dated `day` (an ISO day).

    The same notes give the same bytes, but in a protected file, which is encrypted anew. `passages` are those of the
    document, by which equal words on a page are told apart.
    """
    if not notes:
        return data
    try:
        file = pdfium.PdfDocument(data)
        try:
            _write(file, notes, passages, day)
            made = BytesIO()
            file.save(made, flags=raw.FPDF_NO_INCREMENTAL)
        finally:
            file.close()
    except pdfium.PdfiumError as error:
        raise NotAnnotatedError("unusual") from error
    return _settled(made.getvalue(), data)


def _settled(made: bytes, data: bytes) -> bytes:
    """The file with what is random in its identity, the end of its trailer, replaced by what follows from the original.

    pdfium makes up 16 bytes, which stand twice when the original had no identity.
    """
    *_, drawn = (b"", *_DRAWN.findall(made))
    return made.replace(drawn, b"<" + hashlib.sha256(data).hexdigest()[:32].upper().encode() + b">") if drawn else made


def _write(file: pdfium.PdfDocument, notes: Sequence[Note], passages: Sequence[Passage], day: str) -> None:
    said: defaultdict[int, list[_Said]] = defaultdict(list)
    for at, same in groupby((note for note in notes if not note.closing), key=lambda note: note.at):
        before = letters(_before(at, passages)).text
        said[_index(at)].append(_Said(notes=tuple(same), wanted=letters(at.quote).text, before=before))
    closing = [note for note in notes if note.closing]
    last = _index(closing[0].at) if closing else -1
    overleaf: list[_Said] = []
    for index in range(len(file)):
        if said[index] or overleaf or index == last:
            page = file[index]
            lost, overleaf = _highlight(page, said[index], overleaf, day)
            if lost:
                _note(page, lost, day, foot=False)
            if index == last:
                _note(page, closing, day, foot=True)
            page.close()


def _index(at: Evidence) -> int:
    return (at.page or 1) - 1


def _before(at: Evidence, passages: Sequence[Passage]) -> str:
    """Some of the text before the words."""
    near = (each for each in passages if at.start - _CONTEXT < each.start + len(each.text) and each.start < at.start)
    return "".join(each.text[: at.start - each.start] for each in near)


def _highlight(
    page: pdfium.PdfPage, said: Iterable[_Said], carried: Iterable[_Said], day: str
) -> tuple[list[Note], list[_Said]]:
    """Highlight what is said of words on this page and of those `carried` over from the page before that are here.

    Returns the notes on words that are not there, and what may stand overleaf.
    """
    lost: list[Note] = []
    overleaf: list[_Said] = []
    textpage = page.get_textpage()
    known = page_letters(textpage)
    for each in (*carried, *said):
        found, left = find(known.text, each.wanted, each.before)
        if around := boxes(textpage, known, found):
            _add_highlight(page, around, each.notes, day)
            overleaf += [_Said(notes=each.notes, wanted=left)] if left else []
        elif each not in carried:
            lost += each.notes
    textpage.close()
    return lost, overleaf


def _add_highlight(page: pdfium.PdfPage, around: Sequence[Box], notes: Sequence[Note], day: str) -> None:
    annotation = _annotation(page, raw.FPDF_ANNOT_HIGHLIGHT, union(around), notes, day)
    for left, bottom, right, top in around:
        corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
    raw.FPDFPage_CloseAnnot(annotation)


def _note(page: pdfium.PdfPage, notes: Sequence[Note], day: str, *, foot: bool) -> None:
    """Put a note into the upper left corner of the page as it is shown, or the lower left one."""
    left, bottom, right, top = page.get_bbox()
    corners = ((left, top), (left, bottom), (right, bottom), (right, top))  # from the upper left, page unturned
    x, y = corners[(page.get_rotation() // 90 + foot) % 4]
    x = x + _MARGIN if x == left else x - _MARGIN - _ICON
    y = y + _MARGIN if y == bottom else y - _MARGIN - _ICON
    annotation = _annotation(page, raw.FPDF_ANNOT_TEXT, (x, y, x + _ICON, y + _ICON), notes, day)
    raw.FPDFPage_CloseAnnot(annotation)


def _annotation(page: pdfium.PdfPage, kind: int, box: Box, notes: Sequence[Note], day: str) -> raw.FPDF_ANNOTATION:
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    left, bottom, right, top = box
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, top, right, bottom))
    raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
    colour = _GREEN if all(note.met for note in notes) else _YELLOW
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
    said = "\n\n".join("\n".join((note.heading, *note.lines)) for note in notes)
    for key, value in ((b"T", AUTHOR), (b"M", f"D:{day.replace('-', '')}000000Z"), (b"Contents", said)):
        _set(annotation, key, value)
    return annotation


def _set(annotation: raw.FPDF_ANNOTATION, key: bytes, value: str) -> None:
    units = ctypes.create_string_buffer(f"{value}\0".encode("utf-16-le", "replace"))
    raw.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(units, ctypes.POINTER(ctypes.c_ushort)))
