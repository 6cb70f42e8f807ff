"""What each rule weighs for a document, and what the report says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.rulebook.dates import InForce, partial_date
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Rule
from avtalesjekk.engine.settings import Settings
from avtalesjekk.engine.weighing import Scales, applies, basis, by_date, scales, source_of, unsettled, weight

BOOK = load_shipped()
RULES = {rule.id: rule for rule in BOOK.rules}
PART, DUTY, ROUTINE, FORM = (RULES[one] for one in ("G27-4.1.6", "G27-2.1-5", "GUIDE-routine", "FORM-date"))
AS_OF = date(2026, 11, 22)
GUIDE = "Veileder av 12.12.2023"

Weigh = Callable[..., Scales]


@pytest.fixture
def on() -> Weigh:
    """Scales for an agreement of a date, under profiles."""

    def make(dated: date | None, *profiles: str, kind: str = "intro-agreement", as_of: date = AS_OF) -> Scales:
        settings = Settings(
            rulebook=BOOK,
            evaluate=reference.evaluate,
            as_of=as_of,
            lang="nb",
            profiles=frozenset(profiles or (AUTO,)),
        )
        return scales((kind,), dated, settings)

    return make


@pytest.mark.parametrize(
    ("day", "part", "duty"),
    [
        (date(2016, 12, 31), ("not_in_force", "info"), ("not_in_force", "info")),
        (date(2017, 12, 30), ("not_in_force", "info"), ("not_in_force", "info")),
        (date(2017, 12, 31), ("skal", "error"), ("skal", "warning")),
        (date(2021, 3, 31), ("skal", "error"), ("skal", "warning")),
        (date(2021, 4, 1), ("bør", "warning"), ("not_in_force", "info")),
        (date(2021, 4, 30), ("bør", "warning"), ("not_in_force", "info")),
        (date(2023, 12, 12), ("bør", "warning"), ("not_in_force", "info")),
    ],
)
def test_a_rule_weighs_what_was_in_force(on: Weigh, day: date, part: object, duty: object) -> None:
    """The checklist goes on as advice; the list of duties went with the circular and never weighs more than it says."""
    assert weight(on(day), PART) == part
    assert weight(on(day), DUTY) == duty


@pytest.mark.parametrize(
    ("profiles", "expected"),
    [
        (("g27-2017",), ("skal", "error")),
        (("guide-2021",), ("bør", "warning")),
        (("guide-2023",), ("bør", "warning")),
        (("guide-2021", "g27-2017"), ("skal", "error")),
        (("guide-2023", AUTO), ("skal", "error")),
    ],
)
def test_a_profile_weighs_as_if_in_force(on: Weigh, profiles: tuple[str, ...], expected: object) -> None:
    """The strongest of those that are asked for, the date among them when "auto" is, here in 2019."""
    assert weight(on(date(2019, 5, 2), *profiles), PART) == expected


def test_a_guide_asks_for_the_checklist_and_nothing_else(on: Weigh) -> None:
    """Of any kind of document."""
    asked = on(date(2019, 5, 2), "guide-2023", kind="template")
    assert {rule.id for rule in BOOK.rules if applies(asked, rule)} == {
        rule.id for rule in BOOK.rules if rule.pack == "g27-2017" or rule is ROUTINE
    }


@pytest.mark.parametrize(("day", "expected"), [(date(2021, 3, 31), False), (date(2021, 4, 1), True)])
def test_a_rule_without_requirement_applies_in_its_time(on: Weigh, day: date, expected: bool) -> None:
    """Rules of form have no time: they always apply."""
    assert applies(on(day), ROUTINE) is expected
    assert applies(on(day), FORM)


def test_a_rule_of_no_known_time_weighs_what_it_says_on_any_day(on: Weigh) -> None:
    """As one of an own pack without dates."""
    timeless = replace(DUTY, pack="egen", in_force=InForce(start=partial_date("?")))
    assert weight(on(date(1990, 1, 1)), timeless) == ("skal", "warning")
    assert not by_date(on(None), timeless)


def test_a_rule_without_requirement_is_for_information_where_its_time_is_unsettled(on: Weigh) -> None:
    """Never the stricter answer."""
    assert weight(on(date(2021, 4, 15)), ROUTINE) == ("not_in_force", "info")


@pytest.mark.parametrize(
    ("day", "profiles", "expected"),
    [
        (date(2016, 1, 1), (), "G-27/2017"),
        (date(2019, 5, 2), (), "G-27/2017"),
        (date(2021, 4, 15), (), "Veileder, første utgave (april 2021), jf. G-27/2017"),
        (date(2022, 1, 1), (), "Veileder, første utgave (april 2021), jf. G-27/2017"),
        (date(2024, 1, 1), (), f"{GUIDE}, jf. G-27/2017"),
        (date(2019, 5, 2), ("guide-2023",), f"{GUIDE}, jf. G-27/2017"),
        (date(2024, 1, 1), ("g27-2017",), "G-27/2017"),
    ],
)
def test_a_finding_names_the_guide_that_it_rests_on(
    on: Weigh, day: date, profiles: tuple[str, ...], expected: str
) -> None:
    """With the circular as where the list comes from."""
    assert source_of(on(day, *profiles), PART) == expected


def test_other_rules_name_their_own_source(on: Weigh) -> None:
    """Also when they only advise."""
    assert source_of(on(date(2022, 1, 1)), ROUTINE) == ROUTINE.source.document
    assert source_of(on(date(2019, 1, 1)), RULES["G27-4.3"]) == "G-27/2017"


@pytest.mark.parametrize(
    ("day", "as_of", "profiles", "reason", "told"),
    [
        (date(2002, 1, 1), AS_OF, (), "date", "Ingen kjent kilde stilte slike krav da"),
        (date(2010, 1, 1), AS_OF, (), "date", "Da gjaldt Rundskriv A-27/2007, som ikke er brukt her"),
        (date(2017, 6, 1), AS_OF, (), "date", "Kildene avgjør ikke om Rundskriv Q-27/2015 / Rundskriv G-27/2017"),
        (date(2019, 5, 2), AS_OF, (), "date", "Avtalen er fra 2019-05-02. Da gjaldt Rundskriv G-27/2017"),
        (date(2024, 5, 2), AS_OF, (), "date", f"Da gjaldt {GUIDE}, og punktene er anbefalt (bør)"),
        (None, AS_OF, (), "as_of", "Avtalen har ingen dato; 2026-11-22 er lagt til grunn. Da gjaldt Veileder"),
        (None, date(2020, 1, 1), (), "as_of", "2020-01-01 er lagt til grunn. Da gjaldt Rundskriv G-27/2017"),
        (None, AS_OF, ("g27-2017",), "profile", "Sjekket etter Rundskriv G-27/2017, slik det ble bedt om"),
    ],
)  # fmt: skip
def test_the_report_says_what_applied_and_why(
    on: Weigh, day: date | None, as_of: date, profiles: tuple[str, ...], reason: str, told: str
) -> None:
    """In words, whatever the date."""
    found = basis(on(day, *profiles, as_of=as_of), [PART], "nb")
    assert found is not None
    assert found.reason == reason
    assert told in found.message


def test_without_the_checklist_nothing_is_said_of_its_authority(on: Weigh) -> None:
    """Rules of form rest on nothing that has a date."""
    assert basis(on(date(2019, 1, 1)), [FORM, DUTY], "nb") is None


def test_what_is_unsettled_is_told_once(on: Weigh) -> None:
    """The circular is named with the other, not again for its list of duties; another source is told by itself."""
    own: Rule = replace(DUTY, pack="egen", source=replace(DUTY.source, document="Egen"))
    assert list(unsettled(on(date(2017, 6, 1)), [PART, DUTY])) == ["Rundskriv Q-27/2015 / Rundskriv G-27/2017"]
    assert list(unsettled(on(date(2017, 6, 1)), [own])) == ["Egen"]
    assert list(unsettled(on(date(2019, 6, 1)), [PART, DUTY, own])) == []
