"""Calendar dates as Norwegian and Swedish documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.dates import dates

DAYS = st.dates(date(2000, 1, 1), date(2069, 12, 31))


def days(text: str) -> list[date]:
    """The days that `text` gives, in order."""
    return [each.day for each in dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "5. mai 2019",
        "5.mai 2019",
        "5 mai 2019",
        "5. Mai 2019",
        "den 5. mai 2019",
        "05.05.2019",
        "5.5.2019",
        "5.5.19",
        "5. 5. 2019",
        "5/5-2019",
        "5/5/2019",
        "05-05-2019",
        "2019-05-05",
        "5. mai, 2019",
        "den 5 maj 2019",
        "den 5:e maj 2019",
        "Oslo, 5. mai 2019.",
        "O5. mai 20l9",
        "5. mai 2Ol9",
    ],
)
def test_a_date_in_any_usual_form(text: str) -> None:
    assert days(text) == [date(2019, 5, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. januar 2020", date(2020, 1, 3)),
        ("12. des. 2023", date(2023, 12, 12)),
        ("3. sept. 2021", date(2021, 9, 3)),
        ("1 februari 2006", date(2006, 2, 1)),
        ("20 augusti 2006", date(2006, 8, 20)),
        ("1. desember 1999", date(1999, 12, 1)),
    ],
)
def test_months_by_name(text: str, expected: date) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["30. februar 2021", "32.01.2020", "29.02.2021", "00.01.2020", "1.13.2020", "2019-13-01", "31. april 2024"],
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert days(text) == []


def test_a_leap_day_is_a_date() -> None:
    assert days("29.02.2020") == [date(2020, 2, 29)]


@pytest.mark.parametrize(
    "text",
    [
        "1. januar",
        "juni 2020",
        "punkt 4.1.1",
        "jf. punkt 4.1.10",
        "se kap. 3.2.10",
        "§ 4.1.12",
        "tlf. 12.34.56",
        "G-27/2017",
        "lov nr. 80",
        "kl. 10.15",
        "",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01.06.2020-31.12.2021", [date(2020, 6, 1), date(2021, 12, 31)]),
        ("01.06.2020–31.12.2021", [date(2020, 6, 1), date(2021, 12, 31)]),
        ("fra 1.6.20 til 31.12.21", [date(2020, 6, 1), date(2021, 12, 31)]),
        ("frå 1. juni 2020 til og med 31. desember 2021", [date(2020, 6, 1), date(2021, 12, 31)]),
    ],
)
def test_both_ends_of_a_period(text: str, expected: list[date]) -> None:
    assert days(text) == expected


def test_a_date_is_quoted_without_its_surroundings() -> None:
    text = "Avtalen trer i kraft 1. januar 2020 og gjelder i to år."
    found = dates(text)[0]
    assert text[found.start : found.end] == "1. januar 2020"


@given(DAYS, st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m-%Y", "%d/%m/%Y"]))
def test_every_day_is_read_back_from_its_figures(day: date, form: str) -> None:
    assert days(f"Oslo, {day.strftime(form)}") == [day]


@given(st.text(alphabet="0123456789.-/ mai:ej§", max_size=40))
def test_figures_in_any_order_are_read_without_error(text: str) -> None:
    found = dates(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)


def test_a_month_without_a_day_is_no_date() -> None:
    assert dates("Seljord i mars 2014") == []
