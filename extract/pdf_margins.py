"""Running headers, footers and page numbers: what stands at the edge of a page and comes again on others.

Lines are peeled off a page from its edges inwards, only as long as each is recognised, so that a repeated line within
the body stays; a table that goes on overleaf is body from its first line. Numbers may differ between pages where they
count the pages. A document of one page has no repetition: there only an obvious page number is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from .pdf_aligned import FEWEST_ROWS, is_aligned
from .pdf_lines import Line, group_feet

_EDGE = 0.13
_BEYOND = 2.0  # times the largest size: as far beyond the edge a line may stand that is not apart from the last of it
_MOST_FEET = 6
_NEAR = 12
_SAME_PLACE = 4.0
_WIDEST_LEADING = 1.6
_OTHER_SIZE = 0.6
_SHORT_DOCUMENT = 6
_BARE_NUMBER = re.compile(r"[-–—|(\[]?\s*(\d{1,4})\s*[-–—|)\]]?")
_NAMED_NUMBER = re.compile(
    r"(?:(?:side|sida|sidan|page|s\.)\s*\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?|\d{1,4}\s*(?:av|of|/|\()\s*\d{1,4}\)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:side|sida|sidan|page)\s*(\d{1,4})\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d{1,9}")

# The lines at one edge of a page, in groups that stand on one foot, the outermost first.
_Rows = Sequence[Sequence[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A line at the edge of a page: its page, how far below the head (or, negative, above the foot), its numbers."""

    line: Line
    page: int
    depth: float
    numbers: tuple[int, ...]


def find_margins(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """Return the marginal lines of each page, given as its lines and its height, in the order in which they stand."""
    heights = [height for _, height in pages]
    heads, feet = [], []
    for lines, height in pages:
        deep = _EDGE * height + _BEYOND * max((line.size for line in lines), default=0.0)
        heads.append(group_feet(line for line in lines if line.y <= deep)[:_MOST_FEET])
        feet.append(group_feet(line for line in lines if line.y >= height - deep)[: -_MOST_FEET - 1 : -1])
    near = [*_near_edge(heads, heights), *_near_edge(feet, heights, from_foot=True)]
    repeated = _repeated(near, len(pages))
    margins = []
    for head, foot in zip(heads, feet, strict=True):
        taken = [*_peel(head, repeated), *_peel(foot, repeated)]
        margins.append(sorted({id(line): line for line in taken}.values(), key=lambda line: (line.y, line.x0)))
    return margins


def mask(text: str) -> str:
    """Return a line with its numbers blotted out, for comparing it with that of another page."""
    return _DIGITS.sub("#", text)


def _near_edge(pages: Sequence[_Rows], heights: Sequence[float], *, from_foot: bool = False) -> Iterator[_Edge]:
    for page, (rows, height) in enumerate(zip(pages, heights, strict=True), 1):
        edge = height if from_foot else 0.0
        for line in chain.from_iterable(rows):
            if abs(line.y - edge) <= _EDGE * height:
                numbers = tuple(map(int, _DIGITS.findall(line.text)))
                yield _Edge(line=line, page=page, depth=line.y - edge, numbers=numbers)


def _peel(rows: _Rows, repeated: set[int]) -> list[Line]:
    """Return the recognised lines from the edge inwards, up to the last wide gap or change of size before the body."""
    taken: list[Line] = []
    pending: list[Line] = []
    for index, (row, inner) in enumerate(zip_longest(rows, rows[1:])):
        recognised = [line for line in row if id(line) in repeated]
        if not recognised or _opens_table(rows[index : index + FEWEST_ROWS], repeated):
            break
        pending += recognised
        if inner is None or _is_apart(row[0], inner[0]):
            taken += pending
            pending = []
        if len(recognised) < len(row):
            break
    return taken


def _opens_table(rows: _Rows, repeated: set[int]) -> bool:
    """Whether rows from the edge inwards are a table of the body: lined up, evenly set, and not all repeated."""
    if len(rows) < FEWEST_ROWS or min(map(len, rows)) < 2 or all(id(line) in repeated for row in rows for line in row):
        return False
    steps = [abs(outer[0].y - inner[0].y) for outer, inner in pairwise(rows)]
    return steps[0] <= max(steps[1:]) + _SAME_PLACE and is_aligned(sorted(rows, key=lambda row: row[0].y))


def _is_apart(outer: Line, inner: Line) -> bool:
    size = max(outer.size, inner.size)
    return abs(outer.y - inner.y) > _WIDEST_LEADING * size or abs(outer.size - inner.size) > _OTHER_SIZE


def _repeated(edges: Iterable[_Edge], pages: int) -> set[int]:
    """Return the identities of the lines that come again, or are a page number by themselves."""
    alike: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[mask(edge.line.text)].append(edge)
    return {
        id(edge.line)
        for group in alike.values()
        for index, edge in enumerate(group)
        if _is_page_number(edge)
        or (len(group) > 1 and _comes_again(edge, group[max(index - _NEAR, 0) : index + _NEAR], pages))
    }


def _is_page_number(edge: _Edge) -> bool:
    if _NAMED_NUMBER.fullmatch(edge.line.text):
        return True
    bare = _BARE_NUMBER.fullmatch(edge.line.text)
    return bare is not None and int(bare[1]) in (edge.page, edge.page - 1)


def _comes_again(edge: _Edge, group: Sequence[_Edge], pages: int) -> bool:
    same = {other.page for other in group if _match(edge, other)}
    identical = {other.page for other in group if other.line.text == edge.line.text} & same
    # In a long file that was bound of short ones a line comes again overleaf, and nowhere else. Bold ones are titles.
    overleaf = not edge.line.bold and _LETTER.search(edge.line.text) and {edge.page - 1, edge.page + 1} & same
    needed = 2 if pages <= _SHORT_DOCUMENT or overleaf else 3
    # Two headings "Vedlegg 1" and "Vedlegg 2" on two pages count the pages by chance; three hardly do.
    counting = 2 if _BARE_NUMBER.fullmatch(edge.line.text) or _COUNTED.search(edge.line.text) else 3
    return len(identical) >= needed or len(same) >= max(needed, counting)


def _match(edge: _Edge, other: _Edge) -> bool:
    """Whether two lines that differ in numbers at most stand in one place, with numbers as far apart as the pages."""
    if abs(edge.depth - other.depth) > _SAME_PLACE:
        return False
    apart = other.page - edge.page
    numbers = zip(edge.numbers, other.numbers, strict=False)
    return all(second - first in (0, apart) for first, second in numbers)
