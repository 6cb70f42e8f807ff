"""The register of an agreement's obligations as values of the report, with the days of the calendar that they name.

A deadline that recurs goes on until the agreement ends. One that counts from an event, or from a day that nobody knows
yet, has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..report.model import Obligation
from ..report.register import Entry, Event, Register
from .reading.deadlines import Schedule, schedules_of
from .reading.model import Reading
from .reading.obligations import obligations

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_DAY = re.compile(r"\b(?:utgangen|utgongen|utløpet|slutten|slutet) av\b")
_FURTHEST = 3 * 366  # days to look ahead for the first of a series


def register(reading: Reading, as_of: date) -> Register:
    """The register of `reading`. Series begin on its date, or else on `as_of`."""
    start = reading.agreement_date.day if reading.agreement_date else as_of
    end = reading.valid_until.day if reading.valid_until else None
    found = (
        Entry(obligation=entry.obligation, quote=entry.quote, events=tuple(_events(entry.obligation, start, end)))
        for entry in entries(reading)
    )
    return Register(
        path=reading.document.path,
        kind=reading.kind,
        title=reading.title,
        parties=tuple(party.name for party in reading.parties),
        entries=tuple(found),
    )


def entries(reading: Reading) -> Iterator[Entry]:
    """The obligations of `reading`, in its order, without events."""
    for each in obligations(reading):
        obligation = Obligation(
            actor=each.actor,
            modality=each.modality,
            action=each.action,
            deadline=each.deadline,
            condition=each.condition,
            clause=reading.document.clauses[each.clause].id,
        )
        yield Entry(obligation=obligation, quote=reading.document.quote(each.span), events=())


def _events(obligation: Obligation, start: date, end: date | None) -> Iterator[Event]:
    for schedule in schedules_of(obligation.deadline):
        if schedule.once:
            yield Event(first=schedule.once, rule="", assumed=False)
        elif (first := _first(schedule, start)) and (end is None or first <= end):
            until = f";UNTIL={end:%Y%m%d}" if end else ""
            day_named = bool(schedule.weekday) or (schedule.day or 0) > 0 or _LAST_DAY.search(obligation.deadline)
            named = day_named and schedule.weeks < 2  # "annenhver onsdag" does not say which
            yield Event(first=first, rule=_rule(schedule) + until, assumed=not named)


def _first(schedule: Schedule, start: date) -> date | None:
    """The first day of a series from `start` on; in a series of every other year, the end of the second one."""
    begin = date(start.year + schedule.years - 1, 1, 1) if schedule.years > 1 else start
    days = (begin + timedelta(days=ahead) for ahead in range(_FURTHEST))
    return next((day for day in days if day >= start and _falls_on(schedule, day)), None)


def _falls_on(schedule: Schedule, day: date) -> bool:
    weekday = _WEEKDAYS[day.weekday()]
    if schedule.weeks:
        return weekday == (schedule.weekday or "SU")
    if day.month not in schedule.months:
        return False
    days_left = ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - day).days - 1
    if schedule.weekday:
        place = "-1" if schedule.weekday.startswith("-1") else str((day.day - 1) // 7 + 1)
        return schedule.weekday == place + weekday and (place != "-1" or days_left < 7)
    return days_left == 0 if schedule.day == -1 else day.day == schedule.day


def _rule(schedule: Schedule) -> str:
    """The recurrence rule (RFC 5545, 3.3.10) of a series."""
    if schedule.weeks:
        return f"FREQ=WEEKLY;INTERVAL={schedule.weeks}"
    every = f";INTERVAL={schedule.years}" if schedule.years > 1 else ""
    months = ",".join(map(str, schedule.months))
    day = f"BYDAY={schedule.weekday}" if schedule.weekday else f"BYMONTHDAY={schedule.day}"
    return f"FREQ=YEARLY{every};BYMONTH={months};{day}"
