"""The parts of an agreement between the state and KS."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.neighbours import matters
from avtalesjekk.engine.reading.read import read

from .maker import from_markdown

TITLE = "# Samarbeidsavtale mellom Arbeidsdepartementet (AD) og KS\n\n"


def found(text: str, *subjects: str) -> set[tuple[str, str]]:
    """How each of `subjects` stands in `text`."""
    given = matters(read(from_markdown(TITLE + text)))
    return {(each.subject, each.standing.value) for each in given if each.subject in subjects}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("## Plikter\n\nKS skal rapportere hvert år.", {"duties_organisation"}),
        ("## Plikter\n\nAD skal oversende statistikk til KS hvert år.", {"duties_state"}),
        ("## Plikter\n\nPartene skal møtes hvert år.", {"duties_organisation", "duties_state"}),
        ("## Plikter\n\nDepartementet skal:\n\n- oversende KS statistikk hvert halvår", {"duties_state"}),
        ("## KS' forpliktelser\n\n- rapportere om bosettingen innen utgangen av januar", {"duties_organisation"}),
    ],
)
def test_a_duty_is_that_of_the_subject_the_lead_in_or_the_heading(text: str, sides: set[str]) -> None:
    """Whoever else the sentence names."""
    assert found(text, "duties_state", "duties_organisation") == {(side, "stated") for side in sides}


def test_a_duty_that_is_left_open_is_weak() -> None:
    """Nobody knows yet what it is."""
    text = "## ADs forpliktelser\n\nHva AD skal gjøre, avklares når budsjettet er vedtatt."
    assert found(text, "duties_state") == {("duties_state", "weak")}


def test_a_right_to_give_notice_is_no_less_for_its_modal_verb() -> None:
    """ "Kan" is how such rights are worded."""
    assert found("Hver av partene kan si opp avtalen med et års varsel.", "termination") == {("termination", "stated")}


def test_a_wish_for_dialogue_settles_no_dispute() -> None:
    """It is weak."""
    text = "Ved uenighet ser partene gjerne at det tas en samtale."
    assert found(text, "termination") == {("termination", "weak")}


def test_notice_is_no_duration() -> None:
    """How it can end is not how long it lasts."""
    assert found("Avtalen kan sies opp med seks måneders varsel.", "duration") == set()


@pytest.mark.parametrize(
    ("block", "standing"),
    [
        ("Oslo, 15. mai 2017\n\nKari Nordby\n\nArbeids- og sosialminister\n\nOla Vik\n\nLeder i KS", "stated"),
        ("Oslo, 15. mai 2017\n\nFor AD: [navn og tittel]\n\nFor KS: Ola Vik, styreleder", "weak"),
        ("Oslo, 15. mai 2017\n\nFor KS: Ola Vik, styreleder", "weak"),
    ],
)
def test_both_sides_sign_with_a_person_each(block: str, standing: str) -> None:
    """A blank or one side alone is not enough."""
    assert found(f"## Økonomi\n\nStaten betaler.\n\n## Underskrift\n\n{block}", "signatures") == {
        ("signatures", standing)
    }
