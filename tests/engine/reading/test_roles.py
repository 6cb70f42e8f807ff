"""Whose leaders and case workers a sentence names."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.lexicon import lexicon
from avtalesjekk.engine.reading.roles import Roles, roles
from avtalesjekk.engine.reading.sides import Side, sided


def roles_of(text: str) -> Roles:
    """The roles in `text`, with the mentions that the Norwegian lexicon finds in it."""
    mentions = lexicon("no").mentions(text)
    return roles(text, mentions, sided(mentions))


@pytest.mark.parametrize(
    "text",
    [
        "Lederne møtes årlig.",
        "Leiarane møtest kvart år.",
        "Partenes ledere møtes en gang i året.",
        "Lederne i kommunen og NAV møtes årlig.",
        "Leiarane i kommunen og NAV møtest årleg.",
        "Ledelsen ved flyktningtjenesten og NAV-kontoret møtes årlig.",
        "Leder i NAV og leder i flyktningtjenesten møtes.",
        "Leiar i NAV og leiar for flyktningtenesta møtest.",
        "NAV-leder og kommunedirektør møtes.",
        "Enhetsleder og leder NAV Sunndal møtes.",
        "Kommunalsjef oppvekst og NAV-leder møtes.",
        "NAV-leiar og rådmann møtest.",
        "Det holdes årlig ledermøte.",
        "Møter på ledernivå holdes årlig.",
    ],
)
def test_leaders_of_both_sides(text: str) -> None:
    assert roles_of(text).leaders is Side.BOTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAV-leder deltar i møtet.", Side.NAV),
        ("Leder for NAV deltar.", Side.NAV),
        ("Leiar ved NAV-kontoret deltek.", Side.NAV),
        ("Leder for flyktningtjenesten deltar.", Side.MUNICIPALITY),
        ("Flyktningleder deltar.", Side.MUNICIPALITY),
        ("Rådmannen deltar.", Side.MUNICIPALITY),
        ("Enhetsleder for integrering deltar.", Side.MUNICIPALITY),
        ("Lederen for flyktningtjenesten har ledermøte med rådmannen.", Side.MUNICIPALITY),
        ("Kontorlederen deltar.", Side.NAV),
        ("Enhetslederne har ledermøte hver måned, og samarbeidet med NAV er fast sak der.", Side.MUNICIPALITY),
        ("Leder for flyktningtjenesten sørger for at begge sider får referatet.", Side.MUNICIPALITY),
    ],
)
def test_the_leader_of_one_side(text: str, expected: Side) -> None:
    assert roles_of(text).leaders is expected


@pytest.mark.parametrize(
    "text",
    [
        "Saksbehandlerne møtes hver måned.",
        "Sakshandsamarane møtest kvar månad.",
        "Programrådgiver og NAV-veileder møtes månedlig.",
        "Rettleiar i NAV og programrådgjevar møtest.",
        "Saksbehandler i NAV og programrådgiver i kommunen møtes.",
        "Kontaktpersonene møtes hver måned.",
        "Møter på saksbehandlernivå holdes månedlig.",
        "Jobbspesialistene og programlærerne treffes.",
        "Då tek kontaktlærarane og rettleiarane frå NAV elevane for seg.",
    ],
)
def test_case_workers_of_both_sides(text: str) -> None:
    assert roles_of(text).caseworkers is Side.BOTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Programrådgiver følger opp deltakeren.", Side.MUNICIPALITY),
        ("Veileder i NAV følger opp deltakeren.", Side.NAV),
        ("NAV-rettleiar følgjer opp deltakaren.", Side.NAV),
        ("Jobbspesialist følger opp.", Side.NAV),
        ("Flyktningkonsulenten følger opp.", Side.MUNICIPALITY),
    ],
)
def test_the_case_worker_of_one_side(text: str, expected: Side) -> None:
    assert roles_of(text).caseworkers is expected


@pytest.mark.parametrize(
    "text", ["NAVs ansvar framgår av veilederen nevnt i punkt 2.", "Rettleiaren frå direktoratet gjeld for NAV."]
)
def test_a_guide_is_no_case_worker(text: str) -> None:
    assert roles_of(text).caseworkers is Side.NONE


def test_a_case_worker_who_says_something_is_one() -> None:
    assert roles_of("Programrådgiver orienterer veileder om fravær hver uke.").caseworkers is Side.BOTH
    assert roles_of("Veilederen sier fra når en deltaker slutter.").caseworkers is Side.NAV


def test_several_leaders_of_one_side_are_of_that_side() -> None:
    assert roles_of("Leiarmøte: NAV-leiar har møte med teamleiarane på statleg side.").leaders is Side.NAV
    assert roles_of("Avdelingsleder for integrering og avdelingsleder for arbeid møtes.").leaders is Side.BOTH


def test_a_counsellor_is_no_leader() -> None:
    """ "rettleiar" has "leiar" in it."""
    assert roles_of("Programrådgjevar og jobbrettleiar ved NAV møtest.").leaders is Side.NONE


def test_leaders_and_case_workers_are_told_apart() -> None:
    assert roles_of("NAV-leder og programrådgiver deltar.") == Roles(leaders=Side.NAV, caseworkers=Side.MUNICIPALITY)


@pytest.mark.parametrize("text", ["NAV deltar i møtet.", "Deltakeren møter på kurs.", "Kommunen og NAV samarbeider."])
def test_a_side_alone_is_no_role(text: str) -> None:
    assert roles_of(text) == Roles(leaders=Side.NONE, caseworkers=Side.NONE)
