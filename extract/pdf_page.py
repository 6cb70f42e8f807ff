"""The words of one PDF page as pdfium sees them: text, place and style.

All coordinates are points in an upright frame: the origin is the top left corner of the page as a reader of its text
holds it, `x` grows to the right and `y` downwards, whatever the page's rotation entry says. The text is pulled in one
call and only the ends of each word are asked for their place: a call per character would take several times as long.
Everything is copied out of pdfium, no handle is kept. The module orders nothing and knows no lines or paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, count, repeat
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import address, all_text, char_origins, loose_char_boxes
from .pdf_styles import ASKEW, Style, find_styles

HYPHEN_MARK = "\ufffe"
_WORD = re.compile(rf"([^ \t\r\n\f\v{HYPHEN_MARK}]+{HYPHEN_MARK}?)")
_HYPHENS = HYPHEN_MARK + "-\xad\u2010"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\uffff]")
_UNMAPPED = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_WIDE_GAP = 0.45
_LINE_ENDS = ("", "\r", "\n")
# The point (x, y) of the file stands at (a * x + b * y, c * x + d * y) for text turned 0, 1, 2 or 3 quarters
# to the left; text askew is left as it is.
_TURNS = ((1, 0, 0, -1), (0, 1, 1, 0), (-1, 0, 0, 1), (0, -1, -1, 0), (1, 0, 0, -1))


# The point (x, y) goes to (a * x + c * y + e, b * x + d * y + f), as in the file.
Matrix: TypeAlias = tuple[float, float, float, float, float, float]


class Run(NamedTuple):
    """Words that stand side by side in one style, with no wide gap between them.

    `y` is the line it stands on, `word_end` the x where its first word ends. `hyphen` holds when it ends its line
    in a hyphen. `order` is its place among the runs of the page, in the order of the file.
    """

    text: str
    x0: float
    x1: float
    y: float
    word_end: float
    style: Style
    hyphen: bool
    order: int


class Box(NamedTuple):
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

    @property
    def matrix(self) -> Matrix:
        """What takes a point of the file to its place in the frame."""
        a, b, c, d = _TURNS[self.turn]
        return a, c, b, d, -self.left, -self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of a page in the order of the file; the runs `astray` go in another direction than the others.

    `letters` counts the characters of the runs, `unmapped` those that the page shows and the file gives no letter for;
    they are in no run.
    """

    frame: Frame
    runs: tuple[Run, ...]
    astray: tuple[Run, ...]
    letters: int
    unmapped: int


# A word as it is read, where it starts (x, y), the x where it ends, its style, what the file has for it and after it.
_Word: TypeAlias = tuple[str, float, float, float, Style, str, str]


def read_text(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> PageText:
    """Copy the text of an open page. Raises `pdfium.PdfiumError` when the page, or its text, could not be loaded."""
    if not textpage:
        raise pdfium.PdfiumError("The page has no text layer")
    text = all_text(address(textpage))
    found = _find_runs(textpage, text)
    turns = Counter([words[0][4].turn for words in found])
    del turns[ASKEW]
    frame = _frame(page, turns.most_common(1)[0][0] if turns else raw.FPDFPage_GetRotation(page))
    runs = _printed_once(list(map(_run, found, count(), repeat(frame))))
    upright = tuple([run for run in runs if run.style.turn == frame.turn and _is_on_page(run, frame)])
    astray = tuple([run for run in runs if run.style.turn != frame.turn])
    return PageText(
        frame=frame,
        runs=upright,
        astray=astray,
        letters=sum([len(run.text) for run in (*upright, *astray)]),
        unmapped=len(_UNMAPPED.findall(text)),
    )


def _is_on_page(run: Run, frame: Frame) -> bool:
    return run.x1 > 0 and run.x0 < frame.width and run.y > 0 and run.y - run.style.size < frame.height


def _printed_once(runs: Sequence[Run]) -> list[Run]:
    """Leave out what stands twice on one spot, as a layer or for a bold look: a reader sees the last of it.

    It keeps the place of the first in the order of the file.
    """
    found = list({(run.text, round(run.x0), round(run.y)): run for run in runs}.values())
    return found if len(found) == len(runs) else [run._replace(order=order) for order, run in enumerate(found)]


def _frame(page: raw.FPDF_PAGE, turn: int) -> Frame:
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, box):
        raise pdfium.PdfiumError("The page has no size")
    a, b, c, d = _TURNS[turn]
    x0, x1 = sorted((a * box.left + b * box.bottom, a * box.right + b * box.top))
    y0, y1 = sorted((c * box.left + d * box.bottom, c * box.right + d * box.top))
    return Frame(turn=turn, width=x1 - x0, height=y1 - y0, left=x0, top=y0)


def _run(words: Sequence[_Word], order: int, frame: Frame) -> Run:
    first, x, y, word_end, style, _, _ = words[0]
    _, _, _, end, _, last, following = words[-1]
    return Run(
        first if len(words) == 1 else " ".join([word[0] for word in words]),
        x - frame.left,
        max(x, end) - frame.left,
        y - frame.top,
        word_end - frame.left,
        style,
        last[-1] in _HYPHENS and _ends_line(last, following[:1]),
        order,
    )


def _find_runs(textpage: raw.FPDF_TEXTPAGE, text: str) -> list[list[_Word]]:
    """Return the words of each run, with places as in a `Run` but for the offset of the frame."""
    words, gaps, firsts, lasts = _split_words(textpage, text)
    handle = address(textpage)
    origins, boxes = char_origins(handle, firsts), loose_char_boxes(handle, lasts)
    runs: list[list[_Word]] = []
    run: list[_Word] = []
    begins_line, before, before_end = True, None, 0.0
    for word, gap, style, (x, y), box in zip(words, gaps, find_styles(handle, firsts), origins, boxes, strict=True):
        clean = word if word.isprintable() else _clean(word)
        if style is not None and clean:
            if style.turn:
                x, y, end = _turned(style.turn, x, y, *box)
            else:
                y, end = -y, box[2]
            if begins_line or style is not before or not -1 < (x - before_end) / style.size < _WIDE_GAP:
                run = []
                runs.append(run)
            run.append((clean, x, y, end, style, word, gap))
            begins_line, before, before_end = word[-1] == HYPHEN_MARK, style, end
        if gap != " ":
            begins_line = begins_line or "\n" in gap or "\r" in gap
    return runs


def _split_words(textpage: raw.FPDF_TEXTPAGE, text: str) -> tuple[list[str], list[str], list[int], list[int]]:
    """Return the words, what stands after each of them, and the indexes of their first and last characters."""
    before, *pieces = _WORD.split(text)
    ends = list(accumulate(map(len, pieces), initial=len(before)))
    firsts, lasts = ends[:-1:2], [end - 1 for end in ends[1::2]]
    if raw.FPDFText_CountChars(textpage) != len(text):
        at = partial(raw.FPDFText_GetCharIndexFromTextIndex, textpage)
        firsts, lasts = list(map(at, firsts)), list(map(at, lasts))
    return pieces[::2], pieces[1::2], firsts, lasts


def _turned(
    turn: int, x: float, y: float, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float]:
    """Return x and y of where a word stands and the x of its end, in a frame turned like its text."""
    a, b, c, d = _TURNS[turn]
    return a * x + b * y, c * x + d * y, max(a * left + b * bottom, a * right + b * top)


def _ends_line(word: str, following: str) -> bool:
    return len(word) > 1 and (word[-1] == HYPHEN_MARK or following in _LINE_ENDS)


def _clean(word: str) -> str:
    return _UNPRINTABLE.sub("", word.replace(HYPHEN_MARK, "-")).strip()
