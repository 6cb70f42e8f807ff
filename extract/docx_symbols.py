"""The characters that `w:sym` prints, and codes in text: those of symbol fonts, with shapes of their own, and Unicode.

A code that is written as F000 + n, as Word does for fonts without Unicode, is the character n of the font.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from itertools import chain
from unicodedata import category

UNKNOWN = "\ufffd"
_CODE = re.compile(r"[0-9A-Fa-f]{1,6}")
_OWN_CODES = 0xF000
_OWN_CODE = re.compile("[\uf000-\uf0ff]")
_NO_CHARACTERS = {"Cc", "Cn", "Co", "Cs"}  # controls, unassigned, private and halves


def _shapes(*rows: tuple[int, str]) -> dict[int, str]:
    """Return the characters of rows that each begin at a code."""
    return dict(chain.from_iterable(enumerate(characters, start) for start, characters in rows))


_GREEK_AND_SIGNS = _shapes(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xBF, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"),
    (0xF1, "⟩∫"),
)
_WINGDINGS = _shapes(
    (0x20, " "),
    (0x28, "☎✆✉"),
    (0x45, "☜☞☝☟"),
    (0x4A, "☺"),
    (0x6C, "●❍■☐"),
    (0x71, "☐☐"),
    (0x75, "◆❖"),
    (0x78, "☒"),
    (0x81, "①②③④⑤⑥⑦⑧⑨⑩"),
    (0x8C, "❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○"),
    (0xA4, "◉◎"),
    (0xA7, "▪☐"),
    (0xAA, "✦★"),
    (0xD8, "➢"),
    (0xDC, "➲"),
    (0xDF, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳"),
    (0xFB, "✗✓☒☑"),
)
_WINGDINGS_2 = _shapes((0x20, " "), (0x4F, "✗✓☒☑☒☒"), (0x96, "•●"), (0x9F, "▪■■☐☐☐☐☐"))
_WINGDINGS_3 = _shapes((0x20, " "), (0x21, "←→↑↓↖↗↙↘"), (0x66, "←→↑↓"), (0x70, "▲▼△▽◀▶◁▷"), (0x7C, "◀▶"))
_WEBDINGS = _shapes((0x20, " "), (0x33, "◀▶▲▼"), (0x61, "✓"), (0x63, "☐"), (0x67, "■"), (0x6E, "●"), (0x72, "✗"))
_SYMBOL_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _GREEK_AND_SIGNS,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "marlett": {},
    "mt extra": {},
    "zapfdingbats": {},
    "itc zapf dingbats": {},
    "monotype sorts": {},
    "bookshelf symbol 7": {},
    "ms reference specialty": {},
    "ms outlook": {},
}


def is_symbol_font(font: str | None) -> bool:
    """Whether the characters of a font have shapes of their own."""
    return font is not None and font.strip().lower() in _SYMBOL_FONTS


def with_symbols(text: str, font: str | None) -> str:
    """Return a text with the characters that its own codes in a symbol font stand for; the unknown ones are kept."""
    if font is None or not is_symbol_font(font):
        return text
    return _OWN_CODE.sub(lambda code: _known(symbol(font, f"{ord(code[0]):X}"), code[0]), text)


def _known(character: str, otherwise: str) -> str:
    return otherwise if character == UNKNOWN else character


def symbol(font: str, code: str) -> str:
    """Return the character with this hexadecimal code in the font, U+FFFD when it is not known."""
    if not _CODE.fullmatch(code):
        return UNKNOWN
    number = int(code, 16)
    number -= _OWN_CODES if _OWN_CODES <= number <= _OWN_CODES + 0xFF else 0
    shapes = _SYMBOL_FONTS.get(font.strip().lower())
    if shapes is not None:
        return shapes.get(number, UNKNOWN)
    character = chr(number) if number <= sys.maxunicode else UNKNOWN
    return UNKNOWN if category(character) in _NO_CHARACTERS else character
