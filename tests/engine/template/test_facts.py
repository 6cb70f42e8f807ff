"""Whether the template concerns a document, and the facts that the rules ask for."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.template.facts import concerns, made_from, template_facts, titles

from .maker import SECTIONS, SIGNED, agreement, reading

# Three marks of the template, in sentences that are not its own.
MADE = (
    "Lederne skal legge føringer for neste års arbeid. Målet er rask overgang til arbeid og får en varig tilknytning "
    "som følge. Partene vil bedre tilgangen på og bruken av det statlige tilbudet."
)


@pytest.mark.parametrize(("day", "concerned"), [("11. desember 2023", False), ("12. desember 2023", True)])
def test_agreements_from_the_day_of_the_template_on_are_concerned(day: str, concerned: bool) -> None:
    assert concerns(reading(agreement().replace("3. mars 2025", day))) is concerned


def test_an_agreement_without_a_date_is_concerned() -> None:
    assert concerns(reading(agreement().replace(SIGNED, "")))


def test_an_internal_routine_is_not_concerned() -> None:
    routine = agreement().replace(
        "Samarbeidsavtale mellom flyktningtjenesten i Sunndal kommune og", "Samarbeidsrutine i"
    )
    assert not concerns(reading(routine))


def test_what_was_made_from_the_template_is_concerned_whatever_it_is() -> None:
    routine = agreement(purpose=MADE).replace("Samarbeidsavtale mellom flyktningtjenesten i", "Samarbeidsrutine i")
    assert concerns(reading(routine))
    assert concerns(reading(agreement(purpose=MADE).replace("3. mars 2025", "3. mars 2020")))


def test_two_marks_are_too_few_to_tell_what_a_document_was_made_from() -> None:
    two = MADE[: MADE.index("Partene vil")]
    assert made_from(reading(agreement(purpose=MADE)))
    assert not made_from(reading(agreement(purpose=two)))


def test_a_section_that_is_out_of_order_is_shown_by_its_heading() -> None:
    order = ["contacts", *(each for each in SECTIONS if each != "contacts")]
    found = reading(agreement(order))
    shown = {fact["section"]: span for fact, span in template_facts(found) if fact.get("state") == "moved"}
    assert {section: found.document.quote(span) for section, span in shown.items() if span} == {
        "contacts": "Kontaktpersoner"
    }


def test_sections_are_called_by_their_names_in_the_language_of_the_messages() -> None:
    absent = [fact for fact, _ in template_facts(reading(agreement(nav=""))) if fact.get("state") == "absent"]
    assert titles(absent, "nn") == "«NAV si rolle»"
