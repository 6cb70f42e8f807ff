"""The parties of an agreement and the short names that it gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.parties import parties, side_of_name
from avtalesjekk.engine.reading.sides import Side

from .maker import from_markdown

WORDS = "mellom og NAV Sunndal kommune , ; – ( ) [ ] «x» heretter kalt ved om . Av"


def names(text: str) -> list[str]:
    """The parties that the document `text` names."""
    return [party.name for party in parties(from_markdown(text)).parties]


def aliases(sentence: str) -> dict[str, frozenset[str]]:
    """The short names that `sentence` gives in an agreement."""
    return dict(parties(from_markdown(f"# Samarbeidsavtale\n\n{sentence}\n")).aliases)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal", ["Sunndal kommune", "NAV Sunndal"]),
        ("Avtale mellom NAV Vinje og Vinje kommune om introduksjonsordninga", ["NAV Vinje", "Vinje kommune"]),
        ("Avtale mellom Bydel Gamle Oslo og NAV Gamle Oslo om samarbeid", ["Bydel Gamle Oslo", "NAV Gamle Oslo"]),
        (
            "Avtale mellom Nordre Follo kommune (heretter kommunen) og NAV Nordre Follo (heretter NAV)",
            ["Nordre Follo kommune", "NAV Nordre Follo"],
        ),
        (
            "Avtale mellom Ålesund kommune, Giske kommune og NAV Ålesund",
            ["Ålesund kommune", "Giske kommune", "NAV Ålesund"],
        ),
        (
            "Avtale mellom Arbeids- og velferdsetaten i Troms og Tromsø kommune",
            ["Arbeids- og velferdsetaten i Troms", "Tromsø kommune"],
        ),
        (
            "Avtale mellom flyktningtjenesten i Sunndal kommune og NAV-kontoret i Sunndal kommune",
            ["flyktningtjenesten i Sunndal kommune", "NAV-kontoret i Sunndal kommune"],
        ),
    ],
)
def test_parties_in_the_title(title: str, expected: list[str]) -> None:
    assert names(f"# {title}\n\nPartene møtes hvert år.\n") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Denne avtalen er inngått mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet.",
            ["Sunndal kommune", "NAV Sunndal"],
        ),
        ("Avtala er inngått mellom Vinje kommune og NAV Vinje.", ["Vinje kommune", "NAV Vinje"]),
        ("Mellom Sunndal kommune og NAV Sunndal er det inngått slik avtale.", ["Sunndal kommune", "NAV Sunndal"]),
        ("Partene er Sunndal kommune og NAV Sunndal.", ["Sunndal kommune", "NAV Sunndal"]),
    ],
)
def test_parties_in_prose(sentence: str, expected: list[str]) -> None:
    assert names(f"# Samarbeidsavtale\n\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "lines",
    [
        "mellom\n\nVinje kommune\n\nog\n\nNAV Vinje\n\nom introduksjonsprogrammet",
        "## Parter\n\n- Vinje kommune\n- NAV Vinje\n\n## Møter\n\nPartene møtes.",
    ],
)
def test_parties_on_lines_of_their_own(lines: str) -> None:
    assert names(f"# Samarbeidsavtale\n\n{lines}\n") == ["Vinje kommune", "NAV Vinje"]


def test_swedish_parties() -> None:
    title = "Lokal överenskommelse mellan Borås kommun och Arbetsförmedlingen Borås"
    assert names(f"# {title}\n\nParterna samverkar.\n") == ["Borås kommun", "Arbetsförmedlingen Borås"]


def test_parties_that_are_no_municipality_and_no_office() -> None:
    title = "Avtale mellom Kommunal- og regionaldepartementet og KS om bosetting"
    assert names(f"# {title}\n\nPartene møtes.\n") == ["Kommunal- og regionaldepartementet", "KS"]


@pytest.mark.parametrize(
    "text",
    [
        "# Samarbeidsavtale\n\nSamarbeidet mellom skole og hjem er viktig.\n",
        "# Samarbeidsavtale mellom [kommune] og NAV [lokalkontor]\n\nPartene møtes.\n",
        "# Møter\n\nMøtene legges mellom jul og nyttår.\n",
    ],
)
def test_not_everything_between_which_something_is_is_a_party(text: str) -> None:
    assert names(text) == []


def test_a_party_is_quoted_from_the_document() -> None:
    document = from_markdown("# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\nPartene møtes.\n")
    found = parties(document).parties
    assert [document.quote(party.span) for party in found if party.span] == ["Sunndal kommune", "NAV Sunndal"]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Sunndal kommune", Side.MUNICIPALITY),
        ("Kvam herad", Side.MUNICIPALITY),
        ("Bydel Gamle Oslo", Side.MUNICIPALITY),
        ("flyktningtjenesten", Side.MUNICIPALITY),
        ("NAV Sunndal", Side.NAV),
        ("NAV-kontoret i Sunndal kommune", Side.NAV),
        ("Arbeids- og velferdsetaten i Troms", Side.NAV),
        ("Røde Kors", Side.NONE),
        ("partene", Side.NONE),
    ],
)
def test_the_side_of_a_name(name: str, side: Side) -> None:
    assert side_of_name(name) is side


@pytest.mark.parametrize(
    ("sentence", "name", "concept"),
    [
        ("Avtale mellom Sunndal kommune (heretter kalt Tenesta) og NAV Sunndal.", "Tenesta", "municipality"),
        ("Avtale mellom kommunen og NAV Sunndal (heretter kalt «Etaten»).", "Etaten", "nav_unit"),
        ("Avtala gjeld NAV Vinje (heretter kalla Kontoret).", "Kontoret", "nav_unit"),
        ("FT = flyktningtjenesten.", "FT", "municipal_unit"),
        ("Programrådgiver (PR) kaller inn.", "PR", "caseworker"),
        ("Arbeids- og velferdsetaten (AVE) deltar.", "AVE", "nav_unit"),
    ],
)
def test_short_names_stand_for_the_words_before_them(sentence: str, name: str, concept: str) -> None:
    assert concept in aliases(sentence)[name]


@pytest.mark.parametrize(
    "sentence",
    [
        "IMDi = Integrerings- og mangfoldsdirektoratet",
        "Sunndal kommune (heretter kalt Kommunen)",
        "Kravene følger av loven (EØS).",
    ],
)
def test_a_short_name_that_tells_nothing_new_is_left_out(sentence: str) -> None:
    assert aliases(sentence) == {}


@given(st.lists(st.sampled_from(WORDS.split())))
def test_words_in_any_order_are_read_without_error(words: list[str]) -> None:
    assert all(party.name.strip() for party in parties(from_markdown(f"# Avtale {' '.join(words)}\n\nTekst.")).parties)
