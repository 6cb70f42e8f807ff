"""From a document to a reading, all passes together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtalesjekk.engine.reading.contacts import Contact, Contacts
from avtalesjekk.engine.reading.intervals import Rhythm
from avtalesjekk.engine.reading.labels import LIKELY
from avtalesjekk.engine.reading.modality import Modality
from avtalesjekk.engine.reading.model import Meeting, Provision, Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sides import Side
from avtalesjekk.engine.reading.signatures import State

from .maker import from_markdown, from_table

BOKMAL = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## 1 Formål
Formålet med avtalen er å sikre at deltakerne kommer i arbeid.

## 2 Ledermøte
Lederne i kommunen og NAV møtes hvert år. Kommunedirektøren kaller inn.

## 3 Kontaktpersoner
Kontaktperson i kommunen er Kari Berg. Kontaktperson i NAV: [sett inn navn]

## 4 Varighet
Avtalen gjelder fra 1. januar 2020 til 31. desember 2021.

## 5 Underskrift
Sunndal, 3. desember 2019

For Sunndal kommune: Eva Dahl, kommunedirektør

For NAV Sunndal: Ola Li, NAV-leder
"""
NYNORSK = """\
# Samarbeidsavtale mellom Vinje kommune og NAV Vinje om introduksjonsordninga

## 1 Leiarmøte
Leiarane i kommunen og NAV møtest anna kvart år. NAV-leiar kallar inn.

## 2 Kontaktpersonar
Partane peikar ut kvar sin kontaktperson.

## 3 Evaluering
Partane ynskjer å evaluere avtala kvart år. Dei ser på korleis det går, og kva som verkar.
"""


@pytest.fixture(scope="module")
def bokmal() -> Reading:
    """The reading of an agreement in bokmål."""
    return read(from_markdown(BOKMAL))


@pytest.fixture(scope="module")
def nynorsk() -> Reading:
    """The reading of an agreement in nynorsk."""
    return read(from_markdown(NYNORSK))


def provision(found: Reading, words: str) -> Provision:
    """The provision that holds `words`."""
    return next(each for each in found.provisions if words in found.document.quote(each.span))


def only(text: str) -> Provision:
    """The last provision of an agreement that ends with `text`."""
    return read(from_markdown(f"# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\n{text}\n")).provisions[-1]


def test_what_the_agreement_is(bokmal: Reading) -> None:
    assert (bokmal.language, bokmal.kind) == ("nb", "intro-agreement")
    assert bokmal.title == "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet"


def test_what_the_agreement_in_nynorsk_is(nynorsk: Reading) -> None:
    assert (nynorsk.language, nynorsk.kind) == ("nn", "intro-agreement")


def test_who_made_it_and_when(bokmal: Reading) -> None:
    assert [party.name for party in bokmal.parties] == ["Sunndal kommune", "NAV Sunndal"]
    assert bokmal.agreement_date is not None
    assert bokmal.agreement_date.day == date(2019, 12, 3)


@pytest.mark.parametrize(
    "title",
    ["Rundskriv 4/2020", "Møtereferat", "Mal for samarbeidsavtale mellom [kommune] og NAV [kontor]" + " [navn]" * 6],
)
def test_what_is_no_agreement_has_no_parties_and_no_dates(title: str) -> None:
    text = f"# {title}\n\nAvtale mellom Lom kommune og NAV Lom.\n\n## Tid\nGjelder fra 1. mai 2020 til 1. mai 2021.\n"
    found = read(from_markdown(text.replace("Avtale mellom Lom kommune og NAV Lom.", "") if "Mal" in title else text))
    assert (found.parties, found.agreement_date, found.valid_until) == ((), None, None)


def test_until_when_it_holds(bokmal: Reading) -> None:
    assert bokmal.valid_until is not None
    assert bokmal.valid_until.day == date(2021, 12, 31)


