"""The examples inside the rules notice when a date or a limit that they rest on moves by one step.

What the dates of a rule itself change is its weight, which an example does not tell: those are held against a table of
days on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from avtalesjekk.engine.examples import AS_OF
from avtalesjekk.engine.reading import citations as citing
from avtalesjekk.engine.reading import instruments as naming
from avtalesjekk.engine.reading import intervals
from avtalesjekk.engine.reading.instruments import Instrument
from avtalesjekk.engine.reading.sentences import sentences
from avtalesjekk.engine.rulebook.dates import Validity
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Pack, Rule
from avtalesjekk.engine.template import facts as templating
from avtalesjekk.extract.read import read_bytes

from .mutants import facts_of, reading_of, status_of
from .steps import moved

BOOK = load_shipped()
RULES = {rule.id: rule for rule in BOOK.rules}
DAY = timedelta(days=1)
INSTRUMENTS = naming.instruments()
# How an agreement names each of them.
NAMES = {
    "introduksjonsloven": "introduksjonsloven",
    "integreringsloven": "integreringsloven",
    "nav-loven": "NAV-loven",
    "sosialtjenesteloven-1991": "lov 13. desember 1991 nr. 81",
    "sosialtjenesteloven-2009": "lov 18. desember 2009 nr. 131",
    "personopplysningsloven-2000": "lov 14. april 2000 nr. 31",
    "personopplysningsloven-2018": "lov 15. juni 2018 nr. 38",
    "lag-2010-197": "lag 2010:197",
    "lag-2017-584": "lag 2017:584",
    "p-6-2003": "P-6/2003",
    "a-27-2007": "A-27/2007",
    "q-27-2015": "Q-27/2015",
    "g-27-2017": "G-27/2017",
    "guide-2021": "veileder april 2021",
    "guide-2023": "veileder 12.12.2023",
    "guide": "veileder fra IMDi",
}
# Days on both sides of each change, and whether what the pack says was in force on them.
CIRCULAR: list[tuple[date, Validity]] = [
    (date(2016, 12, 31), "no"),
    (date(2017, 1, 1), "unknown"),
    (date(2017, 12, 30), "unknown"),
    (date(2017, 12, 31), "yes"),
    (date(2021, 3, 31), "yes"),
    (date(2021, 4, 1), "unknown"),
    (date(2021, 4, 29), "unknown"),
    (date(2021, 4, 30), "no"),
]
SINCE_APRIL: list[tuple[date, Validity]] = [
    (date(2021, 3, 31), "no"),
    (date(2021, 4, 1), "unknown"),
    (date(2021, 4, 29), "unknown"),
    (date(2021, 4, 30), "yes"),
]
FIRST_GUIDE: list[tuple[date, Validity]] = [
    *SINCE_APRIL,
    (date(2023, 12, 11), "yes"),
    (date(2023, 12, 12), "no"),
]
PRESENT: list[tuple[date, Validity]] = [(date(2023, 12, 11), "no"), (date(2023, 12, 12), "yes")]
SWEDEN: list[tuple[date, Validity]] = [
    (date(2006, 2, 28), "no"),
    (date(2006, 3, 1), "unknown"),
    (date(2006, 3, 30), "unknown"),
    (date(2006, 3, 31), "yes"),
]
NAV_ACT: list[tuple[date, Validity]] = [(date(2006, 6, 30), "no"), (date(2006, 7, 1), "yes")]
NEVER_SETTLED: list[tuple[date, Validity]] = [(date(1990, 1, 1), "unknown"), (date(2026, 1, 1), "unknown")]
IN_FORCE = {
    "form": NEVER_SETTLED,
    "g27-2017": CIRCULAR,
    "g27-2017-duties": CIRCULAR,
    "guide-2021": FIRST_GUIDE,
    "guide-2023": PRESENT,
    "law": NEVER_SETTLED,
    "nat": NEVER_SETTLED,
    "navk-2006": NAV_ACT,
    "se-central": SWEDEN,
    "se-local": SWEDEN,
    "template-2023": PRESENT,
}
OWN_TIME = {"GUIDE-routine": SINCE_APRIL}  # both guides ask for it


def _days(each: Pack | Rule) -> list[tuple[date, Validity]]:
    return IN_FORCE[each.id] if isinstance(each, Pack) else OWN_TIME.get(each.id, IN_FORCE[each.pack])


@pytest.mark.parametrize("each", [*BOOK.packs, *BOOK.rules], ids=lambda each: each.id)
def test_packs_and_rules_are_in_force_in_their_time(each: Pack | Rule) -> None:
    """And no other time gives the same answers on those days."""
    days = _days(each)
    assert [each.in_force.applies_on(day) for day, _ in days] == [expected for _, expected in days]
    for told, wrong in moved(each.in_force):
        assert [wrong.applies_on(day) for day, _ in days] != [expected for _, expected in days], told


def _notice(rules: Iterable[str], as_of: date = AS_OF) -> bool:
    """Whether any example of the rules gives another status than it should."""
    return any(
        status_of(BOOK, RULES[rule], facts_of(example.text, as_of)) != example.status
        for rule in rules
        for example in RULES[rule].examples
    )


@pytest.mark.parametrize("day", [AS_OF - DAY, AS_OF + DAY])
def test_an_end_a_day_off_is_noticed(day: date) -> None:
    """The last day of an agreement, seen from the day before or after."""
    assert not _notice(["FORM-expired"])
    assert _notice(["FORM-expired"], day)


@pytest.mark.parametrize("step", [-DAY, DAY])
@pytest.mark.parametrize("rule", ["TMPL-section", "TMPL-order"])
def test_a_template_a_day_off_is_noticed(rule: str, step: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreements of the day before are not compared with it."""
    template = templating.shipped_template()
    monkeypatch.setattr(templating, "shipped_template", lambda: replace(template, start=template.start + step))
    assert _notice([rule])


