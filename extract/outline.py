"""Blocks to sections and clauses: what is a heading, what stands under it, which sentence introduces which list.

It works on blocks of any format: one that names its headings, or one that only has looks and typed numbers. Every block
but running headers and footers becomes one clause, a long paragraph several, in reading order. Ids are unique and made
for people: the printed number where it is unambiguous ("4.2", "4.2/a"), else the section and a running number
("4.2/3"); "S3" is the third section when it has no number, and "0" what stands before the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from .footnotes import referring
from .headings import Layout, find_headings
from .lists import ListTracker
from .model import Block, Clause, ClauseKind, Section, Span
from .nesting import Heading, is_above, may_hold
from .numbers import NumberKind, decimal_path, number_kind
from .prose import sentence_groups
from .titles import find_contents, find_title


def outline(text: str, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Clause, ...]]:
    """Return the sections and the clauses of a document, each in reading order."""
    layout = Layout(text, blocks)
    contents = find_contents(layout)
    headings = find_headings(layout, contents)
    title = find_title(layout, headings) - contents
    writer = _Writer(layout, [blocks[index].number for index in sorted(headings - title)])
    for index, block in enumerate(blocks):
        if block.margin:
            continue
        if index in contents:
            writer.add(index, ClauseKind.CONTENTS)
        elif index in title:
            writer.add(index, ClauseKind.TITLE)
        elif index in headings:
            writer.add_heading(index)
        elif block.note:
            writer.add(index, ClauseKind.NOTE)
        elif block.cells:
            writer.add(index, ClauseKind.ROW)
        else:
            writer.add_paragraph(index)
    return writer.sections(), tuple(writer.clauses)


@dataclass(slots=True, kw_only=True)
class _OpenSection:
    """A section while its end is not known."""

    id: str
    block: Block
    heading: Heading
    level: int
    parent: int | None
    end: int


class _Writer:
    """Keeps the sections that are open, and adds clauses under the innermost."""

    def __init__(self, layout: Layout, heading_numbers: Sequence[str]) -> None:
        self.clauses: list[Clause] = []
        self._layout = layout
        self._sections: list[_OpenSection] = []
        self._open: list[int] = []
        self._lists = ListTracker(layout)
        self._ids: set[str] = set()
        self._repeats: Counter[str] = Counter()
        self._counts: Counter[int | None] = Counter()
        self._last_headings = {decimal_path(number): order for order, number in enumerate(heading_numbers)}

    def sections(self) -> tuple[Section, ...]:
        """Return the sections, closed where their last clause ends."""
        return tuple(
            Section(
                id=section.id,
                number=section.block.number,
                title=section.block.body,
                level=section.level,
                parent=section.parent,
                span=Span(start=section.block.span.start, end=section.end),
            )
            for section in self._sections
        )

    def add_heading(self, index: int) -> None:
        """Open a section under the innermost section that may hold it."""
        block = self._layout.blocks[index]
        heading = self._heading(index)
        self._close_for_heading(heading)
        parent = self._innermost
        section = _OpenSection(
            id=self._unique(self._section_id(block, parent)),
            block=block,
            heading=heading,
            level=len(self._open) + 1,
            parent=parent,
            end=block.span.end,
        )
        self._sections.append(section)
        self._open.append(len(self._sections) - 1)
        self._lists.meet_heading(index, len(self.clauses))
        self._append(index, ClauseKind.HEADING, section.id, None)

    def add_paragraph(self, index: int) -> None:
        """Add a paragraph or list item; a paragraph numbered "3.2" closes the sections that are not above 3.2."""
        block = self._layout.blocks[index]
        groups = sentence_groups(self._layout.text, block.body)
        is_item, lead_in = self._lists.meet_text(index, len(self.clauses) + len(groups) - 1)
        if not is_item:
            self._close_for_number(decimal_path(block.number))
        kind = ClauseKind.ITEM if is_item else ClauseKind.PARAGRAPH
        self._append(index, kind, self._unique(self._clause_id(block, lead_in)), lead_in)
        if len(groups) > 1:
            self._divide(groups)

    def _divide(self, groups: Sequence[Span]) -> None:
        """Leave the last clause with the first of its groups of sentences, and give each other group one of its own."""
        whole = self.clauses.pop()
        first = Span(start=whole.span.start, end=groups[0].end)
        self.clauses.append(replace(whole, span=first, body=groups[0]))
        for group in groups[1:]:
            own = self._unique(self._running_id())
            self._counts[self._innermost] += 1
            self.clauses.append(replace(whole, id=own, number="", span=group, body=group))

    def add(self, index: int, kind: ClauseKind) -> None:
        """Add a clause that takes no part in lists."""
        if kind is not ClauseKind.NOTE:
            self._lists.interrupt()
        number = self._layout.blocks[index].number if kind is ClauseKind.ROW else ""
        lead_in = self._referring(index) if kind is ClauseKind.NOTE else None
        self._append(index, kind, self._unique(number if _names_itself(number) else self._running_id()), lead_in)

    def _referring(self, index: int) -> int | None:
        """The clause that a note belongs to: the one before it, or on a page the one that carries its mark."""
        block = self._layout.blocks[index]
        before = range(len(self.clauses) - 1, -1, -1)
        others = (each for each in before if self.clauses[each].kind is not ClauseKind.NOTE)
        if block.page is None:
            return next(others, None)
        on_page = takewhile(lambda each: self.clauses[each].page == block.page, others)
        return referring(self._text(block.span), ((each, self._text(self.clauses[each].span)) for each in on_page))

    def _text(self, span: Span) -> str:
        return self._layout.text[span.start : span.end]

    def _heading(self, index: int) -> Heading:
        block = self._layout.blocks[index]
        path = decimal_path(block.number)
        following = (*path[:-1], path[-1] + 1) if path else None
        return Heading(
            number=block.number,
            level=block.heading_level,
            look=self._layout.look(index),
            continued=following is not None and self._last_headings.get(following, -1) >= len(self._sections),
        )

    def _close_for_heading(self, heading: Heading) -> None:
        while self._open:
            kinds = {number_kind(self._sections[each].block.number) for each in self._open}
            if may_hold(self._sections[self._open[-1]].heading, heading, kinds):
                return
            self._open.pop()

    def _close_for_number(self, path: tuple[int, ...]) -> None:
        """Close the numbered sections that a paragraph's number leaves, when one further out is above it."""
        if not path:
            return
        paths = [decimal_path(self._sections[each].block.number) for each in self._open]
        above = [depth for depth, each in enumerate(paths) if is_above(each, path)]
        if above and any(paths[above[-1] + 1 :]):
            del self._open[above[-1] + 1 :]

    def _append(self, index: int, kind: ClauseKind, clause_id: str, lead_in: int | None) -> None:
        block = self._layout.blocks[index]
        for section in self._open:
            self._sections[section].end = block.span.end
        if kind is not ClauseKind.HEADING:
            self._counts[self._innermost] += 1
        self.clauses.append(
            Clause(
                id=clause_id,
                kind=kind,
                number=block.number,
                span=block.span,
                body=block.body,
                page=block.page,
                section=self._innermost,
                lead_in=lead_in,
                cells=block.cells,
                headers=block.headers,
            )
        )

    def _section_id(self, block: Block, parent: int | None) -> str:
        if not block.number:
            return f"S{len(self._sections) + 1}"
        is_local = not _names_itself(block.number) and parent is not None and self._sections[parent].block.number
        if parent is not None and (is_local or block.number in self._ids):
            return f"{self._sections[parent].id}.{block.number}"
        return block.number

    def _clause_id(self, block: Block, lead_in: int | None) -> str:
        if not block.number:
            return self._running_id()
        if _names_itself(block.number) and block.number not in self._ids:
            return block.number
        is_decimal = number_kind(block.number) is NumberKind.DECIMAL
        if lead_in is not None and (self.clauses[lead_in].number or is_decimal):
            return f"{self.clauses[lead_in].id}/{block.number}"
        if not self._open and is_decimal:
            return block.number
        return f"{self._place}/{block.number}"

    def _running_id(self) -> str:
        return f"{self._place}/{self._counts[self._innermost] + 1}"

    @property
    def _innermost(self) -> int | None:
        return self._open[-1] if self._open else None

    @property
    def _place(self) -> str:
        return self._sections[self._open[-1]].id if self._open else "0"

    def _unique(self, wanted: str) -> str:
        unique = wanted
        while unique in self._ids:
            self._repeats[wanted] += 1
            unique = f"{wanted}-{self._repeats[wanted] + 1}"
        self._ids.add(unique)
        return unique


def _names_itself(number: str) -> bool:
    """Whether a number tells by itself where it stands: "4.2", "§ 3" and "Vedlegg 1" do, "4", "a" and "iv" do not."""
    return len(decimal_path(number)) > 1 or number_kind(number) in {NumberKind.PARAGRAPH_SIGN, NumberKind.CHAPTER}
