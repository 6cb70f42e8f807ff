"""What the minimum content rested on, on both sides of every date on which that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from avtalesjekk.engine.rulebook import authority
from avtalesjekk.engine.rulebook.authority import authority_on, strongest, timeline, weakest
from avtalesjekk.engine.rulebook.load import load_shipped

from ..steps import moved

P, A, Q, G = (f"Rundskriv {name}" for name in ("P-6/2003", "A-27/2007", "Q-27/2015", "G-27/2017"))
FIRST, PRESENT = "Veileder, første utgave (april 2021)", "Veileder av 12.12.2023"


DAYS = [
    (date(2002, 12, 31), "not_in_force", (), True),
    (date(2003, 1, 1), "not_in_force", (P,), False),
    (date(2003, 12, 30), "not_in_force", (P,), False),
    (date(2003, 12, 31), "not_in_force", (P,), True),
    (date(2007, 6, 28), "not_in_force", (P,), True),
    (date(2007, 6, 29), "not_in_force", (A,), True),
    (date(2014, 12, 31), "not_in_force", (A,), True),
    (date(2015, 1, 1), "not_in_force", (A, Q), False),
    (date(2015, 12, 30), "not_in_force", (A, Q), False),
    (date(2015, 12, 31), "not_in_force", (Q,), True),
    (date(2016, 12, 31), "not_in_force", (Q,), True),
    (date(2017, 1, 1), "not_in_force", (Q, G), False),
    (date(2017, 12, 30), "not_in_force", (Q, G), False),
    (date(2017, 12, 31), "skal", (G,), True),
    (date(2021, 3, 31), "skal", (G,), True),
    (date(2021, 4, 1), "bør", (G, FIRST), False),
    (date(2021, 4, 29), "bør", (G, FIRST), False),
    (date(2021, 4, 30), "bør", (FIRST,), True),
    (date(2023, 12, 11), "bør", (FIRST,), True),
    (date(2023, 12, 12), "bør", (PRESENT,), True),
    (date(2026, 11, 22), "bør", (PRESENT,), True),
]


@pytest.mark.parametrize(("day", "level", "instruments", "settled"), DAYS)
def test_each_change_of_the_timeline(day: date, level: str, instruments: tuple[str, ...], settled: bool) -> None:
    """A year or month without a day leaves open what applied until it is over."""
    found = authority_on("intro-agreement", day)
    assert (found.level, found.instruments, found.settled) == (level, instruments, settled)


TIMELINE = timeline("intro-agreement")
MOVED = {
    f"{right.document} {told}": (*TIMELINE[:number], replace(right, in_force=in_force), *TIMELINE[number + 1 :])
    for number, right in enumerate(TIMELINE)
    for told, in_force in moved(right.in_force)
}


@pytest.mark.parametrize("told", MOVED)
def test_a_date_moved_by_a_step_is_noticed(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On one of the days above."""
    monkeypatch.setattr(authority, "timeline", {"intro-agreement": MOVED[told]}.__getitem__)
    found = [(day, authority_on("intro-agreement", day)) for day, *_ in DAYS]
    assert [(day, each.level, each.instruments, each.settled) for day, each in found] != DAYS


def test_what_is_unsettled_rests_on_the_milder_instrument() -> None:
    """In April 2021 that is the guide."""
    assert authority_on("intro-routine", date(2021, 4, 15)).sources == (FIRST,)


def test_kinds_that_no_instrument_spoke_of_have_no_timeline() -> None:
    """Nothing applied to them on any day."""
    found = authority_on("se-local", date(2019, 1, 1))
    assert (found.level, found.instruments, found.settled) == ("not_in_force", (), True)


def test_levels_have_an_order() -> None:
    """From what was not in force to what is a duty."""
    assert (strongest(["kan", "bør", "not_in_force"]), weakest(["skal", "bør"])) == ("bør", "bør")
    assert (strongest([]), weakest([])) == ("not_in_force", "not_in_force")


def test_a_pack_gives_the_dates_of_the_timeline() -> None:
    """The same fact stands in both places."""
    packs = {pack.id: pack for pack in load_shipped().packs}
    with_pack = [each for each in timeline("intro-agreement") if each.pack]
    assert [each.pack for each in with_pack] == ["g27-2017", "guide-2021", "guide-2023"]
    for each in with_pack:
        assert packs[each.pack].in_force == each.in_force
        assert packs[each.pack].authority == each.level


@pytest.mark.parametrize("guide", ["guide-2021", "guide-2023"])
def test_a_guide_asks_for_the_checklist_of_the_circular(guide: str) -> None:
    """Each part under one subject, and for nothing that no rule checks."""
    rulebook = load_shipped()
    (pack,) = [pack for pack in rulebook.packs if pack.id == guide]
    named = [part for subject in pack.subjects for part in subject.parts]
    checklist = [rule.id for rule in rulebook.rules if rule.pack == "g27-2017"]
    assert sorted(named) == sorted([*checklist, "GUIDE-routine"])
    assert rulebook.asked_for(pack) == set(named)
