"""The register of obligations: who has to do what, how bindingly, by when and on which condition."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.obligations import Obligation, obligations
from avtalesjekk.engine.reading.read import read
from avtalesjekk.extract.model import Document

from .maker import from_markdown, from_table

OPENING = (
    "# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet\n\n"
    "Avtalen er inngått mellom Sunndal kommune og NAV Sunndal etter rundskriv G-27/2017.\n\n"
)
SWEDISH = (
    "# Överenskommelse om samverkan för nyanländas etablering i Hässleholms kommun\n\n"
    "Överenskommelsen träffas mellan Hässleholms kommun och Arbetsförmedlingen för att samordna introduktionen.\n\n"
)


def found(document: Document) -> list[Obligation]:
    """The obligations of a document."""
    return list(obligations(read(document)))


def told(text: str, opening: str = OPENING) -> list[tuple[str, str, str]]:
    """Actor, modality and action of the obligations in `text` under a neutral heading."""
    return [
        (one.actor, one.modality, one.action) for one in found(from_markdown(f"{opening}## Samarbeidet\n\n{text}\n"))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kommunen skal lage en plan.", ("Kommunen", "skal", "lage en plan")),
        ("NAV plikter å stille på møtet.", ("NAV", "plikter", "stille på møtet")),
        ("Partene vil utarbeide en veileder.", ("Partene", "vil", "utarbeide en veileder")),
        ("NAV bør delta i møtet.", ("NAV", "bør", "delta i møtet")),
        ("NAV kan delta i møtet.", ("NAV", "kan", "delta i møtet")),
        ("Partene møtes hvert halvår.", ("Partene", "", "møtes hvert halvår")),
        ("Rådmannen er ansvarlig for at møtene holdes.", ("Rådmannen", "", "er ansvarlig for at møtene holdes")),
        ("Fylkesmannen mekler mellom partene.", ("Fylkesmannen", "", "mekler mellom partene")),
        ("NAV-kontoret pliktar å halde møte.", ("NAV-kontoret", "plikter", "halde møte")),
        ("Flyktningkonsulenten lagar individuell plan.", ("Flyktningkonsulenten", "", "lagar individuell plan")),
    ],
)
def test_subject_verb_and_deed(sentence: str, expected: tuple[str, str, str]) -> None:
    """The subject acts, the modal verb tells how bindingly, the rest is the deed."""
    assert told(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Når deltakeren slutter, skal rektor og NAV-leder møtes.", "rektor og NAV-leder"),
        ("Innen en uke melder kommunen fra til NAV.", "kommunen"),
        ("Dersom de er uenige, eller en av dem krever det, skal saken avgjøres av rådmannen.", "rådmannen"),
        ("Samarbeidet evalueres årlig på ledermøtet.", "ledermøtet"),
        ("Det avholdes møte mellom rådmannen og NAV-leder hvert kvartal.", "rådmannen og NAV-leder"),
        ("Fravær meldes fra programrådgiver til veileder.", "programrådgiver"),
        ("Den part som har skaffet plassen, skal følge opp.", "Den part som har skaffet plassen"),
        ("Partene er enige om at det skal utarbeides en plan.", "Partene"),
        ("Referatet arkiveres i saksystemet.", ""),
        ("NAV får kopi av planen.", ""),
    ],
)
def test_who_acts(sentence: str, actor: str) -> None:
    """The actor is found after the verb, as an agent, as a meeting, or is said to be untold."""
    assert [one[0] for one in told(sentence)] == [actor]


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen gjelder fra 1. mars 2018.",
        "Partene har som felles mål at flest mulig kommer i arbeid.",
        "NAV tar sikte på å delta.",
        "Kommunen er en del av regionen.",
        "Med programrådgiver menes den ansatte i tjenesten.",
        "Hvem som innkaller, avklares senere.",
        "[NAV fyller ut]",
    ],
)
def test_what_is_no_obligation(sentence: str) -> None:
    """Statements, goals, intentions, definitions, open questions and blanks oblige nobody."""
    assert told(sentence) == []


def test_purpose_is_no_obligation() -> None:
    """Under a heading of purpose nothing obliges."""
    assert found(from_markdown(OPENING + "## Formål\n\nPartene skal sikre rask bosetting.\n")) == []


def test_a_lead_in_governs_its_items() -> None:
    """Items have the actor and the verb of their lead-in, which is no obligation itself."""
    text = "KS plikter å:\n\n- utarbeide en rapport innen utgangen av januar hvert år\n- informere medlemmene"
    assert told(text) == [
        ("KS", "plikter", "utarbeide en rapport innen utgangen av januar hvert år"),
        ("KS", "plikter", "informere medlemmene"),
    ]


def test_items_that_are_sentences_of_their_own() -> None:
    """After "legger til grunn at:" each item has its own subject and verb."""
    text = "Partene legger til grunn at:\n\n- partene møtes hvert halvår\n- rammeavtalen gjelder fram til 31.12.2009"
    assert told(text) == [("partene", "", "møtes hvert halvår")]


def test_a_heading_owns_its_items() -> None:
    """Items under "Kommunens oppgaver" are the municipality's."""
    document = from_markdown(OPENING + "## Kommunens oppgaver\n\n- Utarbeide individuell plan\n- Utbetale stønad\n")
    assert [(one.actor, one.action) for one in found(document)] == [
        ("Kommunen", "Utarbeide individuell plan"),
        ("Kommunen", "Utbetale stønad"),
    ]


