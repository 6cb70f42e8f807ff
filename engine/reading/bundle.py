"""Agreements inside a larger file: the papers of a council meeting, or several agreements one after another.

A file is cut where a paper opens: a case with its header, an agreement with its title, or whatever begins a new page
under a heading of its own after an agreement was signed. It promises that a file in which nothing opens but one
agreement is left whole, and that pages outside of the agreements which could not be read are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...extract.excerpt import excerpt
from ...extract.model import Document, Problem, Span
from .openings import CASE_WORDS, SHORTEST_AGREEMENT, Openings, Paper

_LONGEST_LETTERHEAD = 600  # characters, longer is a paper of its own


def papers_within(document: Document) -> tuple[Document, ...]:
    """The stretches of a file that may be agreements of their own; none when the file is one document."""
    papers = _papers(document)
    if len(papers) < 2:
        return ()
    ends = [*(paper.first for paper in papers[1:]), len(document.clauses)]
    spans = [_span(document, paper.first, end) for paper, end in zip(papers, ends, strict=True) if paper.agreement]
    return tuple(_cut_out(document, span) for span in spans if span.end - span.start >= SHORTEST_AGREEMENT)


def unread_elsewhere(document: Document, found: Iterable[Document]) -> tuple[Problem, ...]:
    """The problem that pages of a file could not be read which none of the agreements found in it stand on."""
    within = {page.number for each in found for page in each.pages}
    outside = {problem.page for problem in document.problems if problem.page} - within
    pages = ", ".join(str(page) for page in sorted(outside))
    return (Problem(code="pages-elsewhere", detail=(("pages", pages),)),) if outside else ()


def _span(document: Document, first: int, after: int) -> Span:
    return Span(start=document.clauses[first].span.start, end=document.clauses[after - 1].span.end)


def _cut_out(document: Document, span: Span) -> Document:
    found = excerpt(document, span)
    if found.pages:
        first, last = found.pages[0].number, found.pages[-1].number
        note = Problem(code="pages-of-file", page=first, detail=(("first", str(first)), ("last", str(last))))
    else:
        note = Problem(code="part-of-file")
    return replace(found, problems=(*found.problems, note))


def _papers(document: Document) -> list[Paper]:
    """Where papers open, in order. The letterhead of an agreement, on its first page, is part of it."""
    papers = Openings(document).found()
    if papers and papers[0].first > 0:
        papers.insert(0, Paper(first=0, agreement=False))
    kept: list[Paper] = []
    for paper in papers:
        while kept and paper.agreement and not kept[-1].agreement:
            above = document.quote(_span(document, kept[-1].first, paper.first))
            overleaf = document.clauses[kept[-1].first].page != document.clauses[paper.first].page
            a_line = paper.first - kept[-1].first == 1  # the first one of the title: "Fra vedtak til avslutning"
            if overleaf or len(above) >= _LONGEST_LETTERHEAD or (CASE_WORDS.search(above) and not a_line):
                break
            paper = replace(paper, first=kept.pop().first)
        kept.append(paper)
    return kept