def test_who_signed_it(bokmal: Reading) -> None:
    assert [(each.side, each.state) for each in bokmal.signature.signatures] == [
        (Side.MUNICIPALITY, State.NAMED),
        (Side.NAV, State.NAMED),
    ]


def test_what_was_left_blank(bokmal: Reading) -> None:
    assert [bokmal.document.quote(blank.span) for blank in bokmal.blanks] == ["[sett inn navn]"]


def test_a_yearly_meeting_of_leaders(bokmal: Reading) -> None:
    found = provision(bokmal, "hvert år")
    assert (found.meeting, found.leaders, found.rhythm) == (Meeting.LEADER, Side.BOTH, Rhythm.YEARLY_OR_SHORTER)
    assert found.modality is Modality.BINDING


def test_a_meeting_of_leaders_every_other_year(nynorsk: Reading) -> None:
    found = provision(nynorsk, "anna kvart år")
    assert (found.meeting, found.rhythm) == (Meeting.LEADER, Rhythm.LONGER_THAN_YEARLY)


def test_who_calls_the_meeting(bokmal: Reading, nynorsk: Reading) -> None:
    assert provision(bokmal, "kaller inn").convener == "municipality"
    assert provision(nynorsk, "kallar inn").convener == "nav"


def test_the_post_of_an_office_is_the_offices() -> None:
    found = read(from_markdown("# Samarbeidsavtale\n\n## Ledermøte\n\nNav ved enhetsleder innkaller til ledermøtet.\n"))
    assert provision(found, "innkaller").convener == "nav"


def test_a_cell_that_says_when_is_not_read_by_itself() -> None:
    rows = [["Hva", "Til", "Frist"], ["Årsplan for bosetting", "NAV", "Innen 20. januar, og ved endringer i planen"]]
    found = read(from_table("Avtalen gjelder informasjon.", "Informasjon", rows))
    assert not [each for each in found.provisions if found.document.quote(each.span).startswith("Innen")]


def test_the_contacts_of_each_side(bokmal: Reading, nynorsk: Reading) -> None:
    assert provision(bokmal, "Kari Berg").contacts == Contacts(municipality=Contact.STATED)
    assert provision(bokmal, "[sett inn navn]").contacts == Contacts(nav=Contact.BLANK)
    assert provision(nynorsk, "kvar sin").contacts == Contacts(municipality=Contact.OPEN, nav=Contact.OPEN)


def test_an_intention_does_not_bind(nynorsk: Reading) -> None:
    assert provision(nynorsk, "ynskjer").modality is Modality.INTENTION


def test_a_purpose_clause_is_told_by_its_heading(bokmal: Reading) -> None:
    assert [provision(bokmal, words).place for words in ("Formålet", "hvert år")] == ["purpose", "body"]


@pytest.mark.parametrize(
    ("lead", "modality"),
    [
        ("NAV skal:", Modality.BINDING),
        ("NAV kan:", Modality.OPTIONAL),
        ("NAV tek sikte på å:", Modality.INTENTION),
        ("NAV skal ikke:", Modality.NEGATED),
    ],
)
def test_an_item_binds_as_its_lead_in_does(lead: str, modality: Modality) -> None:
    found = only(f"## Oppgaver\n{lead}\n\n- kartlegge deltakerne ved oppstart\n- delta i møtene hver måned")
    assert (found.modality, found.actor) == (modality, Side.NAV)


def test_a_sentence_before_a_list_of_sentences_leads_none_of_them_in() -> None:
    found = only("## Oppgaver\nMalen anbefaler at partene kan velge.\n\n- NAV gir kommunen beskjed om ankomst.")
    assert (found.modality, found.actor) == (Modality.BINDING, Side.NAV)


