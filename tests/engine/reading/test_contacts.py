"""Contact persons as a sentence or a cell states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.contacts import Contact, Contacts, contacts, person_names
from avtalesjekk.engine.reading.lexicon import Mention, lexicon
from avtalesjekk.engine.reading.sides import Side, sided


def contacts_of(text: str, around: Side = Side.NONE) -> Contacts:
    """The contacts in `text`, with the mentions that the Norwegian lexicon finds in it."""
    mentions = lexicon("no").mentions(text)
    return contacts(text, mentions, sided(mentions), around)


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson i kommunen er Kari Nordmann.",
        "Kontaktperson i kommunen er programrådgiver.",
        "Kontaktperson i kommunen er leiar for flyktningtenesta.",
        "Kontaktperson for Sunndal kommune er Anne-Lise Bø.",
        "Kommunens kontakt: post@sunndal.kommune.no",
        "Kommunen nås på telefon 71 69 90 00.",
    ],
)
def test_a_contact_of_the_municipality(text: str) -> None:
    assert contacts_of(text) == Contacts(municipality=Contact.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson i NAV er Ola Hansen.",
        "Kontaktperson i NAV er veileder med ansvar for flyktninger.",
        "Kontaktperson i NAV er rettleiar med ansvar for flyktningar.",
        "For NAV Sunndal: Per Øystein Aas",
    ],
)
def test_a_contact_of_nav(text: str) -> None:
    assert contacts_of(text) == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson i kommunen er leder for flyktningtjenesten, og i NAV avdelingsleder.",
        "Kontaktpersonar: NAV: Ola Hansen, kommunen: Kari Nordmann",
    ],
)
def test_contacts_of_both_sides_in_one_sentence(text: str) -> None:
    assert contacts_of(text) == Contacts(municipality=Contact.STATED, nav=Contact.STATED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontaktperson i kommunen: [sett inn navn]", Contacts(municipality=Contact.BLANK)),
        ("Kontaktperson i NAV: ______", Contacts(nav=Contact.BLANK)),
        (
            "Kontaktperson i kommunen er Kari Nordmann, og i NAV [navn].",
            Contacts(municipality=Contact.STATED, nav=Contact.BLANK),
        ),
    ],
)
def test_a_blank_belongs_to_its_side(text: str, expected: Contacts) -> None:
    assert contacts_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Partene oppnevner hver sin kontaktperson.", Contacts(municipality=Contact.OPEN, nav=Contact.OPEN)),
        ("Partane peikar ut kvar sin kontaktperson.", Contacts(municipality=Contact.OPEN, nav=Contact.OPEN)),
        ("Kontaktperson i kommunen oppnevnes senere.", Contacts(municipality=Contact.OPEN)),
        ("Kontaktperson i NAV blir oppnemnd seinare.", Contacts(nav=Contact.OPEN)),
        ("På statlig side blir kontakten oppnevnt i løpet av høsten.", Contacts(nav=Contact.OPEN)),
        ("Kommunal kontakt for ordninga vert peika ut seinare.", Contacts(municipality=Contact.OPEN)),
        ("Kven som er kontakt i kommunen, kjem me attende til.", Contacts(municipality=Contact.OPEN)),
    ],
)
def test_a_contact_to_be_appointed_is_open(text: str, expected: Contacts) -> None:
    assert contacts_of(text) == expected


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (Side.NONE, Contacts(unsided=Contact.STATED)),
        (Side.NAV, Contacts(nav=Contact.STATED)),
        (Side.MUNICIPALITY, Contacts(municipality=Contact.STATED)),
        (Side.BOTH, Contacts(municipality=Contact.STATED, nav=Contact.STATED)),
    ],
)
def test_a_text_without_a_side_takes_that_of_its_heading(around: Side, expected: Contacts) -> None:
    assert contacts_of("Kontaktperson: Kari Nordmann, tlf. 99 88 77 66", around) == expected


def test_the_text_itself_goes_before_the_heading() -> None:
    assert contacts_of("Kontaktperson i NAV er Ola Hansen.", Side.MUNICIPALITY) == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize("text", ["Kommunen og NAV samarbeider.", "Deltakeren får opplæring.", ""])
def test_no_contact(text: str) -> None:
    assert contacts_of(text) == Contacts()


@pytest.mark.parametrize(
    "name",
    [
        "Kari Nordmann",
        "Anne-Lise Bø",
        "Per Øystein Aas",
        "Kari M. Berg",
        "Liv Å. Øye",
        "Eva-Marie Lie Strand",
        "Mona Vik-Hansen",
        "Mohammed Al-Hassan",
        "Fatima El Amrani",
        "Erik von Krogh",
    ],
)
def test_a_person_is_named(name: str) -> None:
    text = f"Kontakt er {name}, kommunen."
    assert [text[start:end] for start, end in person_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "NAV Sunndal",
        "NAV Nordre Follo",
        "Sunndal kommune",
        "Nordre Follo kommune",
        "For Vestre Toten kommune",
        "Bydel Gamle Oslo",
        "Møre og Romsdal",
        "Sted, dato",
        "Oslo, 1. mai 2020",
        "kari nordmann",
    ],
)
def test_a_place_or_an_office_is_no_person(text: str) -> None:
    assert person_names(text) == ()


def test_two_persons_are_named_one_by_one() -> None:
    text = "Kari Berg og Ola Li"
    assert [text[start:end] for start, end in person_names(text)] == ["Kari Berg", "Ola Li"]


@given(st.text(max_size=60))
def test_names_are_ranges_of_any_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in person_names(text))


def test_who_is_called_at_a_place_is_the_contact_there() -> None:
    """Whoever calls."""
    assert contacts_of("På NAV ringer kommunen Jonas Buer.") == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Statlig – Avdelingsleder Tor Hernes", Contacts(nav=Contact.STATED)),
        ("Side: Kommunal – Fagleder Siv Dal", Contacts(municipality=Contact.STATED)),
        ("Kommunal bolig skaffes av Siv Dal", Contacts(unsided=Contact.STATED)),
        ("Del: Statleg – Kontakt: Rettleiar Tor Hernes – Vikar: Vakttelefon", Contacts(nav=Contact.STATED)),
        (
            "Kommunal kontakt er Kari Moe, og i NAV er Ola Lie kontakt.",
            Contacts(municipality=Contact.STATED, nav=Contact.STATED),
        ),
    ],
)
def test_a_row_may_name_its_side_by_an_adjective(row: str, expected: Contacts) -> None:
    assert contacts_of(row) == expected


def test_who_is_appointed_by_a_leader_is_not_known_yet() -> None:
    assert contacts_of("Kontaktperson i NAV oppnevnes ved brev fra NAV-lederen.") == Contacts(nav=Contact.OPEN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For NAV Stord: koordinator for flyktningteamet, Jørund Moe.", Contacts(nav=Contact.STATED)),
        ("NAV Drammen oppgir sin kontaktperson når kontoret er omorganisert.", Contacts(nav=Contact.OPEN)),
        ("For NAV: oppgis så snart bemanningen er på plass.", Contacts(nav=Contact.OPEN)),
    ],
)
def test_a_labelled_line_is_of_its_label_and_what_is_told_later_is_open(text: str, expected: Contacts) -> None:
    assert contacts_of(text) == expected


def test_a_post_is_no_first_name() -> None:
    text = "Flyktningkonsulent Torbjørg Haugen og Rektor Kari Moe"
    assert [text[start:end] for start, end in person_names(text)] == ["Torbjørg Haugen", "Kari Moe"]


def test_who_was_named_before_is_a_contact() -> None:
    assert contacts_of("Hun er dessuten kontaktperson for kommunen.") == Contacts(municipality=Contact.STATED)


def test_the_owner_of_the_contact_tells_the_side_whatever_the_post_is_called() -> None:
    text = "Navs kontaktperson er avdelingsleder for inkludering og marked."
    assert contacts_of(text) == Contacts(nav=Contact.STATED)


def test_a_new_municipality_is_no_person() -> None:
    assert person_names("Kontaktperson oppnevnes når Nye Orkland er på plass.") == ()


def test_who_signs_is_a_contact() -> None:
    assert contacts_of("Kontaktperson i kommunen er undertegnede.") == Contacts(municipality=Contact.STATED)


def test_contacts_side_by_side_are_both_of_their_own_side() -> None:
    text = "Kontaktperson i kommunen er Solveig Hovland, og kontaktperson i NAV er Jan Erik Flekke."
    assert contacts_of(text) == Contacts(municipality=Contact.STATED, nav=Contact.STATED)


def test_the_office_tells_whose_contact_it_is_whatever_post_the_person_has_elsewhere() -> None:
    text = "Kontaktperson i NAV er Kari Moe."
    mentions = [*lexicon("no").mentions(text), Mention(concept="municipal_post", start=23, end=31)]
    assert contacts(text, mentions, sided(mentions), Side.NONE) == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontaktperson i Nav er teamleder for inkludering, Espen Dahl.", Contacts(nav=Contact.STATED)),
        ("Hos NAV: de sier fra siden hvem det blir.", Contacts(nav=Contact.OPEN)),
    ],
)
def test_of_what_somebody_is_the_leader_tells_no_side(text: str, expected: Contacts) -> None:
    assert contacts_of(text) == expected


@pytest.mark.parametrize(
    "text", ["Det er ham dere skal ringe hos oss.", "Det er Kari Moe dere skal vende dere til her i huset."]
)
def test_in_a_letter_the_contact_is_that_of_those_whom_the_others_turn_to(text: str) -> None:
    told = {"dere": "municipality", "oss": "nav_unit"}
    found = [(text.find(word), word) for word in told if f" {word}" in text]
    mentions = [Mention(concept=told[word], start=start, end=start + len(word)) for start, word in found]
    assert contacts(text, mentions, sided(mentions), Side.NONE) == Contacts(nav=Contact.STATED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hun er den NAV ringer: Kari Moe.", Contacts(municipality=Contact.STATED)),
        ("Ola Li er den som kommunen kontakter.", Contacts(nav=Contact.STATED)),
    ],
)
def test_who_is_called_is_the_other_side(text: str, expected: Contacts) -> None:
    assert contacts_of(text) == expected


def test_who_has_left_fills_no_blank() -> None:
    text = "Kommunen: ____________ (Anne Lise Moe slutta i mai)"
    assert contacts_of(text) == Contacts(municipality=Contact.BLANK)


def test_a_blank_with_a_telephone_number_names_nobody() -> None:
    assert contacts_of("I NAV: ____________________, tlf. 55 55 33 33") == Contacts(nav=Contact.BLANK)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontakt hos NAV: den som til enhver tid har flyktningvakten.", Contact.STATED),
        ("Frå NAV: den som er på vakt i mottaket.", Contact.STATED),
        ("NAV skal kontakte de som har behov for tiltak.", Contact.NONE),
        ("Den som har tid, tar telefonen i NAV.", Contact.NONE),
    ],
)
def test_a_function_is_a_contact_whoever_holds_it(text: str, expected: Contact) -> None:
    assert contacts_of(text).nav is expected
