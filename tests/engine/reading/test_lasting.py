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
    found = reckoned_end(list(sentences(from_markdown(f"# Avtale\n\n{text}\n"))), agreed)
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
    ],
)
def test_it_goes_on_by_itself(text: str) -> None:
    assert renews_itself(list(sentences(from_markdown(f"# Avtale\n\n{text}\n"))))


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen kan forlenges med ett år.",
        "Avtalen forlenges ikke automatisk.",
        "Avtalen gjelder til 31. desember 2020.",
        "Programmet forlenges automatisk ved permisjon.",
        "Avtala kan bli forlenga om partane vil.",
    ],
)
def test_it_ends_unless_somebody_acts(text: str) -> None:
    assert not renews_itself(list(sentences(from_markdown(f"# Avtale\n\n{text}\n"))))