def test_two_clauses_side_by_side_are_two_obligations() -> None:
    """After "og" a new actor and verb make an obligation of their own."""
    assert told("Programrådgiver tar kontakt med NAV, og partene holder en felles samtale.") == [
        ("Programrådgiver", "", "tar kontakt med NAV"),
        ("partene", "", "holder en felles samtale"),
    ]


def test_a_pronoun_stands_for_the_actor_before() -> None:
    """ "De" are those who acted in the sentence before."""
    assert [one[0] for one in told("Partene møtes hvert kvartal. De holder hverandre orientert.")] == ["Partene"] * 2


def test_a_threshold_is_a_condition() -> None:
    """The condition of an obligation is told with its number."""
    text = "Departementet skal:\n\n- Informere når behovet blir endret med mer enn 750 personer."
    [one] = found(from_markdown(f"{OPENING}## Samarbeidet\n\n{text}\n"))
    assert one.condition == "når behovet blir endret med mer enn 750 personer"


def test_a_condition_without_a_conjunction() -> None:
    """A clause that opens with its verb is a condition too."""
    [one] = found(
        from_markdown(f"{OPENING}## Samarbeidet\n\nBlir partene uenige, skal saken legges fram for rådmannen.\n")
    )
    assert one.condition == "Blir partene uenige"


def test_swedish() -> None:
    """Swedish words bind in the same five ways."""
    text = (
        "Arbetsförmedlingen ska kalla till möte.\n\nKommunen bör informera parterna.\n\n"
        "Migrationsverket kommer att sprida kunskap.\n\nParterna träffas var sjätte vecka."
    )
    assert told(text, SWEDISH) == [
        ("Arbetsförmedlingen", "skal", "kalla till möte"),
        ("Kommunen", "bør", "informera parterna"),
        ("Migrationsverket", "vil", "sprida kunskap"),
        ("Parterna", "", "träffas var sjätte vecka"),
    ]


def test_a_row_of_what_who_and_when() -> None:
    """A row tells its obligation in its columns."""
    rows = [["Tiltak", "Ansvarlig", "Frist"], ["Evaluere samarbeidet", "NAV-leder", "1. juni"]]
    document = from_table("Avtalen gjelder introduksjonsprogrammet, jf. rundskriv G-27/2017.", "Årshjul", rows)
    [one] = [one for one in found(document) if one.action == "Evaluere samarbeidet"]
    assert (one.actor, one.deadline) == ("NAV-leder", "1. juni")


def test_columns_of_actors() -> None:
    """A cell that says what is done is the duty of the actor above it."""
    rows = [["Oppgave", "Kommunen", "NAV"], ["Arbeidstrening", "Melder inn deltakere", "Finner bedrift"]]
    document = from_table("Avtalen gjelder introduksjonsprogrammet, jf. rundskriv G-27/2017.", "Hvem gjør hva", rows)
    assert [(one.actor, one.action) for one in found(document) if one.clause > 2] == [
        ("Kommunen", "Melder inn deltakere"),
        ("NAV", "Finner bedrift"),
    ]


def test_a_document_that_is_no_agreement_has_none() -> None:
    """Duties of other papers are not kept."""
    assert found(from_markdown("# Referat\n\nNAV skal følge opp saken.\n")) == []


def test_the_words_are_those_of_the_document() -> None:
    """Every action stands in the sentence that its span points at."""
    document = from_markdown(f"{OPENING}## Samarbeidet\n\nKommunen skal lage\nen plan. NAV kan delta.\n")
    for one in found(document):
        assert one.action in " ".join(document.quote(one.span).split())


def test_items_without_a_verb_belong_to_their_lead_in() -> None:
    """A list of things is told with the sentence that leads to it."""
    assert told("Kommunen legger inn:\n\n- økonomisk stønad\n- midlertidig husvære") == [
        ("Kommunen", "", "legger inn: økonomisk stønad; midlertidig husvære")
    ]


def test_a_place_and_date_is_no_passive() -> None:
    """A place whose name ends like a verb opens a dateline."""
    assert told("Lauvsnes, 17. mars 2008") == []
