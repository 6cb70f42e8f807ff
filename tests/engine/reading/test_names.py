"""The names of organisations in a line."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.names import (
    is_name,
    is_proper,
    is_unit,
    known_names,
    listed_names,
    place_of,
    without_asides,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lom kommune og NAV Lom", ["Lom kommune", "NAV Lom"]),
        ("Lom kommune (heretter A, og B) og NAV Lom", ["Lom kommune", "NAV Lom"]),
        (
            "Lom kommune ved enhet for integrering og mangfold, NAV Lom",
            ["Lom kommune ved enhet for integrering og mangfold", "NAV Lom"],
        ),
        ("NAV Tokke og Vinje samt Vinje kommune", ["NAV Tokke og Vinje", "Vinje kommune"]),
        (
            "Barne-, likestillings- og familiedepartementet og KS",
            ["Barne-, likestillings- og familiedepartementet", "KS"],
        ),
        (
            "Migrationsverket och Sveriges Kommuner och Landsting",
            ["Migrationsverket", "Sveriges Kommuner och Landsting"],
        ),
        ("Region Syd och Riksförbundet, det senare på uppdrag av Eslöv och Lund", ["Region Syd", "Riksförbundet"]),
        ("Arbeids- og velferdsetaten, ved direktøren for NAV Vestland", ["NAV Vestland"]),
        ("Lom kommune ved rådmannen", ["Lom kommune"]),
        ("Bydel Stovner, introduksjonsteamet og NAV Stovner", ["Bydel Stovner, introduksjonsteamet", "NAV Stovner"]),
        ("Ulvik herad, flyktningtenesta og NAV Ulvik", ["Ulvik herad, flyktningtenesta", "NAV Ulvik"]),
        ("Bydel Stovner og flyktningtjenesten", ["Bydel Stovner", "flyktningtjenesten"]),
    ],
)
def test_a_list_is_cut_into_names(text: str, expected: list[str]) -> None:
    assert [name.text for name in listed_names(without_asides(text), 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hver kommune følger rådene fra Nordre Land kommune.", ["Nordre Land kommune"]),
        ("NAV Lom og Lom kommune eier kontoret.", ["NAV Lom", "Lom kommune"]),
        ("Vertskommunen Modum og NAV Midt-Buskerud", ["Modum kommune", "NAV Midt-Buskerud"]),
        ("kommunene Tolga, Os og Rendalen", ["Tolga kommune", "Os kommune", "Rendalen kommune"]),
        ("Lom, Skjåk og Vågå kommuner", ["Lom kommune", "Skjåk kommune", "Vågå kommune"]),
        ("NAV veileder og NAV lokalt møter kommunen.", []),
    ],
)
def test_known_names_are_picked_out_of_prose(text: str, expected: list[str]) -> None:
    assert [name.text for name in known_names(text)] == expected


@pytest.mark.parametrize("name", ["Lom kommune", "NAV Lom", "KS", "flyktningtjenesten", "Arbetsförmedlingen"])
def test_a_name_tells_which_body_is_meant(name: str) -> None:
    assert is_proper(name)


@pytest.mark.parametrize("name", ["kommunen", "NAV", "de tre kommunene", "Arbeids- og velferdsetaten", "Kommunen"])
def test_a_generic_word_does_not(name: str) -> None:
    assert not is_proper(name)


@pytest.mark.parametrize(
    "text",
    ["kommunalsjefen", "Avtalen gjelder Lom kommune", "Partnerskapet består av Lom kommune", "jul", "", "Navn " * 30],
)
def test_a_post_and_a_sentence_are_no_names(text: str) -> None:
    assert not is_name(text)


def test_a_unit_is_not_its_municipality() -> None:
    assert [is_unit(name) for name in ("Lom læringssenter", "flyktningtjenesten i Lom kommune")] == [True, False]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Os kommune", "Os"),
        ("Voss herad", "Voss"),
        ("Borås kommun", "Borås"),
        ("Nordre Land kommune ved Land læringssenter", "Nordre Land"),
        ("Oslo kommune v/ Bydel Frogner", "Frogner"),
        ("NAV Os", ""),
        ("Bydel Grünerløkka", "Grünerløkka"),
        ("Kárášjohka kommune", "Kárášjohka"),
    ],
)
def test_the_place_of_a_municipality_or_district(name: str, place: str) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontoret NAV Valle og Bykle er part.", ["NAV Valle og Bykle"]),
        ("NAV Valle og Flyktningtenesta er partar.", ["NAV Valle"]),
        ("NAV Valle og Bykle kommune er partar.", ["NAV Valle", "Bykle kommune"]),
    ],
)
def test_an_office_may_be_of_two_municipalities(text: str, expected: list[str]) -> None:
    assert [name.text for name in known_names(text)] == expected
