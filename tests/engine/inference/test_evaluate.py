"""What rules mean: the same for both evaluators."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.durable import DurableEvaluator
from avtalesjekk.engine.inference.outcome import Evaluate, InferenceError, Outcome
from avtalesjekk.engine.rulebook.model import Branch, RuleBook, Term

MakeTerm = Callable[..., Term]
MakeBranch = Callable[..., Branch]
MakeBook = Callable[..., RuleBook]

Values = dict[str, str | bool | int]

BINDING: Values = {"fact": "provision", "label_l0": True, "modality": "binding"}
OPTIONAL: Values = {"fact": "provision", "label_l0": True, "modality": "optional"}
AGREEMENT: Values = {"fact": "document", "kind": "agreement"}


@pytest.fixture(params=["reference", "durable"])
def evaluate(request: pytest.FixtureRequest) -> Evaluate:
    if request.param == "reference":
        return reference.evaluate
    pytest.importorskip("durable.engine", reason="durable_rules does not run on this Python")
    return DurableEvaluator().evaluate


def test_a_branch_holds_when_each_term_has_a_fact(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    """The facts of each term are its evidence, in document order."""
    when = (term(label=("l0",)), term("document", kind=("agreement",)))
    facts = [{"id": "c10", **OPTIONAL}, {"id": "c9", **BINDING}, {"id": "d11", **AGREEMENT}]
    assert evaluate(book((branch("met", when),)), facts) == (
        Outcome(rule="R0", status="met", branch=0, evidence=(("c9", "c10"), ("d11",))),
    )


def test_a_term_without_a_fact_keeps_a_branch_from_holding(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    when = (term(label=("l0",)), term("document", kind=("agreement",)))
    assert evaluate(book((branch("met", when),)), [{"id": "c0", **BINDING}]) == (
        Outcome(rule="R0", status="missing", branch=None, evidence=()),
    )


def test_all_properties_of_a_term_are_asked_of_the_same_fact(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    rules = book((branch("met", (term(label=("l0",), interval=("yearly",)),)),))
    apart: list[Values] = [{"id": "c0", **BINDING}, {"id": "c1", "fact": "provision", "interval": "yearly"}]
    assert evaluate(rules, apart)[0].status == "missing"
    assert evaluate(rules, [{"id": "c0", **BINDING, "interval": "yearly"}])[0].status == "met"


def test_one_of_several_values_is_enough(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    """A fact with two of the labels counts once."""
    rules = book((branch("met", (term(label=("l0", "l1"), modality=("binding", "none")),)),))
    facts = [{"id": "c0", **BINDING, "label_l1": True}, {"id": "c1", **OPTIONAL}]
    assert evaluate(rules, facts)[0].evidence == (("c0",),)


def test_a_property_that_a_fact_does_not_state_has_its_default(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    rules = book((branch("met", (term(modality=("none",)),)),))
    assert evaluate(rules, [{"id": "c0", "fact": "provision"}])[0].status == "met"


def test_unless_keeps_a_branch_from_holding_in_every_order_of_the_facts(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    """The engine decides "none" by what it has seen so far."""
    when, unless = (term(label=("l0",)),), (term(modality=("optional",)),)
    rules = book((branch("met", when, unless),))
    facts: list[Values] = [{"id": "c0", **BINDING}, {"id": "c1", **OPTIONAL}, {"id": "d2", **AGREEMENT}]
    assert {evaluate(rules, order)[0].status for order in permutations(facts)} == {"missing"}
    assert evaluate(rules, [{"id": "c0", **BINDING}])[0].status == "met"


def test_a_branch_that_forbids_what_it_asks_for_never_holds(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    """The engine passes over facts that a rule has already used when it looks for what the rule forbids."""
    same = (term(label=("l0",)),)
    assert evaluate(book((branch("met", same, same),)), [{"id": "c0", **BINDING}])[0].branch is None


def test_the_first_branch_that_holds_decides(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    rules = book(
        (
            branch("nonconforming", (term(modality=("optional",)),)),
            branch("met", (term(label=("l0",)),)),
            branch("nonconforming", (term(),)),
        )
    )
    outcome = evaluate(rules, [{"id": "c0", **BINDING}])[0]
    assert (outcome.status, outcome.branch) == ("met", 1)


def test_every_rule_has_an_outcome_without_any_facts(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    rules = book((branch("met", (term(),)),), (), (branch("met", (term(modality=("none",)),), (term(),)),))
    outcomes = evaluate(rules, [])
    assert [(outcome.rule, outcome.status) for outcome in outcomes] == [(f"R{i}", "missing") for i in range(3)]


def test_a_fact_that_no_rule_asks_about_disturbs_nothing(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    rules = book((branch("met", (term(label=("l0",)),)),))
    assert evaluate(rules, [{"id": "d0", **AGREEMENT}, {"id": "c1", **BINDING}])[0].evidence == (("c1",),)


@pytest.mark.parametrize(("wanted", "unwanted"), [(14, 0), (1, 13), (7, 7)])
def test_fourteen_terms_are_possible(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook, wanted: int, unwanted: int
) -> None:
    when = tuple(term(label=(f"l{i}",)) for i in range(wanted))
    unless = tuple(term(label=(f"l{i}",)) for i in range(100, 100 + unwanted))
    facts: list[Values] = [{"id": f"c{i}", "fact": "provision", f"label_l{i}": True} for i in range(wanted)]
    rules = book((branch("met", when, unless),))
    assert evaluate(rules, facts)[0].status == "met"
    assert evaluate(rules, facts[1:])[0].status == "missing"
    if unwanted:
        against: Values = {"id": "c99", "fact": "provision", f"label_l{99 + unwanted}": True}
        assert evaluate(rules, [*facts, against])[0].status == "missing"


def test_more_than_fourteen_terms_are_refused(
    evaluate: Evaluate, term: MakeTerm, branch: MakeBranch, book: MakeBook
) -> None:
    terms = tuple(term(label=(f"l{i}",)) for i in range(15))
    with pytest.raises(InferenceError, match="R0, branch 1: more than 14 terms"):
        evaluate(book((branch("met", terms),)), [])
