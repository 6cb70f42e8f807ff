"""Automatic numbers of a DOCX as they are printed: the list definitions, and counters that follow the reading order.

It promises the label that Word prints before a paragraph ("4.2", "a)", "•"). Formats it does not know are printed as
decimal numbers; picture bullets and bullets of symbol fonts as "•".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from .docx_package import W
from .docx_styles import Styles, find_number, find_text, is_on, read_look, whole
from .docx_symbols import is_symbol_font
from .numbers import bare_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_WITHOUT_NUMBER = {"bullet", "none"}
_OWN_CODE, _ANY_SIGN = re.compile("[\uf000-\uf0ff]"), re.compile(r"\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. `restart` is the number of the level (1 is the outermost) after which counting starts anew,
    0 for never, None for after any outer level."""

    format: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str | None


class _List:
    """A `w:num`: its levels, and the key under which it shares counters with other lists of the same definition."""

    def __init__(self, definition: str, levels: dict[int, Level], starts: Mapping[int, int]) -> None:
        self.definition = definition
        self.levels = levels
        self.starts = starts


class Numbering:
    """The numbering part with its counters. Ask for the labels in reading order, once per paragraph."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = (
            {} if root is None else {_id(each, "abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
        )
        self._nums = {} if root is None else {_id(each, "numId"): each for each in root.iter(f"{W}num")}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """Return the level that the list gives to paragraphs of this style, None when it names no such style."""
        found = self._list(num_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), None)

    def label(self, num_id: str, index: int) -> tuple[str, str]:
        """Count one paragraph of the list and return its label as printed and its number as in `Block.number`."""
        found = self._list(num_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return "", ""
        counters = self._count(num_id, found, index)
        if level.format == "bullet":
            return level.text, ""
        label = re.sub(
            r"%([1-9])", lambda match: _print(found, counters, int(match[1]) - 1, level.legal), level.text
        ).strip()
        return label, bare_number(label)

    def _count(self, num_id: str, found: _List, index: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.definition, {})
        if num_id not in self._begun:
            self._begun.add(num_id)
            for overridden in found.starts:
                counters.pop(overridden, None)
        for outer in [each for each in found.levels if each < index]:
            # A level that was skipped counts as once used: "2.1.1" directly after "2" is followed by "2.2".
            counters.setdefault(outer, found.levels[outer].start)
        counters[index] = counters[index] + 1 if index in counters else found.levels[index].start
        for deeper in [each for each in counters if each > index and each in found.levels]:
            restart = found.levels[deeper].restart
            if restart is None or index < restart:
                del counters[deeper]
        return counters

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            num = self._nums.get(num_id)
            self._lists[num_id] = None if num is None else self._read_list(num)
        return self._lists[num_id]

    def _read_list(self, num: _Element) -> _List | None:
        definition = self._resolve(find_text(num, "abstractNumId") or "")
        if definition is None:
            return None
        levels = dict(_levels(definition))
        starts: dict[int, int] = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            levels.update(_levels(override))
            index = whole(override.get(f"{W}ilvl"))
            start = find_number(override, "startOverride")
            if start is not None and index in levels:
                starts[index] = start
                levels[index] = replace(levels[index], start=start)
        return _List(_id(definition, "abstractNumId"), levels, starts)

    def _resolve(self, identity: str) -> _Element | None:
        """Follow `numStyleLink` to the definition that the list style owns."""
        seen: set[str] = set()
        while identity in self._definitions and identity not in seen:
            seen.add(identity)
            definition = self._definitions[identity]
            link = find_text(definition, "numStyleLink")
            if link is None:
                return definition
            num_id, _ = self._styles.numbering(link)
            num = self._nums.get(num_id or "")
            identity = find_text(num, "abstractNumId") or ""
        return None


def _levels(parent: _Element) -> Iterator[tuple[int, Level]]:
    for element in parent.iterfind(f"{W}lvl"):
        legal = element.find(f"{W}isLgl")
        number_format = next((each.get(f"{W}val", "decimal") for each in element.iter(f"{W}numFmt")), "decimal")
        text = find_text(element, "lvlText") or ""
        if number_format == "bullet":
            is_symbol = is_symbol_font(read_look(element.find(f"{W}rPr")).font)
            text = (_ANY_SIGN if is_symbol else _OWN_CODE).sub("•", text).strip()
        start = find_number(element, "start")
        yield (
            whole(element.get(f"{W}ilvl")),
            Level(
                format=number_format,
                text=text,
                start=0 if start is None else start,
                restart=find_number(element, "lvlRestart"),
                legal=legal is not None and is_on(legal.get(f"{W}val", "1")),
                style=find_text(element, "pStyle"),
            ),
        )


def _print(found: _List, counters: Mapping[int, int], index: int, legal: bool) -> str:
    """Print one "%n". A level that has not been counted yet prints its first number, as Word does."""
    level = found.levels.get(index)
    if level is None or level.format in _WITHOUT_NUMBER:
        return ""
    value = counters.get(index, level.start)
    return str(value) if legal else print_number(value, level.format)


def print_number(value: int, number_format: str) -> str:
    """Return a number as a `w:numFmt` prints it, "" when the format prints none."""
    return "" if number_format in _WITHOUT_NUMBER else _FORMATS.get(number_format, str)(value)


def _signs(value: int, signs: str) -> str:
    """Count through the signs and then double them: the letters a–z go on with "aa", "bb"."""
    rounds, index = divmod(value - 1, len(signs))
    return signs[index] * (rounds + 1)


def _roman(value: int) -> str:
    """Lower-case Roman letters, "" for 0 and below."""
    letters = ""
    for worth, letter in _ROMAN:
        count, value = divmod(value, worth)
        letters += letter * count
    return letters


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "lowerLetter": partial(_signs, signs=ascii_lowercase),
    "upperLetter": partial(_signs, signs=ascii_uppercase),
    "chicago": partial(_signs, signs="*†‡§"),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": "{}.".format,
}


def _id(element: _Element, name: str) -> str:
    return element.get(f"{W}{name}", "")
