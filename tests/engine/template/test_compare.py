"""An agreement against a template, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from avtalesjekk.engine.template.compare import compare
from avtalesjekk.engine.template.file import template_of
from avtalesjekk.report.model import ComparedClause, Comparison

from .maker import reading

TEMPLATE = """# Samarbeidsavtale mellom [kommune] og NAV [kontor] om introduksjonsprogrammet

## Formål

Hjelpetekst: Skriv hvorfor partene har avtalen.

Avtalen skal sikre at deltakerne får et godt program og at partene vet hva den andre gjør.

## Ledermøter

Det holdes [antall] ledermøter hvert [halvår] mellom enhetsleder i kommunen og leder i NAV. Kommunen kaller inn.

## Samarbeidsmøter

Programrådgivere og veiledere i NAV møtes hver måned og går gjennom lista over deltakere.

## Kontaktpersoner

[navn på kontaktperson i kommunen]

[navn på kontaktperson i NAV]

## Varighet

Avtalen gjelder fra den er underskrevet av begge parter og til [sett inn dato].
"""
FILLED = {
    "Hjelpetekst: Skriv hvorfor partene har avtalen.\n\n": "",
    "[kommune]": "Sunndal kommune",
    "[kontor]": "Sunndal",
    "[antall]": "to",
    "[halvår]": "halvår",
    "[navn på kontaktperson i kommunen]": "Kari Moen, fagleder",
    "[navn på kontaktperson i NAV]": "Per Vik, veileder",
    "[sett inn dato]": "31. desember 2028",
}


def agreement(**other: str) -> str:
    """The template with all blanks filled and its guidance taken out, but for what `other` leaves as it was."""
    text = TEMPLATE
    for blank, filling in FILLED.items():
        if blank not in other.values():
            text = text.replace(blank, filling)
    return text


def compared(text: str) -> Comparison:
    """The agreement against the template."""
    return compare(template_of(reading(TEMPLATE)), reading(text))


def clauses(comparison: Comparison) -> Iterator[ComparedClause]:
    """All clauses of the template."""
    return (clause for section in comparison.sections for clause in section.clauses)


def of(comparison: Comparison, start: str) -> ComparedClause:
    """The clause of the template that starts with these words."""
    return next(clause for clause in clauses(comparison) if clause.text.startswith(start))


def sections(comparison: Comparison) -> dict[str, str]:
    """How each section of the template stands in the agreement."""
    return {section.title: section.state for section in comparison.sections}


def test_a_template_that_was_filled_in_is_unchanged() -> None:
    states = {clause.state for clause in clauses(compared(agreement()))}
    assert states == {"unchanged", "filled", "guidance_removed"}
    assert not compared(agreement()).added


def test_a_template_compared_with_itself_has_all_its_blanks_and_its_guidance() -> None:
    itself = compared(TEMPLATE)
    assert sum(len(clause.blanks) for clause in clauses(itself)) == 7
    assert [clause.text for clause in clauses(itself) if clause.state == "guidance_left"] == [
        "Hjelpetekst: Skriv hvorfor partene har avtalen."
    ]


def test_a_changed_clause_shows_the_difference() -> None:
    text = agreement().replace("Programrådgivere og veiledere i NAV møtes hver måned", "Programrådgivere møtes iblant")
    clause = of(compared(text), "Programrådgivere")
    assert clause.state == "changed"
    assert [(change.kind, change.words) for change in clause.difference if change.kind != "kept"] == [
        ("removed", "og veiledere i NAV"),
        ("removed", "hver måned"),
        ("added", "iblant"),
    ]


def test_words_added_at_the_end_of_a_clause_are_a_change() -> None:
    text = agreement().replace("over deltakere.", "over deltakere, men bare når noen ber om det.")
    assert of(compared(text), "Programrådgivere").state == "changed"


def test_a_clause_that_was_taken_out_is_absent() -> None:
    text = agreement().replace(
        "Det holdes to ledermøter hvert halvår mellom enhetsleder i kommunen og leder i NAV.", ""
    )
    text = text.replace("## Ledermøter\n\n Kommunen kaller inn.\n", "")
    assert of(compared(text), "Det holdes").state == "absent"
    assert sections(compared(text))["Ledermøter"] == "absent"


def test_a_blank_that_is_left_is_told_with_its_place() -> None:
    clause = of(compared(agreement(left="[sett inn dato]")), "Avtalen gjelder")
    assert clause.state == "unchanged"
    assert [blank.quote for blank in clause.blanks] == ["[sett inn dato]"]


def test_guidance_that_is_left_is_told() -> None:
    text = agreement(left="Hjelpetekst: Skriv hvorfor partene har avtalen.\n\n")
    assert of(compared(text), "Hjelpetekst").state == "guidance_left"


def test_a_clause_in_another_place_is_found() -> None:
    """Its section has moved, its words are unchanged."""
    text = agreement()
    clause = text[text.index("## Varighet") :]
    moved = text.replace(clause, "").replace("## Formål", f"{clause}\n## Formål")
    assert of(compared(moved), "Avtalen gjelder").state == "unchanged"
    assert sections(compared(moved))["Varighet"] == "moved"


def test_two_clauses_of_the_template_in_one_are_both_unchanged() -> None:
    text = agreement().replace("går gjennom lista over deltakere.\n", "går gjennom lista over deltakere. ")
    text = text.replace("Kommunen kaller inn.\n\n## Samarbeidsmøter\n\n", "Kommunen kaller inn. ")
    merged = compared(text)
    assert of(merged, "Det holdes").state == of(merged, "Programrådgivere").state == "unchanged"


def test_a_clause_of_the_template_in_two_paragraphs_is_unchanged() -> None:
    text = agreement().replace("og leder i NAV. Kommunen", "og leder i NAV.\n\nKommunen")
    assert of(compared(text), "Det holdes").state == "unchanged"


def test_what_the_template_does_not_have_is_an_addition() -> None:
    text = agreement().replace("## Varighet", "## Lokaler\n\nKaffen betales av den som kaller inn.\n\n## Varighet")
    assert [added.quote for added in compared(text).added] == ["Kaffen betales av den som kaller inn."]


def test_short_clauses_are_found_only_whole() -> None:
    """Two words in common are no sign of where a clause went."""
    text = agreement().replace("Kari Moen, fagleder", "Programrådgivere og veiledere vet det")
    assert of(compared(text), "Programrådgivere").state == "unchanged"
