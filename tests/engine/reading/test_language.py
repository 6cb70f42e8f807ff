"""Which language a document is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Partene er enige om at kommunen ikke kan si opp avtalen uten varsel til NAV. De møtes hver uke, "
            "og hvert år evaluerer de hva som fungerer.",
            "nb",
        ),
        (
            "Veileder og programrådgiver følger opp deltakeren sammen. Enheten gir beskjed når noen av deltakerne "
            "ikke møter.",
            "nb",
        ),
        (
            "Partane er samde om at kommunen ikkje kan seie opp avtala utan varsel til NAV. Dei møtest kvar veke, "
            "og kvart år ser dei på korleis det går.",
            "nn",
        ),
        (
            "Rettleiar og programrådgjevar følgjer opp deltakaren saman. Eininga gjev beskjed når nokon av "
            "deltakarane ikkje møter.",
            "nn",
        ),
        (
            "Parterna är överens om att kommunen och Arbetsförmedlingen ska samverka om nyanlända. Målen följs upp "
            "varje år genom en gemensam rapport.",
            "sv",
        ),
        (
            "The parties agree that the municipality and the office shall meet every year, and that this agreement "
            "should be revised with the consent of both.",
            "en",
        ),
    ],
)
def test_a_text_in_one_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_few_words_of_another_language_change_nothing() -> None:
    text = "Partane møtest kvart år. Dei ser på kva som verkar, og korleis. Møtet kallast «Hva nå, og hvordan?»."
    assert language_of(text) == "nn"


@pytest.mark.parametrize("text", ["", "12 34 56", "NAV Sunndal", "Kommunen og NAV", "ikke hva hvem hvor"])
def test_under_five_telling_words_tell_no_language(text: str) -> None:
    assert language_of(text) == "und"


def test_five_telling_words_tell_the_language() -> None:
    assert language_of("ikke hva hvem hvordan noen") == "nb"


@given(st.text(max_size=60))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text) in {"nb", "nn", "sv", "en", "und"}
