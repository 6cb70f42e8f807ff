"""The front of a document: its title, and its table of contents.

A title is the block, or the run of blocks of one look, that stands out before the first section. A table of contents is
told by its page numbers, or by lines in a row that come back later as headings of their own.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from .headings import Layout

_LONGEST_TITLE = 250
_LONGEST_CONTENTS_LINE = 160
_SHORTEST_SENTENCE = 80
_LAST_TITLE_BLOCK = 30
_LAST_PLAIN_TITLE_BLOCK = 2

_LEADER_AND_PAGE = re.compile(r"(?:\.[\s.]{2,}|…\s*|\t\s*|[ \xa0]{3,})\d{1,3}$")
_LEADERS = string.whitespace + "\xa0.…"
_CONTENTS_TITLE = re.compile(
    r"(?i)inn?e?h[oa]ld(?:sfortegnelse|sliste|soversikt)?|innehåll(?:sförteckning)?|(?:table of )?contents"
)


def find_contents(layout: Layout) -> set[int]:
    """Return the indexes of the blocks that are lines of a table of contents, its own heading included."""
    body = [index for index, block in enumerate(layout.blocks) if not (block.note or block.margin)]
    found = {index for run in _runs(body, _pages(layout, body)) if len(run) > 1 for index in run}
    repeated = _repeated(layout, body)
    found |= {index for run in _runs(body, repeated) if _is_contents(run, repeated) for index in run}
    titles = {layout.preceding(index) for index in found}
    return found | {index for index in titles if index is not None and _CONTENTS_TITLE.fullmatch(layout.words[index])}


def find_title(layout: Layout, headings: set[int]) -> set[int]:
    """Return the indexes of the blocks of the title, some of which may be among `headings`; none without a title."""
    sure = [index for index in sorted(headings) if _is_sure(layout, index)]
    sentences = (index for index in range(len(layout.blocks)) if _is_sentence(layout, index))
    end = min([*sure[:1], next(sentences, len(layout.blocks)), _LAST_TITLE_BLOCK])
    front = [index for index in range(end) if _may_be_title(layout, index)]
    largest = max((layout.look(index)[0] for index in front if layout.is_large(index)), default=0.0)
    run = _first_run([index for index in front if layout.look(index)[0] == largest])
    if largest > max((layout.look(index)[0] for index in headings - run), default=0.0):
        return run
    bold = [index for index in front if layout.look(index)[2] or layout.is_large(index)]
    if sure and bold:
        return _first_run([index for index in bold if layout.look(index) == layout.look(bold[0])])
    if bold and bold[0] not in headings:
        return _first_run(bold)
    return _plain_title(layout, headings, front, end)


def _plain_title(layout: Layout, headings: set[int], front: Sequence[int], end: int) -> set[int]:
    """In a text without looks, the first line; else the one heading at the top of all others."""
    first = next(iter(sorted(headings)), None)
    if first is not None and first <= end and not layout.blocks[first].number:
        levels = [layout.blocks[index].heading_level for index in headings - {first}]
        level = layout.blocks[first].heading_level
        if level is not None and levels and all(other is not None and other > level for other in levels):
            return {first}
    if layout.has_looks or not front or front[0] > _LAST_PLAIN_TITLE_BLOCK:
        return set()
    return {front[0]}


def _is_sure(layout: Layout, index: int) -> bool:
    block = layout.blocks[index]
    return bool(block.number) or block.heading_level is not None


def _is_sentence(layout: Layout, index: int) -> bool:
    words = layout.words[index]
    return layout.is_text(index) and len(words) >= _SHORTEST_SENTENCE and words.endswith(".")


def _may_be_title(layout: Layout, index: int) -> bool:
    block, words = layout.blocks[index], layout.words[index]
    return (
        not (block.cells or block.note or block.margin or block.number or block.heading_level)
        and not layout.is_bullet(index)
        and 0 < len(words) <= _LONGEST_TITLE
        and not words.endswith((".", ",", ";", ":"))
        and not (words.startswith("[") and words.endswith("]"))
        and any(map(str.isalpha, words))
    )


def _first_run(indexes: Sequence[int]) -> set[int]:
    """Return the indexes that follow one another from the first on."""
    return {index for offset, index in enumerate(indexes) if index == indexes[0] + offset}


def _pages(layout: Layout, body: Sequence[int]) -> set[int]:
    # Only the end of a block is searched: a form of one long row of dots would take the square of its length.
    ends = ((index, layout.words[index][-_LONGEST_CONTENTS_LINE:]) for index in body if not layout.blocks[index].cells)
    return {index for index, end in ends if end[-1:].isdecimal() and _LEADER_AND_PAGE.search(end)}


def _repeated(layout: Layout, body: Sequence[int]) -> dict[int, int]:
    """Return the short lines that come back later, each with the index of its last return."""
    keys = {
        index: _without_page(layout.words[index]).casefold()
        for index in body
        if len(layout.words[index]) <= _LONGEST_CONTENTS_LINE and not layout.blocks[index].cells
    }
    last = {key: index for index, key in keys.items()}
    return {
        index: last[key] for index, key in keys.items() if key and not layout.is_bullet(index) and last[key] > index
    }


def _without_page(words: str) -> str:
    """Return a line without a page number of up to three digits at its end, and without the leaders before it."""
    return (words[:-3] + words[-3:].rstrip(string.digits)).rstrip(_LEADERS)


def _is_contents(run: Sequence[int], repeated: dict[int, int]) -> bool:
    """Three lines or more that come back in the same order, with other text in between."""
    returns = [repeated[index] for index in run]
    in_order = all(earlier < later for earlier, later in pairwise(returns))
    return len(run) > 2 and in_order and returns[0] > run[-1] and returns[-1] - returns[0] >= len(run)


def _runs(body: Sequence[int], chosen: Collection[int]) -> Iterator[list[int]]:
    """Yield the chosen indexes in runs that nothing else in the body interrupts."""
    run: list[int] = []
    for index in body:
        if index in chosen:
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run
