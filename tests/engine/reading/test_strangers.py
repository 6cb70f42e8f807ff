"""Municipalities, districts and NAV offices that are named as if they were parties."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sentences import sentences
from avtalesjekk.engine.reading.strangers import strangers

from .maker import from_markdown

OPENING = (
    "# Samarbeidsavtale mellom Hol kommune og NAV Hol om introduksjonsprogrammet\n\n"
    "Hol kommune lager planen for hver deltaker, og NAV Hol deltar i samtalene.\n\n"
)


def found(text: str, opening: str = OPENING) -> list[str]:
    """The names of strangers in an agreement that says `text`."""
    reading = read(from_markdown(f"{opening}{text}\n"))
    return [reading.document.quote(each.span) for each in strangers(reading, list(sentences(reading.document)))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tolk for øvrig dekkes av Ål kommune.", "Ål kommune"),
        ("Ål kommune skal sørge for bolig.", "Ål kommune"),
        ("NAV Ål har ansvar for tiltak i programmet.", "NAV Ål"),
        ("Flyktningtjenesten i Ål kommune kaller inn til møtet.", "Ål kommune"),
        ("Kontaktperson i NAV Gol er avdelingslederen.", "NAV Gol"),
        ("Flyktningtjenesten melder nye deltakere til NAV Gol.", "NAV Gol"),
        ("Partene, NAV og Gol kommune, møtes hvert halvår.", "Gol kommune"),
        ("Bydel Alna lager integreringsplanen. Bydel Alna følger den opp.", "Bydel Alna"),
        ("Kostnadene betales av NAV-kontoret i Nore og Uvdal.", "NAV-kontoret i Nore og Uvdal"),
    ],
)
def test_a_leftover_in_the_place_of_a_party(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tolk dekkes av Ål kommune, som er vertskommune for tolketjenesten.",
        "Ål kommune skal drive voksenopplæringen for begge kommunene.",
        "Nabokommunen Gol kommune skal orienteres.",
        "Hol kommune samarbeider med Gol kommune om legevakt. Gol kommune skal varsles.",
        "Deltakere fra Gol kommune kan delta på kurset.",
        "Møtene holdes i Ål.",
        "Gol videregående skole deltar ved behov.",
        "Uenighet legges fram for NAV Vest-Viken.",
        "NAV Ål har et kurs som deltakerne kan søke på.",
        "Opplæringen kjøpes av Gol kommune. Gol kommune skal sende faktura.",
        "Avtalen bygger på erfaringene i Gol kommune.",
    ],
)
def test_a_place_that_is_explained_or_merely_named(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        (
            "# Samarbeidsavtale mellom Sunnfjord kommune og NAV Sunnfjord\n\nSunnfjord kommune lager planen.\n\n",
            "NAV Førde skal delta i samtalene.",
        ),
        (
            "# Samarbeidsavtale mellom Bydel Alna og NAV Alna\n\nBydel Alna lager planen.\n\n",
            "Oslo kommune skal dekke tolk.",
        ),
        (
            "# Samarbeidsavtale mellom Lesja kommune, Dovre kommune og NAV Lesja-Dovre\n\nLesja kommune er med.\n\n",
            "Dovre kommune skal dekke tolk. NAV Dovre skal delta.",
        ),
        (
            "# Samarbeidsavtale om introduksjonsprogrammet\n\nAvtalen er inngått mellom kommunen og NAV.\n\n",
            "Hol kommune skal dekke tolk.",
        ),
    ],
)
def test_a_partys_own_place_in_another_form(opening: str, text: str) -> None:
    """After a merger, as the city of a district, as part of an office for several, as the only place named."""
    assert found(text, opening) == []


def test_a_signature_for_another_municipality() -> None:
    signing = "Sunndal, 3. mai 2022\n\nFor Ål kommune: Kari Moen, kommunedirektør\n\nFor NAV Hol: Per Vik, leder\n"
    assert found(signing) == ["Ål kommune"]


def test_the_next_cell_holds_a_person_not_a_place() -> None:
    """Rana is a first name and a municipality."""
    assert found("Kontaktperson i\tNAV\tRana Hussain") == []


def test_a_place_named_as_often_as_the_parties_is_not_left_over() -> None:
    assert found("Gol kommune skal dekke tolk. " * 4) == []


def test_none_in_swedish() -> None:
    opening = (
        "# Överenskommelse mellan Lunds kommun och Arbetsförmedlingen\n\nParterna är överens om vad som ska gälla.\n\n"
    )
    assert found("Kommunen ska inte betala för varje deltagare. NAV Gol skal delta.", opening) == []
