"""A vocabulary and small rule books for the tests of inference."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from avtalesjekk.engine.rulebook.dates import InForce, partial_date
from avtalesjekk.engine.rulebook.model import Branch, FactType, Rule, RuleBook, Source, Term, Text

LABELS = tuple(f"l{number}" for number in range(300))
VOCABULARY = {
    "provision": FactType(
        choices={"modality": ("none", "binding", "optional"), "interval": ("none", "regular", "yearly")},
        sets={"label": LABELS},
    ),
    "document": FactType(choices={"kind": ("other", "agreement", "routine")}, sets={}),
}

MakeTerm = Callable[..., Term]
MakeBranch = Callable[..., Branch]
MakeBook = Callable[..., RuleBook]


@pytest.fixture
def term() -> MakeTerm:
    """Return a term that asks for a fact of a type with one of the values given for each property."""

    def make(fact: str = "provision", **where: tuple[str, ...]) -> Term:
        return Term(fact=fact, where=tuple(sorted(where.items())))

    return make


@pytest.fixture
def branch() -> MakeBranch:
    """Return a branch with the terms `when` and `unless`."""

    def make(status: str, when: tuple[Term, ...], unless: tuple[Term, ...] = ()) -> Branch:
        return Branch(status=status, message=None, when=when, unless=unless)  # type: ignore[arg-type]

    return make


@pytest.fixture
def book() -> MakeBook:
    """Return a rule book with one rule R0, R1 … for each tuple of branches; otherwise they are missing."""
    text = Text(nb="x", nn="x", en="x")

    def rule(number: int, branches: tuple[Branch, ...]) -> Rule:
        return Rule(
            id=f"R{number}",
            pack="test",
            requirement="",
            title=text,
            source=Source(document="x"),
            authority="skal",
            severity="error",
            in_force=InForce(start=partial_date("?")),
            applies_to=(),
            outcomes=branches,
            otherwise=Branch(status="missing", message=text),
            remedy=text,
            satisfies=text,
            limits=text,
            examples=(),
        )

    def make(*rules: tuple[Branch, ...]) -> RuleBook:
        return RuleBook(vocabulary=VOCABULARY, packs=(), rules=tuple(rule(*numbered) for numbered in enumerate(rules)))

    return make
