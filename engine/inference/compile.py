"""A rule book made ready for evaluation: distinct questions to facts, and branches that refer to them by number.

Both evaluators work from the same plan, so they can differ only in how they answer it.
Refuses branches with more terms than the rule engine can hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..rulebook.model import MAX_TERMS, Rule, RuleBook, Term, Vocabulary
from .facts import Fact, Value, flag
from .outcome import InferenceError, Outcome

# What a term asks of one property: the fact passes when it has any of these properties with this value.
_Test = frozenset[tuple[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBranch:
    """Branch number `branch` of the rule number `rule`; `when` and `unless` are numbers of questions, each once."""

    rule: int
    branch: int
    when: tuple[int, ...]
    unless: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All questions that the rules ask, each once, and all branches, in the order of the rule book.

    A question is the names of its tests, that for the type of the fact first; a fact satisfies it by passing them all.
    `passing` gives the tests that a property with a value passes, `numbers` the number of the question of a term.
    """

    questions: tuple[tuple[str, ...], ...]
    passing: Mapping[tuple[str, Value], frozenset[str]]
    numbers: Mapping[Term, int]
    branches: tuple[PlannedBranch, ...]

    def passed(self, fact: Fact) -> frozenset[str]:
        """Return the names of the tests that `fact` passes."""
        return frozenset().union(*(self.passing[item] for item in fact.items() if item in self.passing))


@lru_cache(maxsize=8)
def plan(rulebook: RuleBook) -> Plan:
    """Return the plan of `rulebook`; InferenceError when a branch has more than MAX_TERMS terms."""
    numbers: dict[Term, int] = {}
    branches = tuple(_branches(rulebook, numbers))
    tests: dict[_Test, str] = {}
    questions = tuple(
        tuple(tests.setdefault(test, f"p{len(tests)}") for test in _tests(rulebook.vocabulary, term))
        for term in numbers
    )
    passing: dict[tuple[str, Value], frozenset[str]] = {}
    for test, name in tests.items():
        for item in test:
            passing[item] = passing.get(item, frozenset()) | {name}
    return Plan(questions=questions, passing=passing, numbers=numbers, branches=branches)


def outcomes(
    rulebook: RuleBook,
    plan: Plan,
    satisfied: Mapping[int, Sequence[str]],
    holding: Collection[tuple[int, int]],
) -> tuple[Outcome, ...]:
    """Return the outcome of each rule: that of its first branch that holds, else that of `otherwise`.

    `satisfied` gives for the number of each question the ids of its facts in document order; `holding` are the branches
    that hold, as number of the rule and of the branch.
    """
    return tuple(
        _outcome(rule, next((i for i in range(len(rule.outcomes)) if (index, i) in holding), None), plan, satisfied)
        for index, rule in enumerate(rulebook.rules)
    )


def _outcome(rule: Rule, branch: int | None, plan: Plan, satisfied: Mapping[int, Sequence[str]]) -> Outcome:
    if branch is None:
        return Outcome(rule=rule.id, status=rule.otherwise.status, branch=None, evidence=())
    deciding = rule.outcomes[branch]
    evidence = tuple(tuple(satisfied[plan.numbers[term]]) for term in deciding.when)
    return Outcome(rule=rule.id, status=deciding.status, branch=branch, evidence=evidence)


def _branches(rulebook: RuleBook, numbers: dict[Term, int]) -> Iterator[PlannedBranch]:
    """Yield the branches that can hold, and number their terms in `numbers`."""
    for index, rule in enumerate(rulebook.rules):
        for position, branch in enumerate(rule.outcomes):
            if len(branch.when) + len(branch.unless) > MAX_TERMS:
                raise InferenceError(f"{rule.id}, branch {position + 1}: more than {MAX_TERMS} terms; split the rule")
            when = tuple(dict.fromkeys(numbers.setdefault(term, len(numbers)) for term in branch.when))
            unless = tuple(dict.fromkeys(numbers.setdefault(term, len(numbers)) for term in branch.unless))
            # A branch that asks for a term and forbids it never holds. The rule engine would let it hold: what a rule
            # forbids it does not look for among the facts that it has already used.
            if set(when).isdisjoint(unless):
                yield PlannedBranch(rule=index, branch=position, when=when, unless=unless)


def _tests(vocabulary: Vocabulary, term: Term) -> Iterator[_Test]:
    sets = vocabulary[term.fact].sets
    yield frozenset({("fact", term.fact)})
    for name, values in term.where:
        if name in sets:
            yield frozenset((flag(name, value), True) for value in values)
        else:
            yield frozenset((name, value) for value in values)
