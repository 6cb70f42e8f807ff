"""One page of a PDF as lines and ruled tables, and whether all that it shows could be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from .pdf_filled_in import open_page
from .pdf_graphics import Graphics, read_graphics
from .pdf_legible import is_legible, lacks_its_letters
from .pdf_lines import Line, find_lines
from .pdf_page import Box, Frame, PageText, read_text
from .pdf_structure import tagged_headings
from .pdf_tables import Table, ruled_tables

_LETTERS_ON_SCAN, _PICTURE = 20, 0.1
_LETTERS_ON_FULL_SCAN, _FULL_PICTURE = 60, 0.75
_LETTERS_BESIDE_SCAN = 1_500
_OUTLINED_TEXT = 200
_MOST_UNMAPPED, _FEWEST_UNMAPPED = 0.05, 3
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page: what stands on it, outside of tables and in them. `astray` runs in another direction than the other text.

    `unread` holds when the page shows more than what could be read of it, `doubtful` when there is reason to ask
    somebody else: it could not be loaded, or has text objects and no words. `headings` gives the levels of the headings
    that the tags of the page name, by their words as `heading_key` makes them.
    """

    number: int
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    astray: tuple[Line, ...] = ()
    unread: bool = False
    doubtful: bool = False
    headings: Mapping[str, int] = field(default_factory=dict)


def read_sheet(document: pdfium.PdfDocument, index: int, *, tagged: bool = False) -> Sheet:
    """Read the page with this index, from 0; `tagged` asks for the headings that its tags name."""
    try:
        with open_page(document, index) as (page, textpage):
            text = read_text(page, textpage)
            graphics = read_graphics(page, text.frame)
            headings = tagged_headings(page, textpage) if tagged else {}
            unread = _shows_more(document, index, text, graphics)
    except pdfium.PdfiumError:
        return Sheet(number=index + 1, unread=True, doubtful=True)
    legible = is_legible(_words(text) + _UNKNOWN * text.unmapped)
    tables, outside = ruled_tables(text.runs, graphics) if legible else ([], [])
    return Sheet(
        number=index + 1,
        height=text.frame.height,
        lines=tuple(find_lines(outside)),
        tables=tuple(tables),
        astray=tuple(find_lines(text.astray)),
        unread=not legible or _is_patchy(text) or unread,
        doubtful=graphics.texts > 0 and text.letters == 0,
        headings=headings,
    )


def _words(text: PageText) -> str:
    return " ".join([run.text for run in text.runs])


def _is_patchy(text: PageText) -> bool:
    """Whether so many characters have no letter that words are missing, and not only a bullet here and there."""
    return text.unmapped >= _FEWEST_UNMAPPED and text.unmapped > _MOST_UNMAPPED * (text.letters + text.unmapped)


def _shows_more(document: pdfium.PdfDocument, index: int, text: PageText, graphics: Graphics) -> bool:
    """Whether a page is a scan with few letters or ill-read ones, also one beside other text, or outlines of text."""
    share = sum(map(partial(_share, text.frame), graphics.pictures.values()))
    if text.letters < _LETTERS_ON_SCAN:
        return share > _PICTURE or graphics.drawings > _OUTLINED_TEXT
    if share > _FULL_PICTURE and (text.letters < _LETTERS_ON_FULL_SCAN or lacks_its_letters(_words(text))):
        return True
    if share <= _PICTURE or text.letters > _LETTERS_BESIDE_SCAN:
        return False
    from .pdf_writing import shows_unread_writing

    return shows_unread_writing(document, index, text.frame, text.runs, graphics.pictures)


def _share(frame: Frame, picture: Box) -> float:
    """The part of a page, 0 to 1, that a picture covers."""
    width = min(picture.x1, frame.width) - max(picture.x0, 0.0)
    height = min(picture.y1, frame.height) - max(picture.y0, 0.0)
    return max(width, 0.0) * max(height, 0.0) / max(frame.width * frame.height, 1.0)
