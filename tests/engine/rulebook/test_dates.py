"""Partial dates and the time a rule was in force."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.rulebook.dates import InForce, partial_date


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2021-04", date(2021, 4, 1), date(2021, 4, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2023-12-12", date(2023, 12, 12), date(2023, 12, 12)),
        ("?", date.min, date.max),
    ],
)
def test_a_partial_date_spans_the_days_it_may_be(text: str, earliest: date, latest: date) -> None:
    known = partial_date(text)
    assert (known.text, known.earliest, known.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "17", "2017-4", "2017-13", "2017-02-29", "2017-01-01-01", "2017-", "april", "0000", "٢٠١٧"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        partial_date(text)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2016, 12, 31), "no"),
        (date(2017, 1, 1), "unknown"),
        (date(2017, 12, 30), "unknown"),
        (date(2017, 12, 31), "yes"),
        (date(2021, 3, 31), "yes"),
        (date(2021, 4, 1), "unknown"),
        (date(2021, 4, 29), "unknown"),
        (date(2021, 4, 30), "no"),
    ],
)
def test_a_partial_date_leaves_the_days_open_that_it_may_be(day: date, answer: str) -> None:
    assert InForce(start=partial_date("2017"), end=partial_date("2021-04")).applies_on(day) == answer


def test_the_first_day_is_included_and_the_last_is_not() -> None:
    time = InForce(start=partial_date("2003-09-01"), end=partial_date("2021-01-01"))
    days = [date(2003, 8, 31), date(2003, 9, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [time.applies_on(day) for day in days] == ["no", "yes", "yes", "no"]


def test_without_an_end_it_still_applies() -> None:
    assert InForce(start=partial_date("2023-12-12")).applies_on(date(2099, 1, 1)) == "yes"


def test_an_unknown_start_leaves_every_day_before_the_end_open() -> None:
    time = InForce(start=partial_date("?"), end=partial_date("2021-01-01"))
    assert [time.applies_on(date(2020, 1, 1)), time.applies_on(date(2021, 1, 1))] == ["unknown", "no"]


def test_an_unknown_end_leaves_every_day_after_the_start_open() -> None:
    time = InForce(start=partial_date("2022-06-15"), end=partial_date("?"))
    assert [time.applies_on(date(2022, 6, 14)), time.applies_on(date(2022, 6, 15))] == ["no", "unknown"]
