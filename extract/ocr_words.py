"""Words as OCR saw them, to runs as a text page has them: font sizes, feet of lines, and errors that are certain.

An error is mended only where the picture or the words around leave no doubt: the paragraph sign, which the alphabets of
Tesseract's Norwegian and Swedish lack, reaches below the line as no figure does; a bullet is small and off the line;
"NAV" is torn apart where its letters overlap. Only specks are left out, and bars, which are the rules of tables. Words
that Tesseract told apart stand apart, also where their boxes touch.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby, pairwise
from statistics import median_low

from .ocr_image import Ink, stroke_width
from .pdf_page import Box, Run
from .pdf_styles import Style

# Heights in parts of the font size, as in most text faces.
_X_HEIGHT, _ASCENT, _DESCENT = 0.52, 0.2, 0.21
_TALL, _LOW = set("bdfhkl0123456789"), set("gjpqy")
_USUAL_SIZE = 11.0
_SAME_SIZE = 0.12
_HEAVIER = 1.2

_ONE_SIGN, _TWO_SIGNS = re.compile(r"[8$S]"), re.compile(r"[83$S]{2}")
_GLUED_SIGN = re.compile(r"[8$]\d{1,3}(?:-\d{1,3})?[.,;:)]*")
_BEFORE_SIGN = re.compile(
    r"\(?(?:jfr?\.?|etter|lov[as]?|loven|lovens|lovas|lagen|enligt|[a-zæøåäö-]{3,}(?:loven|lova|lagen)s?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}(?:-\d{1,3})?[a-z]?[.,;:)]*")
_BELOW, _TALLER_THAN_FIGURES = 0.06, 0.8
_TORN_OFF = re.compile(r"V(?:[-'’.,;:)/].*|s)?")
_SMALLEST_BULLET, _LARGEST_BULLET, _OFF_FOOT = 0.15, 0.42, 0.08
_SPECK = 50  # sure to the hundredth
_BARS = "|¦"
_APART = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, its place in pixels, how sure its reading is (0 to 100), and which line of the page it stands in."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Words on one foot; `foot` and `size` in pixels, `size` 0 when no word tells."""

    words: tuple[Word, ...]
    foot: float
    size: float


def mean_confidence(words: Sequence[Word]) -> float:
    """Return the confidence of the words on average, long words counting more; 0 without any."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def find_runs(words: Sequence[Word], ink: Ink, scale: float) -> list[Run]:
    """Return a run for each word, in points; `scale` is in pixels per point."""
    lines = _mended([_measured(tuple(group)) for _, group in groupby(words, key=lambda word: word.line)])
    sizes = _common_sizes(lines, scale)
    order = count()
    return [
        Run(
            text=word.text,
            x0=word.box.x0 / scale,
            x1=end,
            y=line.foot / scale,
            word_end=end,
            style=Style(size=size, bold=heavy, italic=False, turn=0),
            hyphen=word is line.words[-1] and len(word.text) > 1 and word.text.endswith("-"),
            order=next(order),
        )
        for line, size, heavy in zip(lines, sizes, _are_heavy(lines, sizes, ink), strict=True)
        for word, end in zip(line.words, _ends(line.words, scale, _APART * size), strict=True)
    ]


def _ends(words: Sequence[Word], scale: float, apart: float) -> Iterator[float]:
    """Yield where each word of a line ends, in points: at least `apart` before the next, unless that is a mark."""
    for word, following in pairwise(words):
        farthest = following.box.x0 / scale - apart if following.text[0].isalnum() else math.inf
        yield min(word.box.x1 / scale, farthest)
    yield words[-1].box.x1 / scale


def _measured(words: tuple[Word, ...]) -> _Line:
    telling = [word for word in words if word.text.strip(".-:").isalnum()]
    tall = [word for word in telling if _is_tall(word.text)]
    sizes = [(word.box.y1 - word.box.y0) / _height(word.text) for word in tall or telling]
    size = median_low(sizes) if sizes else 0.0
    feet = [word.box.y1 - _DESCENT * size * (not _LOW.isdisjoint(word.text)) for word in tall or telling or words]
    return _Line(words=words, foot=median_low(feet), size=size)


def _is_tall(text: str) -> bool:
    return any(letter in _TALL or letter.isupper() for letter in text)


def _height(text: str) -> float:
    return _X_HEIGHT + _ASCENT * _is_tall(text) + _DESCENT * (not _LOW.isdisjoint(text))


def _common_sizes(lines: Sequence[_Line], scale: float) -> list[float]:
    """Return the font size of each line in half points. Sizes that differ by no more than measuring does are one."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += sum(len(word.text) for word in line.words) if line.size else 0
    common: dict[float, float] = {0.0: letters.most_common(1)[0][0] if letters[0.0] < letters.total() else 0.0}
    for usual, _ in letters.most_common():
        for size in letters:
            if abs(size - usual) <= _SAME_SIZE * usual:
                common.setdefault(size, common.get(usual, usual))
    return [round(2 * common[line.size] / scale) / 2 or _USUAL_SIZE for line in lines]


