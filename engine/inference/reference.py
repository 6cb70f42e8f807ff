"""Evaluation in plain Python: what the rules mean, written down as directly as possible.

It is the yardstick for the other evaluator and takes its place where that one cannot be installed.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..rulebook.model import RuleBook
from .compile import outcomes, plan
from .facts import Fact, prepare
from .outcome import Outcome


def evaluate(rulebook: RuleBook, facts: Iterable[Fact]) -> tuple[Outcome, ...]:
    """Return one outcome per rule, as `Evaluate` promises."""
    planned = plan(rulebook)
    known = [(str(fact["id"]), planned.passed(fact)) for fact in prepare(rulebook.vocabulary, facts)]
    satisfied = {
        number: tuple(identity for identity, passed in known if passed.issuperset(question))
        for number, question in enumerate(planned.questions)
    }
    holding = {
        (branch.rule, branch.branch)
        for branch in planned.branches
        if all(satisfied[number] for number in branch.when) and not any(satisfied[number] for number in branch.unless)
    }
    return outcomes(rulebook, planned, satisfied, holding)
