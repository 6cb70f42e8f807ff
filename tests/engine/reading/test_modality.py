"""How a sentence binds, in bokmål and nynorsk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.modality import Modality, main_clause, modality_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Partene skal møtes hvert halvår.",
        "Partene møtes hvert halvår.",
        "Partane møtest kvart halvår.",
        "NAV plikter å delta på samarbeidsmøtene.",
        "NAV pliktar å delta på samarbeidsmøta.",
        "Kommunen må varsle NAV før bosetting.",
        "NAV vil delta på samarbeidsmøtene.",
        "Flyktningtjenesten kaller inn til møtene.",
        "NAV-leiar kallar inn til leiarmøte kvart år.",
        "NAV vurderer tiltak tidlig, så det kan stå i planen.",
        "NAV kjem med framlegg, so vi kan velje.",
    ],
)
def test_a_duty_or_the_plain_present_tense_binds(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    "sentence",
    [
        "NAV kan delta i møtene.",
        "NAV kan delta på møta.",
        "NAV bør delta i møtene.",
        "NAV deltar ved anledning.",
        "NAV deltek ved høve.",
        "NAV deltar så langt kapasiteten tillater det.",
        "NAV deltek så langt det er mogleg.",
        "Kommunen oppfordres til å informere NAV.",
        "Kommunen vert oppmoda til å informere NAV.",
        "Det er ønskelig at lederne møtes hvert år.",
        "Det er ønskjeleg at leiarane møtest kvart år.",
        "NAV bør vurdere tiltak tidlig i programmet.",
        "NAV deltar gjerne i samtalene.",
        "Lederne har anledning til å møtes.",
        "Partene står fritt til å avtale møter.",
        "NAV deltar når det er hensiktsmessig.",
        "Partene anbefales å møtes årlig.",
        "NAV skal kunne delta i trekantsamtaler.",
    ],
)
def test_what_is_left_to_the_party_is_optional(sentence: str) -> None:
    assert modality_of(sentence) is Modality.OPTIONAL


@pytest.mark.parametrize(
    "sentence",
    [
        "NAV tar sikte på å delta i møtene.",
        "NAV tek sikte på å delta på møta.",
        "Partene ønsker å møtes hvert år.",
        "Partane ynskjer å møtast kvart år.",
        "Partene har som intensjon å evaluere avtalen.",
        "Partene har en intensjon om årlige møter.",
        "Partene tilstreber jevnlige møter.",
        "Partane freistar å møtast jamleg.",
        "Partene vil forsøke å møtes.",
        "NAV vil vurdere å delta.",
        "Kommunen planlegger å innføre årlige møter.",
        "Ambisjonen er å møtes hvert år.",
        "Partene håper å møtes årlig.",
        "Partene søker å finne gode løsninger.",
        "Partene er innstilt på å møtes årlig.",
    ],
)
def test_what_a_party_only_intends(sentence: str) -> None:
    assert modality_of(sentence) is Modality.INTENTION


@pytest.mark.parametrize(
    "sentence",
    [
        "Målet er at flest mulig kommer i arbeid.",
        "Målet er at flest mogleg kjem i arbeid.",
        "Partene har som felles mål at deltakerne kommer i jobb.",
        "Partane har som sams mål at deltakarane kjem i jobb.",
        "Partene arbeider for at deltakerne kommer i arbeid.",
        "Partane arbeider for at deltakarane kjem i arbeid.",
        "Målsettingen er å få flere i arbeid.",
        "Et felles mål er at alle skal i arbeid eller utdanning.",
    ],
)
def test_a_stated_goal_is_an_aim(sentence: str) -> None:
    assert modality_of(sentence) is Modality.AIM


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen sender NAV informasjon om hva som er målet i den individuelle planen.",
        "NAV skal kjenne til kva for eit mål deltakaren har.",
        "Kommunen informerer NAV om deltakerens mål er nådd.",
    ],
)
def test_a_goal_that_is_only_spoken_of_is_no_aim(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontaktperson oppnevnes senere.",
        "Kontaktperson blir oppnemnd seinare.",
        "Hvem som kaller inn, avklares senere.",
        "Hvem som kaller inn til møte, avklares.",
        "Kven som kallar inn, blir avklart seinare.",
        "Møtehyppighet avtales nærmere.",
        "Møtehyppigheit vert avtalt nærare.",
        "Intervallet er ikke fastsatt.",
        "Intervallet er ikkje fastsett.",
        "Partene kommer tilbake til hvem som skal innkalle.",
        "Dette kjem partane attende til.",
        "Det står åpent hvem som kaller inn.",
        "Hvor ofte møtene holdes, bestemmes etter hvert.",
        "Rutiner for rapportering utarbeides senere.",
    ],
)
def test_what_is_settled_later_is_open(sentence: str) -> None:
    assert modality_of(sentence) is Modality.OPEN


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen melder fra senest to uker før bosetting.",
        "NAV følger opp deltakeren tre måneder senere.",
        "NAV kallar inn til ny samtale seks månader seinare.",
        "Møtet blir halde ikkje seinare enn 1. juni.",
    ],
)
def test_a_deadline_is_nothing_left_open(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    "sentence",
    [
        "NAV skal ikke delta i møtene.",
        "NAV skal ikkje delta på møta.",
        "NAV deltar ikke i møtene.",
        "NAV deltek ikkje i møta.",
        "NAV tar ikke imot meldinger om bosetting.",
        "Det holdes ikke ledermøter.",
        "Det blir ikkje halde leiarmøte.",
        "Ingen av partene har ansvar for evaluering.",
        "Det er ingen plikt til å evaluere.",
        "Det finnes ingen felles mål.",
        "Partene har ingen faste møter.",
        "Evalueringen utgår.",
        "Avtalen evalueres aldri.",
        "Kommunen rapporterer verken resultat eller økonomi.",
        "Partane held korkje leiarmøte eller fagmøte.",
    ],
)
def test_what_does_not_happen_is_negated(sentence: str) -> None:
    assert modality_of(sentence) is Modality.NEGATED


@pytest.mark.parametrize(
    "sentence",
    [
        "Lederne møtes ikke sjeldnere enn én gang i året.",
        "Leiarane møtest ikkje sjeldnare enn ein gong i året.",
        "Kommunen skal ikke bare informere NAV, men også kalle inn til møte.",
        "Avtala er ikkje til hinder for andre møte.",
        "Avtalen gjelder, med mindre en av partene sier den opp.",
    ],
)
def test_not_less_often_and_not_only_are_no_negation(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    "sentence",
    [
        "NAV følger opp deltakerne slik at de kan søke arbeid.",
        "NAV følgjer opp deltakarane slik at dei kan søkje arbeid.",
        "Kommunen informerer NAV når deltakeren ikke møter.",
        "Når deltakeren ikke møter, skal kommunen varsle NAV.",
        "Når deltakaren ikkje møter, skal kommunen varsle NAV.",
        "Dersom det ikke er mulig å møtes, skal partene ha telefonmøte.",
        "Viss det ikkje er mogleg å møtast, skal partane ringjast.",
        "NAV, som ikke har egne lokaler, deltar i møtene.",
        "Kommunen varsler NAV fordi deltakeren bør få tiltak tidlig.",
    ],
)
def test_a_subordinate_clause_decides_nothing(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    "sentence",
    [
        "Er deltakeren ikke i arbeid når programmet slutter, skal NAV følge opp.",
        "Er deltakaren ikkje i arbeid, skal NAV følgje opp.",
        "Har deltakeren ikke fått jobb, kaller NAV inn til samtale.",
        "Kan ikke NAV-lederen møte, møter stedfortrederen.",
        "Vil ein deltakar ikkje møte, varslar kommunen NAV.",
    ],
)
def test_a_condition_that_opens_with_its_verb_decides_nothing(sentence: str) -> None:
    assert modality_of(sentence) is Modality.BINDING


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Når partene møtes, kan NAV delta.", Modality.OPTIONAL),
        ("Dersom kommunen ber om det, skal NAV ikke delta.", Modality.NEGATED),
        ("Er deltakeren i arbeid, kan NAV avslutte oppfølgingen.", Modality.OPTIONAL),
        ("Når kurset er over kan NAV følge opp.", Modality.OPTIONAL),
        ("Viss nokon ynskjer det kan samarbeidet takast opp.", Modality.OPTIONAL),
        ("Når planen er klar og NAV kan delta skal partene møtes.", Modality.BINDING),
        ("Dersom det er tiltak som kan skaffes av NAV skal kommunen melde fra.", Modality.BINDING),
        ("Rådmannen har ansvaret for at møtet ikkje fell ut, heller ikkje i valår.", Modality.BINDING),
        ("Har deltakaren jobb, følgjer ikkje NAV opp vidare, og det blir ikkje halde møte.", Modality.NEGATED),
    ],
)
def test_the_main_clause_decides_after_a_condition(sentence: str, expected: Modality) -> None:
    assert modality_of(sentence) is expected


def test_an_option_beside_a_duty_binds() -> None:
    assert modality_of("NAV kan og skal delta i møtene.") is Modality.BINDING


@pytest.mark.parametrize("sentence", ["NAV SKAL IKKE DELTA.", "Nav skal ikke delta."])
def test_case_does_not_matter(sentence: str) -> None:
    assert modality_of(sentence) is Modality.NEGATED


@pytest.mark.parametrize(
    ("sentence", "kept", "dropped"),
    [
        ("Når deltakeren er bosatt, varsler kommunen NAV.", "varsler kommunen nav", "bosatt"),
        ("Kommunen varsler NAV når deltakeren er bosatt.", "kommunen varsler nav", "bosatt"),
        ("Partane, som er likeverdige, møtest kvart år.", "møtest kvart år", "likeverdige"),
        ("Får deltakeren jobb, avslutter NAV saken.", "avslutter nav saken", "jobb"),
    ],
)
def test_the_main_clause_is_what_stands_outside_subordinate_clauses(sentence: str, kept: str, dropped: str) -> None:
    main = main_clause(sentence)
    assert kept in main
    assert dropped not in main


@pytest.mark.parametrize("sentence", ["Partene har som mål å møtes.", "Partane vil ha som vane å møtast."])
def test_to_have_something_as_a_goal_opens_no_clause(sentence: str) -> None:
    assert main_clause(sentence) == sentence.lower()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], max_codepoint=0x2FF), max_size=80))
def test_places_stay_the_same_in_the_main_clause(sentence: str) -> None:
    assert len(main_clause(sentence)) == len(sentence.lower())


@given(st.text(max_size=80))
def test_any_sentence_binds_in_some_way(sentence: str) -> None:
    assert modality_of(sentence) in Modality


def test_what_the_next_version_shall_say_is_open() -> None:
    sentence = "Ansvaret for kontakten avklares i oppstartsmøtet og tas inn i neste versjon av avtalen."
    assert modality_of(sentence) is Modality.OPEN


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hvor mange vi skal ta imot neste år kan vi orientere NAV om.", Modality.OPTIONAL),
        ("Om skolen skal være med, kan vi også ta senere.", Modality.OPEN),
        ("Det er vår forhåpning at NAV holder i den som er ferdig.", Modality.INTENTION),
        ("Hvem: NAV Valdres – Kontakt: Markedskontakten", Modality.BINDING),
    ],
)
def test_what_stands_first_is_not_what_binds(sentence: str, expected: Modality) -> None:
    assert modality_of(sentence) is expected


def test_an_indirect_question_that_stands_first_ends_before_the_verb_and_its_subject() -> None:
    main = main_clause("Hvor mange vi skal ta imot neste år skal flyktningtjenesten melde til NAV.")
    assert main.split() == ["skal", "flyktningtjenesten", "melde", "til", "nav."]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Det er meininga at partane skal dele tala.", Modality.INTENTION),
        ("Det er tanken at lederne møtes hvert år.", Modality.INTENTION),
        ("NAV har som ønske å holde kontakt med dem.", Modality.INTENTION),
        ("Hvert år har teamet tenkt å fortelle NAV hvor mange som kommer.", Modality.INTENTION),
        ("Tidlig orientering søkes gitt.", Modality.INTENTION),
        ("Vi sier fra, men kan ikke love det.", Modality.INTENTION),
        ("Jeg mener at partene bør møtes hvert år.", Modality.OPTIONAL),
        ("Det sier jeg rett ut at veilederne kan møtes.", Modality.OPTIONAL),
        ("Før bosetting har kommunen adgang til å varsle NAV.", Modality.OPTIONAL),
        ("Partene har én oppgave: at folk får brukt det de kan.", Modality.BINDING),
        ("Det er en jobb de kan leve av.", Modality.BINDING),
        ("Når det viser seg påkrevet, blir avtalens ordlyd evaluert.", Modality.BINDING),
        ("«Hva fungerer, hva fungerer ikke?»", Modality.BINDING),
    ],
)
def test_wishes_opinions_and_asides(sentence: str, expected: Modality) -> None:
    """What somebody thinks is the main clause; a relative clause without its pronoun is none."""
    assert modality_of(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ansvaret for at opplysninger kommer fram, ligger enten hos kommunen eller hos NAV.", Modality.OPEN),
        ("Kven som kallar inn, er det enno ikkje semje om.", Modality.OPEN),
        ("Kommunen har lov til å nevne tallet for NAV.", Modality.OPTIONAL),
        ("Tallet på flyktninger kommunen skal ta imot, kan gjøres kjent for NAV.", Modality.OPTIONAL),
        ("Kommunen har i tankane å la NAV få sjå planane.", Modality.INTENTION),
        ("Samarbeidet gjøres til gjenstand for evaluering i november.", Modality.BINDING),
        ("Partene er enige om at kommunen kaller inn.", Modality.BINDING),
        ("Kontaktpersonen sitter enten hos kommunen eller hos NAV.", Modality.BINDING),
    ],
)
def test_what_is_left_to_one_of_two_allowed_or_thought_of_binds_nobody(sentence: str, expected: Modality) -> None:
    assert modality_of(sentence) is expected
