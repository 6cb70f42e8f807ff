"""The matching view: what a reader hears, and the way back to what stands on the page."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.view import View, view
from avtalesjekk.extract.model import Span

# Letters of words, and all that the view changes: line ends, tabs, hard blanks, hyphens, ligatures, loose accents.
TEXTS = st.text(
    alphabet=st.sampled_from("abNAVåøÅéö0127 .,-\u2010\u00ad\n\t\u00a0\u2009ﬁﬂﬀ\u030a\u0308\u0301"), max_size=60
)


def whole(text: str) -> View:
    """The view of all of `text`."""
    return view(text, Span(start=0, end=len(text)))


def quoted(text: str, words: str) -> str:
    """What stands in `text` where its view says `words`."""
    seen = whole(text)
    start = seen.text.index(words)
    span = seen.span(start, start + len(words))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("printed", "heard"),
    [
        ("intro-\nduksjonsprogrammet", "introduksjonsprogrammet"),
        ("kommunens bosettings-\ntjeneste", "kommunens bosettingstjeneste"),
        ("oppfølg-\ning av deltakarane", "oppfølging av deltakarane"),
        ("över\u00ad\nenskommelsen", "överenskommelsen"),
        ("samarbeids\u2010\navtale", "samarbeidsavtale"),
    ],
)
def test_a_word_broken_at_a_line_end_is_joined(printed: str, heard: str) -> None:
    assert whole(printed).text == heard


@pytest.mark.parametrize(
    ("printed", "heard"),
    [
        ("NAV-\nkontoret", "NAV-kontoret"),
        ("NAV-\nveilederen følger opp", "NAV-veilederen følger opp"),
        ("KS-\navtalen", "KS-avtalen"),
    ],
)
def test_a_hyphen_after_a_capital_stands_in_the_word_itself(printed: str, heard: str) -> None:
    assert whole(printed).text == heard


@pytest.mark.parametrize(
    "printed",
    [
        "arbeids-\nog inkluderingsdepartementet",
        "bosettings-\neller introduksjonsarbeidet",
        "helse-\nsamt velferdstjenestene",
        "introduktions-\noch etableringsinsatser",
    ],
)
def test_a_hyphen_that_stands_for_the_rest_of_the_word_stays(printed: str) -> None:
    assert whole(printed).text == printed.replace("\n", " ")


def test_a_soft_hyphen_inside_a_line_is_dropped() -> None:
    assert whole("inklu\u00adderings\u00adarbeid").text == "inkluderingsarbeid"


@pytest.mark.parametrize(
    ("printed", "heard"), [("ﬂyktning", "flyktning"), ("afﬁnitet", "affinitet"), ("oﬃsiell", "offisiell")]
)
def test_ligatures_are_opened(printed: str, heard: str) -> None:
    assert whole(printed).text == heard


def test_letters_with_loose_accents_are_composed() -> None:
    assert (
        whole(unicodedata.normalize("NFD", "Både Ålesund og Åland, og én gång")).text
        == "Både Ålesund og Åland, og én gång"
    )


@pytest.mark.parametrize("blank", ["  ", "\t", "\u00a0", "\n\n", " \u2009 "])
def test_white_space_of_any_kind_and_length_is_one_space(blank: str) -> None:
    assert whole(f"NAV{blank}Sunndal").text == "NAV Sunndal"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Partene møtes i intro-\nduksjonsteamet", "introduksjonsteamet"),
        ("NAV\u00a0\nSunndal kaller inn", "NAV Sunndal"),
        ("ny ﬂyktning bosettes", "flyktning"),
        ("én ga\u030ang i året", "gång"),
    ],
)
def test_a_span_of_the_view_quotes_the_page_verbatim(text: str, words: str) -> None:
    assert whole(quoted(text, words)).text == words


def test_places_are_counted_in_the_document_not_in_the_range() -> None:
    text = "Overskrift\nNAV  Sunndal møter."
    seen = view(text, Span(start=11, end=len(text)))
    start = seen.text.index("Sunndal")
    assert seen.span(start, start + 7) == Span(start=text.index("Sunndal"), end=text.index("Sunndal") + 7)


def test_an_empty_range_gives_an_empty_view_with_a_place() -> None:
    seen = view("abc", Span(start=2, end=2))
    assert (seen.text, seen.span(0, 0)) == ("", Span(start=2, end=2))


def test_the_end_of_the_view_maps_to_the_end_of_the_range() -> None:
    seen = view("NAV  Sunndal", Span(start=0, end=12))
    assert seen.span(len(seen.text), len(seen.text)) == Span(start=12, end=12)


@given(TEXTS)
def test_there_is_one_place_more_than_letters(text: str) -> None:
    seen = whole(text)
    assert len(seen.origin) == len(seen.text) + 1


@given(TEXTS)
def test_places_never_go_back(text: str) -> None:
    places = list(whole(text).origin)
    assert places == sorted(places)


@given(TEXTS, st.data())
def test_every_span_of_a_view_lies_in_the_document(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    seen = view(text, Span(start=start, end=end))
    first = data.draw(st.integers(0, len(seen.text)))
    last = data.draw(st.integers(first, len(seen.text)))
    span = seen.span(first, last)
    assert start <= span.start <= span.end <= end


@given(TEXTS)
def test_a_letter_of_the_view_is_the_letter_at_its_place(text: str) -> None:
    seen = whole(text)
    plain = [at for at, letter in enumerate(seen.text) if letter in "abNAV0127.,"]
    for at in plain:
        assert text[seen.origin[at]] in (seen.text[at], "ﬁ", "ﬂ", "ﬀ") or unicodedata.combining(text[seen.origin[at]])


@given(TEXTS)
def test_runs_of_letters_and_letters_one_by_one_give_the_same_view(text: str) -> None:
    """A soft hyphen at the end, which the view drops, has the text taken letter by letter."""
    plain = "".join(letter for letter in text if letter not in "\u00adﬁﬂﬀ\u030a\u0308\u0301").strip()
    one, other = whole(plain), whole(f"{plain}\u00ad")
    assert (one.text, list(one.origin[:-1])) == (other.text, list(other.origin[:-1]))


@given(TEXTS)
def test_a_view_holds_no_white_space_but_single_spaces(text: str) -> None:
    heard = whole(text).text
    assert "  " not in heard
    assert all(letter == " " or not letter.isspace() for letter in heard)


@pytest.mark.parametrize(
    ("printed", "heard"),
    [
        ("Enh.leder kaller inn.", "Enhetsleder kaller inn."),
        ("Fagkons. og NAV-veil. møtes.", "Fagkonsulent og NAV-veileder møtes."),
        ("Samarb. tas opp til felles vurd. hvert år.", "Samarbeid tas opp til felles vurdering hvert år."),
        ("Avd. Introduksjon møter jobbspes. Hver uke.", "Avdeling Introduksjon møter jobbspesialist. Hver uke."),
        ("Ansvaret er delt. Neste punkt.", "Ansvaret er delt. Neste punkt."),
    ],
)
def test_abbreviations_of_the_field_are_written_out(printed: str, heard: str) -> None:
    assert whole(printed).text == heard


def test_a_word_written_out_is_quoted_as_it_is_printed() -> None:
    assert (
        quoted("Hver uke møter NAV-veil. og Enh.leder oss.", "NAV-veileder og Enhetsleder") == "NAV-veil. og Enh.leder"
    )
