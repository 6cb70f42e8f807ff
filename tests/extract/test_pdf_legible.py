"""Telling text from garbage."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.pdf_legible import is_legible, lacks_its_letters

SENTENCE = "Kommunen og NAV skal samarbeide om introduksjonsprogrammet for den enkelte deltaker. " * 3


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.upper(),
        "Договор о сотрудничестве между муниципалитетом и службой занятости населения",
        "kr 12 000 nr 4 mnd 3 stk " * 30,
        "• \uf0b7 Tiltak og møter i programmet " * 10,
        "__________________ " * 20,
        "§§ 3–5",
        "",
    ],
)
def test_text_is_legible(text: str) -> None:
    """Capitals, other scripts, amounts, bullets and blanks to fill in are no garbage."""
    assert is_legible(text)


@pytest.mark.parametrize("shift", [-29, -31, -30, 1, 3])
def test_shifted_letters_are_illegible(shift: int) -> None:
    """Broken font maps shift each letter by the same distance."""
    assert not is_legible("".join(chr(max(33, ord(letter) + shift)) if letter != " " else " " for letter in SENTENCE))


@pytest.mark.parametrize("mark", ["\ufffd", "\ue123", "#"])
def test_marks_without_letters_are_illegible(mark: str) -> None:
    """Replacement characters, private glyphs and plain marks say nothing."""
    assert not is_legible(f"{mark}{mark} {mark}{mark}{mark} " * 20)


NORWEGIAN = "Partene møtes to ganger i året og går gjennom målet for hver deltaker, som får et opplæringstilbud. " * 10


def test_a_scan_can_lack_its_letters() -> None:
    """As one does that was read as English."""
    bare = NORWEGIAN.translate(str.maketrans("øåæ", "0ae"))
    assert lacks_its_letters(bare)
    assert not lacks_its_letters(NORWEGIAN)
    assert not lacks_its_letters(bare[:300])
    assert not lacks_its_letters("The parties shall meet twice a year and discuss the aims of every participant. " * 10)
