"""Which parts of an agreement hold what the sections of the template hold, and in which order."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.template.align import align
from avtalesjekk.engine.template.sections import shipped_template

from .maker import SECTIONS, SIGNED, TITLE, agreement, reading


def states(text: str) -> dict[str, str]:
    """How each section that counts stands in the agreement."""
    template = shipped_template()
    placed = align(template.sections, reading(text))
    return {each.section: each.state.value for each in placed if each.section in template.counted}


def others(text: str) -> dict[str, str]:
    """The sections that are not simply there."""
    return {section: state for section, state in states(text).items() if state != "present"}


def test_sections_in_order_are_all_present() -> None:
    """An agreement with each section under a heading of its own."""
    assert states(agreement()) == dict.fromkeys(SECTIONS, "present")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_that_is_taken_out_is_absent(section: str) -> None:
    """Nothing else in the agreement is taken for the section, and no other section is lost with it."""
    kept = [each for each in SECTIONS if each != section]
    # What NAV is bound to by the clause on information is no answer to what its part is.
    assert others(agreement(kept)) == {section: "absent"}


def test_a_heading_with_nothing_under_it_holds_nothing() -> None:
    assert others(agreement(nav="")) == {"nav": "absent"}


def test_guidance_left_under_a_heading_holds_nothing() -> None:
    guidance = "IMDi og AVdir foreslår her at NAVs rolle inkluderes i samarbeidsavtalen."
    assert others(agreement(nav=guidance)) == {"nav": "absent"}


def test_a_reference_under_a_fitting_heading_is_enough() -> None:
    """The template leaves it to the parties only to refer to the guide."""
    assert not others(agreement(information="Partene følger det som står i veilederen."))


def test_other_headings_and_numbers_do_no_harm() -> None:
    """The meaning counts, not the words of the heading."""
    headings = ["1 Hvorfor", "2 Vi i kommunen", "3 Vi i NAV", "4 Øverst", "5 Til daglig", "6 Si fra", "7 Dit vil vi"]
    headings += ["8 Status", "9 Hvem du ringer", "10 Hvor lenge", "11 Tilbakeblikk"]
    told = zip(headings, SECTIONS.values(), strict=True)
    text = "\n".join([f"# {TITLE}\n", *(f"## {heading}\n\n{words}\n" for heading, (_, words) in told), SIGNED])
    assert "absent" not in states(text).values()


def test_two_sections_under_one_heading_are_merged_and_keep_the_order() -> None:
    """A heading that names both."""
    both = f"## Varighet og evaluering\n\n{SECTIONS['evaluation'][1]}\n\n{SECTIONS['duration'][1]}\n"
    rest = [each for each in SECTIONS if each not in ("duration", "evaluation")]
    text = agreement(rest).replace(SIGNED, both + "\n" + SIGNED)
    assert others(text) == {"duration": "merged", "evaluation": "merged"}


def test_a_clause_within_another_section_is_merged() -> None:
    """The contact persons stand with the cooperation meetings."""
    rest = [each for each in SECTIONS if each != "contacts"]
    words = f"{SECTIONS['cooperation_meetings'][1]}\n\n{SECTIONS['contacts'][1]}"
    assert others(agreement(rest, cooperation_meetings=words)) == {"contacts": "merged"}


@pytest.mark.parametrize("section", ["contacts", "evaluation", "reporting"])
def test_a_section_that_comes_first_is_moved(section: str) -> None:
    """Only the one that stands out of order, not all that now come after it."""
    order = ["purpose", section, *(each for each in SECTIONS if each not in ("purpose", section))]
    assert others(agreement(order)) == {section: "moved"}


def test_additions_of_ones_own_change_nothing() -> None:
    own = "## Lokaler\n\nMøtene holdes på rådhuset, og kaffen betales av den som kaller inn.\n"
    text = agreement().replace(f"## {SECTIONS['goals'][0]}", f"{own}\n## {SECTIONS['goals'][0]}")
    assert not others(text)


def test_parts_below_a_heading_belong_to_it() -> None:
    """Sub-headings that say nothing of their section."""
    words = "### Når\n\nNAV får beskjed senest en uke før.\n\n### Hva\n\nNavn, alder og språk.\n"
    assert states(agreement(information=words))["information"] == "present"
