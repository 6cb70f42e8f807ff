"""The examples inside the rules."""

from __future__ import annotations

from dataclasses import replace

from avtalesjekk.engine.examples import failures
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Example


def test_an_example_that_gives_another_status_is_told() -> None:
    """With its rule, its number, what it gives, what it should have given, and its words."""
    rulebook = load_shipped()
    rule = next(rule for rule in rulebook.rules if rule.id == "FORM-date")
    right = Example(status="met", lang="nb", text="Avtalen gjelder fra 1. august 2019.")
    wrong = Example(status="missing", lang="nb", text="Avtalen gjelder fra\n1. august 2019.")
    broken = replace(rulebook, rules=(replace(rule, examples=(right, wrong)),))
    assert list(failures(broken)) == [
        "FORM-date eksempel 2 (nb) gir met, skulle gitt missing: «Avtalen gjelder fra 1. august 2019.»"
    ]


def test_every_status_that_a_rule_can_give_has_an_example_in_every_language_that_it_speaks() -> None:
    """Swedish rules speak Swedish, the others both Norwegian languages."""
    lacking = [
        (rule.id, status, lang)
        for rule in load_shipped().rules
        for status in {branch.status for branch in (*rule.outcomes, rule.otherwise)} - {"not_applicable"}
        for lang in (("sv",) if {*rule.applies_to} <= {"se-local", "se-central"} else ("nb", "nn"))
        if not any((each.status, each.lang) == (status, lang) for each in rule.examples)
    ]
    assert lacking == []
