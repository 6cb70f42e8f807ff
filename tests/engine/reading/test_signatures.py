"""Who signs, and whether each signatory has a name."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.parties import Parties
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sides import Side
from avtalesjekk.engine.reading.signatures import SignatureBlock, State, signature_block
from avtalesjekk.extract.model import Document

from .maker import from_markdown, from_table

NOBODY = Parties(parties=(), aliases={})

OPENING = "Partene møtes hvert halvår for å evaluere samarbeidet og avtalen."
BODY = f"# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal\n\n## Møter\n{OPENING}\n\n"
BOTH_NAMED = [(Side.MUNICIPALITY, "Kari Berg"), (Side.NAV, "Ola Li")]


def signatories(document: Document) -> list[tuple[Side, str]]:
    """The sides that sign `document`, each with its name or "" for a blank."""
    signatures = read(document).signature.signatures
    return [(each.side, document.quote(each.span) if each.state is State.NAMED else "") for each in signatures]


def test_a_date_at_the_head_is_no_signature() -> None:
    head = "# Avtale mellom Sunndal kommune og NAV Sunndal\n\nDato: __ / __ 2008\n\nNAV-kontoret er nytt.\n\n"
    assert signatories(from_markdown(head + "Partene møtes hver måned om deltakerne.\n\n" * 8)) == []


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(
            "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg, rådmann\n\n"
            "For NAV Sunndal: Ola Li\n",
            id="a line for each",
        ),
        pytest.param(
            "## Underskrifter\nSunndal, den 3. juni 2020\n\nFor Sunndal kommune: Kari Berg, kommunedirektør\n\n"
            "For NAV Sunndal: Ola Li, NAV-leiar\n",
            id="nynorsk",
        ),
        pytest.param(
            "Sunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg, rådmann\n\nFor NAV Sunndal: Ola Li, NAV-leder\n",
            id="no heading",
        ),
        pytest.param(
            "## Signatur\nKari Berg, rådmann i Sunndal kommune, og Ola Li, leder for NAV Sunndal\n", id="one sentence"
        ),
        pytest.param(
            "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune\tFor NAV Sunndal\n\n"
            "____________\t____________\n\nKari Berg\tOla Li\n",
            id="two columns with tabs",
        ),
        pytest.param(
            "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune            For NAV Sunndal\n\n"
            "Kari Berg                      Ola Li\n",
            id="two columns with blanks",
        ),
        pytest.param(
            "## Underskrift\nFor Sunndal kommune\n\n________________\n\nKari Berg\n\nkommunedirektør\n\n"
            "For NAV Sunndal\n\n________________\n\nOla Li\n\nNAV-leder\n",
            id="names below the office",
        ),
        pytest.param(
            "## Underskrift\nSunndal, 3. juni 2020\n\n____________________\n\nKari Berg\n\nRådmann, Sunndal kommune\n\n"
            "____________________\n\nOla Li\n\nLeder, NAV Sunndal\n",
            id="names above the office",
        ),
    ],
)
def test_both_signatories_are_named(block: str) -> None:
    assert signatories(from_markdown(BODY + block)) == BOTH_NAMED


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                ["For Sunndal kommune", "For NAV Sunndal"],
                ["________________", "________________"],
                ["Kari Berg", "Ola Li"],
                ["rådmann", "NAV-leder"],
            ],
            id="a column for each",
        ),
        pytest.param([["For Sunndal kommune", "Kari Berg"], ["For NAV Sunndal", "Ola Li"]], id="a row for each"),
        pytest.param(
            [
                ["Part", "Navn", "Underskrift"],
                ["Sunndal kommune", "Kari Berg", "__________"],
                ["NAV Sunndal", "Ola Li", "__________"],
            ],
            id="with headers",
        ),
        pytest.param(
            [
                ["For", "Namn og stilling", "Underskrift"],
                ["Sunndal kommune", "Kari Berg, rådmann", "__________"],
                ["NAV Sunndal", "Ola Li, leiar", "__________"],
            ],
            id="a post that tells no side below one that does",
        ),
    ],
)
def test_both_signatories_are_named_in_a_table(rows: list[list[str]]) -> None:
    assert signatories(from_table(OPENING, "Underskrift", rows)) == BOTH_NAMED


@pytest.mark.parametrize(
    "block",
    [
        "## Underskrift\nSted, dato: ________\n\nFor Sunndal kommune: ________\n\nFor NAV Sunndal: _____________\n",
        "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune\n\n________\n\nFor NAV Sunndal\n\n________\n",
        "## Underskrift\nFor Sunndal kommune: [navn]\n\nFor NAV Sunndal: [navn]\n",
    ],
)
def test_a_line_without_a_name_is_blank(block: str) -> None:
    assert signatories(from_markdown(BODY + block)) == [(Side.MUNICIPALITY, ""), (Side.NAV, "")]


def test_the_name_of_a_municipality_in_two_words_is_no_signatory() -> None:
    block = (
        "## Underskrift\nNordre Follo, 3. juni 2020\n\nFor Nordre Follo kommune\n\n________________\n\n"
        "For NAV Nordre Follo\n\n________________\n"
    )
    assert signatories(from_markdown(BODY + block)) == [(Side.MUNICIPALITY, ""), (Side.NAV, "")]


def test_one_name_and_one_blank() -> None:
    block = "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: [navn]\n"
    assert signatories(from_markdown(BODY + block)) == [(Side.MUNICIPALITY, "Kari Berg"), (Side.NAV, "")]


def test_a_party_that_does_not_sign_has_no_signature() -> None:
    block = "## Underskrift\nSunndal, 3. juni 2020\n\nFor NAV Sunndal: Ola Li\n"
    assert signatories(from_markdown(BODY + block)) == [(Side.NAV, "Ola Li")]


SEVERAL = BODY.replace("Sunndal kommune og NAV Sunndal", "Lom kommune, Os kommune og NAV Lom-Os")
SWEDISH = (
    "# Överenskommelse mellan Borås kommun, Arbetsförmedlingen och Region Sjuhärad\n\n## Mål\n"
    "Parterna ska följa upp målen varje år inom kommunen och inte vänta på någon.\n\n"
)


def signed(text: str) -> Side:
    """The sides that stand complete in the block of `text`."""
    return read(from_markdown(text)).signature.signed


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["For Lom kommune: Kari Berg", "For Os kommune: Siv Dal", "For NAV Lom-Os: Ola Li"], Side.BOTH),
        (["For Lom kommune: Kari Berg", "For NAV Lom-Os: Ola Li"], Side.NAV),
        (["For Lom kommune: Kari Berg", "For NAV Lom–Os: Ola Li"], Side.NAV),
        (["For Lom kommune: Kari Berg", "For NAV Lom og Os: Ola Li"], Side.NAV),
        (["For kommunene: Kari Berg", "For NAV Lom-Os: Ola Li"], Side.BOTH),
        (["Kari Berg, rådmann i Lom", "Siv Dal, rådmann i Os", "Ola Li, leder for NAV Lom-Os"], Side.BOTH),
    ],
)
def test_each_of_several_municipalities_must_stand_in_the_block(lines: list[str], expected: Side) -> None:
    assert signed(SEVERAL + "## Underskrift\nLom, 3. juni 2020\n\n" + "\n\n".join(lines)) is expected


def test_a_municipality_that_is_not_in_the_block_makes_its_side_blank() -> None:
    block = "## Underskrift\nLom, 3. juni 2020\n\nFor Lom kommune: Kari Berg\n\nFor NAV Lom-Os: Ola Li\n"
    assert signatories(from_markdown(SEVERAL + block)) == [(Side.MUNICIPALITY, ""), (Side.NAV, "Ola Li")]


def test_fewer_names_than_parties_leave_the_side_of_several_blank() -> None:
    block = "## Underskrift\nFor Lom kommune: Kari Berg\n\nFor Os kommune: ______\n\nFor NAV Lom-Os: Ola Li\n"
    assert signatories(from_markdown(SEVERAL + block)) == [(Side.MUNICIPALITY, ""), (Side.NAV, "Ola Li")]


def test_the_place_of_signing_is_no_municipality_that_signs() -> None:
    assert signed(BODY + "## Underskrift\nSunndal, 3. juni 2020\n\nFor NAV Sunndal: Ola Li\n") is Side.NAV


def test_a_party_may_stand_in_the_block_by_its_short_name() -> None:
    opening = "# Avtale\n\nMellom Lom kommune (part A) og NAV Lom (part B) er det inngått avtale om møter.\n\n"
    assert (
        signed(opening + "## Varighet\nFra 1. mai 2020.\n\n## Underskrift\nFor A\tFor B\n\nNavn:\tNavn:\n") is Side.BOTH
    )


def test_a_unit_need_not_sign_beside_its_municipality() -> None:
    body = BODY.replace("Sunndal kommune og", "Sunndal kommune, Sunndal læringssenter og")
    assert signed(body + "## Underskrift\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n") is Side.BOTH


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Borås 2015-05-03\n\nLena Ek, Borås kommun\n\nBo Alm, Arbetsförmedlingen\n\nEva Dahl, Region Sjuhärad\n",
            True,
        ),
        ("Borås den 3 maj 2015\n\nFör Borås kommun: Lena Ek\n\nFör Arbetsförmedlingen: Bo Alm\n", False),
        (
            "## Underskrifter\nBorås kommun\tArbetsförmedli ngen\tRegion Sjuhärad\n\nLena Ek\tBo Alm\tEva Dahl\n\n"
            "## Bilaga 1. Åtaganden\nKommunen ordnar bostad.\n",
            True,
        ),
    ],
)
def test_each_swedish_party_must_stand_in_the_block(block: str, expected: bool) -> None:
    assert (signed(SWEDISH + block) is Side.BOTH) is expected


def test_contacts_are_no_signatures() -> None:
    contacts = "## Kontaktpersoner\nFor kommunen: Kari Berg\n\nFor NAV: Ola Li\n"
    assert read(from_markdown(BODY + contacts)).signature.clauses == ()


def test_the_date_of_a_letter_opens_no_block() -> None:
    letter = "Sunndal, 3. juni 2020\n\nTil NAV Sunndal\n\n" + f"{OPENING}\n\n" * 8
    assert read(from_markdown(f"# Avtale\n\n{letter}")).signature.clauses == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}Sunndal 03.06.2020\n\nKari Berg\n\nkommunedirektør\n\nOla Li\n\nNAV-leder\n",
        f"{BODY}Med hilsen\n\nKari Berg, rådmann, for Sunndal kommune\n\nOla Li, for NAV Sunndal\n",
        f"{BODY}## Underskrift\nSunndal kommune, Kari Berg, rådmann\n\nNAV Sunndal, Ola Li, leder\n",
        f"{BODY}Hilsen\n\nNAV Sunndal\n\nOla Li, leder\n\nTiltrådt av Sunndal kommune\n\nKari Berg, rådmann\n",
        f"{BODY}## Vedlegg A\n\nSunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n",
        f"{BODY}Sunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n"
        + "".join(f"\n## Vedlegg {number}\n" + "\nNAV finner praksisplass.\n" * 20 for number in (1, 2)),
    ],
)
def test_blocks_without_for_and_after_an_annex(text: str) -> None:
    assert signatories(from_markdown(text)) == BOTH_NAMED


def test_a_name_in_the_next_column_belongs_to_the_other_side() -> None:
    rows = [["Kari Berg", "Direktøren"], ["kommunedirektør, Sunndal kommune", "NAV Øst-Viken"]]
    assert signatories(from_table(OPENING, "Underskrift", rows)) == [(Side.MUNICIPALITY, "Kari Berg"), (Side.NAV, "")]


def test_a_document_without_a_block() -> None:
    assert read(from_markdown(BODY)).signature == SignatureBlock(clauses=(), signatures=(), signed=Side.NONE)


def test_a_table_of_contents_is_no_block() -> None:
    contents = "Innhold\n\n1 Møter ........ 2\n\n2 Underskrift ........ 3\n\n"
    document = from_markdown(f"# Samarbeidsavtale\n\n{contents}## 1 Møter\n{OPENING}\n")
    assert signature_block(document, {}, NOBODY).clauses == ()


def test_the_block_stands_at_the_end() -> None:
    """A place and date early in a long document open no block."""
    letter = "# Brev\n\nSunndal, 3. juni 2020\n\n" + "".join(
        f"Avsnitt {n} sier at partene møtes.\n\n" for n in range(40)
    )
    assert signature_block(from_markdown(letter), {}, NOBODY).clauses == ()


def test_who_only_gets_a_copy_does_not_sign() -> None:
    """The line stands below the signatures."""
    block = "## Underskrift\nSunndal, 3. juni 2020\n\nKari Berg, rådmann i Sunndal kommune\n\nKopi: NAV Sunndal\n"
    assert read(from_markdown(BODY + block)).signature.signed is Side.MUNICIPALITY


def test_a_name_below_one_party_is_none_of_the_other() -> None:
    rows = [["For Sunndal kommune", "For NAV Sunndal"], ["Kari Berg", "Leder NAV Sunndal"]]
    assert signatories(from_table(OPENING, "Underskrift", rows)) == [(Side.MUNICIPALITY, "Kari Berg"), (Side.NAV, "")]


@pytest.mark.parametrize("title", ["Kontakt", "12. Kontaktpersoner"])
def test_signatures_under_a_list_of_contacts_are_found(title: str) -> None:
    block = "Sunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg, rådmann\n\nFor NAV Sunndal: Ola Li, leder\n"
    contacts = f"## {title}\nSunndal kommune: Siri Moe, tlf. 71 69 90 00\n\nNAV Sunndal: Per Bø, tlf. 71 69 90 01\n\n"
    assert signatories(from_markdown(BODY + contacts + block)) == BOTH_NAMED


def test_a_line_that_names_an_annex_ends_the_block() -> None:
    block = "## Underskrift\nSunndal, 3. juni 2020\n\nFor Sunndal kommune: Kari Berg\n\nFor NAV Sunndal: Ola Li\n\n"
    annex = "Vedlegg: Hvem tar telefonen\n\nSiri Moe, programrådgiver og kontakt for NAV\n"
    document = from_markdown(BODY + block + annex)
    inside = [document.quote(document.clauses[index].body) for index in read(document).signature.clauses]
    assert inside[-1] == "For NAV Sunndal: Ola Li"


def test_a_name_right_above_the_post_begins_the_block() -> None:
    """As at the end of a letter that the other party signs too."""
    block = "Hilsen\n\nKari Berg\n\nrådmann, Sunndal kommune\n\nEnig:\n\nOla Li\n\nleder, NAV Sunndal\n"
    assert signatories(from_markdown(BODY + block)) == BOTH_NAMED


def test_the_head_of_a_table_may_say_for_whom_they_sign() -> None:
    rows = [["For Sunndal kommune", "For NAV Sunndal"], ["Kari Berg", "Ola Li"], ["rådmann", "leder"]]
    assert signatories(from_table(OPENING, "Varighet", rows)) == BOTH_NAMED


def test_a_column_for_each_party_tells_the_side_of_a_signature() -> None:
    """A row of names and posts under the names of both."""
    rows = [["Sunndal kommune", "NAV Sunndal", "Til vitne"], ["Kari Moe, rådmann", "Ola Li, leder", "Per Ås"]]
    document = from_table("Partene er enige.", "Signert", rows)
    block = read(document).signature
    assert {each.side for each in block.signatures if each.state is State.NAMED} == {Side.MUNICIPALITY, Side.NAV}


def test_codes_of_the_sides_stand_in_the_block() -> None:
    text = (
        "# Samarbeidsavtale\n\nPartene er Sunndal kommune, heretter K, og NAV Sunndal, heretter N.\n\n"
        "## Underskrift\n\nSunndal, 3. mai 2019\n\nFor K: rådmann Kari Moe\n\nFor N: leder Ola Li\n"
    )
    block = read(from_markdown(text)).signature
    assert {each.side for each in block.signatures if each.state is State.NAMED} == {Side.MUNICIPALITY, Side.NAV}
