"""The subjects of an agreement on a NAV office, and whether it takes the introduction scheme in."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.neighbours import matters
from avtalesjekk.engine.reading.read import read

from .maker import from_markdown

TITLE = "# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om NAV-kontoret\n\n"


def found(text: str) -> set[tuple[str, str]]:
    """The subjects that `text` speaks of, each with how it stands."""
    return {(each.subject, each.standing.value) for each in matters(read(from_markdown(TITLE + text)))}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("## Kontoret\n\nNAV-kontoret holder til i rådhuset.", "office_location"),
        ("## Beliggenhet\n\nStorgata 14, 2. etg.", "office_location"),
        ("## Samlokalisering\n\nEtatane flyttar inn i andre høgda i helsehuset.", "office_location"),
        ("## Personale\n\nNAV har 24 ansatte, hvorav ni kommunale.", "office_operation"),
        ("## Oppmøte\n\nPublikumsmottaket er betjent tre dager i uka.", "office_operation"),
        ("## Skipnad\n\nTre avdelingar: arbeid, oppfølging og publikum.", "office_operation"),
        ("## Kontoret\n\nGjeldsrådgjeving og rusvern er lagde til kontoret.", "office_services"),
        ("## Brukarutval\n\nFire møte i året med leiinga ved kontoret.", "user_representatives"),
        ("## Samarbeid\n\nKontoret skal ha faste kontaktdager med helsestasjonen.", "other_services"),
    ],
)
def test_a_subject_is_found_by_its_words_or_under_its_heading(text: str, subject: str) -> None:
    """In Bokmål and Nynorsk, in sentences and in fragments."""
    assert (subject, "stated") in found(text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("## Lokaler\n\nSpørsmålet tas opp når adressen er kjent.", "office_location"),
        ("## Ledelse\n\nInntil rådmannen har tatt stilling, fortsetter de to lederne.", "office_operation"),
        ("## Brukerne\n\nKontoret kan opprette et brukerutvalg.", "user_representatives"),
        ("## Tenester\n\nDet er ikkje semje om kva for tenester som skal leggjast til kontoret.", "office_services"),
    ],
)
def test_what_is_left_open_or_optional_is_weak(text: str, subject: str) -> None:
    """And nothing there states the subject."""
    assert {one for one in found(text) if one[0] == subject} == {(subject, "weak")}


def test_a_background_clause_states_nothing() -> None:
    """The office has been where it is for years, but that is not agreed."""
    assert not {one for one in found("## Bakgrunn\n\nKontoret ligger i rådhuset i dag.") if one[0].startswith("office")}


@pytest.mark.parametrize(
    "text",
    [
        "## Tjenester i kontoret\n\n- økonomisk sosialhjelp\n- introduksjonsordningen",
        "## Introduksjonsprogrammet\n\nKommunen lager planen. NAV følger opp deltakerne i tiltak.",
        "## Samhandling med flyktningtjenesten\n\nFlyktningtjenesten kaller inn. NAV stiller med en veileder.",
    ],
)
def test_the_scheme_is_taken_in_as_a_service_or_by_a_section_on_it(text: str) -> None:
    """Then the circular asks what it asks of an introduction agreement."""
    assert ("introduction_scheme", "stated") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "## Tjenester i kontoret\n\nIntroduksjonsordningen holdes utenfor kontoret.",
        "## Tenester\n\nIntroduksjonsordninga er ikkje lagd til kontoret.",
        "## Tjenester i kontoret\n\nKommunen kan legge introduksjonsordningen til kontoret.",
        "## Andre tjenester\n\nKontoret skal ha skriftlige rutiner med flyktningtjenesten.",
    ],
)
def test_the_scheme_is_not_taken_in_by_leaving_it_out(text: str) -> None:
    """Nor by an option, nor by one line on its unit."""
    assert not {one for one in found(text) if one[0] == "introduction_scheme"}
