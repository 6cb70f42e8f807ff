"""What kind of document this is, and its title."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.kind import title_of
from avtalesjekk.engine.reading.read import read
from avtalesjekk.extract.model import Document

from .maker import from_markdown

BODY = """

## Ledermøte
Lederne i kommunen og NAV møtes hvert år. Kommunen kaller inn.

## Evaluering
Partene evaluerer samarbeidet og avtalen hvert år, og ser på hvordan det har gått for deltakerne.
"""
SWEDISH_BODY = (
    "\n\nParterna är överens om att samverka om nyanlända. Målen följs upp varje år, och kommunen ansvarar för sfi.\n"
)


def kind(text: str) -> str:
    """The kind of the document `text`."""
    return read(from_markdown(text)).kind


@pytest.mark.parametrize(
    "title",
    [
        "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet",
        "Samarbeidsavtale mellom Vinje kommune og NAV Vinje om introduksjonsordninga",
        "Avtale mellom NAV Sunndal og flyktningtjenesten i Sunndal kommune",
        "Avtale om bosetting og integrering mellom Bydel Gamle Oslo og NAV Gamle Oslo",
        "Samhandlingsavtale om busetjing av flyktningar mellom Vinje kommune og NAV Vinje",
    ],
)
def test_a_local_agreement_on_the_introduction_programme(title: str) -> None:
    assert kind(f"# {title}{BODY}") == "intro-agreement"


@pytest.mark.parametrize(
    "title",
    [
        "Samarbeidsrutine for introduksjonsprogrammet i Sunndal",
        "Rutine for samhandling mellom NAV og flyktningtenesta om nykomne",
    ],
)
def test_an_internal_routine_on_the_introduction_programme(title: str) -> None:
    assert kind(f"# {title}{BODY}") == "intro-routine"


def test_where_the_programme_lies_in_the_office_what_is_called_no_agreement_is_a_routine() -> None:
    assert (
        kind(f"# Introduksjonsprogrammet i NAV Stryn\n\nIntroduksjonsordninga er lagt til NAV-kontoret.{BODY}")
        == "intro-routine"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Samarbeidsavtale mellom Sunndal kommune og NAV Møre og Romsdal om drift av NAV-kontor",
        "Partnerskapsavtale mellom Sunndal kommune og Arbeids- og velferdsetaten",
        "Avtale om etablering og drift av felles NAV-kontor i Vinje",
        "Partnerskapsavtale om NAV Sunndal. Vedtatt i kommunestyret 7. mai 2019, sak 21/19",
    ],
)
def test_an_agreement_on_the_office(title: str) -> None:
    assert kind(f"# {title}\n\nPartene driver felles NAV-kontor i kommunen.\n") == "nav-office-agreement"


@pytest.mark.parametrize(
    "title",
    [
        "Samarbeidsavtale mellom Kommunal- og regionaldepartementet og KS om bosetting av flyktninger",
        "Samarbeidsavtale mellom Integrerings- og mangfoldsdirektoratet og KS: bosetting av enslige mindreårige",
    ],
)
def test_an_agreement_between_a_ministry_or_directorate_and_ks(title: str) -> None:
    assert kind(f"# {title}{BODY}") == "national-agreement"


def test_who_cites_the_law_on_the_office_alone_agrees_on_no_office() -> None:
    text = f"# Samarbeidsavtale Sunndal kommune – NAV Sunndal\n\nAvtalen følger NAV-loven § 14.{BODY}"
    assert kind(text) != "nav-office-agreement"


@pytest.mark.parametrize(
    "words",
    [
        "Kurset er ikke en del av introduksjonsprogrammet.",
        "Deltakere i introduksjonsprogram har sin egen opplæring og omfattes ikke.",
        "Avtalen gjelder ikke deltakere i introduksjonsprogrammet.",
    ],
)
def test_what_says_that_it_is_not_on_the_programme_is_another_agreement(words: str) -> None:
    assert (
        kind(f"# Samarbeidsavtale om norskkurs mellom Sunndal kommune og NAV Sunndal\n\n{words}{BODY}")
        == "other-agreement"
    )


def test_an_agreement_with_the_county_on_the_office_says_so_in_its_text_alone() -> None:
    title = "Lokal samarbeidsavtale mellom Lom kommune og Arbeids- og velferdsetaten i Oppland"
    text = "NAV-kontoret ligger i rådhuset.\n\n## Ledelse\nNAV-kontoret har én leder, som partene tilsetter sammen.\n"
    assert kind(f"# {title}\n\n## Lokaler\n{text}") == "nav-office-agreement"


def test_a_swedish_local_agreement() -> None:
    title = "Lokal överenskommelse mellan Borås kommun och Arbetsförmedlingen"
    assert kind(f"# {title}{SWEDISH_BODY}") == "se-local"


def test_the_swedish_central_agreement() -> None:
    parties = "Integrationsverket, Migrationsverket, Arbetsmarknadsstyrelsen och Skolverket har ingått denna."
    title = "Central överenskommelse om utveckling av introduktion för asylsökande"
    assert kind(f"# {title}\n\n{parties}{SWEDISH_BODY}") == "se-central"


@pytest.mark.parametrize(
    "text",
    [
        "# Rundskriv G-27/2017\n\nDette rundskrivet gjelder samarbeid mellom kommunen og NAV.\n",
        "# G-27/2017 Om samarbeid mellom kommunen og Arbeids- og velferdsetaten\n\nKommunen skal inngå avtale.\n",
    ],
)
def test_a_circular(text: str) -> None:
    assert kind(text) == "circular"


def test_an_agreement_that_only_refers_to_the_circular_is_none() -> None:
    title = "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet"
    assert kind(f"# {title}\n\nAvtalen bygger på rundskriv G-27/2017.{BODY}") == "intro-agreement"


BLANKS = """
## Parter
[navn på kommune] og [NAV-kontor]

