"""The elements of an XML part by their place in its bytes, so that something can be put between them and no other byte
changes.

For well-formed XML without a document type declaration, in an encoding that agrees with ASCII on ASCII characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Quoted values may hold ">"; comments, CDATA and processing instructions may hold anything.
_TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/?)(?P<name>[^\s/>]++)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where an element stands in bytes: its tags from `start` to before `end`, what is inside of them from `opened` to
    before `closed`. In an element of one tag ("<a/>") both are where its "/" is.
    """

    name: bytes
    start: int
    opened: int
    closed: int
    end: int


def extents(content: bytes, wanted: Collection[int]) -> dict[int, Extent]:
    """Where the elements with these numbers stand; elements are counted from 0 in the order of their start tags.

    A number that no element has is left out.
    """
    found: dict[int, Extent] = {}
    open_elements: list[tuple[int, re.Match[bytes]]] = []
    count = -1
    for tag in _TAG.finditer(content):
        if tag["name"] is None:
            continue
        if tag["end"]:
            number, start = open_elements.pop()
            inner = start.end(), tag.start()
        else:
            count += 1
            number, start = count, tag
            if not tag[0].endswith(b"/>"):
                open_elements.append((number, tag))
                continue
            inner = tag.end() - 2, tag.end() - 2
        if number in wanted:
            found[number] = Extent(
                name=start["name"], start=start.start(), opened=inner[0], closed=inner[1], end=tag.end()
            )
    return found


def inserted(content: bytes, pieces: Iterable[tuple[int, bytes]]) -> bytes:
    """The content with each piece before the byte with its number, pieces at the same place in their order."""
    made: list[bytes] = []
    at = 0
    for place, piece in sorted(pieces, key=lambda pair: pair[0]):
        made += (content[at:place], piece)
        at = place
    return b"".join((*made, content[at:]))


def with_last_child(content: bytes, child: bytes) -> bytes:
    """The content with one more element at the end of its root."""
    root = extents(content, {0})[0]
    if content[root.opened : root.end] == b"/>":
        return content[: root.opened] + b">" + child + b"</" + root.name + b">" + content[root.end :]
    return inserted(content, [(root.closed, child)])
