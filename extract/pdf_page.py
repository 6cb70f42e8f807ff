"""The words of one PDF page as pdfium sees them: text, place and style.

All coordinates are points in an upright frame: the origin is the top left corner of the page as a reader of its text
holds it, `x` grows to the right and `y` downwards, whatever the page's rotation entry says. The text is pulled in one
call and only the ends of each word are asked for their place: a call per character would take several times as long.
Everything is copied out of pdfium, no handle is kept. The module orders nothing and knows no lines or paragraphs.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import address, char_matrix, char_origin, font, font_size, loose_char_box, render_mode, text_object

HYPHEN_MARK = "\ufffe"
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(rf"[^ \t\r\n\f\v{HYPHEN_MARK}]+{HYPHEN_MARK}?")
_HYPHENS = HYPHEN_MARK + "-\xad\u2010"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\uffff]")
_UNMAPPED = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_SLANTED_NAME = re.compile("italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 700
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_ASKEW = 4
_WIDE_GAP = 0.45
_LINE_ENDS = ("", "\r", "\n")
_LONGEST_FONT_NAME = 256
# The point (x, y) of the file stands at (a * x + b * y, c * x + d * y) for text turned 0, 1, 2 or 3 quarters
# to the left; text askew is left as it is.
_TURNS = ((1, 0, 0, -1), (0, 1, 1, 0), (-1, 0, 0, 1), (0, -1, -1, 0), (1, 0, 0, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a run of text looks: `size` in points as printed, `turn` in quarters to the left (4: askew)."""

    size: float
    bold: bool
    italic: bool
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that stand side by side in one style, with no wide gap between them.

    `y` is the line it stands on, `word_end` the x where its first word ends. `hyphen` holds when it ends its line
    in a hyphen.
    """

    text: str
    x0: float
    x1: float
    y: float
    word_end: float
    style: Style
    hyphen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; a rule is a box with hardly any height or width."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The upright frame of a page: `turn` quarters to the left, its size, and where the file's origin falls in it."""

    turn: int
    width: float
    height: float
    left: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands in the frame."""
        a, b, c, d = _TURNS[self.turn]
        return a * x + b * y - self.left, c * x + d * y - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of a page in the order of the file; the runs `astray` go in another direction than the others.

    `unmapped` counts the characters that the page shows and the file gives no letter for; they are in no run.
    """

    frame: Frame
    runs: tuple[Run, ...]
    astray: tuple[Run, ...]
    unmapped: int


# A word: text, style, hyphen, whether it begins a line, x and y, and the x of its end, all but for the page's offset.
_Word = tuple[str, Style, bool, bool, float, float, float]


def read_text(page: pdfium.PdfPage) -> PageText:
    """Copy the text of an open page. Raises `pdfium.PdfiumError` when it cannot be loaded."""
    textpage = page.get_textpage()
    try:
        text = _all_text(textpage.raw)
        groups = list(_group(_words(textpage.raw, text)))
    finally:
        textpage.close()
    turns = Counter(group[0][1].turn for group in groups if group[0][1].turn != _ASKEW)
    turn = turns.most_common(1)[0][0] if turns else page.get_rotation() // 90
    frame = _frame(turn, *page.get_bbox())
    runs = _printed_once(_run(group, frame) for group in groups)
    return PageText(
        frame=frame,
        runs=tuple(run for run in runs if run.style.turn == turn),
        astray=tuple(run for run in runs if run.style.turn != turn),
        unmapped=len(_UNMAPPED.findall(text)),
    )


def _printed_once(runs: Iterable[Run]) -> list[Run]:
    """Leave out what stands twice on one spot, as a layer or for a bold look: a reader sees it once."""
    return list({(run.text, round(run.x0), round(run.y)): run for run in runs}.values())


def _frame(turn: int, left: float, bottom: float, right: float, top: float) -> Frame:
    at_origin = Frame(turn=turn, width=0, height=0, left=0, top=0)
    (x0, x1), (y0, y1) = map(sorted, zip(at_origin.point(left, bottom), at_origin.point(right, top), strict=True))
    return Frame(turn=turn, width=x1 - x0, height=y1 - y0, left=x0, top=y0)


def _group(words: Iterator[_Word]) -> Iterator[list[_Word]]:
    group: list[_Word] = []
    before, end = None, 0.0
    for word in words:
        _, style, _, begins_line, x, _, x1 = word
        if group and (begins_line or style is not before or not -1 < (x - end) / style.size < _WIDE_GAP):
            yield group
            group = []
        group.append(word)
        before, end = style, x1
    if group:
        yield group


def _run(group: list[_Word], frame: Frame) -> Run:
    _, style, _, _, x, y, word_end = group[0]
    _, _, hyphen, _, _, _, x1 = group[-1]
    return Run(
        text=" ".join([word[0] for word in group]),
        x0=x - frame.left,
        x1=max(x, x1) - frame.left,
        y=y - frame.top,
        word_end=word_end - frame.left,
        style=style,
        hyphen=hyphen,
    )


