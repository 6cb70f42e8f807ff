"""An append-only text that hands out the place of every piece put into it.

Both readers write `Document.text` through it, so that no span is ever computed after the fact. It promises that
`text[span.start:span.end]` is the piece that was added; it refuses nothing and changes nothing in a piece.
"""

from __future__ import annotations

from .model import Span


class TextBuilder:
    """Collects pieces of text in reading order."""

    __slots__ = ("_length", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str, *, before: str = "") -> Span:
        """Append `piece` and return its span.

        `before` separates it from the text so far: it stands outside of the span, and is left out at the beginning.
        """
        separator = before if self._length else ""
        self._pieces += (separator, piece)
        start = self._length + len(separator)
        self._length = start + len(piece)
        return Span(start=start, end=self._length)

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._pieces)
