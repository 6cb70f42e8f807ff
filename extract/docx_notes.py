"""The notes of a DOCX: the one that a reference means, and the mark that Word prints for it.

Promises to count in reading order, in the format and from the number that the section says, else the settings of the
document; without any, footnotes have decimal numbers and endnotes Roman ones. Notes that begin anew on each page are
counted on, since the pages are not known.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .docx_numbering import print_number
from .docx_package import Package, W
from .docx_paragraph import NoteReference
from .docx_sections import sections
from .docx_styles import find_text, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_USUAL_FORMATS = {"footnotes": "decimal", "endnotes": "lowerRoman"}


class Notes:
    """The footnotes and endnotes with their counters; `parts` are the roots that hold them.

    Ask for marks in reading order, once per reference, and tell of each paragraph of the body that was read.
    """

    def __init__(self, package: Package) -> None:
        roots = {kind: package.part(kind) for kind in _USUAL_FORMATS}
        self.parts = [root for root in roots.values() if root is not None]
        self._notes = {kind: _notes_by_id(root, kind.removesuffix("s")) for kind, root in roots.items()}
        self._settings = package.part("settings")
        self._sections = deque(sections(package))
        self._counts: dict[str, int] = {}

    def find(self, reference: NoteReference) -> _Element | None:
        """Return the note that is referred to, None when it is missing."""
        return self._notes[reference.kind].get(reference.id)

    def mark(self, reference: NoteReference) -> str:
        """Count one note and return its mark; a note whose mark the author typed is not counted and has none."""
        if reference.marked:
            return ""
        kind = reference.kind
        start = self._property(kind, "numStart")
        self._counts[kind] = self._counts[kind] + 1 if kind in self._counts else whole(start or "1")
        return print_number(self._counts[kind], self._property(kind, "numFmt") or _USUAL_FORMATS[kind])

    def end_paragraph(self, paragraph: _Element) -> None:
        """Go on to the next section when the paragraph is the last of its own."""
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is None or section not in self._sections:
            return
        while self._sections.popleft() is not section:
            pass
        for kind in _USUAL_FORMATS:
            if self._property(kind, "numRestart") == "eachSect":
                self._counts.pop(kind, None)

    def _property(self, kind: str, name: str) -> str | None:
        path = f"{kind.removesuffix('s')}Pr/{name}"
        own = find_text(self._sections[0], path) if self._sections else None
        return find_text(self._settings, path) if own is None else own


def _notes_by_id(part: _Element | None, name: str) -> dict[str, _Element]:
    """Return the notes of a part by the id that references name; `name` is "footnote" or "endnote"."""
    notes = () if part is None else part.iterchildren(f"{W}{name}")
    return {note.get(f"{W}id", ""): note for note in notes}