def _words(textpage: raw.FPDF_TEXTPAGE, text: str) -> Iterator[_Word]:
    is_plain = raw.FPDFText_CountChars(textpage) == len(text)
    styles = _Styles(textpage)
    handle = address(textpage)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    x_ref, y_ref, box_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    for line in _LINE.finditer(text):
        begins_line = True
        line_style = styles.of_line(*line.span()) if is_plain else None
        for match in _WORD.finditer(text, *line.span()):
            word, (first, after) = match[0], match.span()
            last = after - 1
            if not is_plain:
                first = raw.FPDFText_GetCharIndexFromTextIndex(textpage, first)
                last = raw.FPDFText_GetCharIndexFromTextIndex(textpage, last)
            style = line_style or styles.at(first)
            if style is None:
                continue
            char_origin(handle, first, x_ref, y_ref)
            loose_char_box(handle, last, box_ref)
            if style.turn == 0:
                x0, foot, x1 = x.value, -y.value, box.right
            else:
                a, b, c, d = _TURNS[style.turn]
                x0, foot = a * x.value + b * y.value, c * x.value + d * y.value
                x1 = max(a * box.left + b * box.bottom, a * box.right + b * box.top)
            hyphen = word[-1] in _HYPHENS and _ends_line(word, text[after : after + 1])
            clean = word if word.isprintable() else _clean(word)
            if clean:
                yield clean, style, hyphen, begins_line, x0, foot, x1
                begins_line = word[-1] == HYPHEN_MARK


def _all_text(textpage: raw.FPDF_TEXTPAGE) -> str:
    count = raw.FPDFText_CountChars(textpage)
    # One unit more for the closing NUL, and as many again for characters that pdfium writes as two.
    units = (ctypes.c_ushort * (2 * count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, units)
    return bytes(units)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")


def _ends_line(word: str, following: str) -> bool:
    return len(word) > 1 and (word[-1] == HYPHEN_MARK or following in _LINE_ENDS)


def _clean(word: str) -> str:
    return _UNPRINTABLE.sub("", word.replace(HYPHEN_MARK, "-")).strip()


class _Styles:
    """The styles of a text page, found once per text object; equal styles are one object."""

    def __init__(self, textpage: raw.FPDF_TEXTPAGE) -> None:
        self._handle = address(textpage)
        self._matrix = raw.FS_MATRIX()
        self._by_object: dict[int, Style] = {}
        self._by_look: dict[tuple[float, ...], Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._shared: dict[Style, Style] = {}

    def at(self, index: int) -> Style | None:
        """Return the style of a character, None for one that pdfium made up."""
        handle = text_object(self._handle, index)
        if not handle:
            return None
        style = self._by_object.get(handle)
        if style is None:
            self._by_object[handle] = style = self._read(index, handle)
        return style

    def of_line(self, start: int, end: int) -> Style | None:
        """Return the style of the characters from `start` to before `end` when one text object holds all of them."""
        first, last = text_object(self._handle, start), text_object(self._handle, end - 1)
        return self.at(start) if first == last else None

    def _read(self, index: int, handle: int) -> Style:
        matrix = self._matrix
        char_matrix(self._handle, index, ctypes.byref(matrix))
        look = (
            font(handle),
            render_mode(handle),
            font_size(self._handle, index),
            *(matrix.a, matrix.b, matrix.c, matrix.d),
        )
        if look not in self._by_look:
            style = self._interpret(*look)
            self._by_look[look] = self._shared.setdefault(style, style)
        return self._by_look[look]

    def _interpret(self, font: int, mode: int, size: float, a: float, b: float, c: float, d: float) -> Style:
        if font not in self._fonts:
            self._fonts[font] = _weight_and_slant(font)
        bold, italic = self._fonts[font]
        thickened = mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        size = abs(size * math.hypot(c, d)) or 1.0
        return Style(size=size, bold=bold or thickened, italic=italic, turn=_turn(a, b))


def _weight_and_slant(handle: int) -> tuple[bool, bool]:
    font = ctypes.cast(handle, raw.FPDF_FONT)
    name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_FONT_NAME)
    label = name.value.decode("latin-1")
    flags = max(raw.FPDFFont_GetFlags(font), 0)
    heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or flags & _FORCE_BOLD
    return bool(heavy or _BOLD_NAME.search(label)), bool(flags & _ITALIC or _SLANTED_NAME.search(label))


def _turn(a: float, b: float) -> int:
    if abs(b) <= abs(a) / 8:
        return 0 if a >= 0 else 2
    if abs(a) <= abs(b) / 8:
        return 1 if b > 0 else 3
    return _ASKEW
