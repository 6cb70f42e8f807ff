"""The examples inside the rules notice when a rule changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Rule

from .mutants import mutants, unnoticed

BOOK = load_shipped()
RULES = [rule for rule in BOOK.rules if rule.pack in ("form", "g27-2017", "g27-2017-duties", "guide-2021")]
# Changes for which nobody has yet written a text that tells them apart: most drop one of two conditions that the
# reading always gives together, such as a leader meeting and the label for it. No line may be added for a new rule.
LEFT = frozenset(Path(__file__).with_name("mutants_left.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_notices_every_change_but_those_listed(rule: Rule) -> None:
    """A condition dropped or flipped, an interval moved by a step."""
    assert set(unnoticed(BOOK, rule)) <= LEFT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_notices_some_change_of_every_rule(rule: Rule) -> None:
    """No rule lives by what is listed."""
    told = {mutant.told for mutant in mutants(rule, BOOK.vocabulary)}
    assert told - LEFT


def test_without_its_examples_nothing_is_noticed() -> None:
    """So that the check itself can fail."""
    rule = next(rule for rule in RULES if rule.id == "G27-4.1.5a")
    left = unnoticed(BOOK, replace(rule, examples=()))
    assert "G27-4.1.5a utfall 1 when 1: uten modality" in left
