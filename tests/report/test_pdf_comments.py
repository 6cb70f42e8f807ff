"""Highlights in a copy of a PDF: on the words, with what is said of them."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pytest

from avtalesjekk.extract.read import read_bytes
from avtalesjekk.report.model import Evidence, Passage
from avtalesjekk.report.notes import NotAnnotatedError, Note
from avtalesjekk.report.pdf_comments import with_highlights

from ..extract.pdf_maker import PageMaker, make_pdf

DAY = "2026-11-22"


@dataclass(frozen=True)
class Found:
    """An annotation as it is in the file: its kind, the words under it, what it says, and its corner."""

    kind: str
    words: str
    said: str
    corner: tuple[int, int]


def on(quote: str, start: int = 0, page: int = 1, **more: bool) -> Note:
    """Return a note on words."""
    at = Evidence(clause="1", page=page, quote=quote, start=start, end=start + len(quote))
    return Note(at=at, heading="Ikke godt nok", lines=("Fordi det må være en frist – ærlig talt.",), **more)


def annotations(made: bytes, index: int = 0) -> list[Found]:
    """Return what was put on a page."""
    text = pdfium.PdfDocument(made)[index].get_textpage()
    with pikepdf.open(io.BytesIO(made)) as file:
        return [
            Found(
                kind=str(each.Subtype),
                words=" ".join(text.get_text_bounded(*map(float, each.Rect)).split()),
                said=str(each.Contents),
                corner=(round(float(each.Rect[0])), round(float(each.Rect[1]))),
            )
            for each in file.pages[index].get("/Annots", [])
        ]


def marked(pdf: bytes, *quotes: str) -> list[str]:
    """Return the words under each highlight when there is a note on each quote."""
    document = read_bytes(pdf, "x.pdf")
    passage = Passage(clause="1", kind="paragraph", level=0, page=1, text=document.text, start=0)
    notes = [on(quote, document.text.index(quote)) for quote in quotes]
    return [each.words for each in annotations(with_highlights(pdf, notes, (passage,), DAY))]


def test_the_words_are_highlighted_and_say_what_the_note_says() -> None:
    """By author and day."""
    made = with_highlights(make_pdf(PageMaker().text(72, 100, "Partene møtes ved behov.")), [on("ved behov")], (), DAY)
    (found,) = annotations(made)
    said = "Ikke godt nok\nFordi det må være en frist – ærlig talt."
    assert (found.kind, found.words, found.said) == ("/Highlight", "ved behov", said)
    with pikepdf.open(io.BytesIO(made)) as file:
        (annotation,) = file.pages[0].Annots
        assert (str(annotation.T), str(annotation.M)) == ("avtalesjekk", "D:20261122000000Z")


def test_words_over_several_lines_have_a_box_on_each() -> None:
    """A hyphen at the end of a line is not in the way."""
    page = PageMaker().lines(72, 100, "Partene møtes når de har be-", "hov for det.", "Andre ord.")
    made = with_highlights(make_pdf(page), [on("når de har be-\nhov")], (), DAY)
    with pikepdf.open(io.BytesIO(made)) as file:
        (annotation,) = file.pages[0].Annots
        corners = [float(each) for each in annotation.QuadPoints]
    assert len(corners) == 2 * 8
    assert corners[1] > corners[9]  # the second box is below the first


def test_of_equal_words_those_after_the_same_words_are_highlighted() -> None:
    """The blanks of an agreement look alike."""
    page = PageMaker().lines(72, 100, "Dato: ________", "Navn: ________", "Sted: ________", step=30)
    pdf = make_pdf(page)
    text = read_bytes(pdf, "x.pdf").text
    passage = Passage(clause="1", kind="paragraph", level=0, page=1, text=text, start=0)
    note = on("________", text.index("________", text.index("Navn")))
    (found,) = annotations(with_highlights(pdf, [note], (passage,), DAY))
    assert found.corner[1] in range(842 - 135, 842 - 125)


def test_the_cells_of_a_row_are_found_one_by_one() -> None:
    """The file gives the lines of a table in another order."""
    page = PageMaker().grid([60, 300, 540], [90, 150])
    page.lines(70, 110, "Flyktningtjenesten", "skal kartlegge").lines(
        310, 110, "Hvert halvår eller", "ved behov i året"
    )
    (words,) = marked(make_pdf(page), "Flyktningtjenesten skal kartlegge\tHvert halvår eller ved behov i året")
    assert {"Flyktningtjenesten", "kartlegge", "halvår", "året"} <= set(words.split())


def test_words_that_go_on_overleaf_are_highlighted_on_both_pages() -> None:
    """With the same note."""
    pdf = make_pdf(
        PageMaker().text(72, 800, "Avtalen skal evalueres av begge"),
        PageMaker().text(72, 60, "partene hvert eneste år."),
    )
    made = with_highlights(pdf, [on("skal evalueres av begge partene hvert eneste år")], (), DAY)
    assert [annotations(made, index)[0].words for index in (0, 1)] == [
        "skal evalueres av begge",
        "partene hvert eneste år",
    ]


def test_several_notes_on_the_same_words_are_one() -> None:
    """A reader shows only the uppermost."""
    made = with_highlights(
        make_pdf(PageMaker().text(72, 100, "Ved behov.")), [on("Ved behov"), on("Ved behov")], (), DAY
    )
    (found,) = annotations(made)
    assert found.said.count("Ikke godt nok") == 2


def test_what_is_met_has_a_colour_of_its_own() -> None:
    """Green, where the others are yellow."""
    pdf = make_pdf(PageMaker().lines(72, 100, "Oppfylt her.", "Mangelfullt her."))
    notes = [on("Oppfylt her", met=True), on("Mangelfullt her", start=20)]
    with pikepdf.open(io.BytesIO(with_highlights(pdf, notes, (), DAY))) as file:
        met, other = ([float(part) for part in each.C] for each in file.pages[0].Annots)
    assert met[1] > met[0]
    assert other[0] > other[1]


def test_words_of_a_scanned_page_get_one_note_at_its_top() -> None:
    """There is no text to highlight."""
    pdf = make_pdf(PageMaker().text(72, 100, "En side."), PageMaker().image())
    made = with_highlights(pdf, [on("Partene møtes", page=2), on("ved behov", 50, page=2)], (), DAY)
    (found,) = annotations(made, 1)
    assert (found.kind, found.said.count("Ikke godt nok")) == ("/Text", 2)
    assert found.corner == (12, 842 - 32)


@pytest.mark.parametrize(("rotate", "corner"), [(0, (12, 12)), (90, (563, 12)), (180, (563, 810)), (270, (12, 810))])
def test_what_is_missing_is_one_note_at_the_foot_of_the_last_page(rotate: int, corner: tuple[int, int]) -> None:
    """Also on a page that is shown turned."""
    pdf = make_pdf(PageMaker().text(72, 100, "Avtalen."), PageMaker(rotate=rotate).text(72, 100, "Slutt."))
    made = with_highlights(pdf, [on("Slutt.", page=2, closing=True)] * 2, (), DAY)
    assert annotations(made) == []
    (found,) = annotations(made, 1)
    assert (found.kind, found.said.count("Ikke godt nok"), found.corner) == ("/Text", 2, corner)


@pytest.mark.parametrize("identified", [True, False])
def test_the_same_notes_give_the_same_bytes(identified: bool) -> None:
    """Whether the original has an identity in its trailer or not."""
    pdf = make_pdf(PageMaker().text(72, 100, "Avtalen."))
    if not identified:
        start = pdf.rindex(b"/ID [")
        pdf = pdf[:start] + b" " * (pdf.index(b"]", start) + 1 - start) + pdf[pdf.index(b"]", start) + 1 :]
    made = [with_highlights(pdf, [on("Avtalen")], (), DAY) for _ in range(2)]
    assert made[0] == made[1]
    assert len(annotations(made[0])) == 1


def test_the_copy_reads_as_the_original() -> None:
    """Notes are no text."""
    pdf = make_pdf(PageMaker().lines(72, 100, "Avtale", "Partene møtes ved behov."))
    made = with_highlights(pdf, [on("ved behov"), on("behov.", closing=True)], (), DAY)
    before, after = read_bytes(pdf, "x.pdf"), read_bytes(made, "x.pdf")
    assert (after.text, after.blocks) == (before.text, before.blocks)


def test_a_file_that_cannot_be_opened_is_refused() -> None:
    """With the error that all copies are refused with."""
    with pytest.raises(NotAnnotatedError, match="unusual"):
        with_highlights(b"%PDF-1.7 nothing", [on("x")], (), DAY)
