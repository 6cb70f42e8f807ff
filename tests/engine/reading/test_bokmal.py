"""Nynorsk words in the shape of bokmål."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.bokmal import _shaped, in_bokmal
from avtalesjekk.engine.reading.words import kinds_of


@pytest.mark.parametrize(
    ("nynorsk", "shape"),
    [
        ("ikkje", "ikke"),
        ("korleis", "hvordan"),
        ("kvart", "hvert"),
        ("frå", "fra"),
        ("trong", "behov"),
        ("kvarandre", "hverandre"),
    ],
)
def test_frequent_words(nynorsk: str, shape: str) -> None:
    assert in_bokmal(nynorsk) == shape


@pytest.mark.parametrize(
    ("nynorsk", "shape"),
    [
        ("busetjing", "bosetting"),
        ("oppfølgjing", "oppfølging"),
        ("moglegheit", "mulighet"),
        ("føremål", "formål"),
        ("tenesteleiar", "tjenesteleier"),
        ("månadleg", "månedlig"),
    ],
)
def test_beginnings_and_endings_of_longer_words(nynorsk: str, shape: str) -> None:
    assert in_bokmal(nynorsk) == shape


def test_words_change_and_what_stands_between_them_stays() -> None:
    assert in_bokmal("«partane» evaluerer ikkje, kvart år (2021).") == "«partene» evaluerer ikke, hvert år (2021)."


@pytest.mark.parametrize("word", ["var", "bar", "last", "ane", "par"])
def test_a_short_word_keeps_its_ending(word: str) -> None:
    assert in_bokmal(word) == word


@pytest.mark.parametrize(
    "text", ["kommunen skal informere nav hver uke", "partene møtes i møter om introduksjonsprogrammet", ""]
)
def test_bokmal_stays_as_it_is(text: str) -> None:
    assert in_bokmal(text) == text


@given(st.text(alphabet="abdegijklnorstvæøå .,-1", max_size=60))
def test_the_number_of_words_stays_the_same(text: str) -> None:
    assert len(in_bokmal(text).split()) == len(text.split())


def test_words_are_not_remembered_without_end() -> None:
    """Names and numbers of thousands of documents."""
    assert _shaped.cache_info().maxsize is not None
    assert kinds_of.cache_info().maxsize is not None
