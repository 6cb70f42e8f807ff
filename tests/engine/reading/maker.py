"""Documents for the tests of reading: from Markdown, or from a table in a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx

from avtalesjekk.extract.model import Document
from avtalesjekk.extract.read import read_bytes


def from_markdown(text: str) -> Document:
    """The document that `text` makes."""
    return read_bytes(text.encode(), name="avtale.md")


def from_table(opening: str, heading: str, rows: Sequence[Sequence[str]]) -> Document:
    """A Word document with the paragraph `opening` and, under `heading`, a table of `rows`."""
    made = docx.Document()
    made.add_heading("Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal", 0)
    made.add_paragraph(opening)
    made.add_heading(heading, 1)
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = BytesIO()
    made.save(stream)
    return read_bytes(stream.getvalue(), name="avtale.docx")
