"""When an agreement was made, and until when it holds."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.reading.model import FoundDate
from avtalesjekk.engine.reading.validity import agreement_date, day_named, ends_of, valid_until
from avtalesjekk.extract.model import Document

from .maker import from_markdown, from_table

BODY = (
    "# Samarbeidsavtale om introduksjonsprogrammet\n\nPartene samarbeider om deltakerne og møtes jevnlig.\n\n"
    "Kommunen kaller inn til møtene, og NAV fører referat fra dem.\n\n"
)
NOWHERE: frozenset[int] = frozenset()


def agreement(sentence: str) -> Document:
    """An agreement that says `sentence` after two others."""
    return from_markdown(f"{BODY}{sentence}\n")


def day(found: FoundDate | None) -> date | None:
    """The day of a date, None for none."""
    return found.day if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen ble inngått 1. mai 2019.",
        "Avtala er underskriven 1. mai 2019.",
        "Avtalen er undertegnet 1.5.2019.",
        "Avtalen er datert 01.05.2019.",
        "Rutinen tas i bruk 1. mai 2019.",
        "Sunndal, 1. mai 2019",
        "Sunndal 2019-05-01",
        "Sunndal, l. mai 20l9",
        "Sted/dato: Sunndal, 01.05.2019",
        "Rutinen er fastsatt av NAV-leder 1. mai 2019 og gjelder fra 1. juni 2019.",
        "Kommunen melder antall innen 1. mars 2021. Avtalen er undertegnet 1.5.2019.",
    ],
)
def test_the_day_of_signing(sentence: str) -> None:
    assert day(agreement_date(agreement(sentence), (), NOWHERE)) == date(2019, 5, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen trer i kraft 1. januar 2020 og gjelder til 31. desember 2021.",
        "Avtala gjeld frå 1. januar 2020 til og med 31. desember 2021.",
        "Avtalen gjelder i to år fra 1. januar 2020.",
        "Avtala varer i to år frå 1. januar 2020.",
        "Gyldighet: 01.01.2020–31.12.2021",
        "Avtaleperiode: 1.1.2020 - 31.12.2021",
        "Avtalen gjelder i perioden 1.1.2020–31.12.2021.",
        "Gjelder 1. januar 2020–31. desember 2021.",
        "Det gjelder fra dette: Vi begynner etter avtalen 1. januar 2020.",
        "Överenskommelsen gäller från och med den 1 januari 2020 till och med den 31 december 2021.",
    ],
)
def test_else_the_entry_into_force(sentence: str) -> None:
    assert day(agreement_date(agreement(sentence), (), NOWHERE)) == date(2020, 1, 1)


def test_the_day_of_signing_goes_before_the_entry_into_force() -> None:
    document = agreement("Avtalen trer i kraft 1. januar 2020. Den ble inngått 1. mai 2019.")
    assert day(agreement_date(document, (), NOWHERE)) == date(2019, 5, 1)


def test_the_date_in_the_signature_block_goes_first() -> None:
    document = agreement(
        "Avtalen ble inngått 1. mai 2019.\n\nUnderskrevet i Sunndal 3. juni 2020 av begge parter i møte"
    )
    last = len(document.clauses) - 1
    assert day(agreement_date(document, (last,), NOWHERE)) == date(2020, 6, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lov av 4. juli 2003 nr. 80 om introduksjonsordning gjelder.",
        "Rundskriv datert 12. desember 2017 gjelder for partene.",
        "Avtalen kan sies opp innen 1. mars 2021.",
        "Avtalen utløper 30.06.2024.",
        "Avtalen gjelder inntil den sies opp.",
    ],
)
def test_the_date_of_a_law_or_a_deadline_is_not_the_agreements(sentence: str) -> None:
    assert agreement_date(agreement(sentence), (), NOWHERE) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalen trer i kraft 1. januar 2020 og gjelder til 31. desember 2021.", date(2021, 12, 31)),
        ("Avtala gjeld frå 1. januar 2020 til og med 31. desember 2021.", date(2021, 12, 31)),
        ("Avtalen gjelder frem til 31.12.2023, med mindre den sies opp.", date(2023, 12, 31)),
        ("Avtalen gjelder fra signering og ut 31. desember 2027.", date(2027, 12, 31)),
        ("Avtalen utløper 30.06.2024.", date(2024, 6, 30)),
        ("Avtalen tar til å gjelde 1. august 2020 og løper ut 30. juni 2024.", date(2024, 6, 30)),
        ("Gyldighet: 01.01.2020–31.12.2021", date(2021, 12, 31)),
        ("Avtaleperiode: 1.8.2021 - 31.7.2023", date(2023, 7, 31)),
        ("Avtalen gjelder ut 2022.", date(2022, 12, 31)),
        ("Avtalen gjelder ut kalenderåret 2022.", date(2022, 12, 31)),
        ("Avtala gjeld frå ho er underskriven og fram til nyttårsaftan 2022.", date(2022, 12, 31)),
        ("Siste dag avtalen gjelder, er 31. desember 2022.", date(2022, 12, 31)),
        ("Avtala gjeld frå 1. mars 2020 og vert avslutta automatisk 31. desember 2022.", date(2022, 12, 31)),
        ("- start: 1. januar 2021\n- slutt: 31. desember 2022", date(2022, 12, 31)),
        ("Avtalen gjelder til 31. desember 2021. Den ble forlenget til 31. desember 2022.", date(2022, 12, 31)),
        ("Avtalen gjelder til 31. desember 2021, og kan forlenges til 31. desember 2022.", date(2021, 12, 31)),
        ("Avtalen gjelder fra 01.01.2020 ut året 2022.", date(2022, 12, 31)),
        ("Avtala gjeld til utgangen av 2022.", date(2022, 12, 31)),
        ("Avtalen varer fra signering og ut 2025.", date(2025, 12, 31)),
        ("Avtalen gjelder for perioden 2020–2023.", date(2023, 12, 31)),
        ("Avtala gjeld til og med 2024.", date(2024, 12, 31)),
        ("Praksisen går frå 22. august 2022 til 16. desember 2022.", date(2022, 12, 16)),
        ("Överenskommelsen gäller till och med den 31 december 2009.", date(2009, 12, 31)),
        ("Fra 1. juli 2022 til 30. juni 2025.", date(2025, 6, 30)),
        ("01.04.2018 – 31.03.2021. Tre måneders oppsigelse.", date(2021, 3, 31)),
        ("Fra – til: 01.04.2018 – 31.03.2021", date(2021, 3, 31)),
    ],
)
def test_the_last_day_as_stated(sentence: str, expected: date) -> None:
    assert day(valid_until(agreement(sentence), None, NOWHERE)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalen gjelder i to år fra 1. januar 2020.", date(2021, 12, 31)),
        ("Avtala varer i tre år frå 1. juli 2020.", date(2023, 6, 30)),
        ("Avtalen har varighet på 2 år fra 01.01.2021.", date(2022, 12, 31)),
        ("Avtalen gjelder i ett år fra 29. februar 2020.", date(2021, 2, 28)),
        ("Avtalen gjelder i ett år fra 31. august 2020.", date(2021, 8, 30)),
    ],
)
def test_the_last_day_of_a_number_of_years(sentence: str, expected: date) -> None:
    assert day(valid_until(agreement(sentence), None, NOWHERE)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen løper inntil den sies opp.",
        "Avtala gjeld på ubestemt tid.",
        "Avtalen gjelder fra 1. januar 2021 og fornyes automatisk for ett år av gangen.",
        "Kommunen rapporterer til NAV innen 1. mars 2021.",
        "Avtalen gjelder i to år.",
        "Deltakeren er i praksis fra 1. juli 2022 til 30. juni 2025.",
        "Kurset starter i januar og tar slutt 15. juni 2018.",
        "Prosjektet har vært gjennomført og er slutt 31. desember 2018.",
    ],
)
def test_no_last_day(sentence: str) -> None:
    assert valid_until(agreement(sentence), None, NOWHERE) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalen gjelder fra signering og i tre år.", date(2023, 4, 19)),
        ("Avtala gjeld i to år frå ho er underskriven.", date(2022, 4, 19)),
        ("Avtalen gjelder i to år.", None),
    ],
)
def test_years_that_run_from_the_signing(sentence: str, expected: date | None) -> None:
    document = agreement(f"{sentence}\n\nSunndal, 20. april 2020")
    assert day(valid_until(document, agreement_date(document, (), NOWHERE), NOWHERE)) == expected


def test_a_date_is_quoted_from_the_document() -> None:
    document = agreement("Avtalen gjelder til 31. desember 2021.")
    found = valid_until(document, None, NOWHERE)
    assert found is not None
    assert document.quote(found.span) == "31. desember 2021"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalen trer i kraft 1. februar 2021.", date(2021, 2, 1)),
        (
            "Gjelder mellom Nordreisa kommune ved flyktningtjenesten og NAV Nordreisa, fra 1. mai 2019.",
            date(2019, 5, 1),
        ),
        ("Trondheim, 24.10.2018. Saksnr. 18/33121", date(2018, 10, 24)),
    ],
)
def test_the_day_from_which_it_holds(sentence: str, expected: date) -> None:
    """A law in force from a day, said before, is none of the agreement."""
    document = agreement(f"Loven gjelder for tillatelser fra og med 1. januar 2020 og har egne regler.\n\n{sentence}")
    assert day(agreement_date(document, (), NOWHERE)) == expected


def test_the_last_of_several_signatures_counts() -> None:
    document = agreement("Bydel Stovner, 16. februar 2026\n\nNav Stovner, 24. februar 2026\n\nSkolen, 19. februar 2026")
    lines = tuple(range(len(document.clauses) - 3, len(document.clauses)))
    assert day(agreement_date(document, lines, NOWHERE)) == date(2026, 2, 24)


def test_the_last_day_is_no_day_of_signing() -> None:
    """Whatever stands among the lines that are taken for those of the signatures."""
    document = agreement("Avtalen slutter 30. april 2026.\n\nHamar, 6. mai 2024: Kari Berg")
    lines = tuple(range(len(document.clauses) - 2, len(document.clauses)))
    assert day(agreement_date(document, lines, NOWHERE)) == date(2024, 5, 6)


def test_a_dash_may_stand_before_the_day_of_signing() -> None:
    document = agreement("Kari Berg, Sunndal kommune – 3. juni 2020\n\nOla Li, NAV Sunndal – 4. juni 2020")
    lines = tuple(range(len(document.clauses) - 2, len(document.clauses)))
    assert day(agreement_date(document, lines, NOWHERE)) == date(2020, 6, 4)


def test_what_is_taken_into_use_may_be_something_else() -> None:
    assert agreement_date(agreement("Den nye løsningen tas i bruk 1. august 2024."), (), NOWHERE) is None


def test_a_participant_who_leaves_ends_no_agreement() -> None:
    assert ends_of("Når en deltaker slutter etter 14 dager, varsles NAV.") == "none"


def test_a_version_in_a_table_holds_from_the_day_under_its_header() -> None:
    document = from_table("Partene samarbeider.", "Versjoner", [["Versjon", "Gjelder fra"], ["1.1", "01.09.2025"]])
    assert day(agreement_date(document, (), NOWHERE)) == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Det faller bort sammen med hovedavtalen 31. desember 2024.", date(2024, 12, 31)),
        ("Protokollen står ved lag frå siste underskrift og til og med 31. mars 2023.", date(2023, 3, 31)),
        ("Notatet virker til det erstattes, likevel ikke ut over 1. november 2021.", date(2021, 11, 1)),
        ("Gjelder fra / til 1. mai 2021 – 30. april 2024", date(2024, 4, 30)),
        ("Avtala tek til å gjelda 1. januar 2026 og står ved lag til 31. desember 2028.", date(2028, 12, 31)),
        ("Den starter når begge har skrevet under, og slutter 30. april 2022.", date(2022, 4, 30)),
        ("## Hvor lenge varer avtalen?\nI to år, fra og med 1. mai 2024 til og med 30. april 2026.", date(2026, 4, 30)),
        ("## Hvor er vi?\nI to år, fra og med 1. mai 2024 til og med 30. april 2026.", None),
        ("Avtalen får virkning fra 1. mai 2020 og består i fem år, hvoretter den faller bort.", date(2025, 4, 30)),
        ("Avtalen gjelder fra 1. januar 2021 og evalueres etter ett år.", None),
        ("Avtalen gjelder fra 1. januar 2021. Programmet er to år.", None),
        ("NAV melder fra når en deltaker slutter, senest 1. juni 2022.", None),
        ("## Varighet og evaluering\nPartene evaluerer samarbeidet, senest 1. mars 2021.", None),
        ("Møteplanen står ved lag til 31. desember 2025.", None),
    ],
)
def test_other_words_for_the_end(sentence: str, expected: date | None) -> None:
    assert day(valid_until(agreement(sentence), None, NOWHERE)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalen gjelder til og med utgangen av 2022.", date(2022, 12, 31)),
        ("Avtala gjeld til og med utgangen av juni 2022.", date(2022, 6, 30)),
        ("Avtalen gjelder til utgangen av første halvår 2026.", date(2026, 6, 30)),
        ("Avtalen gjelder ut andre tertial 2024, det vil si til utgangen av andre tertial 2024.", date(2024, 8, 31)),
        ("Avtalen gjelder til slutten av fjerde kvartal 2024.", date(2024, 12, 31)),
        ("Överenskommelsen gäller från den 1 mars 2019 och upphör den sista februari 2022.", date(2022, 2, 28)),
        ("Från och med 2016-04-01 till och med 2018-12-31.", date(2018, 12, 31)),
        ("Start 2020-01-01, slut 2022-12-31.", date(2022, 12, 31)),
        ("Överenskommelsen löper från 2018-03-01 till 2019-12-31.", date(2019, 12, 31)),
        ("Den träder i kraft den 1 juli 2016 och upphör att gälla den 30 juni 2019.", date(2019, 6, 30)),
        ("Avtalen trer i kraft 1. mars 2025 og gjelder ut februar 2028.", date(2028, 2, 29)),
        ("Tallene for utgangen av 2022 legges fram for partene.", None),
    ],
)
def test_the_end_of_a_month_or_part_of_a_year(sentence: str, expected: date | None) -> None:
    assert day(valid_until(agreement(sentence), None, NOWHERE)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen gjelder valgperioden 2007–2011.",
        "Avtalen står inntil ny avtale foreligger.",
        "Inntil ny avtale ligg føre",
        "Från den 1 oktober 2022 och tills vidare.",
        "Den löper vidare till dess att någon av oss säger upp den.",
        "Brevet gäller tills någon av oss säger ifrån.",
        "Tre månaders uppsägningstid.",
        "Kvar av partane kan segja henne upp skriftleg med tri månaders frist.",
        "Vil en av oss ut av avtalen, er det nok med et brev tre måneder i forveien.",
        "En kommune som vil tre ut, må varsle innen 1. juli med virkning fra påfølgende årsskifte.",
        "Avtalen faller bort den dagen felles NAV-kontor åpner.",
        "Den starter når begge har skrevet under, og slutter 30. april 2022.",
    ],
)
def test_what_says_how_it_ends(sentence: str) -> None:
    assert ends_of(sentence) == "stated"


def test_the_first_day_of_a_period_is_the_date_where_there_is_no_other() -> None:
    assert day(agreement_date(agreement("2024-04-01 – 2025-12-31"), (), NOWHERE)) == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dette holder vi til 31. desember 2021, om ingen roper stopp før.", date(2021, 12, 31)),
        ("Fra siste underskrift og ut år 2021.", date(2021, 12, 31)),
        ("Verketid 01.01.2020–31.12.2021, med tre måneders varsel", date(2021, 12, 31)),
        ("Den blir borte ved utløpet av 31. august 2021.", date(2021, 8, 31)),
    ],
)
def test_a_clause_on_how_long_it_lasts_tells_the_end_in_any_words(sentence: str, expected: date) -> None:
    """What the clause is about the classifier knows; another such day is none."""
    document = agreement(sentence)
    last = len(document.clauses) - 1
    assert day(valid_until(document, None, {last})) == expected
    assert day(valid_until(document, None, NOWHERE)) is None


@pytest.mark.parametrize(
    "sentence",
    ["Ikraftsetting 1. mai 2019, i tre år.", "Den får verknad 1. mai 2019 og sluttar 30. april 2022."],
)
def test_a_clause_on_how_long_it_lasts_tells_when_it_begins(sentence: str) -> None:
    document = agreement(sentence)
    assert day(agreement_date(document, (), {len(document.clauses) - 1})) == date(2019, 5, 1)


def test_the_days_of_signing_may_stand_in_two_columns() -> None:
    """The last one counts."""
    document = from_table("Partene er enige.", "Underskrift", [["Alta, 12. mai 2025", "Alta, 20. mai 2025"]])
    assert day(agreement_date(document, (len(document.clauses) - 1,), NOWHERE)) == date(2025, 5, 20)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rutinen utløper automatisk 14. mai 2021.", date(2021, 5, 14)),
        ("Avtalen opphører av seg selv 14. mai 2021.", date(2021, 5, 14)),
        ("Avtalen gjelder fra 1. februar 2019 og i fire år.", date(2023, 1, 31)),
    ],
)
def test_an_end_that_needs_nobody(sentence: str, expected: date) -> None:
    assert day(valid_until(agreement(sentence), None, NOWHERE)) == expected


def test_a_period_of_notice_is_no_end() -> None:
    sentence = "Avtalen trer i kraft 1. mai 2019 og gjelder til den sies opp. Oppsigelsestiden er ett år."
    assert valid_until(agreement(sentence), None, NOWHERE) is None


def test_the_end_of_an_agreement_is_told_in_many_words() -> None:
    text = "Avtalen begynner å løpe 1. september 2013 og er slutt 31. desember 2015."
    assert day(valid_until(agreement(text), None, NOWHERE)) == date(2015, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Den som vil ut, seier frå to månader i førevegen.", "stated"),
        ("Vil ein av oss ikkje meir, seier han frå eit halvt år i førevegen.", "stated"),
        ("Kommunen sier fra til NAV minst to måneder før en flyktning kommer.", "none"),
    ],
)
def test_who_wants_out_says_so_beforehand(sentence: str, ends: str) -> None:
    assert ends_of(sentence) == ends


def test_an_amendment_goes_before_what_it_amends() -> None:
    document = agreement(
        "Avtalen gjelder til 31. desember 2021.\n\nPunkt 6 skal lyde: Avtalen gjelder til 31. desember 2024."
    )
    assert day(valid_until(document, None, NOWHERE)) == date(2024, 12, 31)


def test_the_last_day_of_another_agreement_is_not_this_ones() -> None:
    document = agreement(
        "Avtalen gjelder til 31. desember 2021.\n\nRammeavtalen mellom KS og staten gjelder til 31. desember 2030."
    )
    assert day(valid_until(document, None, frozenset({3, 4}))) == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("28. februar 2025 er det slutt.", date(2025, 2, 28)),
        ("Charteret har sunset 31.12.2027.", date(2027, 12, 31)),
        ("Det løper til en sier det opp, og prosjektet har planlagt slutt 1. juni 2024.", None),
        ("Teksten er sist endret 1. desember 2024.", None),
        ("Det er slutt om noen sier fra innen 1. mars 2024.", None),
    ],
)
def test_a_day_that_a_clause_on_this_names_as_the_end(sentence: str, expected: date | None) -> None:
    document = agreement(sentence)
    signed = FoundDate(day=date(2022, 3, 1), span=document.clauses[0].span)
    assert day(day_named(document, signed, frozenset({len(document.clauses) - 1}))) == expected
    assert day_named(document, signed, NOWHERE) is None