def _are_heavy(lines: Sequence[_Line], sizes: Sequence[float], ink: Ink) -> list[bool]:
    """Return which lines have wider strokes, for their size, than most of the page."""
    widths = []
    letters: list[float] = []
    for line, size in zip(lines, sizes, strict=True):
        strokes = [stroke_width(ink, word.box) for word in line.words if word.text.strip(".-:").isalnum()]
        widths.append(sum(strokes) / len(strokes) / size if strokes else 0.0)
        letters += [widths[-1]] * sum(len(word.text) for word in line.words)
    usual = median_low(letters) if letters else 0.0
    return [width > _HEAVIER * usual for width in widths]


def _mended(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines that have words, their errors mended."""
    words = [word for line in lines for word in line.words]
    texts = ["", *(word.text for word in words), ""]
    neighbours = iter(zip(texts, texts[2:], strict=False))
    mended = []
    for line in lines:
        kept: list[Word] = []
        for word in line.words:
            text = _mend(word, line, *next(neighbours))
            if kept and kept[-1].text == "NA" and _TORN_OFF.fullmatch(text):
                first = kept.pop()
                word = replace(word, box=word.box._replace(x0=first.box.x0))
                text = f"NA{text}"
            if text:
                kept.append(replace(word, text=text))
        if kept:
            mended.append(replace(line, words=tuple(kept)))
    return mended


def _mend(word: Word, line: _Line, before: str, after: str) -> str:
    """Return what the word says, "" for a speck."""
    text = word.text.strip(_BARS)
    low = word.box.y1 > line.foot + _BELOW * line.size and word.box.y1 - word.box.y0 > _TALLER_THAN_FIGURES * line.size
    named = bool(_BEFORE_SIGN.fullmatch(before))
    if _NUMBER.fullmatch(after):
        if _ONE_SIGN.fullmatch(text) and (low or named):
            return "§"
        if _TWO_SIGNS.fullmatch(text) and low:
            return "§§"
    if _GLUED_SIGN.fullmatch(text) and low and named:
        return f"§{text[1:]}"
    if len(text) != 1 or text.isdigit() or text in "-–—":
        return text
    if word is line.words[0] and len(line.words) > 1 and _is_bullet(word, line):
        return "•"
    return "" if not text.isalnum() and word.confidence < _SPECK else text


def _is_bullet(word: Word, line: _Line) -> bool:
    width, height = word.box.x1 - word.box.x0, word.box.y1 - word.box.y0
    return (
        _SMALLEST_BULLET * line.size <= min(width, height)
        and max(width, height) <= _LARGEST_BULLET * line.size
        and word.box.y1 < line.foot - _OFF_FOOT * line.size
    )
