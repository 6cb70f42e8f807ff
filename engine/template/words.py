"""Two clauses word by word: how alike they are, and what was taken out, put in and filled in.

A blank is one word. Case, punctuation around a word, and bokmål or nynorsk make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ..reading.bokmal import in_bokmal
from ..reading.placeholders import blanks

_EDGES = ".,;:!?()«»\"'“”–-•⁰¹²³⁴⁵⁶⁷⁸⁹"  # punctuation, bullets and the numbers of notes
_LONGEST = 1_500  # words of a clause that are compared: time grows with their square

Kind = Literal["kept", "removed", "added", "filled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or a blank in [start, end) of its text; equal words have equal keys."""

    key: str
    blank: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A run of words: "kept", "removed" (of the template), "added" (of the agreement) or "filled" in for a blank."""

    kind: Kind
    words: str


def words(text: str) -> tuple[Word, ...]:
    """The words of `text`, at most so many as are compared. What is punctuation only is no word."""
    found: list[Word] = []
    place = 0
    for blank in blanks(text):
        found += _plain_words(text, place, blank.start)
        found.append(
            Word(key=f"[{text[blank.start : blank.end].lower()}", blank=True, start=blank.start, end=blank.end)
        )
        place = blank.end
    found += _plain_words(text, place, len(text))
    return tuple(found[:_LONGEST])


def _plain_words(text: str, start: int, end: int) -> Iterator[Word]:
    place = start
    for piece in text[start:end].split():
        place = text.index(piece, place)
        key = in_bokmal(piece.lower().strip(_EDGES))
        if key:
            yield Word(key=key, blank=False, start=place, end=place + len(piece))
        place += len(piece)


def alike(template: Sequence[Word], agreement: Sequence[Word]) -> tuple[float, int, int]:
    """How much of the two is the same, 0–1, and the range of words of `agreement` that answers to `template`.

    Only runs of two words or more bound the range. Words of the agreement outside it do not count, nor do
    blanks and what is filled in for them.
    """
    matcher = SequenceMatcher(None, [word.key for word in template], [word.key for word in agreement], autojunk=False)
    every = [block for block in matcher.get_matching_blocks() if block.size]
    runs = [block for block in every if block.size > 1] or every
    if not runs:
        return 0.0, 0, 0
    start, end = runs[0].b, runs[-1].b + runs[-1].size
    if runs[0].a <= 1:  # the one word before may have been changed or filled in
        start = max(0, start - runs[0].a)
    same = sum(
        not template[block.a + step].blank for block in every if start <= block.b < end for step in range(block.size)
    )
    literal = sum(not word.blank for word in template)
    filled = sum(
        new_end - new_start
        for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes()
        if tag == "replace" and start <= new_start < end and all(word.blank for word in template[old_start:old_end])
    )
    within = sum(not word.blank for word in agreement[start:end]) - filled
    return 2 * same / max(1, literal + max(within, same)), start, end


def changes(template: str, agreement: str) -> tuple[Change, ...]:
    """What became of the text of the template in that of the agreement, in order."""
    old, new = words(template), words(agreement)
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new], autojunk=False)
    found: list[Change] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        before, after = _cut(template, old[old_start:old_end]), _cut(agreement, new[new_start:new_end])
        if tag == "equal":
            found.append(Change(kind="kept", words=after))
        elif before and after and all(word.blank for word in old[old_start:old_end]):
            found.append(Change(kind="filled", words=after))
        else:
            found += [Change(kind="removed", words=before)] if before else []
            found += [Change(kind="added", words=after)] if after else []
    return tuple(found)


def _cut(text: str, run: Sequence[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split()) if run else ""
