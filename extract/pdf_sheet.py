"""One page of a PDF as lines and ruled tables, and whether all that it shows could be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_graphics import Graphics, read_graphics
from .pdf_legible import is_legible
from .pdf_lines import Line, find_lines
from .pdf_page import read_text
from .pdf_structure import tagged_headings
from .pdf_tables import Table, ruled_tables

_LETTERS_ON_SCAN, _PICTURE = 20, 0.1
_LETTERS_ON_FULL_SCAN, _FULL_PICTURE = 60, 0.75
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
    page = raw.FPDF_LoadPage(document.raw, index)
    textpage = raw.FPDFText_LoadPage(page)
    try:
        text = read_text(page, textpage)
        graphics = read_graphics(page, text.frame)
        headings = tagged_headings(page, textpage) if tagged else {}
    except pdfium.PdfiumError:
        return Sheet(number=index + 1, unread=True, doubtful=True)
    finally:
        raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(page)
    words = " ".join([run.text for run in text.runs])
    legible = is_legible(words + _UNKNOWN * text.unmapped)
    letters = len(words) - max(len(text.runs) - 1, 0) + sum(len(run.text) for run in text.astray)
    tables, outside = ruled_tables(text.runs, graphics) if legible else ([], [])
    return Sheet(
        number=index + 1,
        height=text.frame.height,
        lines=tuple(find_lines(outside)),
        tables=tuple(tables),
        astray=tuple(find_lines(text.astray)),
        unread=not legible or _is_patchy(letters, text.unmapped) or _shows_more(letters, graphics),
        doubtful=graphics.texts > 0 and letters == 0,
        headings=headings,
    )


def _is_patchy(letters: int, unmapped: int) -> bool:
    """Whether so many characters have no letter that words are missing, and not only a bullet here and there."""
    return unmapped >= _FEWEST_UNMAPPED and unmapped > _MOST_UNMAPPED * (letters + unmapped)


def _shows_more(letters: int, graphics: Graphics) -> bool:
    """Whether a page with so few letters is a scan, or text drawn as outlines."""
    if letters < _LETTERS_ON_SCAN:
        return graphics.picture_share > _PICTURE or graphics.drawings > _OUTLINED_TEXT
    return letters < _LETTERS_ON_FULL_SCAN and graphics.picture_share > _FULL_PICTURE
