"""What is filled in, typed or stamped on a page of a PDF: fields of forms, text boxes, stamps, seals of signatures.

They are no part of the page until they are put on it, which is done in a second copy of the file. Where that costs any
of the page's own words, as with fonts that pdfium takes for one another, the page is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_sheet import Sheet, read_sheet


def fill_in(data: bytes, sheets: Sequence[Sheet], *, tagged: bool) -> list[Sheet]:
    """Return the sheets of a PDF, those with something filled in as they are seen; `tagged` as for `read_sheet`."""
    if not any(sheet.filled_in for sheet in sheets):
        return list(sheets)
    copy = pdfium.PdfDocument(data)
    try:
        return [_filled_in(copy, sheet, tagged=tagged) if sheet.filled_in else sheet for sheet in sheets]
    finally:
        copy.close()


def _filled_in(copy: pdfium.PdfDocument, sheet: Sheet, *, tagged: bool) -> Sheet:
    page = raw.FPDF_LoadPage(copy.raw, sheet.number - 1)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    raw.FPDF_ClosePage(page)
    filled_in = read_sheet(copy, sheet.number - 1, tagged=tagged)
    return sheet if _letters(sheet) - _letters(filled_in) else filled_in


def _letters(sheet: Sheet) -> Counter[str]:
    cells = (cell.lines for table in sheet.tables for row in table.rows for cell in row.cells)
    lines = chain(sheet.lines, sheet.astray, *cells)
    return Counter("".join(line.text for line in lines).replace(" ", ""))