@pytest.mark.parametrize("step", [-DAY, DAY])
def test_a_guide_a_day_off_is_noticed_by_what_it_left_behind(step: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guidance text counts from the day of the guide on."""
    (guide,) = [each for each in INSTRUMENTS if each.id == "guide-2023"]
    start = replace(guide.in_force.start, latest=guide.in_force.start.latest + step)
    _set_instruments(monkeypatch, replace(guide, in_force=replace(guide.in_force, start=start)))
    assert _notice(["FORM-guidance"])


@pytest.mark.parametrize("months", [11, 13])
@pytest.mark.parametrize("rule", ["G27-4.2b", "G27-2.1-12"])
def test_a_year_a_month_off_is_noticed(rule: str, months: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaders meet every twelve months or more often."""
    monkeypatch.setattr(intervals, "YEAR", months)
    reading_of.cache_clear()
    noticed = _notice([rule])
    reading_of.cache_clear()
    assert noticed


def _instruments_moved() -> Iterator[tuple[str, Instrument]]:
    for each in INSTRUMENTS:
        for told, in_force in moved(each.in_force):
            yield f"{each.id} {told}", replace(each, in_force=in_force)


MOVED = dict(_instruments_moved())


def _set_instruments(monkeypatch: pytest.MonkeyPatch, wrong: Instrument) -> None:
    found = tuple(wrong if each.id == wrong.id else each for each in INSTRUMENTS)
    monkeypatch.setattr(citing, "instruments", lambda: found)
    monkeypatch.setattr(naming, "instruments", lambda: found)


@pytest.mark.parametrize("told", sorted(MOVED))
def test_a_date_of_an_instrument_is_noticed_where_it_matters(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It matters where an agreement that rests on it, alone or beside another, is judged otherwise."""
    wrong = MOVED[told]
    days = _days_about(wrong)
    before = _judged(wrong, days)
    _set_instruments(monkeypatch, wrong)
    if _judged(wrong, days) != before:
        assert _notice(["LAW-repealed-law", "LAW-repealed-guidance"])


def _days_about(wrong: Instrument) -> list[date]:
    same = [wrong, *(each for each in INSTRUMENTS if each.subject == wrong.subject)]
    ends = [end for each in same for end in (each.in_force.start, each.in_force.end) if end and end.text != "?"]
    return sorted({day + step for end in ends for day in (end.earliest, end.latest) for step in (-DAY, 0 * DAY, DAY)})


def _judged(one: Instrument, days: Sequence[date]) -> list[bool]:
    """Whether an agreement rests on what was repealed: for `one` alone and beside each other, on each of the days."""
    others = [NAMES[each.id] for each in INSTRUMENTS if each.subject == one.subject and each.id != one.id]
    texts = [f"Avtalen bygger på {' og '.join(names)}." for names in combinations([NAMES[one.id], *others], 2)]
    said = [
        list(sentences(read_bytes(text.encode(), "a.txt"))) for text in (f"Avtalen bygger på {NAMES[one.id]}.", *texts)
    ]
    return [
        any(
            cited.standing == "repealed" and cited.relied_on and not cited.current
            for cited in citing.citations(each, day, AS_OF)
        )
        for each in said
        for day in days
    ]


@pytest.mark.parametrize("each", INSTRUMENTS, ids=lambda each: each.id)
def test_the_names_used_here_are_names_of_the_instrument(each: Instrument) -> None:
    """So that the comparison above sees what it is about."""
    assert each.name.search(NAMES[each.id])
