"""The facts of how an agreement stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.inference.facts import prepare
from avtalesjekk.engine.reading.facts import FactSheet, fact_sheet
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.standing import with_standing
from avtalesjekk.engine.rulebook.vocabulary import shipped_vocabulary

from .maker import from_markdown

TEXT = """# Samarbeidsavtale mellom Hol kommune og NAV Hol om introduksjonsprogrammet

## 1 Grunnlag

Avtalen bygger på introduksjonsloven. Hol kommune lager planen, og NAV Hol deltar.

## 2 Resten

Tolk dekkes av Ål kommune. Måltallene framgår av vedlegg 2, jf. punkt 7.

Hjelpetekst: Vær konkret.

Avtalen ble inngått 3. mai 2022 og gjelder til 31. desember 2023.
"""


def sheet(as_of: date, text: str = TEXT) -> FactSheet:
    """The facts of a document on a day."""
    reading = read(from_markdown(text))
    return with_standing(fact_sheet(reading), reading, as_of)


def added(as_of: date, text: str = TEXT) -> list[dict[str, object]]:
    """The facts that depend on the calendar, the law and the map, without their ids."""
    kinds = ("citation", "term", "stranger", "reference", "guidance")
    return [{k: v for k, v in fact.items() if k != "id"} for fact in sheet(as_of, text).facts if fact["fact"] in kinds]


def test_all_of_them_in_order() -> None:
    assert added(date(2024, 1, 1)) == [
        {"fact": "citation", "instrument": "act", "standing": "repealed", "relied_on": "yes", "current": "no"},
        {"fact": "term", "ended": "yes"},
        {"fact": "stranger", "side": "municipality"},
        {"fact": "reference", "to": "point"},
        {"fact": "reference", "to": "annex"},
        {"fact": "guidance"},
    ]


def test_they_are_in_the_vocabulary_and_follow_the_others() -> None:
    facts = sheet(date(2024, 1, 1)).facts
    assert len(prepare(shipped_vocabulary(), facts)) == len(facts)
    assert [fact["id"][1:] for fact in facts if isinstance(fact["id"], str)] == [str(n) for n in range(len(facts))]


def test_each_has_a_place_in_a_clause() -> None:
    found = sheet(date(2024, 1, 1))
    document = read(from_markdown(TEXT)).document
    for fact in found.facts[-6:]:
        where = found.evidence[str(fact["id"])]
        assert where.clause is not None
        clause = document.clauses[where.clause]
        assert clause.span.start <= where.span.start < where.span.end <= clause.span.end


@pytest.mark.parametrize(("day", "ended"), [(date(2023, 12, 31), "no"), (date(2024, 1, 1), "yes")])
def test_the_last_day_counts(day: date, ended: str) -> None:
    assert {"fact": "term", "ended": ended} in added(day)


def test_an_agreement_that_renews_itself_has_not_ended() -> None:
    text = TEXT.replace("31. desember 2023.", "31. desember 2023. Avtalen fornyes automatisk for ett år.")
    assert not any(fact["fact"] == "term" for fact in added(date(2026, 1, 1), text))


def test_an_end_that_is_reckoned_is_the_last_day() -> None:
    text = "# Samarbeidsavtale\n\nAvtalen ble inngått 3. mai 2022.\n\nAvtalen varer i to år fra signering.\n"
    reading = read(from_markdown(text))
    assert reading.valid_until is not None
    assert reading.valid_until.day == date(2024, 5, 2)
    assert {"fact": "term", "ended": "no"} in added(date(2024, 5, 2), text)
    assert {"fact": "term", "ended": "yes"} in added(date(2024, 5, 3), text)


def test_without_a_last_day_there_is_no_term() -> None:
    assert added(date(2026, 1, 1), "# Avtale\n\nAvtalen gjelder til den blir sagt opp.\n") == []
