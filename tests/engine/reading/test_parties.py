"""The parties of an agreement and the short names that it gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.parties import parties, side_of_name
from avtalesjekk.engine.reading.sides import Side

from .maker import from_markdown

WORDS = "mellom og NAV Sunndal kommune , ; – ( ) [ ] «x» heretter kalt ved om . Av"


def names(text: str, language: str = "nb") -> list[str]:
    """The parties that the document `text` names."""
    return [party.name for party in parties(from_markdown(text), language).parties]


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
        (
            "Avtalen er inngått mellom Sunndal kommune på den ene side og NAV Sunndal på den annen side.",
            ["Sunndal kommune", "NAV Sunndal"],
        ),
    ],
)
def test_parties_in_prose(sentence: str, expected: list[str]) -> None:
    assert names(f"# Samarbeidsavtale\n\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "lines",
    [
        "mellom\n\nVinje kommune\n\nog\n\nNAV Vinje\n\nom introduksjonsprogrammet",
        "## Parter\n\n- Vinje kommune\n- NAV Vinje\n\n## Møter\n\nPartene møtes.",
        "## I. Partar\n\n- Vinje kommune, vertskommune\n- NAV Vinje\n\n## Møter\n\nPartane møtest.",
    ],
)
def test_parties_on_lines_of_their_own(lines: str) -> None:
    assert names(f"# Samarbeidsavtale\n\n{lines}\n") == ["Vinje kommune", "NAV Vinje"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "# Lokal överenskommelse mellan Borås kommun och Arbetsförmedlingen Borås\n\nParterna samverkar.\n",
            ["Borås kommun", "Arbetsförmedlingen Borås"],
        ),
        (
            "# Avtal\n\nDet har slutits mellan Växjö kommun, Migrationsverket och Röda Korset för alla.\n",
            ["Växjö kommun", "Migrationsverket", "Röda Korset"],
        ),
        (
            "# Överenskommelse\n\nParterna i avtalet är Kalmar kommun (org.nr 1), Nybro kommun och Region Kalmar.\n",
            ["Kalmar kommun", "Nybro kommun", "Region Kalmar"],
        ),
        (
            "# Överenskommelse\n\n## Parter\nUmeå kommun, Arbetsförmedlingen i Umeå samt Svenska kyrkan.\n\n## Mål\n",
            ["Umeå kommun", "Arbetsförmedlingen i Umeå", "Svenska kyrkan"],
        ),
        (
            "# Avtal\n\nIngås av följande parter:\n\n- Luleå kommun genom socialnämnden\n- Försäkringskassan\n",
            ["Luleå kommun", "Försäkringskassan"],
        ),
        (
            "# Överenskommelse\n\n## Aktörer\nÖverenskommelsen ingås av Piteå kommun och Migrationsverket.\n",
            ["Piteå kommun", "Migrationsverket"],
        ),
        ("# Överenskommelse\n\nSorsele kommun och övriga aktörer vill samverka.\n", ["Sorsele kommun"]),
    ],
)
def test_swedish_parties(lines: str, expected: list[str]) -> None:
    assert names(lines, "sv") == expected


@pytest.mark.parametrize(
    ("name", "side"),
    [("Borås kommun", Side.MUNICIPALITY), ("Försäkringskassan", Side.NAV), ("Röda Korset", Side.NONE)],
)
def test_the_side_of_a_swedish_name(name: str, side: Side) -> None:
    assert side_of_name(name, "sv") is side


@pytest.mark.parametrize(
    "rest",
    [
        "## Parter\nAvtalen gjelder Lierne kommune og NAV Lierne.\n",
        "## Møter\nPartene møtes.\n\n## Underskrift\nFor Lierne kommune: Kari Li\n\nFor NAV Lierne: Ola By\n",
        "## Hvem avtalen binder\nLierne kommune er den ene parten. NAV Lierne er den andre.\n",
        "|Avtaleparter|Lierne kommune og NAV Lierne|\n|---|---|\n|Dato|1. mai 2020|\n",
    ],
)
def test_names_elsewhere_go_before_generic_words_in_the_title(rest: str) -> None:
    assert names(f"# Samarbeidsavtale mellom kommunen og NAV\n\n{rest}") == ["Lierne kommune", "NAV Lierne"]


def test_generic_words_are_the_last_resort() -> None:
    assert names("# Avtale mellom kommunen og NAV\n\nPartene møtes.\n") == ["kommunen", "NAV"]


def test_the_agency_and_its_office_are_one_party() -> None:
    sentence = "Avtalen er inngått mellom Lom kommune ved rådmannen og Arbeids- og velferdsetaten ved NAV Lom."
    assert names(f"# Samarbeidsavtale\n\n{sentence}\n") == ["Lom kommune", "NAV Lom"]


def test_the_office_is_what_an_agreement_with_the_county_is_about() -> None:
    text = "# Lokal avtale om NAV Hitra\n\nHitra kommune og NAV Trøndelag eier kontoret. NAV Hitra har åtte ansatte.\n"
    assert names(text) == ["Hitra kommune", "NAV Trøndelag"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Avtale mellom Oslo kommune v/ Bydel Frogner og NAV Frogner",
            ["Oslo kommune v/ Bydel Frogner", "NAV Frogner"],
        ),
        (
            "Avtale mellom kommunene Tolga, Os og Rendalen og NAV Nord-Østerdal",
            ["Tolga kommune", "Os kommune", "Rendalen kommune", "NAV Nord-Østerdal"],
        ),
        (
            "Avtale om program: Grong, Høylandet og Namsskogan kommuner og NAV Indre Namdal",
            ["Grong kommune", "Høylandet kommune", "Namsskogan kommune", "NAV Indre Namdal"],
        ),
        ("Avtale mellom Nore og Uvdal kommune og NAV Nore og Uvdal", ["Nore og Uvdal kommune", "NAV Nore og Uvdal"]),
        ("Avtale mellom Lom kommune, flyktningtenesta, og NAV Lom", ["Lom kommune, flyktningtenesta", "NAV Lom"]),
        ("Avtale mellom Lom kommune v/kommunalsjef og NAV Lom v/NAV-leder", ["Lom kommune", "NAV Lom"]),
    ],
)
def test_units_posts_and_several_municipalities(title: str, expected: list[str]) -> None:
    assert names(f"# {title}\n\nPartene møtes hvert år.\n") == expected


def test_the_line_mellom_of_a_cover_goes_on_below() -> None:
    text = "Rammeavtale mellom\n\nKS og Kommunaldepartementet\n\nOslo, 21. april 2010\n\n## Mål\nPartene møtes.\n"
    assert names(text) == ["KS", "Kommunaldepartementet"]


def test_a_routine_has_the_parties_that_its_title_names_else_the_municipality_and_the_office() -> None:
    rest = "\n\nLom kommune har lagt programmet til NAV Lom.\n"
    assert names(f"# Rutine mellom flyktningteamet og markedsteamet{rest}") == ["flyktningteamet", "markedsteamet"]
    assert names(f"# Samarbeidsrutine{rest}") == ["Lom kommune", "NAV Lom"]


def test_what_a_party_is_called_here_is_none_of_its_name() -> None:
    for here in ("her kalt kommunen", "her «kommunen»", "her representert ved rådmannen"):
        text = f"# Avtale\n\nAvtalen er inngått mellom Stord kommune, {here}, og NAV Stord.\n"
        assert names(text) == ["Stord kommune", "NAV Stord"]


def test_what_a_party_was_called_before_is_no_party() -> None:
    text = "# Avtale\n\nAvtalen er inngått mellom Rollag kommune og NAV Kongsberg, tidligere Aetat Kongsberg.\n"
    assert names(text) == ["Rollag kommune", "NAV Kongsberg"]


def test_a_routine_that_tells_the_two_units_of_one_office_apart() -> None:
    text = "# Samarbeidsrutine\n\nRutinen gjelder introteamet (kommunalt ansatte) og jobbteamet, som er statlig.\n"
    assert names(text) == ["introteamet", "jobbteamet"]
    assert names("# Samarbeidsrutine\n\nRutinen gjelder introteamet (kommunalt ansatte) og NAV.\n") == []


def test_municipalities_that_are_only_mentioned_are_no_parties() -> None:
    text = "# Samarbeidsavtale\n\nLom kommune og NAV Lom følger rådene fra Bø kommune.\n"
    assert names(text) == ["Lom kommune", "NAV Lom"]


def test_parties_that_are_no_municipality_and_no_office() -> None:
    title = "Avtale mellom Kommunal- og regionaldepartementet og KS om bosetting"
    assert names(f"# {title}\n\nPartene møtes.\n") == ["Kommunal- og regionaldepartementet", "KS"]


@pytest.mark.parametrize(
    "text",
    [
        "# Samarbeidsavtale\n\nSamarbeidet mellom skole og hjem er viktig.\n",
        "# Samarbeidsavtale mellom [kommune] og NAV [lokalkontor]\n\nPartene møtes.\n",
        "# Møter\n\nMøtene legges mellom jul og nyttår.\n",
        "# Samarbeidsavtale\n\nHensikten er at ingen blir sendt mellom Storgata og Parkveien.\n",
    ],
)
def test_not_everything_between_which_something_is_is_a_party(text: str) -> None:
    assert names(text) == []


def test_a_party_is_quoted_from_the_document() -> None:
    document = from_markdown("# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\nPartene møtes.\n")
    found = parties(document, "nb").parties
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


@given(st.lists(st.sampled_from(WORDS.split())))
def test_words_in_any_order_are_read_without_error(words: list[str]) -> None:
    assert all(
        party.name.strip() for party in parties(from_markdown(f"# Avtale {' '.join(words)}\n\nTekst."), "nb").parties
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mellom Seljord kommune ved flyktningtenesta, Seljord vaksenopplæring og NAV Seljord er det semje.",
            ["Seljord kommune ved flyktningtenesta", "Seljord vaksenopplæring", "NAV Seljord"],
        ),
        (
            "Notatet er undertegnet av Trondheim kommune, av NAV Lerkendal og NAV Falkenborg, og av NAV Trøndelag.",
            ["Trondheim kommune", "NAV Lerkendal", "NAV Falkenborg", "NAV Trøndelag"],
        ),
        (
            "Øystre Slidre, Vestre Slidre og Vang kommuner har avtale med NAV Valdres.",
            ["Øystre Slidre kommune", "Vestre Slidre kommune", "Vang kommune", "NAV Valdres"],
        ),
        ("Team Integrering er kommunalt, Team Arbeid er statlig.", ["Team Integrering", "Team Arbeid"]),
    ],
)
def test_other_ways_to_name_them(text: str, expected: list[str]) -> None:
    assert names(f"# Slik gjør vi det\n\n{text}\n") == expected
