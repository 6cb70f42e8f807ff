"""A DOCX paragraph as one printed line of text: its number, its words, and whether it is a heading or in a list.

It promises to count every numbered paragraph exactly once, in reading order, as Word does: the empty ones too, those
that are hidden or deleted not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .docx_autonumber import AutoNumbers
from .docx_numbering import Numbering
from .docx_package import W
from .docx_paragraph import Content, NoteReference, Piece, read_content, style_of, unwrap
from .docx_styles import Styles, find_number, find_text, read_look
from .numbers import split_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY_TEXT = 9
_BLOCKS = {f"{W}p", f"{W}tbl"}
_TEXTS = {f"{W}{name}" for name in ("body", "tc", "txbxContent", "footnote", "endnote", "hdr", "ftr")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`text` is what is printed, number first, without blanks around it, perhaps nothing; its body begins at `body`.

    `letters` is the offset in `pieces` where the body begins; pieces keep their blanks and hold no automatic number.
    """

    text: str
    body: int
    number: str
    heading_level: int | None
    list_level: int | None
    pieces: tuple[Piece, ...]
    letters: int
    notes: tuple[NoteReference, ...]
    boxes: tuple[_Element, ...]


class LineReader:
    """Turns paragraphs into lines; call it in reading order."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._auto_numbers = AutoNumbers()
        self._carried = Content()

    def read(self, paragraph: _Element) -> Line | None:
        """Return the line, or None when its paragraph mark was deleted: its words, if any, then open the next line."""
        style = style_of(paragraph, self._styles)
        heading = self._heading_level(paragraph, style)
        content = read_content(paragraph, self._styles, partial(self._auto_numbers.label, heading_level=heading))
        content = Content(
            pieces=self._carried.pieces + content.pieces,
            notes=self._carried.notes + content.notes,
            boxes=self._carried.boxes + content.boxes,
        )
        if _mark_is_deleted(paragraph) and _runs_on(paragraph, content):
            self._carried = content
            return None
        self._carried = Content()
        return self._compose(paragraph, content, style, heading)

    def _compose(self, paragraph: _Element, content: Content, style: str, heading: int | None) -> Line:
        words = content.text.strip()
        blanks = len(content.text) - len(content.text.lstrip())
        label, number, level = "", "", None
        if words or not self._mark_is_hidden(paragraph, style):
            label, number, level = self._label(paragraph, style)
        typed, opening = ("", 0) if label else split_number(words)
        if heading is None and (label or (opening and not typed)):
            level = max(level or 0, self._styles.list_depth(style) or 0)
        text = f"{label} {words}" if label and words else words
        return Line(
            text=text,
            body=len(text) - len(words) + opening,
            number=number or typed,
            heading_level=heading,
            list_level=None if heading else level,
            pieces=tuple(content.pieces),
            letters=blanks + opening,
            notes=tuple(content.notes),
            boxes=tuple(content.boxes),
        )

    def _mark_is_hidden(self, paragraph: _Element, style: str) -> bool:
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        character_style = self._styles.look(find_text(mark, "rStyle") or "")
        return bool(read_look(mark).over(character_style).over(self._styles.paragraph_look(style)).hidden)

    def _heading_level(self, paragraph: _Element, style: str) -> int | None:
        own = find_number(paragraph, "pPr/outlineLvl")
        if own is None:
            return self._styles.heading_level(style)
        return None if own >= _BODY_TEXT else own + 1

    def _label(self, paragraph: _Element, style: str) -> tuple[str, str, int | None]:
        """Return the printed label, the number in it and the list level; nothing when the paragraph is in no list."""
        num_id, level = self._styles.numbering(style)
        own_id, own_level = find_text(paragraph, "pPr/numPr/numId"), find_number(paragraph, "pPr/numPr/ilvl")
        num_id = num_id if own_id is None else own_id
        if num_id in (None, "0"):
            return "", "", None
        if own_level is None:
            linked = self._numbering.level_of_style(num_id, style)
            level = linked if linked is not None else level
        level = own_level if own_level is not None else level or 0
        label, number = self._numbering.label(num_id, level)
        return label, number, level if label else None


def _mark_is_deleted(paragraph: _Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _runs_on(paragraph: _Element, content: Content) -> bool:
    """Whether a paragraph without its mark runs on into the next block.

    The last one of a cell or of the document cannot; into a table only one that has nothing left, and so is gone.
    """
    following = _following(paragraph)
    if following is None:
        return False
    return following.tag == f"{W}p" or not (content.text or content.notes or content.boxes)


def _following(element: _Element) -> _Element | None:
    """Return the next paragraph or table of the same text, inside of content controls or outside; None at its end."""
    found = next((block for block in unwrap(element.itersiblings()) if block.tag in _BLOCKS), None)
    parent = element.getparent()
    if found is None and parent is not None and parent.tag not in _TEXTS:
        return _following(parent)
    return found
