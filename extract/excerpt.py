"""A document out of a file that holds several: the blocks of a stretch of text, with an outline of their own.

It promises that quotes and page numbers stay those of the file. Running headers and footers stay behind, since they
belong to the file.
"""

from __future__ import annotations

from dataclasses import replace

from .model import Block, Document, Page, Span
from .outline import outline


def excerpt(document: Document, span: Span) -> Document:
    """Return what stands in `span` as a document; problems of pages outside of it are left out."""
    text = document.quote(span)
    blocks = tuple(
        _moved(block, -span.start)
        for block in document.blocks
        if not block.margin and span.start <= block.span.start and block.span.end <= span.end
    )
    pages = tuple(_clipped(page, span) for page in document.pages if _meet(page.span, span))
    numbers = {page.number for page in pages}
    sections, clauses = outline(text, blocks)
    return replace(
        document,
        text=text,
        pages=pages,
        blocks=blocks,
        sections=sections,
        clauses=clauses,
        problems=tuple(each for each in document.problems if each.page is None or each.page in numbers),
        start=document.start + span.start,
    )


def _moved(block: Block, by: int) -> Block:
    return replace(
        block,
        span=_shifted(block.span, by),
        body=_shifted(block.body, by),
        cells=tuple(_shifted(cell, by) for cell in block.cells),
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)


def _meet(page: Span, span: Span) -> bool:
    """Whether some of a page lies in the stretch; a page without text belongs to what stands before it."""
    if page.start == page.end:
        return span.start < page.start <= span.end
    return page.start < span.end and span.start < page.end


def _clipped(page: Page, span: Span) -> Page:
    start, end = max(page.span.start, span.start), min(page.span.end, span.end)
    return Page(number=page.number, span=Span(start=start - span.start, end=end - span.start))
