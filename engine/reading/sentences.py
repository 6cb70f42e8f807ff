"""The sentences of a document, clause by clause, each with the way back to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...extract.model import ClauseKind, Document, Span
from .view import View, view

# The next sentence opens with a capital. "nr. 80", "jf. § 14" and "4. juli" go on with none.
_END = re.compile(r"(?<!\bnr)(?<!\bjf)(?<!\bpkt)(?<!\bkap)(?<!\bbl\.a)[.!?;]\s+(?=[A-ZÆØÅ(«])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`clause` is an index into `Document.clauses`; `text` is seen through `view`, in which it begins at `start`."""

    clause: int
    kind: ClauseKind
    text: str
    start: int
    view: View

    def span(self, start: int, end: int) -> Span:
        """The range of the document that `text[start:end]` was made from."""
        return self.view.span(self.start + start, self.start + end)


def sentences(document: Document) -> Iterator[Sentence]:
    """All sentences in reading order. Headings, list items and table rows count; tables of contents do not."""
    for index, clause in enumerate(document.clauses):
        if clause.kind is ClauseKind.CONTENTS:
            continue
        seen = view(document.text, clause.body)
        at = 0
        for cut in [*_END.finditer(seen.text), None]:
            end = cut.end() if cut else len(seen.text)
            if seen.text[at:end].strip():
                yield Sentence(clause=index, kind=clause.kind, text=seen.text[at:end], start=at, view=seen)
            at = end