@pytest.mark.parametrize(
    ("table", "leaders", "caseworkers"),
    [
        ("| Kode | Rolle |\n|---|---|\n| K1 | Rådmann |\n| N1 | Leder i NAV |", Side.BOTH, Side.NONE),
        ("| Kode | Rolle |\n|---|---|\n| K1 | Programrådgiver |\n| N1 | Veileder i NAV |", Side.NONE, Side.BOTH),
    ],
)
def test_a_code_stands_for_the_role_that_a_table_gives_it(table: str, leaders: Side, caseworkers: Side) -> None:
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines() if "---" not in row]
    document = from_table("K1 og N1 møtes hver måned.", "Rollekoder", rows)
    found = next(each for each in read(document).provisions if "møtes" in document.quote(each.span))
    assert (found.leaders, found.caseworkers) == (leaders, caseworkers)


def test_the_cell_that_says_what_a_row_is_about_is_no_provision_of_its_own() -> None:
    rows = [
        ["Nr", "Tema", "Kommunen", "NAV"],
        ["12", "Ansvar for kontakten og informasjonsflyten", "Avklares senere", "Avklares senere"],
    ]
    found = read(from_table("Partene møtes hvert år.", "Oppgaver", rows))
    assert not [each for each in found.provisions if found.document.quote(each.span) == rows[1][1]]


def test_a_row_of_contacts_gives_them_for_both_sides() -> None:
    rows = [
        ["Nr", "Tema", "Kommunen", "NAV", "Status"],
        [
            "11",
            "Kontaktperson",
            "Astri Moe, programveileder i flyktningtjenesten, linje 512, på kontoret alle dager unntatt fredag",
            "Trond Fossum, avdelingsleder på NAV-kontoret, linje 340, helst mellom klokka ni og elleve",
            "Avklart",
        ],
    ]
    found = read(from_table("Partene møtes hvert år.", "Oppgaver", rows))
    row = next(
        each for each in found.provisions if each.contacts == Contacts(municipality=Contact.STATED, nav=Contact.STATED)
    )
    assert row.labels["contact_persons"] > LIKELY


def test_a_team_that_is_a_unit_is_no_meeting() -> None:
    assert "meeting" not in only("Flyktningteamet legger fram tall for NAV-leder.").subjects
    assert "meeting" in only("Programrådgiver og NAV har teammøte.").subjects


def test_a_cell_takes_the_side_of_its_column() -> None:
    rows = [
        ["Tema", "Kommunen", "NAV"],
        ["Kartlegging", "Innhenter vitnemål og tidligere kartlegging", "Registrerer deltakeren som arbeidssøker"],
    ]
    found = read(from_table("Partene møtes hvert år.", "Oppgaver", rows))
    cells = {each.actor for each in found.provisions if found.document.quote(each.span).startswith("Registrerer")}
    assert cells == {Side.NAV}


@pytest.mark.parametrize(
    ("header", "last", "expected"),
    [("Innkaller", "NAV-leder", "nav"), ("Merknad", "Kommunalsjefen kaller inn", "municipality")],
)
def test_the_cell_on_who_convenes_decides_who_does(header: str, last: str, expected: str) -> None:
    rows = [
        ["Møte", "Deltar", "Når", header],
        ["Ledermøte", "Kommunalsjefen og NAV-leder", "Hvert halvår", last],
    ]
    found = read(from_table("Partene møtes hvert år.", "Møter", rows))
    assert expected in {each.convener for each in found.provisions if each.rhythm is not Rhythm.NONE}


def test_the_month_of_an_annual_wheel_goes_with_its_sentences() -> None:
    rows = [
        ["Måned", "Hva", "Hvem"],
        ["Mai", "Lederne møtes og ser på tallene for året.", "Kommunalsjefen og NAV-lederen deltar."],
    ]
    found = read(from_table("Partene samarbeider.", "Årshjul", rows))
    assert Rhythm.YEARLY_OR_SHORTER in {each.rhythm for each in found.provisions}


