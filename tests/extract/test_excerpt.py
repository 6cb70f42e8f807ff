"""A document cut out of a file keeps its words and pages."""

from __future__ import annotations

from avtalesjekk.extract.excerpt import excerpt
from avtalesjekk.extract.model import Document, Problem, Span
from avtalesjekk.extract.read import read_bytes

from .pdf_maker import PageMaker, make_pdf

LONG = "Kommunen kaller inn til møte to ganger i året, og NAV stiller med en veileder."


def file_of_three_pages() -> Document:
    """A page each of a case, an agreement and another case."""
    words = ("Saksframlegg", "Samarbeidsavtale", "Budsjett")
    return read_bytes(make_pdf(*(PageMaker().lines(72, 150, word, LONG, step=40) for word in words)), "pakke.pdf")


def middle(document: Document) -> Document:
    """The second page as a document."""
    return excerpt(document, document.pages[1].span)


def test_words_stand_at_their_place_in_the_file() -> None:
    """The start of the excerpt is added to a place in it."""
    document = file_of_three_pages()
    found = middle(document)
    for clause in found.clauses:
        place = found.start + clause.span.start
        assert document.text.startswith(found.quote(clause.span), place)


def test_it_holds_its_own_clauses_only() -> None:
    """Nothing of the pages before and after."""
    found = middle(file_of_three_pages())
    assert [found.quote(clause.span) for clause in found.clauses] == ["Samarbeidsavtale", LONG]


def test_pages_keep_their_numbers() -> None:
    """A reader looks them up in the file."""
    found = middle(file_of_three_pages())
    assert [(page.number, found.quote(page.span)) for page in found.pages] == [(2, found.text)]


def test_problems_of_other_pages_are_left_out() -> None:
    """Those of the file as a whole are kept."""
    document = file_of_three_pages()
    named = [Problem(code="whole"), *(Problem(code="page-without-text", page=page) for page in (1, 2, 3))]
    with_problems = Document(
        path="",
        sha256="",
        format="pdf",
        text=document.text,
        pages=document.pages,
        blocks=document.blocks,
        problems=tuple(named),
    )
    assert [problem.page for problem in middle(with_problems).problems] == [None, 2]


def test_a_page_without_text_belongs_to_what_stands_before_it() -> None:
    """The signatures are the page that is most often scanned."""
    document = read_bytes(
        make_pdf(PageMaker().lines(72, 150, LONG), PageMaker(), PageMaker().lines(72, 150, "Budsjett", LONG)), "x.pdf"
    )
    first = excerpt(document, Span(start=0, end=document.pages[0].span.end))
    assert [page.number for page in first.pages] == [1, 2]
