"""The words of a PDF page's text by their places in it: found for all of the page at once, and joined again to runs.

Words end at blanks, and after the mark that pdfium puts for a hyphen at the end of a line.
"""

from __future__ import annotations

import re
import string
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

HYPHEN_MARK = "\ufffe"
_HYPHENS = HYPHEN_MARK + "-\xad\u2010"
_LINE_ENDS = ("", "\r", "\n")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\uffff]")
_FIRST_CODES = np.arange(128)
_IS_FIGURE = np.isin(_FIRST_CODES, list(b"0123456789"))
_IS_BLANK, _IS_LINE_BREAK = np.isin(_FIRST_CODES, list(b" \t\r\n\f\v")), np.isin(_FIRST_CODES, list(b"\r\n"))

_FIRST_CHINESE, _LAST_CHINESE = 0x3400, 0x9FFF
_SWAPPED = {ord(letter) << 8: letter for letter in string.ascii_letters}

Indexes: TypeAlias = npt.NDArray[np.intp]
Marks: TypeAlias = npt.NDArray[np.bool_]


class Words(NamedTuple):
    """Where words start and end in a text, the end excluded, and how many characters before them break lines.

    `closed` are those with a mark for a hyphen at their end, `figured` those that end in a figure and begin otherwise.
    """

    starts: Indexes
    ends: Indexes
    breaks: Indexes
    closed: Marks
    figured: Marks

    def chosen(self, which: Marks) -> Words:
        """Return those that are marked."""
        starts, ends, breaks, closed, figured = self
        return Words(starts[which], ends[which], breaks[which], closed[which], figured[which])


def unswapped(text: str) -> str:
    """Return a text with ASCII letters for those whose two bytes the file swaps, as some of Ghostscript's do.

    They look like Chinese, of which no other sign is in the text then.
    """
    codes = _codes(text)
    foreign = set(codes[(codes >= _FIRST_CHINESE) & (codes <= _LAST_CHINESE)].tolist())
    if foreign and foreign <= _SWAPPED.keys() and not _SWAPPED.keys() >= set(codes.tolist()):
        return text.translate(_SWAPPED)
    return text


def split_words(text: str) -> Words:
    """Return the words of a text, which may have halves of surrogate pairs in it."""
    codes = _codes(text)
    hyphens = codes == ord(HYPHEN_MARK)
    inside = np.zeros(len(codes) + 2, np.bool_)
    inside[1:-1] = ~(_IS_BLANK.take(codes, mode="clip") | hyphens)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    closed = np.append(hyphens, False)[ends]
    breaks = np.cumsum(_IS_LINE_BREAK.take(codes, mode="clip"), dtype=np.intp)[starts]
    is_figure = _IS_FIGURE.take(codes, mode="clip")
    figured = is_figure[ends - 1] & ~is_figure[starts]
    return Words(starts=starts, ends=ends + closed, breaks=breaks, closed=closed, figured=figured)


def are_readable(text: str, words: Words) -> Marks:
    """Tell which words have a character that can be printed."""
    if text.replace("\r\n", "").replace(HYPHEN_MARK, "").isprintable():
        return np.full(len(words.starts), True)
    each = map(text.__getitem__, map(slice, words.starts.tolist(), words.ends.tolist()))
    return np.array([bool(_clean(word)) for word in each], np.bool_)


def join_words(text: str, words: Words, first: Indexes, last: Indexes) -> list[str]:
    """Return the words from each `first` to each `last`, included, as they are read, with a blank between them."""
    starts, ends = words.starts.tolist(), words.ends.tolist()
    # As long as the words up to here with a blank after each.
    reached = np.cumsum(words.ends - words.starts + 1)
    lengths = (reached[last] - reached[first] + words.ends[first] - words.starts[first]).tolist()
    joined = []
    for index, end, length in zip(first.tolist(), last.tolist(), lengths, strict=True):
        run = text[starts[index] : ends[end]]
        if len(run) != length or not run.isprintable():
            own = zip(starts[index : end + 1], ends[index : end + 1], strict=True)
            run = " ".join([_clean(text[start:stop]) for start, stop in own])
        joined.append(run)
    return joined


def ends_in_hyphen(text: str, start: int, end: int) -> bool:
    """Whether the word from `start` to `end`, excluded, is the first part of one that is broken at the line's end."""
    if text[end - 1] not in _HYPHENS or end - start < 2:
        return False
    return text[end - 1] == HYPHEN_MARK or text[end : end + 1] in _LINE_ENDS


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _clean(word: str) -> str:
    return word if word.isprintable() else _UNPRINTABLE.sub("", word.replace(HYPHEN_MARK, "-")).strip()
