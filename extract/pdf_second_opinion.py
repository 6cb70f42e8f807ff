"""What pdfplumber reads on the pages of a PDF where pdfium was at a loss.

Its parser is slow and raises whatever comes to its mind, so it is asked for few pages, and no answer is an answer.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import replace

from .pdf_legible import is_legible
from .pdf_lines import find_lines
from .pdf_page import Run
from .pdf_sheet import Sheet
from .pdf_styles import Style

_MOST_PAGES = 20
_UNMAPPED = "(cid:"


def ask_again(data: bytes, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets, the first few doubtful ones with what pdfplumber reads on them."""
    doubtful = [sheet.number for sheet in sheets if sheet.doubtful][:_MOST_PAGES]
    if not doubtful:
        return list(sheets)
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    answers = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=doubtful) as document:
            for page in document.pages:
                words = page.extract_words(extra_attrs=["fontname", "size"])
                answers[page.page_number] = words, float(page.height)
    except Exception:
        return list(sheets)
    return [_corrected(sheet, *answers[sheet.number]) if sheet.number in answers else sheet for sheet in sheets]


def _corrected(sheet: Sheet, words: Sequence[dict[str, object]], height: float) -> Sheet:
    runs = [_run(word, order) for order, word in enumerate(words) if _UNMAPPED not in str(word["text"])]
    if not runs or not is_legible(" ".join(run.text for run in runs)):
        return replace(sheet, unread=sheet.unread or bool(words))
    return replace(sheet, lines=tuple(find_lines(runs)), height=height, unread=len(runs) < len(words))


def _run(word: dict[str, object], order: int) -> Run:
    x0, x1, bottom, size = (float(str(word[key])) for key in ("x0", "x1", "bottom", "size"))
    style = Style(size=size or 1.0, bold="bold" in str(word["fontname"]).lower(), italic=False, turn=0)
    text = str(word["text"])
    hyphen = len(text) > 1 and text.endswith("-")
    return Run(text=text, x0=x0, x1=x1, y=bottom, word_end=x1, style=style, hyphen=hyphen, order=order)
