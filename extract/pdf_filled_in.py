"""PDF pages opened with what is filled in, typed or stamped on them: fields of forms, text boxes, seals of signatures.

These are no part of a page until they are put on it, which is done in the open document and not in its file. Where
that costs any of the page's own words, as with fonts that pdfium takes for one another, the page is given as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import address, all_text

_MOST_ANNOTATIONS = 500
_SHOWN = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}
# What pdfium makes up between words and at the end of lines goes with the words around it.
_NO_LETTERS = dict.fromkeys(map(ord, " \r\n\ufffe"))


@contextmanager
def open_page(document: pdfium.PdfDocument, index: int) -> Iterator[tuple[raw.FPDF_PAGE, raw.FPDF_TEXTPAGE]]:
    """Give the handles of the page with this index, from 0, and of its text; null for what could not be loaded."""
    opened = [_load(document, index)]
    try:
        page, textpage = opened[0]
        if _is_filled_in(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            opened.append(_load(document, index))
            if not _letters(textpage) - _letters(opened[1][1]):
                page, textpage = opened[1]
        yield page, textpage
    finally:
        for page, textpage in opened:
            raw.FPDFText_ClosePage(textpage)
            raw.FPDF_ClosePage(page)


def _load(document: pdfium.PdfDocument, index: int) -> tuple[raw.FPDF_PAGE, raw.FPDF_TEXTPAGE]:
    page = raw.FPDF_LoadPage(document.raw, index)
    return page, raw.FPDFText_LoadPage(page)


def _is_filled_in(page: raw.FPDF_PAGE) -> bool:
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)
    return any(_kind(page, index) in _SHOWN for index in range(count))


def _kind(page: raw.FPDF_PAGE, index: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    try:
        return int(raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _letters(textpage: raw.FPDF_TEXTPAGE) -> Counter[str]:
    return Counter(all_text(address(textpage)).translate(_NO_LETTERS) if textpage else "")
