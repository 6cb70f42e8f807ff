"""Rules with one thing wrong in them, and whether the examples inside the rule notice.

A mutant drops a condition, flips it to all other values, or moves an interval by one step; or drops a whole term of
`when` or `unless`, or a whole outcome. One that no example notices counts as the same rule in other words when it gives
the same status on every one of many random fact sheets; otherwise an example is missing. Two outcomes with the same
status differ in message and evidence only, which an example does not tell; `test_mutants.DECIDED` holds those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from avtalesjekk.engine.examples import AS_OF
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.facts import Fact
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.model import Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.standing import with_standing
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
        if all(status_of(rulebook, mutant.rule, facts) == status for facts, status in sheets)
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


def status_of(rulebook: RuleBook, rule: Rule, facts: Sequence[Fact]) -> str:
    """What `rule` alone says of the facts."""
    (outcome,) = reference.evaluate(replace(rulebook, rules=(rule,)), facts)
    return outcome.status


@cache
def reading_of(text: str) -> Reading:
    """An example as it is read."""
    return read(read_bytes(text.encode(), "eksempel.txt"))


def facts_of(text: str, as_of: date = AS_OF) -> Sequence[Fact]:
    """All facts of an example on a day."""
    reading = reading_of(text)
    return with_standing(fact_sheet(reading), reading, as_of).facts


@cache
def _example_facts(rule: Rule) -> tuple[tuple[Sequence[Fact], str], ...]:
    return tuple((facts_of(example.text), example.status) for example in rule.examples)


def _differs(rulebook: RuleBook, rule: Rule, mutant: Rule) -> bool:
    random = Random(rule.id)
    sheets = (_random_facts(random, rule, rulebook.vocabulary) for _ in range(_SHEETS))
    return any(status_of(rulebook, rule, facts) != status_of(rulebook, mutant, facts) for facts in sheets)


def _random_facts(random: Random, rule: Rule, vocabulary: Vocabulary) -> list[Fact]:
    """Facts that satisfy one outcome of the rule and up to two more of its terms but for some properties, which have
    any value.
    """
    terms = [term for branch in rule.outcomes for term in (*branch.when, *branch.unless)]
    drawn = [*random.choice(rule.outcomes).when, *random.choices(terms, k=random.randint(0, 2))]
    facts: list[Fact] = []
    for number, term in enumerate(drawn):
        kind = vocabulary[term.fact]
        fact: dict[str, str | bool | int] = {"id": f"p{number}", "fact": term.fact}
        asked = {name: values for each in terms if each.fact == term.fact for name, values in each.where}
        for name in asked:
            wanted = dict(term.where).get(name, ())
            values = wanted if wanted and random.random() < 0.9 else kind.values(name)
            value = random.choice(values)
            fact |= {f"{name}_{value}": True} if name in kind.sets else {name: value}
        facts.append(fact)
    return [*facts, *_always_there_with(facts)]


def _always_there_with(facts: Sequence[Fact]) -> Iterator[Fact]:
    """What the reading never leaves out where `facts` are found."""
    if any(fact["fact"] == "signature" for fact in facts):
        yield {"id": "d90", "fact": "document", "signature_block": "yes"}
    if any(fact["fact"] == "commitment" and fact.get("covered") == "yes" for fact in facts):
        yield {"id": "c91", "fact": "commitment", "heading": "annex", "covered": "yes"}
