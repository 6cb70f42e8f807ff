"""How the lines of a file look: which stand out, which head their page, and which page is set otherwise than before.

It promises to go by sizes, places, numbers and running lines, never by words. Clauses are given as indexes into
`Document.clauses`, sizes in points.
"""

from __future__ import annotations

import re
from collections import Counter

from ...extract.model import ClauseKind, Document
from ...extract.numbers import decimal_path

_TITLES = (ClauseKind.TITLE, ClauseKind.HEADING)
_WORD = re.compile(r"[^\W\d_]{3}")
_SENTENCE_ENDS = (".", ",", ";", "?", "!")
_LONGEST_TITLE = 160  # characters
_TITLE_LINES = 3  # most lines of a title
_LARGER = 0.9  # points above the text of the page


class Looks:
    """Tells the looks of the clauses of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._clauses = document.clauses
        self._sizes = {block.span.start: block.size or 0.0 for block in document.blocks}
        self._body_sizes = _body_sizes(document)
        margins = (block for block in document.blocks if block.margin)
        self._running = {block.page or 0 for block in margins if _WORD.search(document.quote(block.body))}

    def size(self, index: int) -> float:
        """The usual size of a clause, 0 when unknown."""
        return self._sizes.get(self._clauses[index].span.start, 0.0)

    def _scale(self, index: int) -> float:
        return self.size(index) / (self._body_size(index) or 1.0)

    def _body_size(self, index: int) -> float:
        """The size of most of the text on the page of a clause."""
        return self._body_sizes.get(self._clauses[index].page, 0.0)

    def stands_out(self, index: int) -> bool:
        """Whether a clause is a heading, or a paragraph larger than the text of its page."""
        kind, larger = self._clauses[index].kind, self.size(index) - self._body_size(index)
        return kind in _TITLES or (kind is ClauseKind.PARAGRAPH and larger > _LARGER)

    def is_prominent(self, index: int) -> bool:
        """Whether a short line without a number looks like a title, or is one of the first lines of its page."""
        is_short = self.is_short(index) and not decimal_path(self._clauses[index].number)
        is_first = any(self.tops_page(each) for each in range(index - 2, index + 1))
        return is_short and (is_first or self.stands_out(index))

    def is_short(self, index: int) -> bool:
        """Whether a clause is no longer than a title may be."""
        body = self._clauses[index].body
        return body.end - body.start <= _LONGEST_TITLE

    def is_title_size(self, index: int, title: int) -> bool:
        """Whether a line is larger than the text and as large as `title`, or larger than all headings below it.

        In points, or in proportion to the text of the page.
        """
        headings = range(title + _TITLE_LINES, index)
        is_largest = any(
            measure(index) >= measure(title) or measure(index) > max(map(measure, headings), default=measure(index))
            for measure in (self.size, self._scale)
        )
        return is_largest and self._scale(index) > 1

    def is_largest(self, index: int, first: int) -> bool:
        """Whether a line is larger than all from the clause `first` to before it."""
        return self._scale(index) > max(map(self._scale, range(first, index)))

    def numbers_anew(self, index: int, first: int) -> bool:
        """Whether the next heading with a number is 1, and there was one before, from the clause `first` on."""
        before = any(self._is_numbered(each) for each in range(first, index))
        after = next((each for each in range(index + 1, len(self._clauses)) if self._is_numbered(each)), None)
        return before and after is not None and decimal_path(self._clauses[after].number) == (1,)

    def _ends_sentence(self, index: int) -> bool:
        return self._document.quote(self._clauses[index].body).rstrip().endswith(_SENTENCE_ENDS)

    def _is_numbered(self, index: int) -> bool:
        clause = self._clauses[index]
        return clause.kind is ClauseKind.HEADING and bool(decimal_path(clause.number))

    def is_set_otherwise(self, index: int) -> bool:
        """Whether the page of a clause has text of another size than the one before, or running lines of its own."""
        return self._has_other_text(index) or self.has_other_margin(index)

    def has_other_margin(self, index: int) -> bool:
        """Whether a running line stands on a page for the first time, when the page before had none that was new.

        A paper with other lines on its first page, or on the right and the left ones, has new ones on two in a row.
        """
        page = self._clauses[index].page or 0
        return page in self._running and page - 1 not in self._running and min(self._running) < page

    def _has_other_text(self, index: int) -> bool:
        """Whether the text of the page of a clause has another size than that of the page before."""
        return self._body_size(index) != self._body_size(self.first_of_page(index) - 1)

    def first_of_page(self, index: int) -> int:
        """The first clause on the page of a clause; the first of all in a format without pages."""
        page = self._clauses[index].page
        while index > 0 and self._clauses[index - 1].page == page:
            index -= 1
        return index

    def tops_page(self, index: int) -> bool:
        """Whether a clause is the first of its page; False before the first clause and in formats without pages."""
        page = self._clauses[index].page if index >= 0 else None
        return page is not None and (index == 0 or self._clauses[index - 1].page != page)

    def heads_page(self, index: int) -> bool:
        """Whether a line is the first of its page, or the second below a name or a mark."""
        below_mark = self.tops_page(index - 1) and not (self.stands_out(index - 1) or self._ends_sentence(index - 1))
        return self.tops_page(index) or below_mark


def _body_sizes(document: Document) -> dict[int | None, float]:
    """The size of most of the text on each page."""
    letters: dict[int | None, Counter[float]] = {}
    for block in document.blocks:
        if not (block.margin or block.cells):
            letters.setdefault(block.page, Counter())[block.size or 0.0] += block.span.end - block.span.start
    return {page: sizes.most_common(1)[0][0] for page, sizes in letters.items()}
