"""Until when an agreement lasts when it does not say the day, and whether it goes on by itself."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.reading.lasting import reckoned_end, renews_itself
from avtalesjekk.engine.reading.model import FoundDate
from avtalesjekk.engine.reading.sentences import sentences
from avtalesjekk.extract.model import Span

from .maker import from_markdown

SIGNED = FoundDate(day=date(2019, 5, 1), span=Span(start=0, end=1))


def end(text: str, agreed: FoundDate | None = SIGNED) -> date | None:
    """The last day of an agreement that says `text`."""
    found = reckoned_end(list(sentences(from_markdown(f"# Avtale\n\n{text}\n"))), agreed, frozenset())
    return found.day if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen varer i to år fra signering.",
        "Avtala varer i to år frå underskrift.",
        "Avtalen gjelder i 24 måneder etter undertegning.",
        "Avtalen er inngått for en periode på to (2) år.",
        "Avtaleperioden er to år.",
        "Varighet: 2 år",
        "Avtalen gjelder fra 1. januar 2020.\n\nAvtaleperioden er to år fra signering.",
    ],
)
def test_years_from_the_signing(text: str) -> None:
    assert end(text) == date(2021, 4, 30)


def test_years_from_the_entry_into_force() -> None:
    assert end("Avtalen trer i kraft 1. januar 2020.\n\nAvtalen varer i tre år.") == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rev. C gjelder i 36 måneder fra 2. september 2019.", date(2022, 9, 1)),
        ("Vi prøver dette i to år regnet fra 1. februar 2026, og så er det slutt.", date(2028, 1, 31)),
        ("Fra 1/5-2009. Tre år. Oppsigelse 3 mnd., skriftlig.", date(2012, 4, 30)),
        ("Partnerskapet varer i fire år, med rett til å gå ut med et halvt års varsel.", date(2023, 4, 30)),
        ("Den løper til den blir sagt opp, og erstatter en som varte i to år.", None),
        ("Programmet går normalt over 2 år.", None),
        ("Oppsigelsestiden er seks måneder.", None),
        ("Avtalen har virkning i fire år fra 1. juli 2015.", date(2019, 6, 30)),
        ("Modellen gjeld frå 1. april 2012 og kan seiast opp med eit halvt års frist.", None),
    ],
)
def test_in_a_clause_on_this_a_length_is_the_agreements(text: str, expected: date | None) -> None:
    said = list(sentences(from_markdown(f"# Avtale\n\n{text}\n")))
    found = reckoned_end(said, SIGNED, frozenset(each.clause for each in said))
    assert (found.day if found else None) == expected


def test_the_last_day_of_a_short_month() -> None:
    leap = FoundDate(day=date(2020, 2, 29), span=Span(start=0, end=1))
    assert end("Avtalen varer i ett år fra signering.", leap) == date(2021, 2, 27)


@pytest.mark.parametrize(
    "text",
    [
        "Programmet varer i to år.",
        "Avtalen gjelder kvinner og menn mellom 18 og 55 år.",
        "Avtalen evalueres hvert annet år.",
        "Avtalen gjelder i to år om gangen.",
        "Avtalen gjelder til den blir erstattet.",
        "NAV følger opp deltakeren i inntil to år.",
    ],
)
def test_other_lengths_are_not_the_agreements(text: str) -> None:
    assert end(text) is None


def test_without_a_first_day_there_is_no_last() -> None:
    assert end("Avtalen varer i to år fra signering.", None) is None


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen fornyes automatisk med ett år om gangen.",
        "Avtala blir forlengd med eitt år dersom ingen seier ho opp.",
        "Avtalen gjelder til 31. desember 2020 og deretter inntil en av partene sier den opp.",
        "Avtalen løper videre hvis den ikke blir sagt opp.",
        "Den forlenges med ett år av gangen.",
        "Överenskommelsen förlängs med ett år i taget.",
        "Er ho ikkje sagt opp innan 1. oktober, blir ho forlengd med eitt år om gongen.",
        "Gjelder ut 2010, deretter ett år om gangen.",
        "Avtalen forlenges automatisk, og kan ikke forlenges ut over 31. mars 2028.",
    ],
)
def test_it_goes_on_by_itself(text: str) -> None:
    assert renews_itself(sentences(from_markdown(f"# Avtale\n\n{text}\n")), frozenset({1}))


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen kan forlenges med ett år.",
        "Avtalen forlenges ikke automatisk.",
        "Avtalen gjelder til 31. desember 2020.",
        "Programmet forlenges automatisk ved permisjon.",
        "Avtala kan bli forlenga om partane vil.",
        "Avtalen blir ikke automatisk fornyet.",
        "Den faller da bort av seg selv.",
        "Avtala vert ikkje fornya av seg sjølv.",
        "Avtalen gjelder inntil videre, men ikke lenger enn til 31. desember 2025.",
        "Avtalen forlenges bare dersom begge vil.",
        "Avtalen kan eventuelt bli forlenget med ett år av gangen.",
        "Når avtalen er forlenget, skrives vedlegget om.",
        "Avtalen er forlengd og gjeld til og med 31. desember 2024.",
        "Partene møtes to år av gangen for å planlegge.",
    ],
)
def test_it_ends_unless_somebody_acts(text: str) -> None:
    assert not renews_itself(sentences(from_markdown(f"# Avtale\n\n{text}\n")), frozenset({1}))
