"""References to points and annexes that the document does not have."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.references import broken_references
from avtalesjekk.engine.reading.sentences import sentences
from avtalesjekk.extract.model import Document
from avtalesjekk.extract.read import read_bytes

from ...extract.docx_maker import definition, make_docx, num, numbered, paragraph
from .maker import from_markdown

NUMBERED = (
    "# Samarbeidsavtale\n\n## 1 Formål\n\nPartene samarbeider.\n\n## 2 Møter\n\n2.1 Partene møtes hver måned.\n\n"
    "2.2 Kommunen kaller inn.\n\n## 3 Avslutning\n\n"
)


def broken(document: Document) -> list[str]:
    """The words of the references that lead nowhere."""
    return [document.quote(each.span) for each in broken_references(document, list(sentences(document)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Møtene holdes som bestemt, jf. punkt 7.", "punkt 7"),
        ("Se kapittel 4.", "kapittel 4"),
        ("Innkalling skjer etter punkt 2.3.", "punkt 2.3"),
        ("Fristene i pkt. 5 gjelder.", "pkt. 5"),
        ("Møtene er omtalt i punkt 2 og 4.", "punkt 2 og 4"),
        ("Sjå punkt 2.1–2.4.", "punkt 2.1–2.4"),
        ("Måltallene framgår av vedlegg 2.", "vedlegg 2"),
        ("Se vedlegg A for kontaktpersoner.", "vedlegg A"),
    ],
)
def test_what_is_not_there(text: str, words: str) -> None:
    assert broken(from_markdown(f"{NUMBERED}{text}\n")) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Møtene holdes som bestemt, jf. punkt 2.2.",
        "Se kapittel 3.",
        "Avtalen bygger på rundskriv G-27/2017 punkt 4.",
        "Kommunens plikter følger av integreringsloven kapittel 3 til 6.",
        "Kommunens plikter følger av integreringsloven § 8 og reglene i kapittel 6 A.",
        "Programmet følger integreringsloven.\n\nPlikten til å møte følger av kapittel 5.",
        "Saken er behandlet under punkt 9 i møteprotokollen.",
        "Oppgavene er de som følger av punkt 2.4 i rundskrivet.",
        "Oppgavene er de som står i punkt 7 i avtalen om NAV-kontoret.",
        "Partene møtes 4 ganger i året, punktlig klokka 9.",
        "Målet er 12 deltakere per avdeling.",
        "Samtykkeskjema følger som vedlegg 1.",
        "Skjemaet i vedlegg 3 til rundskrivet brukes.",
    ],
)
def test_what_is_there_or_elsewhere(text: str) -> None:
    assert broken(from_markdown(f"{NUMBERED}{text}\n")) == []


@pytest.mark.parametrize(
    "annexes",
    [
        "## Vedlegg 2 Måltall\n\n70 prosent i arbeid.",
        "Vedlegg 1: Samtykkeskjema\n\nVedlegg 2: Måltall",
        "Vedlegg:\n\n1. Samtykkeskjema\n2. Måltall",
        "Vedlegg: 1. Samtykkeskjema, 2. Måltall",
    ],
)
def test_an_annex_that_is_there_or_listed(annexes: str) -> None:
    assert broken(from_markdown(f"{NUMBERED}Måltallene framgår av vedlegg 2.\n\n{annexes}\n")) == []


def test_in_a_document_without_numbers_they_may_have_been_lost() -> None:
    assert broken(from_markdown("# Avtale\n\n## Formål\n\nPartene samarbeider.\n\n## Møter\n\nSe punkt 7.\n")) == []


@pytest.mark.parametrize(("reference", "expected"), [("Se punkt 2.1.", []), ("Se punkt 2.2.", ["punkt 2.2"])])
def test_automatic_numbers_count_as_printed(reference: str, expected: list[str]) -> None:
    """No digit of them stands in the text of the file."""
    body = (
        paragraph("Samarbeidsavtale mellom Hol kommune og NAV Hol")
        + numbered("Partene samarbeider om deltakerne.", 1)
        + numbered("Partene møtes jevnlig.", 1)
        + numbered("Kommunen kaller inn til møtene.", 1, level=1)
        + paragraph(reference)
    )
    numbering = definition(0, ("decimal", "%1."), ("decimal", "%1.%2.")) + num(1, 0)
    assert broken(read_bytes(make_docx(body, numbering=numbering), name="avtale.docx")) == expected
