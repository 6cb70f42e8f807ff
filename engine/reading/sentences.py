"""The sentences of a document, clause by clause, each with the way back to its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...extract.model import ClauseKind, Document, Span
from .pipeline import sentence_starts
from .view import View, view


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
        for start, end in pairwise([*sentence_starts(seen.text), len(seen.text)]):
            if seen.text[start:end].strip():
                yield Sentence(clause=index, kind=clause.kind, text=seen.text[start:end], start=start, view=seen)
