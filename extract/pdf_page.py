"""The words of one PDF page as pdfium sees them: text, place and style.

All coordinates are points in an upright frame: the origin is the top left corner of the page as a reader of its text
holds it, `x` grows to the right and `y` downwards, whatever the page's rotation entry says. The text is pulled in one
call and only the ends of each word are asked for their place: a call per character would take several times as long.
Everything is copied out of pdfium, no handle is kept. The module orders nothing and knows no lines or paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from .pdf_calls import address, all_text, char_origins, loose_char_boxes
from .pdf_note_marks import char_indexes, without_note_marks
from .pdf_styles import ASKEW, Style, find_styles
from .pdf_words import Indexes, are_readable, ends_in_hyphen, join_words, split_words, unswapped

_UNMAPPED = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_WIDE_GAP = 0.45
# The point (x, y) of the file stands at (a * x + b * y, c * x + d * y) for text turned 0, 1, 2 or 3 quarters
# to the left; text askew is left as it is.
_TURNS = ((1, 0, 0, -1), (0, 1, 1, 0), (-1, 0, 0, 1), (0, -1, -1, 0), (1, 0, 0, -1))
_EACH_TURN = np.array(_TURNS, dtype=np.float64)


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


# Makes a run as calling its class does, without a step of Python for each.
_RUN: Callable[[Iterable[object]], Run] = partial(tuple.__new__, Run)


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


_Numbers: TypeAlias = npt.NDArray[np.float64]


class _Runs(NamedTuple):
    """The runs of a page as columns of a table; the rows of `places` are x0, x1, y and word_end, turned upright."""

    texts: list[str]
    places: _Numbers
    styles: list[Style]
    turns: Indexes
    sizes: _Numbers
    hyphens: list[bool]


def read_text(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> PageText:
    """Copy the text of an open page. Raises `pdfium.PdfiumError` when the page, or its text, could not be loaded."""
    if not textpage:
        raise pdfium.PdfiumError("The page has no text layer")
    text = unswapped(all_text(address(textpage)))
    found = _find_runs(textpage, text)
    straight = np.bincount(found.turns, minlength=ASKEW)[:ASKEW]
    frame = _frame(page, int(straight.argmax()) if straight.any() else raw.FPDFPage_GetRotation(page))
    runs, astray = _placed(found, frame)
    return PageText(
        frame=frame,
        runs=tuple(runs),
        astray=tuple(astray),
        letters=sum([len(run.text) for run in (*runs, *astray)]),
        unmapped=len(_UNMAPPED.findall(text)),
    )


def _frame(page: raw.FPDF_PAGE, turn: int) -> Frame:
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, box):
        raise pdfium.PdfiumError("The page has no size")
    a, b, c, d = _TURNS[turn]
    x0, x1 = sorted((a * box.left + b * box.bottom, a * box.right + b * box.top))
    y0, y1 = sorted((c * box.left + d * box.bottom, c * box.right + d * box.top))
    return Frame(turn=turn, width=x1 - x0, height=y1 - y0, left=x0, top=y0)


def _placed(found: _Runs, frame: Frame) -> tuple[list[Run], list[Run]]:
    """Return the runs that are upright in their frame and on the page, and those astray.

    Those that stand on one spot with the same words, as for a bold look, are one: a reader sees the last of them. It
    keeps the place of the first in the order of the file.
    """
    x0, x1, y, word_end = found.places - [[frame.left], [frame.left], [frame.top], [frame.left]]
    numbers = x0.tolist(), x1.tolist(), y.tolist(), word_end.tolist()
    runs = list(map(_RUN, zip(found.texts, *numbers, found.styles, found.hyphens, count())))
    spots = zip(found.texts, np.rint(x0).tolist(), np.rint(y).tolist(), strict=True)
    seen = list(dict(zip(spots, count())).values())
    upright = found.turns == frame.turn
    on_page = (x1 > 0) & (x0 < frame.width) & (y > 0) & (y - found.sizes < frame.height)
    if len(seen) == len(runs) and (upright & on_page).all():
        return runs, []
    shown = [(runs[index]._replace(order=order), upright[index], on_page[index]) for order, index in enumerate(seen)]
    return [run for run, is_upright, is_on_page in shown if is_upright and is_on_page], [
        run for run, is_upright, _ in shown if not is_upright
    ]


def _find_runs(textpage: raw.FPDF_TEXTPAGE, text: str) -> _Runs:
    words = split_words(text)
    firsts, lasts = (char_indexes(textpage, text, places.tolist()) for places in (words.starts, words.ends - 1))
    words = without_note_marks(textpage, text, words)
    handle = address(textpage)
    styles, own = find_styles(handle, firsts)
    which, origins, boxes = np.array(own, np.intp), char_origins(handle, firsts), loose_char_boxes(handle, lasts)
    seen = (which >= 0) & are_readable(text, words)
    if not seen.all():
        which, origins, boxes = which[seen], origins[seen], boxes[seen]
        words = words.chosen(seen)
    if not len(which):
        return _Runs([], np.empty((4, 0)), [], np.empty(0, np.intp), np.empty(0), [])
    turns, sizes = np.array([style.turn for style in styles])[which], np.array([style.size for style in styles])[which]
    x, y, end = _upright(turns, origins, boxes)
    goes_on = (words.breaks[1:] == words.breaks[:-1]) & ~words.closed[:-1] & (which[1:] == which[:-1])
    with np.errstate(invalid="ignore", over="ignore"):
        gaps = (x[1:] - end[:-1]) / sizes[1:]
    goes_on &= (gaps > -1) & (gaps < _WIDE_GAP)
    first = np.flatnonzero(np.append(True, ~goes_on))
    last = np.append(first[1:], len(which)) - 1
    return _Runs(
        texts=join_words(text, words, first, last),
        places=np.array((x[first], np.fmax(x[first], end[last]), y[first], end[first])),
        styles=[styles[index] for index in which[first].tolist()],
        turns=turns[first],
        sizes=sizes[first],
        hyphens=list(map(partial(ends_in_hyphen, text), words.starts[last].tolist(), words.ends[last].tolist())),
    )


def _upright(turns: Indexes, origins: _Numbers, boxes: _Numbers) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return x and y of where words stand and the x of their ends, each in a frame turned like its text.

    Given are the origins of their first characters and the boxes of their last, as of the file.
    """
    a, b, c, d = _EACH_TURN[turns].T
    x, y = origins.T
    left, top, right, bottom = boxes.T
    return a * x + b * y, c * x + d * y, np.fmax(a * left + b * bottom, a * right + b * top)
