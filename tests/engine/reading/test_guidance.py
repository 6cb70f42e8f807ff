"""Text of a template that is left in an agreement."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.guidance import guidance
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sentences import sentences

from .maker import from_markdown

LIKELY = "Avtalepartene bestemmer selv hyppighet, hvem som skal delta, og hvem som skal kalle inn."


def found(text: str) -> list[str]:
    """The guidance in an agreement that says `text`."""
    reading = read(from_markdown(f"# Samarbeidsavtale\n\n{text}\n"))
    return [each.text.strip() for each in guidance(reading, list(sentences(reading.document)))]


@pytest.mark.parametrize(
    "text",
    [
        "IMDi og AVdir foreslår her at NAVs rolle inkluderes i samarbeidsavtalen.",
        "Avtalepartene velger om de kun ønsker å henvise til lovverket eller konkretiserer ansvar her.",
        "Hjelpetekst: Vær konkret.",
        "Tekst i kursiv slettes før avtalen sendes til underskrift.",
        "Det er opp til partene hva som inngår i dette punktet.",
        "Avtalemalen er et forslag.",
    ],
)
def test_a_template_speaks(text: str) -> None:
    """In an agreement of any date."""
    assert found(f"{text}\n\nAvtalen ble inngått 3. mai 2019.") == [text]


@pytest.mark.parametrize(
    ("day", "expected"), [("11. desember 2023", []), ("12. desember 2023", [LIKELY]), ("1. mars 2025", [LIKELY])]
)
def test_what_may_be_meant_counts_from_the_day_of_the_template(day: str, expected: list[str]) -> None:
    assert found(f"{LIKELY}\n\nAvtalen ble inngått {day}.") == expected


def test_it_counts_in_an_undated_agreement() -> None:
    assert found(LIKELY) == [LIKELY]


def test_it_counts_beside_text_that_is_surely_of_a_template() -> None:
    assert found(f"Hjelpetekst: Vær konkret.\n\n{LIKELY}\n\nAvtalen ble inngått 3. mai 2019.")[1:] == [LIKELY]


@pytest.mark.parametrize(
    "text",
    [
        "Praksis kan for eksempel være i barnehage.",
        "Les mer om ordningen på kommunens nettside.",
        "Partene bestemmer dagsordenen sammen.",
        "Avtalen er utarbeidet på bakgrunn av veilederen fra IMDi.",
        "Kopi av planen slettes når deltakeren er ferdig.",
        "Hvis partene velger å si opp avtalen, skal det skje skriftlig.",
        "Avtalen bør revideres hvert år.",
    ],
)
def test_what_parties_agree_on_is_no_guidance(text: str) -> None:
    assert found(text) == []
