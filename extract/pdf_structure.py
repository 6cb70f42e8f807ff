"""What a PDF says of its own headings: in its outline (the bookmarks), and by the tags of its structure.

It promises words and levels only, page by page; where they stand is found by the words. A file that says nothing, or
says it wrongly, gives nothing. At most `_MOST_ENTRIES` entries of an outline and as many tags of a page are looked at.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice
from typing import TypeAlias

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .numbers import split_number
from .pdf_calls import address, elements_in, marks_in, tag_of

NamedHeadings: TypeAlias = Mapping[tuple[int, str], int]

_MOST_ENTRIES = 2_000
_DEEPEST_TAG = 40
_HEADING_TAG = re.compile(r"H([1-9])?")
_NO_LETTER = re.compile(r"[\W_]+")


def outlined_headings(document: pdfium.PdfDocument) -> NamedHeadings:
    """Return the levels of headings, from 1, by page (from 1) and words (as `heading_key` makes them)."""
    return dict(_outlined(document))


def tagged_headings(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> Mapping[str, int]:
    """Return the levels of the headings on an open page, from 1, by their words (as `heading_key` makes them)."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        levels = dict(islice(_levels(tree), _MOST_ENTRIES))
        words = _words(page, textpage, levels) if levels else {}
    finally:
        raw.FPDF_StructTree_Close(tree)
    keys = {mark: heading_key(text) for mark, text in words.items()}
    return {key: levels[mark] for mark, key in keys.items() if key}


def heading_key(words: str) -> str:
    """Return what tells a heading from others: its letters and digits, without its number."""
    _, offset = split_number(words.strip())
    return _NO_LETTER.sub("", words.strip()[offset:]).casefold()


def _outlined(document: pdfium.PdfDocument) -> Iterator[tuple[tuple[int, str], int]]:
    try:
        for entry in islice(document.get_toc(), _MOST_ENTRIES):
            place = entry.get_dest()
            page = place.get_index() if place else None
            key = heading_key(entry.get_title())
            if page is not None and key:
                yield (page + 1, key), entry.level + 1
    except (pdfium.PdfiumError, UnicodeDecodeError):  # a damaged outline costs the rest of it
        return


def _levels(tree: raw.FPDF_STRUCTTREE) -> Iterator[tuple[int, int]]:
    """Yield the marks of the content of a page that is tagged as a heading, each with its level."""
    tops = map(partial(raw.FPDF_StructTree_GetChildAtIndex, tree), range(raw.FPDF_StructTree_CountChildren(tree)))
    elements = [address(top) for top in tops if top]
    above: list[int | None] = [None] * len(elements)
    for _ in range(_DEEPEST_TAG):
        levels = [_level(tag_of(element)) or level for element, level in zip(elements, above, strict=True)]
        below, above = [], []
        for element, level in zip(elements, levels, strict=True):
            if level is not None:
                yield from ((mark, level) for mark in marks_in(element))
            inside = elements_in(element)
            below += inside
            above += [level] * len(inside)
        elements = below


@lru_cache
def _level(tag: str) -> int | None:
    """Return the level of a heading's tag, None for any other tag."""
    heading = _HEADING_TAG.fullmatch(tag)
    return int(heading[1] or 1) if heading else None


def _words(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE, levels: Mapping[int, int]) -> dict[int, str]:
    """Return the words of the marked pieces of content, in the order of the file."""
    found: dict[int, str] = {}
    for index in range(raw.FPDFPage_CountObjects(page)):
        handle = raw.FPDFPage_GetObject(page, index)
        mark = raw.FPDFPageObj_GetMarkedContentID(handle)
        if mark in levels and raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(handle, textpage, None, 0)
            text = (ctypes.c_ushort * (size // 2 + 1))()
            raw.FPDFTextObj_GetText(handle, textpage, text, size)
            found[mark] = found.get(mark, "") + bytes(text)[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return found
