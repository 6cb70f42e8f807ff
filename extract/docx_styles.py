"""Styles of a DOCX: what a run looks like and what a paragraph style says of headings and lists.

Properties are looked up along the `basedOn` chain, nearest first; a chain that bites its own tail ends there.
Table styles and themes are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .docx_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"(?i)(?:heading|overskrift|rubrik)\s*([1-9])")
_LIST_NAME = re.compile(r"(?i)list (?:bullet|number|continue)(?: ([2-5]))?")
_SIZE_WITHOUT_DEFAULTS = 10.0
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Properties of a run; None where nothing is said. `size` in points, `font` is that of signs beyond ASCII."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """Return these properties, with those of `base` where nothing is said here."""
        return Look(
            bold=base.bold if self.bold is None else self.bold,
            italic=base.italic if self.italic is None else self.italic,
            hidden=base.hidden if self.hidden is None else self.hidden,
            size=base.size if self.size is None else self.size,
            font=base.font if self.font is None else self.font,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style as written, before its base is asked. `outline` is 0–8 for headings, 9 for body text."""

    name: str
    base: str
    look: Look
    num_id: str | None
    list_level: int | None
    outline: int | None


class Styles:
    """The styles part; without one every paragraph is plain."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self._defaults = Look(size=_SIZE_WITHOUT_DEFAULTS)
        self.default_paragraph = ""
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = read_look(defaults).over(self._defaults)
        for element in root.iterfind(f"{W}style"):
            identity = element.get(f"{W}styleId", "")
            self._styles[identity] = _read_style(element)
            if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                self.default_paragraph = identity

    def look(self, style: str) -> Look:
        """Return what the style and its bases say of a run, without the document's defaults."""
        if style not in self._looks:
            look = Look()
            for each in self.chain(style):
                look = look.over(each.look)
            self._looks[style] = look
        return self._looks[style]

    def paragraph_look(self, style: str) -> Look:
        """Return the look of a run that says nothing itself, in a paragraph of this style."""
        return self.look(style).over(self._defaults)

    def heading_level(self, style: str) -> int | None:
        """Return 1–9 for a heading style, by outline level or name, the nearest in the chain; None for any other."""
        for each in self.chain(style):
            if each.outline is not None:
                return None if each.outline >= _BODY_TEXT else each.outline + 1
            if name := _HEADING_NAME.fullmatch(each.name.strip()):
                return int(name[1])
        return None

    def numbering(self, style: str) -> tuple[str | None, int | None]:
        """Return the list that the style belongs to and the level in it, each None where the chain does not say."""
        chain = list(self.chain(style))
        num_id = next((each.num_id for each in chain if each.num_id is not None), None)
        level = next((each.list_level for each in chain if each.list_level is not None), None)
        return num_id, level

    def list_depth(self, style: str) -> int | None:
        """Return the depth that the name of a list style tells ("List Bullet 2" is 1), None for any other style."""
        names = (_LIST_NAME.fullmatch(each.name) for each in self.chain(style))
        return next((int(name[1] or 1) - 1 for name in names if name), None)

    def chain(self, style: str) -> Iterator[Style]:
        """Yield the style and its bases, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].base


def read_look(properties: _Element | None) -> Look:
    """Return what a `w:rPr` says; nothing for None."""
    if properties is None:
        return Look()
    size, fonts = properties.find(f"{W}sz"), properties.find(f"{W}rFonts")
    return Look(
        bold=_toggle(properties, "b"),
        italic=_toggle(properties, "i"),
        hidden=_toggle(properties, "vanish"),
        size=None if size is None else whole(size.get(f"{W}val")) / 2,
        font=None if fonts is None else fonts.get(f"{W}hAnsi", fonts.get(f"{W}ascii")),
    )


def whole(text: str | None) -> int:
    """Return an attribute as a whole number; a missing or broken one counts as 0."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else 0


def find_number(parent: _Element | None, path: str) -> int | None:
    """Return the `w:val` of the element at `path`, as `find_text` does, as a whole number."""
    text = find_text(parent, path)
    return None if text is None else whole(text)


def find_text(parent: _Element | None, path: str) -> str | None:
    """Return the `w:val` of the element at `path` (local names joined by "/"), None when it is absent."""
    element = None if parent is None else parent.find(_qualified(path))
    return None if element is None else element.get(f"{W}val")


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{name}" for name in path.split("/"))


def is_on(value: str) -> bool:
    """Whether the value of an on/off attribute means on."""
    return value.lower() not in {"0", "false", "off"}


def _toggle(properties: _Element, name: str) -> bool | None:
    element = properties.find(f"{W}{name}")
    return None if element is None else is_on(element.get(f"{W}val", "1"))


def _read_style(element: _Element) -> Style:
    paragraph = element.find(f"{W}pPr")
    return Style(
        name=find_text(element, "name") or "",
        base=find_text(element, "basedOn") or "",
        look=read_look(element.find(f"{W}rPr")),
        num_id=find_text(paragraph, "numPr/numId"),
        list_level=find_number(paragraph, "numPr/ilvl"),
        outline=find_number(paragraph, "outlineLvl"),
    )
