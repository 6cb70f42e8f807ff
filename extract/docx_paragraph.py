"""The inside of a DOCX paragraph: its visible words with their looks, and what hangs on it (notes, text boxes).

Tracked changes are read as accepted. Left out are hidden text, field instructions, comments and the second form of
anything that stands in the file in two forms (`mc:Fallback`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .docx_package import W
from .docx_styles import Look, Styles, find_text, is_on, read_look

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT = {f"{W}t", _MATH_TEXT}
_LEFT_OUT = {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "tblPr", "trPr")
}
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_SYMBOLS = {
    ("Symbol", "B7"): "•",
    ("Wingdings", "6F"): "☐",
    ("Wingdings", "71"): "☐",
    ("Wingdings", "78"): "☒",
    ("Wingdings", "A7"): "▪",
    ("Wingdings", "A8"): "☐",
    ("Wingdings", "FB"): "✗",
    ("Wingdings", "FC"): "✓",
    ("Wingdings", "FD"): "☒",
    ("Wingdings", "FE"): "☑",
}
_SYMBOLS |= {("Wingdings 2", "52"): "☑", ("Wingdings 2", "54"): "☒", ("Wingdings 2", "A3"): "☐"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of one run; `source` is the element that prints them, a `w:t`, a tab, a break …"""

    text: str
    look: Look
    source: _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference:
    """A place that refers to a note. `kind` is "footnotes" or "endnotes"; `marked` when the author typed the mark."""

    kind: str
    id: str
    marked: bool


@dataclass(slots=True, kw_only=True)
class Content:
    """What a paragraph shows, in reading order; filled while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible words, with the blanks around them."""
        return "".join(piece.text for piece in self.pieces)


def unwrap(parent: _Element) -> Iterator[_Element]:
    """Yield the children of `parent`, stepping into content controls, accepted changes and the first of two forms."""
    for child in parent:
        if child.tag == _ALTERNATIVES:
            chosen = _choice(child)
            if chosen is not None:
                yield from unwrap(chosen)
        elif child.tag in _TRANSPARENT:
            yield from unwrap(child)
        elif child.tag not in _LEFT_OUT:
            yield child


def read_content(paragraph: _Element, styles: Styles) -> Content:
    """Return what a `w:p` shows."""
    content = Content()
    _InlineReader(content, styles, styles.paragraph_look(style_of(paragraph, styles))).read(paragraph)
    return content


def style_of(paragraph: _Element, styles: Styles) -> str:
    """Return the id of the paragraph's style."""
    return find_text(paragraph, "pPr/pStyle") or styles.default_paragraph


def common_look(pieces: Iterable[Piece], start: int) -> Look:
    """Return the look of the non-blank characters from `start` on: bold, italic when all are; their usual size."""
    weights: Counter[Look] = Counter()
    offset = 0
    for piece in pieces:
        part = piece.text[max(start - offset, 0) :]
        weights[piece.look] += sum(not character.isspace() for character in part)
        offset += len(piece.text)
    looks = [look for look, weight in weights.items() if weight]
    sizes: Counter[float | None] = Counter()
    for look in looks:
        sizes[look.size] += weights[look]
    return Look(
        bold=bool(looks) and all(look.bold for look in looks),
        italic=bool(looks) and all(look.italic for look in looks),
        size=sizes.most_common(1)[0][0] if sizes else None,
    )


class _InlineReader:
    """Walks the inside of one paragraph. A field shows its result only: the part after its `separate` mark."""

    def __init__(self, content: Content, styles: Styles, look: Look) -> None:
        self._content = content
        self._styles = styles
        self._look = look
        self._fields: list[bool] = []

    def read(self, parent: _Element) -> None:
        for child in unwrap(parent):
            if child.tag == f"{W}r":
                self._read_run(child)
            elif child.tag in _TEXT:
                self._add(child.text or "", self._look, child)
            else:
                self.read(child)

    def _read_run(self, run: _Element) -> None:
        look = self._look
        properties = run.find(f"{W}rPr")
        if properties is not None:
            character_style = find_text(properties, "rStyle")
            look = read_look(properties).over(self._styles.look(character_style or "").over(look))
        if not look.hidden:
            for child in unwrap(run):
                self._read_in_run(child, look)

    def _read_in_run(self, child: _Element, look: Look) -> None:
        tag = child.tag
        if tag in _TEXT:
            self._add(child.text or "", look, child)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look, child)
        elif tag == f"{W}sym":
            symbol = child.get(f"{W}font", ""), child.get(f"{W}char", "").upper()[-2:]
            self._add(_SYMBOLS.get(symbol, ""), look, child)
        elif tag == f"{W}fldChar":
            self._turn_field(child.get(f"{W}fldCharType", ""))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._refer(child)
        elif tag == f"{W}txbxContent":
            self._content.boxes.append(child)
        else:
            for inner in unwrap(child):
                self._read_in_run(inner, look)

    def _add(self, text: str, look: Look, source: _Element) -> None:
        if all(self._fields):
            self._content.pieces.append(Piece(text=text, look=look, source=source))

    def _turn_field(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append(False)
        elif self._fields and mark == "separate":
            self._fields[-1] = True
        elif self._fields and mark == "end":
            self._fields.pop()

    def _refer(self, reference: _Element) -> None:
        kind = "footnotes" if reference.tag == f"{W}footnoteReference" else "endnotes"
        marked = is_on(reference.get(f"{W}customMarkFollows", "0"))
        self._content.notes.append(NoteReference(kind=kind, id=reference.get(f"{W}id", ""), marked=marked))


def _choice(alternatives: _Element) -> _Element | None:
    choice = alternatives.find(f"{_COMPATIBILITY}Choice")
    return choice if choice is not None else alternatives.find(f"{_COMPATIBILITY}Fallback")
