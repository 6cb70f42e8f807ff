"""Blanks that nobody filled in, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.placeholders import blanks


def blank_words(text: str) -> list[str]:
    """The words of each blank in `text`."""
    return [text[each.start : each.end] for each in blanks(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Avtalen gjelder fra [sett inn dato].", "[sett inn dato]"),
        ("Avtala gjeld frå [set inn dato].", "[set inn dato]"),
        ("Avtale mellom [Kommunens navn] og NAV", "[Kommunens navn]"),
        ("Kontaktperson: [ ... ]", "[ ... ]"),
        ("Kontaktperson: ________", "________"),
        ("Kontaktperson i NAV: NN", "NN"),
        ("Kontaktperson: N.N. i kommunen", "N.N"),
        ("Kommunen bosetter XX flyktninger.", "XX"),
        ("Oslo, den xx.xx.20xx", "xx.xx.20xx"),
        ("Signert dd.mm.åååå", "dd.mm.åååå"),
        ("Dato: DD.MM.ÅÅÅÅ", "DD.MM.ÅÅÅÅ"),
        ("Dato: dd.mm.yyyy", "dd.mm.yyyy"),
        ("Oslo, 20__", "20__"),
        ("Avtale mellom <navn på kommune> og NAV", "<navn på kommune>"),
        ("Avtale mellom «Navn på kommune» og NAV", "«Navn på kommune»"),
        ("Kontaktperson er (sett inn navn).", "(sett inn navn)"),
        ("Kontaktperson er (namn).", "(namn)"),
        ("Leder: (navn og stilling)", "(navn og stilling)"),
        ("Kontaktperson: Sett inn navn her", "Sett inn navn"),
        ("Navn fylles inn senere.", "fylles inn senere"),
        ("Kontaktperson: Fylles ut", "Fylles ut"),
        ("Kontaktperson: .............", "............."),
        ("Kontaktperson: ……", "……"),
    ],
)
def test_a_blank(text: str, words: str) -> None:
    assert blank_words(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har ansvaret for bosetting [1].",
        "Se fotnote [12] nederst.",
        "Han skrev «avtala» [sic].",
        "Avkryssing: [x] ja [ ] nei",
        "Sunndal kommune [heretter kommunen]",
    ],
)
def test_a_note_mark_or_a_box_is_no_blank(text: str) -> None:
    assert blank_words(text) == []


@pytest.mark.parametrize(
    "text",
    ["Kontakt: <post@sunndal.kommune.no>", "Les mer <https://www.imdi.no>", "Skriv til <mailto:post@nav.no>"],
)
def test_an_address_is_no_blank(text: str) -> None:
    assert blank_words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen sender liste...",
        "NAV skal delta…",
        "Innhold ........ 3",
        "Ca. 20 flyktninger",
        "Hans N. Nilsen",
        "Avtalen gjelder ... inntil videre",
        "«NAV-kontoret» er kontoret i Sunndal.",
        "Arbeids- og velferdsetaten (NAV)",
        "Skjemaet fylles ut av kommunen ved bosetting.",
        "Kartleggingsskjemaet fyllast ut av NAV.",
        "Kommunen sender liste over deltakerne (navn, fødselsdato og språk).",
        "",
    ],
)
def test_ordinary_text_has_no_blank(text: str) -> None:
    assert blank_words(text) == []


@pytest.mark.parametrize(
    ("text", "ruled"),
    [("________", True), (".............", True), ("……", True), ("[navn]", False), ("xx", False), ("20__", False)],
)
def test_a_ruled_line_may_be_there_to_sign_on(text: str, ruled: bool) -> None:
    assert [each.ruled for each in blanks(text)] == [ruled]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("[kommune]", True),
        ("[sett inn navn på kommune]", True),
        ("[bydel]", True),
        ("[NAV-kontor]", True),
        ("[flyktningtjenesten]", True),
        ("[sett inn dato]", False),
        ("[navn]", False),
        ("[kontaktperson i kommunen]", False),
    ],
)
def test_the_name_of_a_party_is_a_blank_of_its_own_kind(text: str, party: bool) -> None:
    assert [each.party for each in blanks(text)] == [party]


def test_blanks_stand_in_the_order_of_the_text() -> None:
    assert blank_words("Mellom [kommune] og NAV xx, dato ____") == ["[kommune]", "xx", "____"]


@given(st.text(alphabet="[]<>()«»_.…xXN navndotmåÅ-/20\n", max_size=60))
def test_blanks_of_any_text_do_not_overlap(text: str) -> None:
    found = blanks(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_short_name_in_quotation_marks_is_no_blank() -> None:
    """An agreement that defines «Kommunen» has left nothing open."""
    assert blanks("Sunndal kommune, heretter kalt «Kommunen», og NAV Sunndal, heretter kalt «NAV».") == ()


def test_what_explains_a_name_is_no_blank() -> None:
    assert blank_words("Kontoret ligger vegg i vegg med «Skatten» [Skatteetaten].") == []


def test_empty_brackets_before_a_unit_are_a_blank() -> None:
    """Else they are a box to tick."""
    assert blank_words("Måltallet er [  ] prosent. Ja [ ] Nei [ ]") == ["[  ]"]
