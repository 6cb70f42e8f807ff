"""Marks for comments in the main part of a DOCX: around the words they are on, with nothing else changed.

A mark stands between two runs, or cuts a run in two that look alike. Where a run cannot be cut, or stands in something
else (a tracked change, a link, a text box), the mark is put around all of that. A note at the foot of the page is
marked where it is referred to, a running header or footer at the nearest words of the body: programs refuse comments
there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..extract.docx import Place, read_places
from ..extract.docx_package import Package, W
from .notes import NotAnnotatedError
from .tags import Extent, extents, inserted

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARGINS = (f"{W}hdr", f"{W}ftr")
_NOTES = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTER = re.compile(r"&[^;]+;|\r\n|.", re.DOTALL)
_AFTER = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Characters of the text from `start` to before `end`, with what is put before and after them."""

    start: int
    end: int
    before: bytes
    after: bytes


class _Point(NamedTuple):
    """A place in the file: before the character `offset` of an element, or after the element.

    `run` is the run that has to be cut there, None between runs.
    """

    element: _Element
    offset: int
    run: _Element | None


@dataclass(slots=True, kw_only=True)
class _Marks:
    """What is put at one place: first what ends there."""

    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)


def marked(package: Package, content: bytes, ranges: Iterable[Range]) -> bytes:
    """The main part, whose bytes are `content`, with every range marked.

    Refuses with `NotAnnotatedError` a part without words and one whose encoding has more than a byte for "<".
    """
    if b"\0" in content:  # UTF-16 or UTF-32: no character of XML is one
        raise NotAnnotatedError("unusual")
    places = [place for place in read_places(package) if _root(place.element).tag not in _MARGINS]
    if not places:
        raise NotAnnotatedError("no-words")
    points: dict[_Point, _Marks] = {}
    for each in ranges:
        first, last = _ends(places, each, package.main)
        points.setdefault(first, _Marks()).starts.append(each.before)
        points.setdefault(last, _Marks()).ends.append(each.after)
    return inserted(content, _pieces(content, package.main, points))


def _ends(places: Sequence[Place], wanted: Range, main: _Element) -> tuple[_Point, _Point]:
    """Where the mark begins and ends. It stays in the cell, text box or note that it begins in."""
    first = min(bisect_right(places, wanted.start, key=lambda place: place.span.end), len(places) - 1)
    after = max(bisect_left(places, wanted.end, key=lambda place: place.span.start), first + 1)
    begin, home = places[first], _home(places[first].element)
    end = [place for place in places[first:after] if _home(place.element) is home][-1]
    start = wanted.start if begin.span.start <= wanted.start < begin.span.end else begin.span.start
    stop = wanted.end if max(start, end.span.start) < wanted.end < end.span.end else end.span.end
    return _point(begin, start, main, ends=False), _point(end, stop, main, ends=True)


def _home(element: _Element) -> _Element | None:
    """What holds the paragraph that the element stands in."""
    return next(element.iterancestors(f"{W}p")).getparent()


def _root(element: _Element) -> _Element:
    return element.getroottree().getroot()


def _point(place: Place, at: int, main: _Element, *, ends: bool) -> _Point:
    """The point before the character `at` of the text, which stands in `place` or right after it."""
    element, offset = place.element, place.skipped + at - place.span.start
    child, run = _in_paragraph(element, main), element.getparent()
    if run is None or child is not run or not _divisible(run):
        return _Point(child, _AFTER if ends else 0, None)
    if at == place.span.end and offset >= len(element.text or ""):
        return _Point(run, _AFTER, None) if element.getnext() is None else _Point(element, _AFTER, run)
    if offset == 0:
        previous = element.getprevious()
        opens = previous is None or previous.tag == f"{W}rPr"
        return _Point(run, 0, None) if opens else _Point(element, 0, run)
    if element.tag == f"{W}t" and _keeps_blanks(element):
        return _Point(element, offset, run)
    return _Point(child, _AFTER if ends else 0, None)


def _in_paragraph(element: _Element, main: _Element) -> _Element:
    """The child that holds `element` of the outermost paragraph of the body around it."""
    if _root(element) is not main:
        element = _reference(element, main)
    paragraph = list(element.iterancestors(f"{W}p"))[-1]
    return next(each for each in (element, *element.iterancestors()) if each.getparent() is paragraph)


def _reference(element: _Element, main: _Element) -> _Element:
    """The mark in the body that refers to the note which holds `element`."""
    note = next(element.iterancestors(*_NOTES))
    identity = note.get(f"{W}id")
    return next(each for each in main.iter(_NOTES[str(note.tag)]) if each.get(f"{W}id") == identity)


def _divisible(run: _Element) -> bool:
    """Whether two runs may have its properties: a tracked change of them has an id, which must not stand twice."""
    properties = run.find(f"{W}rPr")
    changed = () if properties is None else (each for each in properties if each.get(f"{W}id") is not None)
    return run.tag == f"{W}r" and not any(True for _ in changed)


def _keeps_blanks(element: _Element) -> bool:
    words = element.text or ""
    return element.get(_SPACE) == "preserve" or words == words.strip()


def _pieces(content: bytes, main: _Element, points: dict[_Point, _Marks]) -> Iterator[tuple[int, bytes]]:
    """What is put into the bytes, and where."""
    needed = {point.element for point in points} | {point.run for point in points if point.run is not None}
    needed |= {each for point in points if point.run is not None for each in point.run.iterchildren(f"{W}rPr")}
    numbers = {each: number for number, each in enumerate(main.iter("*")) if each in needed}
    where = extents(content, set(numbers.values()))
    extent = {element: where[number] for element, number in numbers.items()}
    kept: set[_Element] = set()
    for point, marks in points.items():
        element = extent[point.element]
        piece = b"".join((*marks.ends, *marks.starts))
        within = point.offset not in (0, _AFTER)
        if point.run is not None:
            properties = next(point.run.iterchildren(f"{W}rPr"), None)
            again = b"" if properties is None else content[extent[properties].start : extent[properties].end]
            run = extent[point.run]
            piece = b"</" + run.name + b">" + piece + content[run.start : run.opened] + again
            if within:
                piece = b"</" + element.name + b">" + piece + b"<" + element.name + b' xml:space="preserve">'
        if within and point.element.get(_SPACE) != "preserve" and point.element not in kept:
            kept.add(point.element)
            yield element.opened - 1, b' xml:space="preserve"'
        yield _place(content, point, element, main), piece


def _place(content: bytes, point: _Point, extent: Extent, main: _Element) -> int:
    if point.offset in (0, _AFTER):
        return extent.end if point.offset else extent.start
    encoding = main.getroottree().docinfo.encoding or "utf-8"
    characters = _CHARACTER.findall(content[extent.opened : extent.closed].decode(encoding))
    return extent.opened + len("".join(characters[: point.offset]).encode(encoding))
