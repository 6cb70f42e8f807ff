"""Rules with one thing wrong in them, and whether the examples inside the rule notice.

A mutant drops a condition, flips it to all other values, or moves an interval by one step; or drops a whole term of
`when` or `unless`, or a whole outcome. One that no example notices counts as the same rule in other words when it gives
the same status on every one of many random fact sheets; otherwise an example is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.facts import Fact
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.rulebook.model import Branch, Rule, RuleBook, Term, Vocabulary
from avtalesjekk.extract.read import read_bytes

_SHEETS = 400
# One step longer or shorter.
_INTERVALS = ("yearly_or_shorter", "longer_than_yearly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`rule` with one change, which `told` describes."""

    rule: Rule
    told: str


def unnoticed(rulebook: RuleBook, rule: Rule) -> list[str]:
    """What each mutant of `rule` that no example notices and that is another rule has changed."""
    sheets = _example_facts(rule)
    left = [
        mutant
        for mutant in mutants(rule, rulebook.vocabulary)
        if all(_status(rulebook, mutant.rule, facts) == status for facts, status in sheets)
    ]
    return [mutant.told for mutant in left if _differs(rulebook, rule, mutant.rule)]


def mutants(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield the mutants of `rule`."""
    for number, branch in enumerate(rule.outcomes):
        others = (*rule.outcomes[:number], *rule.outcomes[number + 1 :])
        yield Mutant(rule=replace(rule, outcomes=others), told=f"{rule.id} uten utfall {number + 1}")
        for key in ("when", "unless"):
            terms: tuple[Term, ...] = getattr(branch, key)
            for place, term in enumerate(terms):
                where = f"{rule.id} utfall {number + 1} {key} {place + 1}"
                rest = (*terms[:place], *terms[place + 1 :])
                if rest or key == "unless":
                    yield Mutant(
                        rule=_with(rule, number, replace(branch, **{key: rest})), told=f"{where}: uten vilkåret"
                    )
                for told, changed in _changed(term, vocabulary):
                    new = replace(branch, **{key: (*terms[:place], changed, *terms[place + 1 :])})
                    yield Mutant(rule=_with(rule, number, new), told=f"{where}: {told}")


def _changed(term: Term, vocabulary: Vocabulary) -> Iterator[tuple[str, Term]]:
    kind = vocabulary[term.fact]
    for name, values in term.where:
        others = tuple((each, kept) for each, kept in term.where if each != name)
        yield f"uten {name}", replace(term, where=others)
        flipped = tuple(sorted(set(kind.values(name)) - set(values)))
        if flipped and name not in kind.sets:  # another label is not the opposite of a label
            yield f"{name} snudd", replace(term, where=tuple(sorted((*others, (name, flipped)))))
        if name == "interval" and set(values) & set(_INTERVALS) and len(values) == 1:
            moved = tuple(each for each in _INTERVALS if each not in values)
            yield f"{name} flyttet", replace(term, where=tuple(sorted((*others, (name, moved)))))


def _with(rule: Rule, number: int, branch: Branch) -> Rule:
    return replace(rule, outcomes=(*rule.outcomes[:number], branch, *rule.outcomes[number + 1 :]))


def _status(rulebook: RuleBook, rule: Rule, facts: Sequence[Fact]) -> str:
    (outcome,) = reference.evaluate(replace(rulebook, rules=(rule,)), facts)
    return outcome.status


@cache
def _example_facts(rule: Rule) -> tuple[tuple[Sequence[Fact], str], ...]:
    return tuple(
        (fact_sheet(read(read_bytes(example.text.encode(), "eksempel.txt"))).facts, example.status)
        for example in rule.examples
    )


def _differs(rulebook: RuleBook, rule: Rule, mutant: Rule) -> bool:
    random = Random(rule.id)
    sheets = (_random_facts(random, rule, rulebook.vocabulary) for _ in range(_SHEETS))
    return any(_status(rulebook, rule, facts) != _status(rulebook, mutant, facts) for facts in sheets)


def _random_facts(random: Random, rule: Rule, vocabulary: Vocabulary) -> list[Fact]:
    """Up to three facts that satisfy terms of the rule but for some properties, which have any value."""
    terms = [term for branch in rule.outcomes for term in (*branch.when, *branch.unless)]
    facts: list[Fact] = []
    for number in range(random.randint(1, 3)):
        term = random.choice(terms)
        kind = vocabulary[term.fact]
        fact: dict[str, str | bool | int] = {"id": f"p{number}", "fact": term.fact}
        asked = {name: values for each in terms if each.fact == term.fact for name, values in each.where}
        for name in asked:
            wanted = dict(term.where).get(name, ())
            values = wanted if wanted and random.random() < 0.8 else kind.values(name)
            value = random.choice(values)
            fact |= {f"{name}_{value}": True} if name in kind.sets else {name: value}
        facts.append(fact)
    return facts
