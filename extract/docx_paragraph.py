"""The inside of a DOCX paragraph: its visible words with their looks, and what hangs on it: notes, text boxes …

Tracked changes are read as accepted. A form field shows what was chosen in it, a fraction stands on one line. Left out
are hidden text, field instructions, comments and the second form of anything that stands in the file in two forms
(`mc:Fallback`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .docx_package import DIAGRAM, WORD_ART, W
from .docx_styles import Look, Styles, find_number, find_text, is_on, read_look
from .docx_symbols import symbol, with_symbols

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOLS = {f"{W}sym", "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"}
_TEXT = {f"{W}t", f"{_MATH}t"}
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "delText", "tblPr", "trPr")}
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}


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
    """What a paragraph shows, in reading order; filled while it is read. `boxes` are text boxes, diagrams, WordArt."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible words, with the blanks around them."""
        return "".join(piece.text for piece in self.pieces)


def unwrap(parent: Iterable[_Element]) -> Iterator[_Element]:
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


def read_content(paragraph: _Element, styles: Styles, computed: Callable[[str], str]) -> Content:
    """Return what a `w:p` shows; `computed` tells what a field without a result prints, from its instruction."""
    content = Content()
    _InlineReader(content, styles, styles.paragraph_look(style_of(paragraph, styles)), computed).read(paragraph)
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


@dataclass(slots=True, kw_only=True)
class _Field:
    """An open field: its last mark ("begin", "separate"; "chosen" when a choice is shown for it), its instruction."""

    mark: str
    instruction: str = ""


class _InlineReader:
    """Walks the inside of one paragraph. A field shows its result only: the part after its `separate` mark.

    A form field with a choice shows the choice in place of its result.
    """

    def __init__(self, content: Content, styles: Styles, look: Look, computed: Callable[[str], str]) -> None:
        self._content = content
        self._styles = styles
        self._look = look
        self._computed = computed
        self._fields: list[_Field] = []

    def read(self, parent: _Element) -> None:
        for child in unwrap(parent):
            if child.tag == f"{W}r":
                self._read_run(child)
            elif child.tag in _TEXT:
                self._add(child.text or "", self._look, child)
            elif child.tag == f"{W}fldSimple" and not len(child):
                self._add(self._computed(child.get(f"{W}instr", "")), self._look, child)
            else:
                self._join_fraction(child)
                self.read(child)

    def _join_fraction(self, part: _Element) -> None:
        """Write what stands before the part of a formula: a blank between 1 and ½, the stroke of a fraction."""
        if part.tag == f"{_MATH}num" and self._content.text[-1:].isdigit():
            self._add(" ", self._look, part)
        elif part.tag == f"{_MATH}den":
            self._add("/", self._look, part)

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
            self._add(with_symbols(child.text or "", look.font), look, child)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look, child)
        elif tag in _SYMBOLS:
            names = str(tag).rpartition("}")[0]
            self._add(symbol(child.get(f"{names}}}font", ""), child.get(f"{names}}}char", "")), look, child)
        elif tag == f"{W}fldChar":
            self._turn_field(child, look)
        elif tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].instruction += child.text or ""
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._refer(child)
        elif tag in (f"{W}txbxContent", DIAGRAM, WORD_ART):
            self._content.boxes.append(child)
        else:
            for inner in unwrap(child):
                self._read_in_run(inner, look)

    def _add(self, text: str, look: Look, source: _Element) -> None:
        if text and all(field.mark == "separate" for field in self._fields):
            self._content.pieces.append(Piece(text=text, look=look, source=source))

    def _turn_field(self, character: _Element, look: Look) -> None:
        mark = character.get(f"{W}fldCharType", "")
        if mark == "begin":
            choice = _form_choice(character)
            self._add(choice, look, character)
            self._fields.append(_Field(mark="chosen" if choice else mark))
        elif self._fields and mark == "separate" and self._fields[-1].mark == "begin":
            self._fields[-1].mark = mark
        elif self._fields and mark == "end":
            ended = self._fields.pop()
            if ended.mark == "begin":
                self._add(self._computed(ended.instruction), look, character)

    def _refer(self, reference: _Element) -> None:
        kind = "footnotes" if reference.tag == f"{W}footnoteReference" else "endnotes"
        marked = is_on(reference.get(f"{W}customMarkFollows", "0"))
        self._content.notes.append(NoteReference(kind=kind, id=reference.get(f"{W}id", ""), marked=marked))


def _choice(alternatives: _Element) -> _Element | None:
    choice = alternatives.find(f"{_COMPATIBILITY}Choice")
    return choice if choice is not None else alternatives.find(f"{_COMPATIBILITY}Fallback")


def _form_choice(begin: _Element) -> str:
    """Return what is chosen in the form field that begins here: an entry of a list, ☒ or ☐; "" for other fields."""
    check_box, entries = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if check_box is not None:
        return "☒" if _is_checked(check_box) else "☐"
    return "" if entries is None else _chosen_entry(entries)


def _is_checked(check_box: _Element) -> bool:
    states = (check_box.find(f"{W}{name}") for name in ("checked", "default"))
    state = next((state for state in states if state is not None), None)
    return state is not None and is_on(state.get(f"{W}val", "1"))


def _chosen_entry(drop_down: _Element) -> str:
    entries = [entry.get(f"{W}val", "") for entry in drop_down.iterchildren(f"{W}listEntry")]
    chosen = find_number(drop_down, "result")
    if chosen is None:
        chosen = find_number(drop_down, "default") or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