## Møter
Møtene holdes hver [sett inn].

## Kontakt
[navn] og [navn]

## Varighet
Fra [dato] til [dato].
"""


def test_a_template_is_not_filled() -> None:
    title = "Mal for samarbeidsavtale om introduksjonsprogrammet mellom [kommune] og NAV [lokalkontor]"
    assert kind(f"# {title}\n{BLANKS}") == "template"


def test_an_agreement_with_blanks_left_in_it_is_no_template() -> None:
    title = "Samarbeidsavtale om introduksjonsprogrammet mellom Sunndal kommune og NAV Sunndal"
    assert kind(f"# {title}\n{BLANKS}") == "intro-agreement"


@pytest.mark.parametrize(
    "text",
    [
        "# Leieavtale mellom Sunndal kommune og NAV Sunndal\n\nKommunen leier ut lokaler til NAV.\n",
        "# Avtale om kurs i kvalifiseringsprogrammet mellom Sunndal kommune og NAV Sunndal\n\nKurset er for alle.\n",
        "# Databehandleravtale mellom Sunndal kommune og NAV Sunndal\n\nAvtalen gjelder personopplysninger.\n",
        "# Avtale om praksisplass mellom NAV Sunndal og Sunndal barnehage\n\nDeltakeren får praksis.\n",
        "# Samarbeidsavtale mellom Sunndal kommune og Røde Kors\n\nRøde Kors driver språkkafé.\n",
        "# Leigeavtale mellom Vinje kommune og NAV Vinje\n\nKommunen leiger ut lokale til NAV.\n",
    ],
)
def test_an_agreement_on_something_else(text: str) -> None:
    assert kind(text) == "other-agreement"


@pytest.mark.parametrize(
    "text",
    [
        "# Referat fra samarbeidsmøte om introduksjonsprogrammet\n\nTil stede: Kari Berg.\n",
        "# Samarbeidsavtale om introduksjonsprogrammet\n\nReferat fra ledermøtet\n\nTil stede: Kari Berg.\n",
        "# Årsrapport for flyktningtjenesten 2021\n\nTjenesten bosatte 40 flyktninger.\n",
        "# Årsmelding for flyktningtenesta 2021\n\nTenesta busette 40 flyktningar.\n",
        "# Handlingsplan for integrering\n\nKommunen skal bosette flyktninger.\n",
        "# Veileder til introduksjonsloven\n\nVeilederen gjelder kommunene.\n",
        "# Velkommen til introduksjonsprogrammet\n\nDu har rett til norskopplæring.\n",
        "# Informasjon til deltakere i introduksjonsprogrammet\n\nDu skal møte på kurs.\n",
        "# Evaluering av samarbeidsavtalen\n\nAvtalen har fungert godt.\n",
        "# Stillingsutlysning: programrådgiver\n\nVi søker programrådgiver.\n",
        "# Introduksjonsprogrammet i Sunndal\n\nProgrammet varer i to år.\n",
    ],
)
def test_what_only_speaks_of_the_matter_is_no_agreement(text: str) -> None:
    assert kind(text) == "not-an-agreement"


def test_a_case_for_the_council_is_no_agreement() -> None:
    case = (
        "Saksbehandler: Kari Berg\n\nArkivsak: 20/123\n\nUtvalgssak: 4/20\n\nForslag til vedtak: Avtalen godkjennes.\n"
    )
    assert kind(f"# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\n{case}") == "not-an-agreement"


def test_a_decision_in_a_sentence_is_no_head_of_a_case() -> None:
    text = "# Avtale om introduksjonsprogram – Sunndal kommune og NAV Sunndal\n\nSaksnr. 21/3307\n\n"
    assert kind(f"{text}For personer med eldre vedtak: introduksjonsloven.\n\n{BODY}") == "intro-agreement"


def test_the_title_is_that_of_the_agreement() -> None:
    title = "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal"
    assert title_of(from_markdown(f"# {title}\n\nPartene møtes.\n")) == title


def test_a_line_of_the_cover_that_names_the_agreement_is_the_title() -> None:
    cover = "Sunndal kommune\n\nSamarbeidsavtale om introduksjonsprogrammet\n\n"
    assert title_of(from_markdown(f"{cover}Partene møtes hvert år og ser på hvordan det går.\n")).endswith(
        "Samarbeidsavtale om introduksjonsprogrammet"
    )


def test_a_document_without_clauses_has_no_title() -> None:
    empty = Document(path="tom.md", sha256="", format="txt", text="")
    assert title_of(empty) == ""


def test_a_signed_agreement_may_have_the_letterhead_of_a_case() -> None:
    head = "Arkivsak: 20/123. Saksbehandler: Kari Berg\n\n## Møter\nPartene møtes hvert år.\n\n"
    signed = "## Underskrift\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n"
    title = "# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet\n\n"
    assert kind(title + head + signed) == "intro-agreement"
    assert kind(title + head) == "not-an-agreement"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Introduksjonsprogrammet er en del av Nav-kontoret i Sel.", "intro-routine"),
        ("Flyktningkontoret ligger på rådhuset og hører ikke under NAV-kontoret.", "intro-agreement"),
        ("Rutinen er vedtatt av to likestilte parter.", "intro-agreement"),
        ("Siden begge er i samme hus, er dette en rutine og ikke en avtale mellom to parter.", "intro-routine"),
    ],
)
def test_what_is_called_a_routine_is_one_where_the_programme_lies_in_the_office(opening: str, expected: str) -> None:
    assert kind(f"# Lokal rutine for introduksjonsprogrammet\n\n{opening}{BODY}") == expected


def test_minutes_are_no_agreement_whoever_signs_them() -> None:
    minutes = (
        "# Samhandlingsmøte om introduksjonsordningen\n\nTil stede: Kari Berg, Ola Li\n\nForfall: rektor\n\n"
        "Referent: Kari Berg\n\n## Sak 8/13 Kontaktpersoner\nKari er kontakt for kommunen.\n\n"
    )
    signed = "Sunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n"
    assert kind(minutes + BODY + signed) == "not-an-agreement"


def test_a_leaflet_is_no_agreement() -> None:
    title = "# Hvem gjør hva i introduksjonsprogrammet?\n# Til arbeidsgivere og frivillige i Levanger"
    assert kind(f"{title}\n\nKommunen og NAV har en samarbeidsavtale.{BODY}") == "not-an-agreement"


def test_who_is_left_out_makes_it_another_agreement() -> None:
    left_out = "Ungdom som har introduksjonsprogram, er ikke omfattet."
    title = "# Samarbeidsavtale om Jobblos mellom Sunndal kommune og NAV Sunndal"
    assert kind(f"{title}\n\n{left_out}\n\nKommunen har en los, og NAV gir henne lønn.\n") == "other-agreement"


def test_a_text_that_calls_itself_a_routine_is_one() -> None:
    opening = "# Slik jobber vi sammen om intro på NAV Vennesla\n\nProgrammet er vårt, så dette er en intern rutine."
    assert kind(opening + BODY) == "intro-routine"


@pytest.mark.parametrize(
    "sentence",
    ["Introduksjonsrådgiveren er plassert ved NAV-kontoret.", "Kommunen har egne interne rutiner for bosetting."],
)
def test_an_agreement_that_speaks_of_the_office_or_of_routines_is_no_routine(sentence: str) -> None:
    title = "# Samarbeid om introduksjonsprogrammet mellom Stange kommune og NAV Stange"
    assert kind(f"{title}\n\n{sentence}{BODY}") == "intro-agreement"
