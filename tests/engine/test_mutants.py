"""The examples inside the rules notice when a rule changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avtalesjekk.engine.inference import reference
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


# Rule, number of the example and of the outcome: where several outcomes give one status, each with its own message.
DECIDED = [
    *(("G27-4.1.1c", number, outcome) for number, outcome in ((4, 4), (5, 5), (6, 6), (10, 2), (11, 3), (12, 5))),
    *(("G27-4.1.4c", number, outcome) for number, outcome in ((4, 3), (5, 4), (10, 3))),
    *(("G27-4.2a", number, outcome) for number, outcome in ((4, 4), (5, 3), (10, 5))),
    *(("G27-4.2b", number, outcome) for number, outcome in ((4, 1), (5, 3), (6, 3), (7, 4), (8, 5), (9, 6))),
]


@pytest.mark.parametrize(("identity", "number", "outcome"), DECIDED)
def test_the_message_is_that_of_the_outcome_meant(identity: str, number: int, outcome: int) -> None:
    """Which the status alone does not tell."""
    rule = next(rule for rule in BOOK.rules if rule.id == identity)
    (found,) = reference.evaluate(replace(BOOK, rules=(rule,)), facts_of(rule.examples[number - 1].text))
    assert found.branch == outcome - 1


def test_without_its_examples_nothing_is_noticed() -> None:
    """So that the check itself can fail."""
    rule = next(rule for rule in BOOK.rules if rule.id == "G27-4.1.5a")
    left = unnoticed(BOOK, replace(rule, examples=()))
    assert "G27-4.1.5a utfall 2 when 1: uten modality" in left


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
