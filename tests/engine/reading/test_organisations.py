"""The organisations that Swedish agreements name."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.organisations import organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Vansbro kommun (Lärcentrum, sfi) och Arbetsförmedlingen Mora–Vansbro är överens.",
            ["Vansbro kommun", "Arbetsförmedlingen Mora–Vansbro"],
        ),
        (
            "Arbetsförmedlingen och kommunerna Ale, Lerum och Tjörn",
            ["Arbetsförmedlingen", "Ale kommun", "Lerum kommun", "Tjörn kommun"],
        ),
        (
            "Ale, Lerum och Tjörns kommuner samt Region Halland.",
            ["Ale kommun", "Lerum kommun", "Tjörns kommun", "Region Halland"],
        ),
        ("Haparanda stad. Arbetsförmedlingen. Haparanda stad.", ["Haparanda stad", "Arbetsförmedlingen"]),
        (
            "Migrationsverkets mottagningsenhet i Flen och Försäkringskassan i Flen",
            ["Migrationsverkets mottagningsenhet i Flen", "Försäkringskassan i Flen"],
        ),
        ("Norra Ale Utbildningsförbund", ["Norra Ale Utbildningsförbund"]),
    ],
)
def test_organisations_are_known_by_their_names(text: str, names: list[str]) -> None:
    """Several municipalities share the word that says what they are."""
    assert [name.text for name in organisations(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Ale kommun har fått läsa texten.",
        "Länsstyrelsen i Hallands län bjuds in till mötena.",
        "Region Halland är inte part.",
        "Kommunen och myndigheten är överens.",
    ],
)
def test_who_is_bound_by_nothing_takes_no_part(text: str) -> None:
    assert organisations(text) == []


def test_who_signs_for_others_is_none_of_them() -> None:
    text = "Parter är Ale kommun och Lerum kommun, vilka företräds av Göta kommunalförbund."
    assert [name.text for name in organisations(text)] == ["Ale kommun", "Lerum kommun"]


def test_a_name_stands_where_it_is_read() -> None:
    text = "Mellan Ale kommun och Arbetsförmedlingen"
    assert [text[name.start : name.end] for name in organisations(text)] == ["Ale kommun", "Arbetsförmedlingen"]
