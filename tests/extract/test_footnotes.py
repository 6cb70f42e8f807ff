"""Which clause a note at the foot of a page belongs to."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.footnotes import referring
from avtalesjekk.extract.model import ClauseKind
from avtalesjekk.extract.read import read_bytes

from .pdf_maker import PageMaker, make_pdf


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("1 Lov 4. juli 2003 nr. 80", "Kommunen kartlegger deltakerne1 innen tre uker."),
        ("12 Se veilederen.", "NAV deltar i samtalen.12 Partene møtes."),
        ("2) Se veilederen.", "Partene følger «rundskrivet»2 i alt."),
        ("² Se veilederen.", "Målet er arbeid. ² Partene møtes."),
        ("² Se veilederen.", "NAV deltar i samtalen2"),
        ("2 Se veilederen.", "NAV deltar i samtalen²"),
    ],
)
def test_a_word_that_carries_the_mark_refers_to_the_note(note: str, text: str) -> None:
    assert referring(note, [(3, "Partene møtes hvert halvår."), (7, text)]) == 7


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen gjelder i 2 år.",
        "Se punkt 4.2 om møter.",
        "Lokalene er på 40 m2 og slipper ut lite CO2.",
        "Deltakerne20 får plan.",
        "NAV deltar i samtalen²³.",
    ],
)
def test_numbers_are_no_marks(text: str) -> None:
    assert referring("2 Se veilederen.", [(0, text)]) is None


def test_two_clauses_with_the_mark_leave_it_open() -> None:
    """Nothing is guessed."""
    assert referring("1 Se veilederen.", [(0, "Partene1 møtes."), (1, "Kommunen1 kaller inn.")]) is None


def test_a_note_without_a_number_belongs_to_nobody() -> None:
    assert referring("* Se veilederen.", [(0, "Partene* møtes.")]) is None


def test_the_notes_of_a_page_are_tied_to_its_clauses() -> None:
    """Not to those of another page with the same mark."""
    body = "Kommunen kartlegger nye deltakere1 innen tre uker."
    first = PageMaker().text(72, 150, body).text(72, 760, "1 Lov 4. juli 2003 nr. 80", size=8)
    second = PageMaker().text(72, 150, body.replace("Kommunen", "NAV")).text(72, 760, "1 Etter samtykke", size=8)
    clauses = read_bytes(make_pdf(first, second), "avtale.pdf").clauses
    tied = [clauses[each.lead_in].page for each in clauses if each.kind is ClauseKind.NOTE and each.lead_in is not None]
    assert tied == [1, 2]
