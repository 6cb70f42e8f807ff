"""Lists: which paragraphs are items, and which clause introduces each of them.

An item is led in by the paragraph before its list, or by the item above it when it stands one level deeper. A paragraph
between two items whose numbers go on does not end their list.
"""

from __future__ import annotations

from dataclasses import dataclass

from .headings import Layout
from .numbers import NumberKind, decimal_path, follows, number_kind

_ITEM_KINDS = {
    NumberKind.LOWER_LETTER,
    NumberKind.LOWER_ROMAN,
    NumberKind.UPPER_LETTER,
    NumberKind.UPPER_ROMAN,
}


@dataclass(slots=True, kw_only=True)
class _OpenList:
    """A list that may go on. `level` as in `Block`; `sign` is its bullet or kind of number; `item` its last clause."""

    level: int | None
    sign: str | NumberKind
    number: str
    lead_in: int | None
    item: int


class ListTracker:
    """Follows the lists of a document; told of every heading and paragraph in reading order, by block and by clause."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._open: list[_OpenList] = []
        self._interrupted: list[_OpenList] = []
        self._introducer: int | None = None
        self._expects_list = False

    def meet_heading(self, index: int, clause: int) -> None:
        """End all lists. A heading introduces a list only when it ends with a colon."""
        self.interrupt()
        self._expects_list = self._layout.words[index].endswith(":")
        self._introducer = clause if self._expects_list else None

    def interrupt(self) -> None:
        """End all lists at something that is neither heading nor paragraph, such as a table row."""
        self._open, self._interrupted = [], []
        self._introducer, self._expects_list = None, False

    def meet_text(self, index: int, clause: int) -> tuple[bool, int | None]:
        """Return whether the block is a list item, and the clause that leads it in."""
        if not self._is_item(index):
            self._interrupted, self._open = self._open or self._interrupted, []
            self._introducer, self._expects_list = clause, self._layout.words[index].endswith(":")
            return False, None
        lists = self._open or self._resume(index)
        depth = self._depth(index, lists)
        lead_in = lists[-1].item if lists else self._introducer
        if depth < len(lists):
            lead_in = lists[depth].lead_in
        block = self._layout.blocks[index]
        here = _OpenList(
            level=block.list_level, sign=self._sign(index), number=block.number, lead_in=lead_in, item=clause
        )
        self._open = [*lists[:depth], here]
        return True, lead_in

    def _is_item(self, index: int) -> bool:
        block = self._layout.blocks[index]
        if self._layout.is_bullet(index) or number_kind(block.number) in _ITEM_KINDS:
            return True
        path = decimal_path(block.number)
        if block.list_level is not None:
            return len(path) <= 1
        label = self._layout.text[block.span.start : block.body.start]
        goes_on = any(follows(block.number, each.number) for each in self._open or self._interrupted)
        return (
            len(path) == 1
            and number_kind(block.number) is NumberKind.DECIMAL
            and (")" in label or self._expects_list or goes_on)
        )

    def _resume(self, index: int) -> list[_OpenList]:
        """Return the lists that a paragraph interrupted, as far in as the one that the item goes on with."""
        number = self._layout.blocks[index].number
        going_on = [depth for depth, each in enumerate(self._interrupted) if follows(number, each.number)]
        return self._interrupted[: going_on[-1] + 1] if going_on else []

    def _depth(self, index: int, lists: list[_OpenList]) -> int:
        """Return how many open lists are outside of the item's own: by level where both have one, else by sign."""
        level, number = self._layout.blocks[index].list_level, self._layout.blocks[index].number
        for depth in range(len(lists) - 1, -1, -1):
            each = lists[depth]
            if level is not None and each.level is not None:
                if each.level == level:
                    return depth
                if each.level < level:
                    return depth + 1
            elif follows(number, each.number):
                return depth
        signs = [each.sign for each in lists]
        if self._sign(index) in signs:
            return signs.index(self._sign(index))
        return 0 if level == 0 else len(lists)

    def _sign(self, index: int) -> str | NumberKind:
        block = self._layout.blocks[index]
        if block.number:
            return number_kind(block.number)
        return self._layout.text[block.span.start : block.body.start].strip()