def test_a_row_whose_cells_are_sentences_is_read_cell_by_cell() -> None:
    """The duty in one column is none in the other."""
    rows = [
        ["Tema", "Kommunen", "NAV"],
        ["Samtaler", "Rådgiveren har samtale med deltakeren hver måned.", "NAV kan delta i samtalene ved behov."],
        ["Vedtak", "Rådgiveren skriver vedtak om program og stønad.", "–"],
    ]
    found = read(from_table("Partene møtes hvert år.", "Oppgaver", rows))
    of_nav = {each.modality for each in found.provisions if "NAV kan" in found.document.quote(each.span)}
    assert of_nav == {Modality.OPTIONAL}
    assert not any(found.document.quote(each.span).endswith("–") for each in found.provisions)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Avtalen kan sies opp med tre måneders varsel.", "stated"),
        ("Avtala kan seiast opp med tre månaders varsel.", "stated"),
        ("Avtalen gjelder til 31.12.2025.", "stated"),
        ("Avtala gjeld på ubestemt tid.", "stated"),
        ("Hver av partene kan gå fra avtalen med en måneds varsel.", "stated"),
        ("Avtalen trer i kraft ved underskrift.", "start_only"),
        ("Partene møtes hvert halvår.", "none"),
    ],
)
def test_how_the_agreement_ends(text: str, ends: str) -> None:
    assert only(f"## Varighet\n{text}").ends == ends


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Minst 70 prosent av deltakerne skal være i arbeid etter ett år.", "figure"),
        ("To av tre deltakarar skal vere i arbeid etter programmet.", "figure"),
        ("Resultatmål fastsettes av partene i møtet hver høst.", "process"),
        ("Flest mulig skal komme i arbeid.", "none"),
    ],
)
def test_a_target_is_a_figure_or_a_way_to_set_one(text: str, target: str) -> None:
    assert only(f"## Resultatkrav\n{text}").target == target


@pytest.mark.parametrize(
    ("sentence", "convener"),
    [
        ("NAV-leder kaller inn avdelingsleder for integrering til ledermøte hvert år.", "nav"),
        ("Leder for flyktningtjenesten kaller inn leder for NAV Sunndal til ledermøte hvert år.", "municipality"),
        ("Det er lederne i kommunen som har ansvar for at avtalen blir kjent.", "none"),
        ("Rådmannen har ansvar for at møtet blir holdt.", "municipality"),
        ("Leiarmøte: NAV-leiar kallar leiar for innvandrartenesta inn kvar haust.", "nav"),
        ("Avdelingsleder flyktning kaller inn avdelingsleder arbeid.", "municipality"),
        ("Leder ved [ ] er ansvarlig for å kalle inn til ledermøtet.", "open"),
    ],
)
def test_who_convenes_is_the_one_who_does_it(sentence: str, convener: str) -> None:
    assert only(f"## Ledermøte\n{sentence}").convener == convener


@pytest.mark.parametrize(
    ("convener", "word"), [("municipality", "Førstnevnte"), ("nav", "Sistnevnte"), ("nav", "Sistnemnde")]
)
def test_the_first_and_the_last_named(convener: str, word: str) -> None:
    found = read(
        from_markdown(f"# Avtale\n\nLeder for flyktningtjenesten og leder for NAV møtes. {word} kaller inn.\n")
    )
    assert found.provisions[-1].convener == convener


def test_a_short_name_stands_for_its_party() -> None:
    opening = "Avtalen gjelder også for NAV Sunndal (heretter kalt Etaten)."
    found = only(f"{opening}\n\n## Møter\nEtaten kaller inn til ledermøte hvert år.")
    assert (found.actor, found.convener) == (Side.NAV, "nav")


def test_headings_and_the_title_are_no_provisions(bokmal: Reading) -> None:
    quotes = [bokmal.document.quote(each.span) for each in bokmal.provisions]
    assert not any(quote.startswith(("Samarbeidsavtale", "Ledermøte", "Varighet")) for quote in quotes)


