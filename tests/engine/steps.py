"""Dates moved by one step: a day, or a month or a year where the source gives no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from avtalesjekk.engine.rulebook.dates import InForce, PartialDate, partial_date


def moved(in_force: InForce) -> Iterator[tuple[str, InForce]]:
    """Yield the times that start or end one step earlier or later or never end, each with what was changed."""
    for start in _steps(in_force.start):
        yield f"fra {start.text}", replace(in_force, start=start)
    if in_force.end and in_force.end.text != "?":
        yield "uten slutt", replace(in_force, end=None)
        for end in _steps(in_force.end):
            yield f"til {end.text}", replace(in_force, end=end)


def _steps(day: PartialDate) -> Iterator[PartialDate]:
    """The steps before and after; none where nothing is known of the day."""
    if day.text != "?":
        for neighbour in (day.earliest - timedelta(days=1), day.latest + timedelta(days=1)):
            yield partial_date(neighbour.isoformat()[: len(day.text)])
