"""The names of municipalities and districts, and which of them are the same place."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sunnfjord", "Førde"),  # merged 2020
        ("Førde", "Sunnfjord"),
        ("Haram", "Ålesund"),  # merged 2020, split 2024
        ("Ålesund", "Haram"),
        ("Kautokeino", "Guovdageaidnu"),
        ("Alna", "Oslo"),
        ("Oslo", "Grorud"),
        ("Alna", "Furuset"),  # merged 2004
        ("Våler", "Våler i Solør"),
    ],
)
def test_the_same_place_under_another_name(name: str, other: str) -> None:
    assert other in gazetteer().same_place(name)


@pytest.mark.parametrize(
    ("name", "other"), [("Hol", "Ål"), ("Alna", "Grorud"), ("Førde", "Naustdal"), ("Sande", "Hareid")]
)
def test_another_place(name: str, other: str) -> None:
    """Two districts of Oslo are two, and so are two municipalities that became one."""
    assert other not in gazetteer().same_place(name)


def test_an_unknown_name_is_no_place() -> None:
    assert gazetteer().same_place("Lillevik") == frozenset()


def test_every_municipality_that_took_over_is_in_the_list() -> None:
    found = gazetteer()
    assert {each for successors in found.after.values() for each in successors} <= set(found.names)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (["Nore", "og", "Uvdal"], "Nore og Uvdal", "Nore og Uvdal"),
        (["Når", "Hol"], "", "Hol"),
        (["Os", "Rektor"], "Os", ""),
        (["Øvre", "Eiker"], "Øvre Eiker", "Øvre Eiker"),
    ],
)
def test_the_longest_name_at_either_end(words: list[str], first: str, last: str) -> None:
    assert (gazetteer().first_in(words), gazetteer().last_in(words)) == (first, last)
