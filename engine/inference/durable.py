"""Evaluation by the rule engine durable_rules, inside the walls that keep it from erring, hanging or growing.

It works in two steps, so that no rule ever joins two facts of a document: first each question is a rule over one fact,
then each branch is a rule over the questions that were answered with yes. Every test of a value is made in Python
beforehand: the engine sees nothing but ids and marks, because its comparisons between facts corrupt memory, and because
alternatives in a pattern ("$or") fire twice when two of them hold and share a list of 128 places.

Importing this module does not import the engine. Not for use by several threads at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..rulebook.model import RuleBook
from .compile import Plan, PlannedBranch, outcomes, plan
from .facts import Fact, prepare
from .outcome import Outcome
from .ruleset import Pattern, Ruleset, packed, quiet_host

# A fact waits in the engine on a stack of 64 places, at most one for each rule of a ruleset, and crashes the process
# when it has more than 254 properties: a ruleset gets at most 60 questions with at most 240 tests.
_QUESTIONS_CAPACITY, _QUESTION_LEAST = 240, 4
# A pattern stands in at most 255 rules, and 512 different patterns hang the engine for ever: a ruleset gets at most 200
# branches with at most 400 terms.
_BRANCHES_CAPACITY, _BRANCH_LEAST = 400, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    plan: Plan
    asking: tuple[Ruleset, ...]
    deciding: tuple[Ruleset, ...]


class DurableEvaluator:
    """An evaluator that compiles each rule book once and uses it for all documents; ImportError without the engine."""

    def __init__(self) -> None:
        self._host = quiet_host()
        self._sessions = count()
        self._compiled: dict[RuleBook, _Compiled] = {}

    def evaluate(self, rulebook: RuleBook, facts: Iterable[Fact]) -> tuple[Outcome, ...]:
        """Return one outcome per rule, as `Evaluate` promises."""
        known = prepare(rulebook.vocabulary, facts)
        compiled = self._compiled.get(rulebook)
        if compiled is None:
            compiled = self._compiled[rulebook] = _compile(self._host, plan(rulebook), f"b{len(self._compiled)}")
        # A session of its own for each document: what the engine knows of a session would otherwise leak into the next.
        session = f"d{next(self._sessions)}"
        satisfied = {
            number: [str(known[position]["id"]) for position in positions]
            for number, positions in _ask(compiled, session, known).items()
        }
        return outcomes(rulebook, compiled.plan, satisfied, _decide(compiled, session, satisfied))


def _ask(compiled: _Compiled, session: str, known: Sequence[Fact]) -> dict[int, list[int]]:
    """Return the numbers of the satisfied questions, each with the positions of its facts, ascending."""
    passed = [compiled.plan.passed(fact) for fact in known]
    satisfied: dict[int, list[int]] = {}
    for ruleset in compiled.asking:
        for number, position in sorted(ruleset.run(session, [tests & ruleset.marks for tests in passed])):
            satisfied.setdefault(number, []).append(position)
    return satisfied


def _decide(compiled: _Compiled, session: str, satisfied: Iterable[int]) -> set[tuple[int, int]]:
    """Return the branches that hold, given the numbers of the satisfied questions."""
    answers = {_answer(number) for number in satisfied}
    holding = set()
    for ruleset in compiled.deciding:
        # "complete" comes last and every rule waits for it first: the engine would otherwise let `unless` hold
        # before all answers are in.
        messages = [{answer} for answer in sorted(answers & ruleset.marks)] + [{"complete"}]
        for number, _ in ruleset.run(session, messages):
            branch = compiled.plan.branches[number]
            holding.add((branch.rule, branch.branch))
    return holding


def _compile(host: Any, plan: Plan, name: str) -> _Compiled:
    questions = packed(plan.questions, len, _QUESTION_LEAST, _QUESTIONS_CAPACITY)
    branches = packed(plan.branches, _terms, _BRANCH_LEAST, _BRANCHES_CAPACITY)
    return _Compiled(
        plan=plan,
        asking=tuple(
            Ruleset(host, f"{name}-questions-{part}", {number: [Pattern(marks=tests)] for number, tests in some})
            for part, some in enumerate(questions)
        ),
        deciding=tuple(
            Ruleset(host, f"{name}-branches-{part}", {number: _branch(branch) for number, branch in some})
            for part, some in enumerate(branches)
        ),
    )


def _branch(branch: PlannedBranch) -> list[Pattern]:
    present = [Pattern(marks=(_answer(number),)) for number in branch.when]
    absent = [Pattern(marks=(_answer(number),), absent=True) for number in branch.unless]
    return [Pattern(marks=("complete",)), *present, *absent]


def _terms(branch: PlannedBranch) -> int:
    return len(branch.when) + len(branch.unless)


def _answer(number: int) -> str:
    return f"q{number}"
