"""Swedish agreements: actors, annexes, signatures, and the matters of local agreements."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.neighbours import matrix, matters
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.swedish import actors, annexes

from .maker import from_markdown

FILL = "\n\n## Kostnader\n\nVarje part svarar för sina egna kostnader och inte för vad som är avtalat mellan andra.\n"


def found(text: str) -> set[tuple[str, str]]:
    """The subjects that `text` speaks of, each with how it stands."""
    return {(each.subject, each.standing.value) for each in matters(read(from_markdown(text + FILL)))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Överenskommelsen sluts mellan Sjöbo kommun, Arbetsförmedlingen samt Sveriges Kommuner och Landsting.",
            ["Sjöbo kommun", "Arbetsförmedlingen", "Sveriges Kommuner och Landsting"],
        ),
        (
            "## Parter\n\nParter är Sjöbo kommun (org.nr 212000-0000) och Arbetsförmedlingen. Kommunen agerar själv.",
            ["Sjöbo kommun", "Arbetsförmedlingen"],
        ),
        (
            "## Aktörer\n\n- Sjöbo kommun genom kommunstyrelsen\n- Hjälp i Sjöbo\n",
            ["Sjöbo kommun", "Hjälp i Sjöbo"],
        ),
        (
            "Avtalet sluts mellan Region Skåne och Regionförbundet Syd på uppdrag av Sjöbo, Ystad och Lund.",
            ["Region Skåne", "Regionförbundet Syd"],
        ),
        ("Sjöbo kommun och övriga aktörer avser att samarbeta.", []),
    ],
)
def test_actors_are_those_that_a_list_names(text: str, names: list[str]) -> None:
    """In a sentence, under a heading, or item by item; those somebody signs for are none."""
    assert [actor.name for actor in actors(from_markdown(f"# Överenskommelse\n\n{text}"))] == names


def test_an_annex_is_known_by_its_number_or_by_whose_commitments_it_holds() -> None:
    """Not by the word alone."""
    document = from_markdown(
        "# Överenskommelse\n\n## Bilagor\n\nDe finns.\n\n## Parternas åtaganden\n\nAlla.\n\n"
        "## Bilaga 1 Kommunen\n\nBostad.\n\n## Migrationsverkets åtaganden 2006\n\nKartläggning.\n"
    )
    titles = [document.quote(document.clauses[annex.title].span) for annex in annexes(document)]
    assert titles == ["Bilaga 1 Kommunen", "Migrationsverkets åtaganden 2006"]


def test_a_heading_may_cover_two_matters() -> None:
    """As in one annex of the central agreement."""
    text = (
        "# Central överenskommelse\n\nDen har träffats mellan Migrationsverket och Skolverket, och gäller för alla "
        "som är nyanlända i landet.\n\n## Migrationsverkets åtaganden\n\n### Utveckling av aktörssammansättning och "
        "stimulans för fler överenskommelser\n\nVerket tar initiativ.\n\n## Skolverkets åtagande\n\nVerket deltar.\n"
    )
    covered = {(one.signatory, one.heading) for one in matrix(read(from_markdown(text))) if one.covered}
    assert covered == {
        ("Migrationsverket", "annex"),
        ("Migrationsverket", "actors"),
        ("Migrationsverket", "more-agreements"),
        ("Skolverket", "annex"),
    }


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Jämställdhetsmålen följs upp årligen av styrgruppen.", "goals_yearly"),
        ("Målen knyter an till länets tillväxtprogram.", "goals_tied"),
        ("Kvinnor och män ska få samma tillgång till praktik.", "gender_equality"),
        ("## Jämställdhet\n\nBåda föräldrarna ska kunna delta.", "gender_equality"),
        ("## Personkrets\n\nKvotflyktingar och deras anhöriga.", "target_group"),
        ("Bilagorna med parternas åtaganden ses över varje år i januari.", "annexes_revised"),
    ],
)
def test_what_binds_is_stated(text: str, subject: str) -> None:
    """By its own words or under its heading."""
    assert (subject, "stated") in found(text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Vid nästa revidering bör målen kopplas till tillväxtprogrammet.", "goals_tied"),
        ("Jämställdhet bör om möjligt uppmärksammas.", "gender_equality"),
        ("## Målgrupp\n\nVilka som omfattas får kommunen avgöra längre fram.", "target_group"),
        ("Bilagorna revideras vartannat år.", "annexes_revised"),
        ("Bilagorna kan revideras varje år.", "annexes_revised"),
    ],
)
def test_what_is_optional_open_or_too_rare_is_weak(text: str, subject: str) -> None:
    """And nothing there states it."""
    assert {one for one in found(text) if one[0] == subject} == {(subject, "weak")}


def test_a_plan_for_the_staff_is_no_equality_of_the_target_group() -> None:
    """It is about others."""
    text = "## Jämställdhet\n\nParterna ska ha en jämställdhetsplan för sina anställda kvinnor och män."
    assert not {one for one in found(text) if one[0] == "gender_equality"}


def test_a_subordinate_clause_makes_no_option() -> None:
    """ "Kan" in it is not about what the parties do."""
    text = "## Jämställdhet\n\nBarnomsorg ordnas så att båda föräldrarna kan delta."
    assert ("gender_equality", "stated") in found(text)


SIGNED = "# Överenskommelse\n\nDen sluts mellan Sjöbo kommun och Region Skåne.\n\nSjöbo den 3 maj 2008\n\n"


@pytest.mark.parametrize(
    ("lines", "standing"),
    [
        ("Karin Lund, kommunchef, Sjöbo kommun\n\nNils Berg, chef, Region Skåne", "stated"),
        ("Karin Lund, kommunchef, Sjöbo kommun\n\nRegion Skåne", "weak"),
        ("Karin Lund, kommunchef, Sjöbo kommun\n\nNils Berg, ordförande", "weak"),
    ],
)
def test_every_party_signs_with_a_person(lines: str, standing: str) -> None:
    """The name of an office is no person."""
    signatures = {one for one in found(f"{SIGNED}{lines}\n\n## Bilaga 1 Kommunen") if one[0] == "signatures"}
    assert signatures == {("signatures", standing)}


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Vad kommunen åtar sig står i bilaga 1 och Arbetsförmedlingens åtaganden i bilaga 2.", "stated"),
        ("Vad var och en åtar sig framgår av bilaga 1.", "stated"),
        ("Kommunens åtaganden står i bilaga 1.", "weak"),
    ],
)
def test_a_sentence_points_to_the_annexes_of_all_or_only_of_some(text: str, standing: str) -> None:
    """Also where they are not in the file."""
    body = f"# Överenskommelse\n\nDen sluts mellan Sjöbo kommun och Arbetsförmedlingen.\n\n{text}"
    assert {one for one in found(body) if one[0] == "annexed_commitments"} == {("annexed_commitments", standing)}


@pytest.mark.parametrize(
    "text",
    [
        "Bilaga 1 är en kontaktlista som uppdateras varje år.",
        "Målen i den enskildes etableringsplan följs upp varje år.",
    ],
)
def test_contact_lists_and_plans_for_one_person_are_none_of_the_parties(text: str) -> None:
    assert not {subject for subject, _ in found(f"# Överenskommelse\n\n{text}")} & {"annexes_revised", "goals_yearly"}


def test_what_is_done_every_year_may_be_said_in_the_next_sentence() -> None:
    text = "# Överenskommelse\n\n## Mål\n\nMålen stäms av på ett möte med styrgruppen. Så gör vi vart år."
    assert ("goals_yearly", "stated") in found(text)


def test_an_association_signs_for_its_municipalities() -> None:
    text = (
        "# Överenskommelse\n\nDen sluts mellan Ale kommun, Lerum kommun och Arbetsförmedlingen.\n\n"
        "Lerum den 3 maj 2008\n\n"
        "För Ale och Lerums kommuner: Karin Lund, förbundschef\n\nFör Arbetsförmedlingen: Nils Berg, chef\n"
    )
    assert ("signatures", "stated") in found(text)
