"""The marks of footnotes at words of a PDF page: small figures above the line, which are no part of the word.

A text has them without a blank before ("i året.2"), so that nothing but their look tells them from a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import address, char_origins
from .pdf_styles import find_styles
from .pdf_words import Words

_SMALL, _RAISED = 0.8, 0.15  # in sizes of the word
_MOST_FIGURES = 2
_UNITS = {"m", "km", "dm", "cm", "mm"}

_Look = tuple[float, float]  # the size of a character, and how high it stands in the file


def char_indexes(textpage: raw.FPDF_TEXTPAGE, text: str, places: Sequence[int]) -> list[int]:
    """Return pdfium's indexes of the characters at these places in the text of a page."""
    if raw.FPDFText_CountChars(textpage) == len(text):
        return list(places)
    return list(map(partial(raw.FPDFText_GetCharIndexFromTextIndex, textpage), places))


def without_note_marks(textpage: raw.FPDF_TEXTPAGE, text: str, words: Words) -> Words:
    """Return the words of a page, those with the mark of a footnote at their end without it."""
    found = np.flatnonzero(words.figured & ~words.closed)
    if not len(found):
        return words
    ends = words.ends.copy()
    looks = (_looks(textpage, text, places[found].tolist()) for places in (words.starts, words.ends - 1))
    for index, first, last in zip(found.tolist(), *looks, strict=True):
        if _is_raised(first, last):
            start, end = int(words.starts[index]), int(words.ends[index])
            figures = len(list(takewhile(str.isdecimal, reversed(text[start:end]))))
            before = _looks(textpage, text, range(end - min(figures, _MOST_FIGURES + 1), end - 1))
            mark = 1 + len(list(takewhile(partial(_is_raised, first), reversed(before))))
            if mark <= _MOST_FIGURES and text[start : end - mark] not in _UNITS:
                ends[index] -= mark
    return words._replace(ends=ends)


def _looks(textpage: raw.FPDF_TEXTPAGE, text: str, places: Sequence[int]) -> list[_Look]:
    """Return how the characters at these places look."""
    indexes = char_indexes(textpage, text, places)
    styles, own = find_styles(address(textpage), indexes)
    heights = char_origins(address(textpage), indexes)[:, 1].tolist()
    sizes = [styles[index].size if index >= 0 else 0.0 for index in own]
    return list(zip(sizes, heights, strict=True))


def _is_raised(first: _Look, mark: _Look) -> bool:
    """Whether a mark is smaller than the first letter of its word and stands above its foot; both upright."""
    return 0 < mark[0] <= _SMALL * first[0] and mark[1] - first[1] > _RAISED * first[0]
