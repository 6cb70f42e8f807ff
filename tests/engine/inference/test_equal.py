"""Both evaluators give the same outcomes, for any facts in any order: for random rules and for those that ship."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.durable import DurableEvaluator
from avtalesjekk.engine.inference.facts import Fact
from avtalesjekk.engine.rulebook.dates import InForce, partial_date
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Branch, FactType, Rule, RuleBook, Source, Status, Term, Text, Vocabulary

pytest.importorskip("durable.engine", reason="durable_rules does not run on this Python; the reference evaluator does")

VOCABULARY: Vocabulary = {
    "provision": FactType(
        choices={"modality": ("none", "binding", "optional"), "place": ("body", "annex")},
        sets={"label": ("a", "b", "c", "d")},
    ),
    "document": FactType(choices={"dated": ("no", "yes")}, sets={}),
}
TEXT = Text(nb="x", nn="x", en="x")
STATUSES: tuple[Status, ...] = ("met", "nonconforming", "missing", "not_applicable")
DURABLE = DurableEvaluator()


def terms() -> st.SearchStrategy[Term]:
    """Return terms with any of the properties of their type, each with any of its values."""

    def of_type(name: str) -> st.SearchStrategy[Term]:
        kind = VOCABULARY[name]
        optional = {
            key: st.sets(st.sampled_from(kind.values(key)), min_size=1).map(sorted).map(tuple)
            for key in (*kind.choices, *kind.sets)
        }
        where = st.fixed_dictionaries({}, optional=optional)
        return where.map(lambda asked: Term(fact=name, where=tuple(sorted(asked.items()))))

    return st.one_of(of_type("provision"), of_type("document"))


def branches() -> st.SearchStrategy[Branch]:
    """Return branches with up to six terms, also such as ask for and forbid the same."""
    some = st.lists(terms(), max_size=3).map(tuple)
    return st.builds(Branch, status=st.sampled_from(STATUSES), message=st.none(), when=some, unless=some)


def books() -> st.SearchStrategy[RuleBook]:
    """Return rule books of up to eight rules with up to four branches each."""
    rules = st.lists(st.lists(branches(), max_size=4).map(tuple), max_size=8)
    return rules.map(
        lambda all_branches: RuleBook(
            vocabulary=VOCABULARY, packs=(), rules=tuple(rule(f"R{i}", some) for i, some in enumerate(all_branches))
        )
    )


def rule(identity: str, outcomes: tuple[Branch, ...]) -> Rule:
    return Rule(
        id=identity,
        pack="test",
        requirement="",
        title=TEXT,
        source=Source(document="x"),
        authority="skal",
        severity="error",
        in_force=InForce(start=partial_date("?")),
        applies_to=(),
        outcomes=outcomes,
        otherwise=Branch(status="missing", message=TEXT),
        remedy=TEXT,
        satisfies=TEXT,
        limits=TEXT,
        examples=(),
    )


def facts(vocabulary: Vocabulary, most: int) -> st.SearchStrategy[list[Fact]]:
    """Return up to `most` facts in any order, with any of their properties left out."""

    def of_type(name: str) -> st.SearchStrategy[dict[str, Any]]:
        kind = vocabulary[name]
        values: dict[str, st.SearchStrategy[Any]] = {key: st.sampled_from(of) for key, of in kind.choices.items()}
        flags = {f"{key}_{value}": st.booleans() for key, of in kind.sets.items() for value in of}
        return st.fixed_dictionaries({"fact": st.just(name)}, optional=values | flags)

    some = st.lists(st.one_of(*(of_type(name) for name in vocabulary)), max_size=most)
    return some.flatmap(lambda found: st.permutations([{"id": f"c{i}", **fact} for i, fact in enumerate(found)]))


@cache
def shipped() -> RuleBook:
    return load_shipped()


@settings(max_examples=300, deadline=None)
@given(books(), st.lists(facts(VOCABULARY, 8), min_size=1, max_size=3))
def test_both_evaluators_agree_on_random_rules(book: RuleBook, documents: list[list[Fact]]) -> None:
    """Several documents with the same rules also show that none of them leaks into the next."""
    for document in documents:
        assert DURABLE.evaluate(book, document) == reference.evaluate(book, document)


@settings(max_examples=100, deadline=None)
@given(books(), facts(VOCABULARY, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(book: RuleBook, document: list[Fact], random: Any) -> None:
    shuffled = random.sample(document, len(document))
    assert DURABLE.evaluate(book, document) == DURABLE.evaluate(book, shuffled)
    assert reference.evaluate(book, document) == reference.evaluate(book, shuffled)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_both_evaluators_agree_on_the_shipped_rules(data: st.DataObject) -> None:
    book = shipped()
    document = data.draw(facts(book.vocabulary, 12))
    outcomes = reference.evaluate(book, document)
    assert [outcome.rule for outcome in outcomes] == [rule.id for rule in book.rules]
    assert DURABLE.evaluate(book, document) == outcomes


@pytest.mark.parametrize("evaluate", [reference.evaluate, DURABLE.evaluate], ids=["reference", "durable"])
def test_adding_an_irrelevant_fact_changes_nothing(evaluate: Any) -> None:
    branch = Branch(status="met", message=None, when=(Term(fact="document", where=(("dated", ("yes",)),)),))
    book = RuleBook(vocabulary=VOCABULARY, packs=(), rules=(rule("R0", (branch,)),))
    document = [{"id": "d0", "fact": "document", "dated": "yes"}]
    assert evaluate(book, document) == evaluate(book, [*document, {"id": "c1", "fact": "provision"}])
