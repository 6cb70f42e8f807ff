"""Which blocks are headings, titles and tables of contents, told by format, number and look.

It knows no language but the words for "contents". A block whose format calls it a heading is one, unless it reads as a
whole paragraph; any other must look like one (bold, large, capitals or numbered; short; no sentence, but maybe a
question) and stand before body text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .model import Block
from .numbers import NumberKind, decimal_path, follows, number_kind

Look = tuple[float, bool, bool]

_LONGEST_HEADING = 160
_MOST_WORDS = 20
_MOST_WORDS_IF_PLAIN = 12
_MOST_WORDS_WITH_STOP = 8
_MOST_WORDS_IF_BARE = 8
_SHORTEST_BODY = 40
_SHORTEST_PARAGRAPH = 120
_LARGER = 0.9  # points above the body text that the eye takes for a heading
_SUBHEADINGS = 4

_FILL_IN = re.compile(r"___|\.\.\.\.|……")
_LABEL_AND_VALUE = re.compile(r"[^\W\d_]+(?:/\w+)?:\s+\S")
_LABEL_AND_BLANK = re.compile(r"[^:]+:\s+\[")
_SECTION_NUMBERS = {
    NumberKind.DECIMAL,
    NumberKind.PARAGRAPH_SIGN,
    NumberKind.CHAPTER,
    NumberKind.UPPER_ROMAN,
    NumberKind.UPPER_LETTER,
}


class Layout:
    """The blocks of a document with what is usual in it: the size of body text, and whether most of it is bold."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.words = [text[block.body.start : block.body.end].strip() for block in blocks]
        sizes: Counter[float] = Counter()
        bold = 0
        for block, words in zip(blocks, self.words, strict=True):
            if block.heading_level is None and not (block.margin or block.note or block.cells):
                sizes[block.size or 0.0] += len(words)
                bold += len(words) * block.bold
        self.body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        self.bold_is_usual = bold * 2 > sizes.total()
        self.has_looks = bold > 0 or any(block.size is not None or block.heading_level for block in blocks)

    def look(self, index: int) -> Look:
        """Return how much a block stands out, in an order: size in points, capitals, bold."""
        block = self.blocks[index]
        return block.size or 0.0, self.is_capitals(index), block.bold and not self.bold_is_usual

    def is_capitals(self, index: int) -> bool:
        """Whether the block is written in capitals: five letters at least, so that an acronym alone does not count."""
        words = self.words[index]
        return words.isupper() and sum(map(str.isalpha, words)) > 4

    def is_large(self, index: int) -> bool:
        """Whether the block is visibly larger than the body text."""
        return (self.blocks[index].size or 0.0) > self.body_size + _LARGER

    def stands_out(self, index: int) -> bool:
        """Whether the block is bold, larger than the body text or in capitals."""
        _, capitals, bold = self.look(index)
        return bold or capitals or self.is_large(index)

    def is_text(self, index: int) -> bool:
        """Whether the block is a paragraph of the body: no table row, note, running header or footer."""
        block = self.blocks[index]
        return not (block.cells or block.note or block.margin)

    def is_bullet(self, index: int) -> bool:
        """Whether a bullet stands before the block."""
        block = self.blocks[index]
        return not block.number and block.body.start > block.span.start

    def following(self, index: int) -> int | None:
        """Return the index of the next block of the body, over notes; None at the end."""
        later = range(index + 1, len(self.blocks))
        return next((each for each in later if not (self.blocks[each].note or self.blocks[each].margin)), None)

    def preceding(self, index: int) -> int | None:
        """Return the index of the block of the body before this one, over notes; None at the beginning."""
        earlier = range(index - 1, -1, -1)
        return next((each for each in earlier if not (self.blocks[each].note or self.blocks[each].margin)), None)


def find_headings(layout: Layout, contents: set[int]) -> set[int]:
    """Return the indexes of the blocks that are headings; `contents` are those of tables of contents."""
    candidates = {
        index
        for index in range(len(layout.blocks))
        if index not in contents and layout.is_text(index) and _may_be_heading(layout, index)
    }
    lists: set[int] = set()
    for index in sorted(candidates):
        if layout.blocks[index].heading_level is None and not _introduces(layout, index, candidates, lists):
            lists.add(index)
    return candidates - lists


