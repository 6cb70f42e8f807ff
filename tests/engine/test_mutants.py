"""The examples inside the rules notice when a rule changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Rule

from .mutants import facts_of, mutants, unnoticed

BOOK = load_shipped()


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_an_example_notices_every_change(rule: Rule) -> None:
    """A condition dropped or flipped, an interval moved by a step."""
    assert unnoticed(BOOK, rule) == []


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_has_something_to_change(rule: Rule) -> None:
    """So that none passes for want of mutants."""
    assert list(mutants(rule, BOOK.vocabulary))


def test_without_its_examples_nothing_is_noticed() -> None:
    """So that the check itself can fail."""
    rule = next(rule for rule in BOOK.rules if rule.id == "G27-4.1.5a")
    left = unnoticed(BOOK, replace(rule, examples=()))
    assert "G27-4.1.5a utfall 1 when 1: uten modality" in left


def test_what_the_random_sheets_take_for_granted_holds() -> None:
    """Who signs does so in a signature block, and only a signatory with an annex has headings in it."""
    sheets = [facts_of(example.text) for rule in BOOK.rules for example in rule.examples]
    signed = [sheet for sheet in sheets if any(fact["fact"] == "signature" for fact in sheet)]
    committed = [sheet for sheet in sheets if any(fact.get("covered") == "yes" for fact in sheet)]
    assert signed
    assert committed
    assert all(any(fact.get("signature_block") == "yes" for fact in sheet) for sheet in signed)
    assert all(
        any(fact.get("heading") == "annex" and fact["covered"] == "yes" for fact in sheet) for sheet in committed
    )
