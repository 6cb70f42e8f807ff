"""The laws, circulars and guides: which of them applied on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from avtalesjekk.engine.reading.instruments import Instrument, instrument, instruments

from ..steps import moved

DAYS = [
    ("introduksjonsloven", date(2003, 8, 31), "unknown"),
    ("introduksjonsloven", date(2003, 9, 1), "in_force"),
    ("integreringsloven", date(2020, 12, 31), "unknown"),
    ("integreringsloven", date(2021, 1, 1), "in_force"),
    ("introduksjonsloven", date(2020, 12, 31), "in_force"),
    ("introduksjonsloven", date(2021, 1, 1), "repealed"),
    ("personopplysningsloven-2000", date(2018, 7, 19), "unknown"),
    ("personopplysningsloven-2000", date(2018, 7, 20), "repealed"),
    ("p-6-2003", date(2003, 12, 30), "unknown"),
    ("p-6-2003", date(2003, 12, 31), "in_force"),
    ("a-27-2007", date(2007, 6, 28), "unknown"),
    ("a-27-2007", date(2007, 6, 29), "in_force"),
    ("q-27-2015", date(2015, 12, 30), "unknown"),
    ("q-27-2015", date(2015, 12, 31), "in_force"),
    ("q-27-2015", date(2017, 12, 31), "repealed"),
    ("g-27-2017", date(2017, 12, 30), "unknown"),
    ("g-27-2017", date(2017, 12, 31), "in_force"),
    ("guide-2021", date(2021, 4, 29), "unknown"),
    ("guide-2021", date(2021, 4, 30), "in_force"),
    ("guide", date(2021, 4, 29), "unknown"),
    ("guide", date(2021, 4, 30), "in_force"),
    ("nav-loven", date(2006, 6, 30), "unknown"),
    ("lag-2010-197", date(2010, 11, 30), "unknown"),
    ("lag-2010-197", date(2010, 12, 1), "in_force"),
    ("p-6-2003", date(2007, 6, 28), "in_force"),
    ("p-6-2003", date(2007, 6, 29), "repealed"),
    ("a-27-2007", date(2014, 12, 31), "in_force"),
    ("a-27-2007", date(2015, 1, 1), "unknown"),
    ("a-27-2007", date(2015, 12, 31), "repealed"),
    ("q-27-2015", date(2016, 6, 1), "in_force"),
    ("q-27-2015", date(2017, 6, 1), "unknown"),
    ("g-27-2017", date(2021, 3, 31), "in_force"),
    ("g-27-2017", date(2021, 4, 29), "unknown"),
    ("g-27-2017", date(2021, 4, 30), "repealed"),
    ("guide-2021", date(2023, 12, 11), "in_force"),
    ("guide-2021", date(2023, 12, 12), "repealed"),
    ("guide-2023", date(2023, 12, 11), "unknown"),
    ("guide-2023", date(2023, 12, 12), "in_force"),
    ("nav-loven", date(2006, 7, 1), "in_force"),
    ("lag-2010-197", date(2017, 12, 31), "in_force"),
    ("lag-2010-197", date(2018, 1, 1), "repealed"),
]


@pytest.mark.parametrize(("identity", "day", "standing"), DAYS)
def test_the_standing_on_a_day(identity: str, day: date, standing: str) -> None:
    assert instrument(identity).standing(day) == standing


@pytest.mark.parametrize("each", instruments(), ids=lambda each: each.id)
def test_a_date_moved_by_a_step_is_noticed(each: Instrument) -> None:
    """On one of the days above."""
    days = [(day, standing) for identity, day, standing in DAYS if identity == each.id]
    for told, in_force in moved(each.in_force):
        wrong = replace(each, in_force=in_force)
        assert [(day, wrong.standing(day)) for day, _ in days] != days, told


@pytest.mark.parametrize("day", [date(1995, 1, 1), date(2012, 1, 1), date(2026, 1, 1)])
def test_what_no_source_dates_is_never_repealed(day: date) -> None:
    """The social services act of 1991 has no known last day."""
    assert instrument("sosialtjenesteloven-1991").standing(day) == "unknown"


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        ("introduksjonsloven", "Introduksjonsloven § 2"),
        ("introduksjonsloven", "introduksjonslova"),
        ("introduksjonsloven", "lov av 4. juli 2003"),
        ("integreringsloven", "integreringslova (lov 6. november 2020 nr. 127)"),
        ("personopplysningsloven-2000", "personopplysningsloven av 14. april 2000 nr. 31"),
        ("personopplysningsloven-2018", "personopplysningsloven av 15. juni 2018 nr. 38"),
        ("nav-loven", "NAV-lova § 14"),
        ("g-27-2017", "rundskriv G- 27/2017"),
        ("a-27-2007", "rundskriv A-27/2007"),
        ("guide-2021", "veilederen fra IMDi og Arbeids- og velferdsdirektoratet (2021)"),
        ("guide-2023", "Veileder om samarbeid mellom kommunen og NAV om introduksjonsprogrammet av 12.12.23"),
        ("guide", "rettleiaren frå IMDi"),
    ],
)
def test_an_instrument_goes_by_its_names(identity: str, words: str) -> None:
    assert identity in {each.id for each in instruments() if each.name.search(words)}


@pytest.mark.parametrize(
    "words",
    [
        "introduksjonsprogrammet",
        "personopplysningsloven § 8",
        "rundskriv Q-20/2015",
        "en veileder i NAV",
        "det er lov å spørre",
    ],
)
def test_other_words_name_none(words: str) -> None:
    """Nor does a law without its year when there were two of the name."""
    assert not [each.id for each in instruments() if each.name.search(words)]
