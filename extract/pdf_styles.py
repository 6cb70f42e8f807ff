"""How the text of a PDF page looks: size, weight, slant and direction, as pdfium tells them of its text objects.

A style is read once per text object, and equal styles of a page are one object. No handle is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import (
    char_matrices,
    font,
    font_flags,
    font_name,
    font_sizes,
    font_weight,
    render_mode,
    text_objects,
)

ASKEW = 4
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_SLANTED_NAME = re.compile("italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 700
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a run of text looks: `size` in points as printed, `turn` in quarters to the left (`ASKEW`: none of them)."""

    size: float
    bold: bool
    italic: bool
    turn: int


def find_styles(textpage: int, indexes: Sequence[int]) -> tuple[list[Style], list[int]]:
    """Return the styles of these characters of an open text page, and for each character which of them it has.

    It is -1 for a character that pdfium made up.
    """
    objects = text_objects(textpage, indexes)
    samples = dict(zip(objects, indexes, strict=True))
    samples.pop(None, None)
    places = list(samples.values())
    weight_and_slant = cache(_weight_and_slant)
    places_of_styles: dict[Style, int] = {}

    @cache
    def style(handle: int, mode: int, size: float, matrix: tuple[float, ...]) -> int:
        found = _style(*weight_and_slant(handle), mode, size, *matrix)
        return places_of_styles.setdefault(found, len(places_of_styles))

    looks = map(font, samples), map(render_mode, samples), font_sizes(textpage, places), char_matrices(textpage, places)
    by_object: dict[int | None, int] = {None: -1, **dict(zip(samples, map(style, *looks), strict=True))}
    return list(places_of_styles), list(map(by_object.__getitem__, objects))


def _style(bold: bool, italic: bool, mode: int, size: float, a: float, b: float, c: float, d: float) -> Style:
    thickened = mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    size = abs(size * math.hypot(c, d)) or 1.0
    return Style(size=size, bold=bold or thickened, italic=italic, turn=_turn(a, b))


def _weight_and_slant(handle: int) -> tuple[bool, bool]:
    flags = max(font_flags(handle), 0)
    bold, slanted = _told_by_name(font_name(handle))
    heavy = font_weight(handle) >= _BOLD_WEIGHT or flags & _FORCE_BOLD
    return bool(bold or heavy), bool(slanted or flags & _ITALIC)


@lru_cache
def _told_by_name(name: str) -> tuple[bool, bool]:
    return bool(_BOLD_NAME.search(name)), bool(_SLANTED_NAME.search(name))


def _turn(a: float, b: float) -> int:
    if abs(b) <= abs(a) / 8:
        return 0 if a >= 0 else 2
    if abs(a) <= abs(b) / 8:
        return 1 if b > 0 else 3
    return ASKEW