def test_a_ruled_line_to_sign_on_is_no_blank() -> None:
    signed = BOKMAL.replace("Ola Li, NAV-leder", "________________")
    found = read(from_markdown(signed))
    assert [found.document.quote(blank.span) for blank in found.blanks] == ["[sett inn navn]"]


def test_a_ruled_line_in_the_text_is_a_blank() -> None:
    found = read(from_markdown(BOKMAL.replace("Kari Berg", "________________")))
    assert len(found.blanks) == 2


def test_provisions_stand_in_the_order_of_the_document(bokmal: Reading) -> None:
    clauses = [each.clause for each in bokmal.provisions]
    assert clauses == sorted(clauses)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# Avtale",
                "## Møter",
                "NAV skal:",
                "- delta",
                "| A | B |",
                "|---|---|",
                "| NAV | xx |",
                "Lederne møtes.",
                "____",
            ]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_document_is_read_and_every_provision_lies_in_its_clause(lines: list[str]) -> None:
    found = read(from_markdown("\n\n".join(lines)))
    for each in found.provisions:
        clause = found.document.clauses[each.clause]
        assert clause.span.start <= each.span.start <= each.span.end <= clause.span.end


def test_the_same_document_is_read_the_same_way_twice(bokmal: Reading) -> None:
    assert read(from_markdown(BOKMAL)) == bokmal


def test_a_form_in_an_annex_has_no_blanks_of_the_agreement() -> None:
    """Participants fill it in."""
    form = "## Vedlegg 4 Samtykkeskjema\nNavn: __________ Dato: [dato]\n"
    assert read(from_markdown(f"# Samarbeidsavtale\n\n## Møter\nPartene møtes hvert år.\n\n{form}")).blanks == ()
    assert len(read(from_markdown("# Samarbeidsavtale\n\n## Vedlegg 4 Mål\nMålet er [antall].\n")).blanks) == 1


def test_a_lead_in_that_a_list_is_agreed_on_leaves_none_of_it_open() -> None:
    letter = "# Avtale om introduksjonsprogrammet\n\nHei, da er vi enige om dette:\n\n- Kommunen lager planen.\n"
    (_, item) = read(from_markdown(letter)).provisions
    assert item.modality is Modality.BINDING


def test_the_headers_of_a_table_are_no_provision() -> None:
    rows = [["Oppgave", "Kommunen", "NAV"], ["Plan", "Lager planen med deltakeren", "Leser planen og gir råd om den"]]
    found = read(from_table("Partene samarbeider.", "Oppgaver", rows))
    assert not any("Oppgave" in found.document.quote(each.span) for each in found.provisions)


def test_the_column_of_what_is_replaced_is_not_read() -> None:
    rows = [["Nr.", "Utgått ordlyd", "Ny ordlyd"], ["7.1", "Partene har som felles mål arbeid for alle", "Utgår"]]
    found = read(from_table("Partene endrer avtalen.", "Mål", rows))
    assert max(each.labels["common_goals"] for each in found.provisions) < LIKELY


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hvem som kaller inn til ledermøtet, avgjøres fra gang til gang.", "open"),
        ("Kven av leiarane som skal kalla inn til leiarmøta, blir avgjort seinare.", "open"),
        ("Sakshandsamarane møtest kvar månad på fast dag, inga innkalling.", "none"),
        ("Kommunalsjefen kaller inn NAV-lederen og setter opp saklista.", "municipality"),
    ],
)
def test_who_convenes(sentence: str, expected: str) -> None:
    found = read(from_markdown(f"# Samarbeidsavtale om introduksjonsprogrammet\n\n## Møter\n{sentence}\n"))
    assert found.provisions[-1].convener == expected


def test_how_often_is_left_open_of_the_report_before() -> None:
    report = "NAV rapporterer resultatene til kommunen. Hvor ofte dette skal gjøres, blir vi enige om senere."
    found = read(from_markdown(f"# Samarbeidsavtale\n\n## Rapportering\n{report}\n")).provisions
    assert [each.blank for each in found] == [True, False]
