"""Scanned pages of a PDF, read with Tesseract: the page is drawn, put straight, read, and laid out like a text page.

It promises that a page is either taken as OCR read it, with a problem `ocr` that says how sure the reading is, or left
as it was: without Tesseract, its Norwegian or Swedish, or pytesseract, when time is up, when the reading is unsure, and
when what was read is no text. It raises nothing. Handwriting is not read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from time import monotonic
from typing import TYPE_CHECKING

from .limits import DEFAULT
from .model import Problem
from .ocr_image import Picture, find_ink, find_rules, render, straighten
from .ocr_words import Word, find_runs, mean_confidence
from .pdf_graphics import Graphics
from .pdf_legible import is_legible
from .pdf_lines import find_lines
from .pdf_page import Box
from .pdf_sheet import Sheet
from .pdf_tables import ruled_tables

if TYPE_CHECKING:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

_SECONDS = 0.7 * DEFAULT.seconds  # for all pages of a document, so that the rest of it is read in time
_SECONDS_PER_PAGE = 30  # a clean page takes one or two, noise on a blurred one all that it gets
# Of 100. Measured by bench/ocr.py: pages with at most 1 % of the letters wrong come out at 93 and more, those with 3 to
# 6 % wrong at 86 to 92, and worse ones below; a signature or stamp costs a well-read page a few points.
_LEAST_CONFIDENCE = 85
_NORWEGIAN, _SWEDISH = "nor", "swe"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A picture that stands upright and straight, and the words on it."""

    picture: Picture
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        return mean_confidence(self.words)


def read_scans(document: pdfium.PdfDocument, sheets: Sequence[Sheet]) -> tuple[list[Sheet], tuple[Problem, ...]]:
    """Return the sheets of an open document, those unread as OCR reads them, and a problem for each page so read."""
    unread = [sheet.number for sheet in sheets if sheet.unread]
    if not unread or not languages():
        return list(sheets), ()
    end = monotonic() + _SECONDS
    in_time = takewhile(lambda _: monotonic() < end, unread)
    found = {number: reading for number in in_time if (reading := _read_page(document, number)) is not None}
    problems = tuple(
        Problem(code="ocr", page=number, detail=(("confidence", str(round(reading.confidence))),))
        for number, reading in found.items()
    )
    return [_sheet(each.number, found[each.number]) if each.number in found else each for each in sheets], problems


@cache
def languages() -> tuple[str, ...]:
    """Return which of "nor" and "swe" Tesseract has on this machine, none without Tesseract. Looked up once."""
    try:
        import pytesseract  # type: ignore[import-untyped]

        # Several threads slow each other down, and documents are read in several processes already.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        installed = pytesseract.get_languages()
    except (ImportError, OSError, RuntimeError, SystemExit):
        return ()
    return tuple(name for name in (_NORWEGIAN, _SWEDISH) if name in installed)


def _read_page(document: pdfium.PdfDocument, number: int) -> _Reading | None:
    import pypdfium2

    try:
        page = document[number - 1]
        try:
            picture = render(page)
        finally:
            page.close()
        reading = _read_upright(picture)
    except (pypdfium2.PdfiumError, RuntimeError, OSError, ValueError, MemoryError):
        return None
    legible = is_legible(" ".join(word.text for word in reading.words))
    return reading if legible and reading.confidence >= _LEAST_CONFIDENCE else None


def _read_upright(picture: Picture) -> _Reading:
    """Read a picture, and again the way up that Tesseract finds when the first reading is unsure."""
    reading = _read(picture)
    if reading.confidence >= _LEAST_CONFIDENCE:
        return reading
    turn = _turn(picture)
    return _read(replace(picture, image=picture.image.rotate(-turn, expand=True))) if turn else reading


def _turn(picture: Picture) -> int:
    """Return by how many degrees to the right the picture has to be turned; 0 when there is too little to tell."""
    import pytesseract

    try:
        found = pytesseract.image_to_osd(picture.image, config=f"--dpi {picture.dpi}", output_type="dict")
    except pytesseract.TesseractError:
        return 0
    return int(found["rotate"])


def _read(picture: Picture) -> _Reading:
    straight = replace(picture, image=straighten(picture.image))
    first, *others = languages()
    reading = _Reading(picture=straight, words=tuple(_words(straight, first)))
    if others and _is_swedish(reading.words):
        return _Reading(picture=straight, words=tuple(_words(straight, *others)))
    return reading


def _is_swedish(words: Sequence[Word]) -> bool:
    """Whether a text read as Norwegian has the ö of Swedish, for which Norwegian has its own letter."""
    text = "".join(word.text for word in words).lower()
    return text.count("ö") > text.count("ø") + text.count("æ")


def _words(picture: Picture, language: str) -> Iterator[Word]:
    import pytesseract

    data: Mapping[str, list[int | float | str]] = pytesseract.image_to_data(
        picture.image,
        lang=language,
        config=f"--dpi {picture.dpi}",
        output_type="dict",
        timeout=_SECONDS_PER_PAGE,
    )
    places = ("left", "top", "width", "height", "block_num", "par_num", "line_num")
    for text, confidence, *place in zip(data["text"], data["conf"], *(data[key] for key in places), strict=True):
        left, top, width, height, *line = (int(value) for value in place)
        if str(text).strip():
            box = Box(x0=left, y0=top, x1=left + width, y1=top + height)
            yield Word(text=str(text).strip(), box=box, confidence=float(confidence), line=tuple(line))


def _sheet(number: int, reading: _Reading) -> Sheet:
    """Lay out a page that OCR has read."""
    picture = reading.picture
    ink = find_ink(picture.image)
    rules = tuple(_in_points(rule, picture.scale) for rule in find_rules(ink, picture.scale))
    drawn = Graphics(rules=rules, shades=(), pictures={}, drawings=0, texts=0)
    tables, outside = ruled_tables(find_runs(reading.words, ink, picture.scale), drawn)
    height = picture.image.height / picture.scale
    return Sheet(number=number, height=height, lines=tuple(find_lines(outside)), tables=tuple(tables))


def _in_points(box: Box, scale: float) -> Box:
    return Box(x0=box.x0 / scale, y0=box.y0 / scale, x1=box.x1 / scale, y1=box.y1 / scale)
