"""Long paragraphs become groups of sentences, others stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.extract.model import Span
from avtalesjekk.extract.prose import LONGEST_PARAGRAPH, sentence_groups
from avtalesjekk.extract.read import read_bytes

SENTENCES = [
    "Flyktningtjenesten lager planen sammen med deltakeren i løpet av de første tre ukene, og NAV er med på møtet.",
    "Lederne av de to kontorene setter seg ned to ganger i året, i mars og i oktober, og ser på tallene.",
    "Når det blir klart hvor mange som skal bosettes, får NAV vite det av kommunen så snart vedtaket er gjort.",
    "Er en deltaker borte mer enn tre dager, sier læreren fra til programrådgiveren, som ringer veilederen i NAV.",
]


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_groups(text, Span(start=0, end=len(text)))]


def test_a_paragraph_of_usual_length_stays_whole() -> None:
    """However many sentences it has."""
    text = " ".join(SENTENCES * 2)[:LONGEST_PARAGRAPH]
    assert words(text) == [text]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Into groups that a reader can point at."""
    found = words(" ".join(SENTENCES * 4))
    assert len(found) > 2
    assert all(group.endswith(".") and group[0].isupper() for group in found)
    assert all(len(group) < LONGEST_PARAGRAPH for group in found)


@pytest.mark.parametrize("stop", ["kap. Vi", "jf. NAV", "1. Januar", "nr. 80 Om"])
def test_abbreviations_and_numbers_end_no_sentence(stop: str) -> None:
    """The word before the stop is too short, or no word."""
    text = f"{'a' * 400} {stop} {'b' * 400}"
    assert words(text) == [text]


@given(st.text(alphabet="ab. AB\n", max_size=3000))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    """Between the groups of any text."""
    assert "".join("".join(words(text)).split()) == "".join(text.split())


def test_groups_of_a_letter_are_clauses_with_ids_of_their_own() -> None:
    """And the letter's text is all there."""
    letter = " ".join(SENTENCES * 4)
    document = read_bytes(f"Brev til NAV\n\n{letter}\n\nHilsen kommunen\n".encode(), "brev.txt")
    body = [clause for clause in document.clauses if len(document.quote(clause.span)) > 100]
    assert len(body) > 2
    assert len({clause.id for clause in body}) == len(body)
    assert " ".join(document.quote(clause.span) for clause in body) == letter
