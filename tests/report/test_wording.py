"""The wording that is suggested."""

from __future__ import annotations

import re

import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.report.wording import LANGUAGES, agreement, suggestions

RULES = {rule.id: rule for rule in load_shipped().rules}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_wording_for_every_part_of_an_introduction_agreement(lang: str) -> None:
    """In the language asked for."""
    packs = ("g27-2017", "g27-2017-duties")
    wanted = {identity for identity, rule in RULES.items() if rule.pack in packs}
    assert {identity for identity in wanted if not [*suggestions(identity, lang, "X kommune", "NAV X")]} == set()


def test_only_rules_that_exist_are_named() -> None:
    """A part that was given another id would never be suggested again."""
    named = {part for section in agreement("nb") for provision in section.provisions for part in provision.parts}
    assert named <= RULES.keys()


def test_both_languages_have_the_same_blanks() -> None:
    """Provision by provision."""
    for nb, nn in zip(agreement("nb"), agreement("nn"), strict=True):
        for one, other in zip(nb.provisions, nn.provisions, strict=True):
            assert len(re.findall(r"\[", one.text)) == len(re.findall(r"\[", other.text)), one.text


def test_an_item_of_a_list_becomes_a_sentence() -> None:
    """With its lead-in and a full stop."""
    assert [*suggestions("G27-2.2-8", "nb", "X kommune", "NAV X")] == [
        "NAV skal registrere deltakere som NAV følger opp, i Arena."
    ]


def test_the_parties_are_named() -> None:
    """Not left as a blank that nobody sees."""
    assert "Sunndal kommune" in next(suggestions("G27-4.2a", "nb", "Sunndal kommune", "NAV Sunndal"))