def _may_be_heading(layout: Layout, index: int) -> bool:
    block, words = layout.blocks[index], layout.words[index]
    if block.heading_level is not None:
        return len(words) <= _LONGEST_HEADING or not words.endswith((".", ";"))
    if layout.is_bullet(index) or _is_never_heading(words, block.number):
        return False
    numbered = number_kind(block.number) in _SECTION_NUMBERS
    if not words:
        return numbered
    count = len(words.split())
    if words.endswith(":"):
        return layout.stands_out(index) and not layout.is_capitals(index)
    if words.endswith("."):
        return numbered and layout.stands_out(index) and count <= _MOST_WORDS_WITH_STOP
    if layout.stands_out(index):
        return count <= _MOST_WORDS
    if words.endswith("?"):  # its answer follows
        return count <= _MOST_WORDS_IF_PLAIN and words.count("\n") == 0
    if not layout.has_looks and not block.number:
        return count <= _MOST_WORDS_IF_BARE and _stands_before_paragraph(layout, index)
    return numbered and count <= _MOST_WORDS_IF_PLAIN and words.count("\n") == 0


def _is_never_heading(words: str, number: str) -> bool:
    """Long or broken text, sentences that go on, lower-case beginnings, forms to fill in and "label: value"."""
    if not words:
        return False
    return (
        len(words) > _LONGEST_HEADING
        or words.count("\n") > 1
        or words.endswith((",", ";", "!"))
        or words[0].islower()
        or not any(map(str.isalpha, words))
        or (words.startswith("[") and words.endswith("]"))
        or bool(_FILL_IN.search(words))
        or bool(_LABEL_AND_BLANK.match(words))
        or (not number and bool(_LABEL_AND_VALUE.match(words)))
    )


def _stands_before_paragraph(layout: Layout, index: int) -> bool:
    """Whether a long paragraph follows: all that tells a heading without a number in a text without looks."""
    following = layout.following(index)
    if following is None or layout.is_bullet(following) or not layout.is_text(following):
        return False
    return len(layout.words[following]) >= _SHORTEST_PARAGRAPH


def _introduces(layout: Layout, index: int, candidates: set[int], lists: set[int]) -> bool:
    """Whether what looks like a heading stands before body text, and is not one line of a list of such lines."""
    plain = not layout.stands_out(index)
    before = layout.preceding(index)
    if plain and before is not None and before not in candidates and layout.words[before].endswith(":"):
        return False
    if plain and before in lists and follows(layout.blocks[index].number, layout.blocks[before or 0].number):
        return False
    following = layout.following(index)
    for _ in range(_SUBHEADINGS):
        if following is None:
            return False
        if following not in candidates:
            return _is_body(layout, following) or bool(
                layout.blocks[index].number and _leads_to_body(layout, following)
            )
        if not _may_be_subheading(layout, index, following):
            return False
        following = layout.following(following)
    return False


def _leads_to_body(layout: Layout, index: int) -> bool:
    """Whether a short line, as "The parties shall" above a list, stands before body text."""
    following = layout.following(index)
    return following is not None and _is_body(layout, following)


def _may_be_subheading(layout: Layout, index: int, following: int) -> bool:
    """Whether a heading may be followed by this one with nothing in between."""
    block, after = layout.blocks[index], layout.blocks[following]
    if not layout.stands_out(index):
        path, next_path = decimal_path(block.number), decimal_path(after.number)
        return len(next_path) > len(path) > 0
    if block.number:
        return True
    return after.heading_level is None and layout.look(following) < layout.look(index)


def _is_body(layout: Layout, index: int) -> bool:
    block, words = layout.blocks[index], layout.words[index]
    return bool(
        block.cells
        or block.list_level is not None
        or layout.is_bullet(index)
        or block.number
        or len(words) >= _SHORTEST_BODY
        or words.endswith((".", ":", ";", "]"))
    )
