"""The days of the calendar on which obligations fall due."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.register import register
from avtalesjekk.extract.read import read_bytes
from avtalesjekk.report.register import Event

AS_OF = date(2026, 11, 22)
TEXT = (
    "# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet\n\n"
    "Avtalen er inngått mellom Sunndal kommune og NAV Sunndal etter rundskriv G-27/2017.\n\n"
    "## Samarbeidet\n\nNAV rapporterer til kommunen {deadline}.\n\n## Varighet\n\n{term}\n"
)


def events(deadline: str, term: str = "") -> list[Event]:
    """The events of an agreement with one deadline."""
    document = read_bytes(TEXT.format(deadline=deadline, term=term).encode(), name="avtale.md")
    return [event for entry in register(read(document), AS_OF).entries for event in entry.events]


@pytest.mark.parametrize(
    ("deadline", "first", "rule", "assumed"),
    [
        ("innen 15. juni hvert år", date(2027, 6, 15), "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", False),
        ("innen utgangen av februar hvert år", date(2027, 2, 28), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", False),
        ("hvert halvår", date(2026, 12, 31), "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", True),
        ("annethvert år", date(2027, 12, 31), "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1", True),
        ("annenhver onsdag", date(2026, 11, 25), "FREQ=WEEKLY;INTERVAL=2", True),
        ("innen 30. september 2012", date(2012, 9, 30), "", False),
    ],
)
def test_first_day_and_rule(deadline: str, first: date, rule: str, assumed: bool) -> None:
    """An undated agreement counts from the day of the check."""
    assert events(deadline) == [Event(first=first, rule=rule, assumed=assumed)]


def test_last_weekday_of_the_month() -> None:
    """The last Wednesday is found in a month that has four and in one that has five."""
    assert events("siste onsdag i måneden")[0].first == date(2026, 11, 25)


def test_a_series_ends_with_the_agreement() -> None:
    """The rule goes on until the day on which the agreement ends, that day included."""
    [event] = events("innen 15. juni hvert år", "Avtalen gjelder til 15. juni 2028.")
    assert event.rule.endswith(";UNTIL=20280615")


def test_nothing_falls_due_after_the_end() -> None:
    """A series whose first day comes after the end has no events."""
    assert events("innen 15. juni hvert år", "Avtalen gjelder til 14. juni 2027.") == []


def test_no_such_day() -> None:
    """A day that no calendar has gives no event."""
    assert events("innen 31. april hvert år") == []


def test_a_deadline_that_counts_from_an_event_has_no_day() -> None:
    """Nobody knows yet when it falls due."""
    assert events("innen seks måneder etter vedtak") == []
