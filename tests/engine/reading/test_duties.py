"""The duties of the circular, teams, and where the programme lies, by the words that name them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avtalesjekk.engine.reading.duties import DUTIES, coverage, duties, programme_in_office, team_members
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sides import Side

from .maker import from_markdown


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Flyktningtenesta skal kartleggje kompetansen til kvar deltakar.", "m_mapping"),
        ("Læringssenteret gir opplæring i norsk og samfunnskunnskap.", "m_language"),
        ("Kvar deltakar får ein kontaktperson på flyktningkontoret.", "m_contact"),
        ("NAV veileder den enkelte deltaker om yrke.", "n_guidance"),
        ("Jobbspesialisten søkjer deltakaren inn på tiltak.", "n_measures"),
    ],
)
def test_a_duty_is_named_in_both_languages(text: str, duty: str) -> None:
    """Nynorsk is read in the shape of bokmål."""
    assert duty in duties(text)


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Lov om introduksjonsordning og norskopplæring av 4. juli 2003.", "m_language"),
        ("Partene har tavlemøte hver tirsdag med programrådgiver.", "m_contact"),
        ("Etaten underretter om utfallet av søknader om tiltak.", "n_measures"),
        ("Introduksjonsteamet holder til i andre etasje, og møtes der.", "n_team"),
        ("Kontoret tar imot tidligere deltakere.", "n_early"),
    ],
)
def test_words_that_look_alike_name_no_duty(text: str, duty: str) -> None:
    """The title of an act, a rhythm, an application, the name of a unit."""
    assert duty not in duties(text)


def test_a_list_that_is_taken_over_names_all_its_duties() -> None:
    """And none of the other party's."""
    found = duties("Kommunen utfører oppgavene i rundskriv G-27/2017 punkt 2.1.")
    assert found == {duty for duty in DUTIES if duty.startswith("m_")}


def test_members_belong_to_a_team() -> None:
    """Those of an item to the one that its lead-in names; without a team there are none."""
    assert team_members("lærer ved voksenopplæringen", "Teamet består av:") == {"adult_education"}
    assert team_members("lærer ved voksenopplæringen", "Møter") == set()
    assert team_members("I teamet sitter programrådgiver og helsesykepleier.", "") == {"contact_person", "health"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Introduksjonsprogrammet er lagt til NAV-kontoret.", True),
        ("Introduksjonsordninga er organisert som ein del av NAV Sunndal.", True),
        ("Introduksjonsprogrammet er lagt til flyktningtjenesten.", False),
    ],
)
def test_where_the_programme_lies(text: str, expected: bool) -> None:
    """In the NAV office or not."""
    assert programme_in_office(text) is expected


@pytest.mark.parametrize(("actor", "expected"), [(Side.NONE, False), (Side.MUNICIPALITY, True), (Side.NAV, True)])
def test_a_sentence_without_a_subject_that_names_nav_is_no_duty_of_the_municipality(
    actor: Side, expected: bool
) -> None:
    """Where there is a subject, the rule asks for it."""
    found = read(from_markdown("# Samarbeid\n\nOppfølgingen av deltakere skjer fra NAV."))
    facts = coverage(found.document, replace(found.provisions[0], actor=actor))
    assert facts["duty_m_follow_up"] is expected
