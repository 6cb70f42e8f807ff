"""Where words stand on a page of a PDF: boxes around them, found by their letters.

Blanks, hyphens and the shape of letters count for nothing, since readers set them in different ways. Words that the
file gives in another order, such as the cells of a table, are found in pieces.
"""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top, in the points of the file

_CONTEXTS = (80, 40, 20, 10, 0)  # letters before the words, to tell them from equal ones elsewhere on the page
_FEWEST = 8  # letters in a row that are looked for apart from the others
_HYPHENS = "-\xad\u2010\ufffe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters and signs of a text, each with the index of the character that it comes from."""

    text: str
    indexes: tuple[int, ...]


def letters(characters: Iterable[str]) -> Letters:
    """The characters without blanks, hyphens and what cannot be printed; ligatures as their letters."""
    found = [
        (letter, index)
        for index, character in enumerate(characters)
        for letter in unicodedata.normalize("NFKC", character)
        if letter.isprintable() and not letter.isspace() and letter not in _HYPHENS
    ]
    return Letters(text="".join(letter for letter, _ in found), indexes=tuple(index for _, index in found))


def page_letters(page: pdfium.PdfTextPage) -> Letters:
    """The letters of a page, by the indexes that pdfium knows its characters by."""
    codes = (raw.FPDFText_GetUnicode(page, index) for index in range(page.count_chars()))
    return letters(chr(code) if code <= sys.maxunicode else "" for code in codes)


def find(page: str, wanted: str, before: str) -> tuple[list[range], str]:
    """Where the letters `wanted`, which come after `before`, stand among those of a page, and what is left of them.

    What is left are the letters after the last ones found, those that may stand overleaf.
    """
    for size in _CONTEXTS:
        context = before[-size:] if size else ""
        at = page.find(context + wanted)
        if at >= 0:
            return [range(at + len(context), at + len(context) + len(wanted))], ""
    found, left, rest = [], wanted, wanted
    while len(rest) >= _FEWEST:
        length = bisect_left(range(len(rest) + 1), True, key=lambda size: rest[:size] not in page) - 1
        if length >= _FEWEST:
            at = page.find(rest[:length])
            found.append(range(at, at + length))
            left = rest[length:]
        rest = rest[length if length >= _FEWEST else 1 :]
    return found, left


def boxes(page: pdfium.PdfTextPage, known: Letters, found: Iterable[range]) -> list[Box]:
    """The boxes around letters of a page, one for each line."""
    around: list[Box] = []
    for stretch in found:
        first, last = known.indexes[stretch.start], known.indexes[stretch.stop - 1]
        for number in range(page.count_rects(first, last - first + 1)):
            box = page.get_rect(number)
            if around and _same_line(around[-1], box):
                box = union([around.pop(), box])
            around.append(box)
    return around


def union(around: Sequence[Box]) -> Box:
    """The smallest box around all of the boxes."""
    left, bottom, right, top = zip(*around, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _same_line(box: Box, following: Box) -> bool:
    """Whether the second box goes on where the first ends: at the same height, with no column between."""
    low, high = max(box[1], following[1]), min(box[3], following[3])
    height = min(box[3] - box[1], following[3] - following[1])
    return high - low > height / 2 and abs(following[0] - box[2]) < 2 * max(height, 1)
