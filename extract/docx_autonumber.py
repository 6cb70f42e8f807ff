"""The numbers of AUTONUM, AUTONUMLGL and AUTONUMOUT fields, which a DOCX does not hold: Word counts them itself.

In headings they count by the level, anew below each heading above them; in other paragraphs on, anew below each heading
that has such a field. AUTONUMLGL prints the levels above too ("2.1."), AUTONUMOUT "I." and "A." (ECMA-376, 17.16.5.5 to
17.16.5.7). Where that leaves it open no number is told: AUTONUMOUT elsewhere than in two levels, formats in words.
"""

from __future__ import annotations

import re

from .docx_numbering import print_number

_SEPARATOR = re.compile(r'\\s\s*"?([^"\s\\])')
_WITHOUT_END = re.compile(r"\\e\b")
_FORMAT = re.compile(r"\\\*\s*(\w+)")
_FORMATS = {
    "Arabic": "decimal",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
}
_OUTLINE = ("upperRoman", "upperLetter")


class AutoNumbers:
    """The counters of a document; ask in reading order, once per field."""

    def __init__(self) -> None:
        self._headings: list[int] = []
        self._others = 0

    def label(self, instruction: str, heading_level: int | None) -> str:
        """Count one field, given its instruction, and return what it prints; "" for other fields and what is unsure."""
        name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        if name not in {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"}:
            return ""
        path = self._count(heading_level)
        if name == "AUTONUMOUT":
            known = heading_level is not None and heading_level <= len(_OUTLINE)
            return f"{print_number(path[-1], _OUTLINE[len(path) - 1])}." if known else ""
        chosen = _FORMAT.search(instruction)
        number_format = _FORMATS.get(chosen[1]) if chosen else "decimal"
        if number_format is None:
            return ""
        separator = _SEPARATOR.search(instruction)
        sign = separator[1] if separator else "."
        shown = path if name == "AUTONUMLGL" else path[-1:]
        end = "" if _WITHOUT_END.search(instruction) else sign
        return sign.join(print_number(number, number_format) for number in shown) + end

    def _count(self, heading_level: int | None) -> list[int]:
        """Count one paragraph, and return the numbers of the headings above it and its own."""
        if heading_level is None:
            self._others += 1
            return [*self._headings, self._others]
        outer = self._headings[: heading_level - 1]
        outer += [1] * (heading_level - 1 - len(outer))
        own = self._headings[heading_level - 1 : heading_level] or [0]
        self._headings, self._others = [*outer, own[0] + 1], 0
        return self._headings
