"""What a PDF says of its own headings: outline and tags."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from avtalesjekk.extract.pdf import read_pdf
from avtalesjekk.extract.pdf_structure import heading_key

from .pdf_maker import PageMaker, make_pdf

HEADING, SENTENCE = "2. Partenes ansvar", "Kommunen kaller inn til møte to ganger i året, og NAV stiller."


def page() -> PageMaker:
    """A page on which nothing looks like a heading."""
    return PageMaker().text(72, 150, HEADING).text(72, 190, SENTENCE)


def levels(data: bytes) -> list[int | None]:
    return [block.heading_level for block in read_pdf(data)[2]]


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def outlined(*titles: str, page_index: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """Add an outline whose entries stand below one another."""

    def change(document: pikepdf.Pdf) -> None:
        with document.open_outline() as outline:
            above = outline.root
            for title in titles:
                item = pikepdf.OutlineItem(title, page_index)
                above.append(item)
                above = item.children

    return change


@pytest.mark.parametrize("title", ["2. Partenes ansvar", "Partenes ansvar", "2 PARTENES  ANSVAR"])
def test_an_entry_of_the_outline_names_a_heading(title: str) -> None:
    """With or without its number, however it is written."""
    assert levels(changed(make_pdf(page()), outlined(title))) == [1, None]


def test_an_entry_below_another_is_a_heading_of_its_level() -> None:
    """The first level is 1."""
    assert levels(changed(make_pdf(page()), outlined("Avtale", "Partenes ansvar"))) == [2, None]


def test_an_entry_of_another_page_names_nothing() -> None:
    """The same words may stand in the text there."""
    assert levels(changed(make_pdf(PageMaker(), page()), outlined("Partenes ansvar"))) == [None, None]


def test_without_an_outline_nothing_is_named() -> None:
    """The outline of the program decides by looks."""
    assert levels(make_pdf(page())) == [None, None]


def tagged(tag: str) -> Callable[[pikepdf.Pdf], None]:
    """Mark the first line of the page as content 0, and tag that."""

    def change(document: pikepdf.Pdf) -> None:
        target = document.pages[0]
        first, _, rest = target.Contents.read_bytes().partition(b"\n")
        marked = b"/" + tag.encode() + b" <</MCID 0>> BDC\n" + first + b"\nEMC\n" + rest
        target.Contents = document.make_stream(marked)
        target.StructParents = 0
        root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        element = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{tag}"), P=root, Pg=target.obj, K=0)
        )
        root.K = pikepdf.Array([element])
        root.ParentTree = document.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([element])])))
        document.Root.StructTreeRoot = root
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    return change


@pytest.mark.parametrize(("tag", "level"), [("H1", 1), ("H3", 3), ("H", 1), ("P", None), ("Link", None)])
def test_a_tag_names_a_heading(tag: str, level: int | None) -> None:
    """And its level."""
    assert levels(changed(make_pdf(page()), tagged(tag))) == [level, None]


def test_words_are_compared_without_numbers_marks_and_case() -> None:
    """An outline is often typed by another hand than the text."""
    assert heading_key("3.1 NAVs ansvar:") == heading_key("Navs Ansvar") == "navsansvar"
