"""Numbers at the beginning of a line: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.numbers import NumberKind, bare_number, decimal_path, follows, number_kind, split_number


@pytest.mark.parametrize(
    ("text", "number", "body"),
    [
        ("1. Formål", "1", "Formål"),
        ("1 Formål", "1", "Formål"),
        ("1.Formål", "1", "Formål"),
        ("1) Formål", "1", "Formål"),
        ("(1) Formål", "1", "Formål"),
        ("1.2 Mål", "1.2", "Mål"),
        ("1.2.3. Mål", "1.2.3", "Mål"),
        ("4.2\tLedermøter", "4.2", "Ledermøter"),
        ("4.10 Evaluering", "4.10", "Evaluering"),
        ("2. kommunen skal", "2", "kommunen skal"),
        ("§ 4 Formål", "§ 4", "Formål"),
        ("§4-1 Formål", "§4-1", "Formål"),
        ("§\u00a03", "§ 3", ""),
        ("a) møter", "a", "møter"),
        ("a. møter", "a", "møter"),
        ("(a) møter", "a", "møter"),
        ("iv) møter", "iv", "møter"),
        ("A. Formål", "A", "Formål"),
        ("Punkt 3: Mål", "Punkt 3", "Mål"),
        ("Pkt. 3.1 Mål", "Pkt. 3.1", "Mål"),
        ("Kapittel 2", "Kapittel 2", ""),
        ("Kapittel 2 – Ansvar", "Kapittel 2", "Ansvar"),
        ("KAPITTEL 2 ANSVAR", "KAPITTEL 2", "ANSVAR"),
        ("Artikkel 5", "Artikkel 5", ""),
        ("Vedlegg 1", "Vedlegg 1", ""),
        ("Vedlegg A: Kontakt", "Vedlegg A", "Kontakt"),
        ("Del II Ansvar", "Del II", "Ansvar"),
    ],
)
def test_numbers_are_split_from_the_body(text: str, number: str, body: str) -> None:
    """The number comes without dot or bracket, the body without the blanks before it."""
    found, offset = split_number(text)
    assert (found, text[offset:]) == (number, body)


@pytest.mark.parametrize("bullet", ["-", "–", "—", "•", "*", "o", "\uf0b7", "▪"])
def test_bullets_have_no_number_but_an_offset(bullet: str) -> None:
    """A bullet is told from plain text by its offset."""
    assert split_number(f"{bullet} Møter") == ("", 2)


@pytest.mark.parametrize(
    "text",
    [
        "12.12.2023 ble avtalen inngått",
        "12.12.23 ble avtalen inngått",
        "01.02.20 Oslo",
        "1. januar 2020",
        "1. MAI er fridag",
        "18. desember 2009 nr. 131",
        "50 000 kroner",
        "1.000 kr",
        "1.5 millioner",
        "8.30 Møtestart",
        "10.00 Lunsj",
        "10.00–11.00 Møte",
        "2 møter i året",
        "2023. Året etter",
        "1. kvartal",
        "1. og 2. ledd",
        "4.–6. klasse",
        "Punkt 3 i rundskrivet beskriver tiltak",
        "§ 4 første ledd gjelder",
        "Kap. 2 i loven",
        "s. 12",
        "f. eks. møter",
        "m. fl. deltar",
        "A. B. Hansen",
        "(KS) er part",
        "-5 grader",
        "I tillegg skal kommunen",
        "Vi skal",
        "3",
        "–",
        "",
    ],
)
def test_dates_amounts_times_and_references_are_no_numbers(text: str) -> None:
    """What could be either has no number."""
    assert split_number(text) == ("", 0)


@pytest.mark.parametrize(
    ("label", "number"), [("(a)", "a"), ("4.2.", "4.2"), ("§  3:", "§ 3"), ("Vedlegg 1", "Vedlegg 1")]
)
def test_a_label_is_stripped_to_its_number(label: str, number: str) -> None:
    """Brackets and closing marks are how a number is set, not what it is."""
    assert bare_number(label) == number


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("", NumberKind.NONE),
        ("4.2", NumberKind.DECIMAL),
        ("Punkt 4.2", NumberKind.DECIMAL),
        ("§ 4-1", NumberKind.PARAGRAPH_SIGN),
        ("Vedlegg 1", NumberKind.CHAPTER),
        ("b", NumberKind.LOWER_LETTER),
        ("B", NumberKind.UPPER_LETTER),
        ("iv", NumberKind.LOWER_ROMAN),
        ("IV", NumberKind.UPPER_ROMAN),
    ],
)
def test_kinds(number: str, kind: NumberKind) -> None:
    """Each way of counting is told apart."""
    assert number_kind(number) is kind


@pytest.mark.parametrize(
    ("number", "path"), [("4.2", (4, 2)), ("Pkt. 3", (3,)), ("§ 4-2", (4, 2)), ("a", ()), ("Vedlegg 1", ()), ("", ())]
)
def test_decimal_paths(number: str, path: tuple[int, ...]) -> None:
    """Only decimal numbers have a path."""
    assert decimal_path(number) == path


@pytest.mark.parametrize(
    ("number", "earlier", "expected"),
    [
        ("b", "a", True),
        ("c", "a", False),
        ("4.3", "4.2", True),
        ("4.3", "3.2", False),
        ("10", "9", True),
        ("iv", "iii", True),
        ("i", "h", True),
        ("v", "iv", True),
        ("vi", "iv", False),
        ("1", "", False),
        ("", "", False),
    ],
)
def test_follows(number: str, earlier: str, expected: bool) -> None:
    """The next number of a list, in any way of counting."""
    assert follows(number, earlier) is expected
