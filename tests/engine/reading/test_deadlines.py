"""Words that set a deadline or a period, and the days of the calendar that they mean."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.reading.deadlines import Schedule, deadline_of, schedules_of

YEAR = tuple(range(1, 13))


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Utarbeide en rapport innen utgangen av januar hvert år, i samarbeid", "innen utgangen av januar hvert år"),
        ("Hvert år fastsette behovet for plasser innen 15. juni", "innen 15. juni hvert år"),
        ("bosetting innen 6 måneder etter vedtak om opphold.", "innen 6 måneder etter vedtak om opphold"),
        ("møtes hvert halvår for å dele erfaringer", "hvert halvår"),
        ("senest tre uker før møtet, sender", "senest tre uker før møtet"),
        ("sender oversyn innan 1. mars kvart år", "innan 1. mars kvart år"),
        ("møtest to gonger i året, i mai og november", "to gonger i året, i mai og november"),
        ("lämnar prognos den 1 oktober varje år", "den 1 oktober varje år"),
        ("håller samtal senast inom två månader", "senast inom två månader"),
        ("legge fram en årlig oversikt innen utgangen av april", "innen utgangen av april, årlig"),
        ("kan sies opp med tre måneders skriftlig varsel", "med tre måneders skriftlig varsel"),
        ("Løpende oversende statistikk", "løpende"),
    ],
)
def test_the_words_of_a_deadline_are_found(text: str, deadline: str) -> None:
    """Deadlines and periods are found in bokmål, nynorsk and Swedish, the day before how often."""
    assert deadline_of(text) == deadline


@pytest.mark.parametrize(
    "text",
    [
        "Kompensasjonen fastsettes i AIDs årlige budsjett.",
        "innen rammen av ordningen",
        "som før øvrig",
        "dersom behovet innen et fylke ikke blir oppfylt",
    ],
)
def test_words_that_set_no_deadline(text: str) -> None:
    """What only looks like a deadline sets none."""
    assert deadline_of(text) == ""


@pytest.mark.parametrize(
    ("deadline", "schedule"),
    [
        ("innen 15. juni hvert år", Schedule(months=(6,), day=15)),
        ("innen utgangen av januar hvert år", Schedule(months=(1,), day=-1)),
        ("hvert halvår", Schedule(months=(6, 12), day=-1)),
        ("hvert kvartal", Schedule(months=(3, 6, 9, 12), day=-1)),
        ("annethvert år", Schedule(months=(12,), day=-1, years=2)),
        ("hver vår", Schedule(months=(5,), day=-1)),
        ("første torsdag hver måned", Schedule(months=YEAR, weekday="1TH")),
        ("den första tisdagen i varje månad", Schedule(months=YEAR, weekday="1TU")),
        ("siste onsdag i måneden", Schedule(months=YEAR, weekday="-1WE")),
        ("annenhver onsdag", Schedule(weeks=2, weekday="WE")),
        ("var sjätte vecka", Schedule(weeks=6)),
        ("innen 30. september 2012", Schedule(once=date(2012, 9, 30))),
        ("innen den 15. i påfølgende måned hvert tertial", Schedule(months=(1, 5, 9), day=15)),
        ("den 12. i hver måned", Schedule(months=YEAR, day=12)),
    ],
)
def test_the_days_of_a_deadline(deadline: str, schedule: Schedule) -> None:
    """A deadline with days of the calendar gives them, a rhythm without a day the ends of its periods."""
    assert schedules_of(deadline) == (schedule,)


def test_two_days_are_two_schedules() -> None:
    """Each day that is named has a schedule of its own."""
    assert schedules_of("1. februar og 1. august") == (Schedule(months=(2,), day=1), Schedule(months=(8,), day=1))


@pytest.mark.parametrize("deadline", ["innen 6 måneder etter vedtak om opphold", "løpende", "høsten 2006", "samme dag"])
def test_a_deadline_without_days(deadline: str) -> None:
    """A deadline that counts from an event has no days."""
    assert schedules_of(deadline) == ()
