"""Which side a sentence speaks of, and which is its subject."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.lexicon import Mention, lexicon
from avtalesjekk.engine.reading.sides import Side, Sided, joined, sided, subject


def subject_of(text: str) -> Side:
    """The side that is the subject of `text`, with the sides that the Norwegian lexicon finds in it."""
    return subject(text, sided(lexicon("no").mentions(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen kaller inn til ledermøte.",
        "Kommunen skal informere NAV om bosetting.",
        "Flyktningtjenesten sender melding til NAV.",
        "Flyktningtenesta sender melding til NAV.",
        "Voksenopplæringen rapporterer til NAV.",
        "Bydelen inviterer NAV.",
        "Programrådgiver inviterer NAV til trekantsamtale.",
        "Programrådgjevar inviterer NAV til samtale.",
        "Kommunedirektøren kallar NAV-leiaren inn til møte.",
        "Rådmannen har ansvaret for at det holdes årlig ledermøte med NAV.",
        "Kommunen ved flyktningtjenesten innkaller NAV.",
        "Kommunen overfører saken til NAV.",
    ],
)
def test_the_municipality_before_the_verb_is_the_subject(text: str) -> None:
    assert subject_of(text) is Side.MUNICIPALITY


@pytest.mark.parametrize(
    "text",
    [
        "NAV informerer kommunen om tiltak.",
        "NAV-kontoret deltar i møter med kommunen.",
        "NAV-leder kaller inn til møte med kommunedirektøren.",
        "NAV-leiar har ansvar for å kalle inn til møte med kommunen.",
        "Arbeids- og velferdsetaten stiller tiltak til disposisjon for kommunen.",
        "Veileder i NAV følger opp deltakeren.",
        "NAV skal sammen med kommunen kartlegge deltakeren.",
    ],
)
def test_nav_before_the_verb_is_the_subject(text: str) -> None:
    assert subject_of(text) is Side.NAV


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvert år kaller kommunen inn til møte.", Side.MUNICIPALITY),
        ("Kvart år kallar kommunen inn til møte.", Side.MUNICIPALITY),
        ("I møtene orienterer NAV kommunen om tiltak.", Side.NAV),
        ("Etter programmet følger NAV opp deltakeren.", Side.NAV),
        ("Etter avslutta program følgjer NAV opp deltakaren.", Side.NAV),
        ("For å sikre informasjon til NAV skal kommunen sende liste.", Side.MUNICIPALITY),
        ("Ved bosetting melder kommunen fra til NAV.", Side.MUNICIPALITY),
        ("Hvert halvår møtes kommunen og NAV.", Side.BOTH),
    ],
)
def test_the_subject_stands_after_the_verb_when_something_else_opens_the_sentence(text: str, expected: Side) -> None:
    assert subject_of(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Når NAV ber om det, sender kommunen oversikt.", Side.MUNICIPALITY),
        ("Dersom kommunen ber om det, skal NAV delta.", Side.NAV),
        ("Kommunen, som er vertskap, kaller inn NAV.", Side.MUNICIPALITY),
        ("Det er kommunen som kaller inn til møtene.", Side.MUNICIPALITY),
        ("Det er NAV som har ansvaret for referat.", Side.NAV),
    ],
)
def test_a_side_in_a_subordinate_clause_is_not_the_subject(text: str, expected: Side) -> None:
    assert subject_of(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ledermøtet innkalles av kommunen.", Side.MUNICIPALITY),
        ("Leiarmøtet blir kalla inn av kommunen.", Side.MUNICIPALITY),
        ("Møtet ledes av NAV.", Side.NAV),
        ("Innkalling sendes av flyktningleder.", Side.MUNICIPALITY),
        ("Avtalen evalueres av partene i fellesskap.", Side.BOTH),
    ],
)
def test_the_agent_of_a_passive_acts(text: str, expected: Side) -> None:
    assert subject_of(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Partene møtes hvert halvår.",
        "Partane møtest kvart halvår.",
        "Kommunen og NAV evaluerer samarbeidet.",
        "NAV og kommunen skal evaluere samarbeidet årleg.",
        "Begge parter utpeker kontaktperson.",
        "NAV og flyktningtjenesten har faste møter.",
        "Minst én gang i året skal NAV og kommunen evaluere avtalen.",
    ],
)
def test_both_sides_are_the_subject(text: str) -> None:
    assert subject_of(text) is Side.BOTH


@pytest.mark.parametrize("text", ["Deltakeren har rett på norskopplæring.", "Det holdes møte hvert år.", ""])
def test_no_side_no_subject(text: str) -> None:
    assert subject_of(text) is Side.NONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ansvarlig for innkalling er kommunen.", Side.MUNICIPALITY),
        ("Ansvarleg for innkalling: NAV", Side.NAV),
        ("Kommunen", Side.MUNICIPALITY),
    ],
)
def test_a_text_that_names_one_side_only_speaks_of_it(text: str, expected: Side) -> None:
    assert subject_of(text) is expected


def test_a_side_inside_a_longer_name_of_the_other_side_is_left_out() -> None:
    mentions = [Mention(concept="nav_unit", start=0, end=20), Mention(concept="municipality", start=8, end=15)]
    assert sided(mentions) == [Sided(side=Side.NAV, start=0, end=20)]


def test_sides_stand_in_the_order_of_the_text() -> None:
    mentions = [Mention(concept="nav_unit", start=9, end=12), Mention(concept="municipality", start=0, end=8)]
    assert [each.side for each in sided(mentions)] == [Side.MUNICIPALITY, Side.NAV]


def test_what_names_no_side_gives_none() -> None:
    assert sided([Mention(concept="meeting", start=0, end=4)]) == []


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([], Side.NONE),
        ([Side.NONE, Side.NONE], Side.NONE),
        ([Side.NAV, Side.NONE, Side.NAV], Side.NAV),
        ([Side.NAV, Side.MUNICIPALITY], Side.BOTH),
        ([Side.BOTH, Side.NAV], Side.BOTH),
    ],
)
def test_sides_taken_together(sides: list[Side], expected: Side) -> None:
    assert joined(sides) is expected
