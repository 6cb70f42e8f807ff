"""What must be true of a rule beyond the shape of its file: known words, dates, branches within reach, enough examples.

Each check takes data whose shape is right and yields what is wrong in it; paths start at the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .build import build_in_force, build_term
from .dates import partial_date
from .marked import Flaw
from .model import MAX_TERMS, Term, Vocabulary
from .schema import Check, one_of


def rule_checks(vocabulary: Vocabulary) -> Mapping[str, Check]:
    """Return the checks by the names that the schema calls them, for rules written in `vocabulary`."""
    return {
        "date": _date,
        "period": _period,
        "term": lambda data: _term(vocabulary, data),
        "branch": _branch,
        "reachable": _reachable,
        "examples": _examples,
    }


def _date(text: str) -> Iterator[Flaw]:
    try:
        partial_date(text)
    except ValueError:
        yield Flaw((), f'«{text}» er ingen dato – skriv ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM, ÅÅÅÅ eller "?"')


def _period(data: Mapping[str, Any]) -> Iterator[Flaw]:
    time = build_in_force(data)
    if time.end and time.end.latest <= time.start.earliest:
        yield Flaw(("to",), "«to» er ikke etter «from» – skriv den første dagen som kilden ikke gjaldt lenger")


def _term(vocabulary: Vocabulary, data: Mapping[str, Any]) -> Iterator[Flaw]:
    term = build_term(data)
    if term.fact not in vocabulary:
        yield Flaw(("fact",), f"ukjent faktatype «{term.fact}» – skriv {one_of(vocabulary)}")
        return
    kind = vocabulary[term.fact]
    for name, values in term.where:
        known = kind.values(name)
        if not known:
            yield Flaw((name,), f"«{term.fact}» har ikke «{name}» – skriv {one_of([*kind.choices, *kind.sets])}")
        for value in values if known else ():
            if value not in known:
                yield Flaw((name,), f"«{name}» kan ikke være «{value}» – skriv {one_of(known)}")


def _branch(data: Mapping[str, Any]) -> Iterator[Flaw]:
    when, unless = _terms(data, "when"), _terms(data, "unless")
    if len(when) + len(unless) > MAX_TERMS:
        yield Flaw((), f"utfallet har {len(when) + len(unless)} vilkår – del regelen; høyst {MAX_TERMS} er mulig")
    for key, terms in (("when", when), ("unless", unless)):
        for position, term in enumerate(terms):
            if term in terms[:position]:
                yield Flaw((key, position), "vilkåret står to ganger i utfallet – fjern det ene")


def _reachable(outcomes: list[Mapping[str, Any]]) -> Iterator[Flaw]:
    branches = [(_terms(data, "when"), _terms(data, "unless")) for data in outcomes]
    for position, (when, unless) in enumerate(branches):
        if any(_implies(term, other) for term in when for other in unless):
            yield Flaw((position,), "utfallet kan aldri inntreffe: «unless» utelukker «when» – rett et av vilkårene")
        for earlier in range(position):
            if _covers(*branches[earlier], when, unless):
                yield Flaw((position,), f"utfallet nås aldri: utfall {earlier + 1} passer alltid før – bytt rekkefølge")
                break


def _covers(when: list[Term], unless: list[Term], later_when: list[Term], later_unless: list[Term]) -> bool:
    """Return whether a branch holds whenever a later one does."""
    return all(any(_implies(later, term) for later in later_when) for term in when) and all(
        any(_implies(term, later) for later in later_unless) for term in unless
    )


def _implies(narrow: Term, wide: Term) -> bool:
    """Return whether every fact that satisfies `narrow` satisfies `wide`."""
    values = dict(narrow.where)
    return narrow.fact == wide.fact and all(
        name in values and set(values[name]) <= set(allowed) for name, allowed in wide.where
    )


def _examples(rule: Mapping[str, Any]) -> Iterator[Flaw]:
    possible = {branch["status"] for branch in [*rule["outcomes"], rule["otherwise"]]}
    needed = dict.fromkeys(["met", *(possible & {"nonconforming"}), rule["otherwise"]["status"]])
    shown = {example["status"] for example in rule["examples"]}
    for status in needed:
        if status not in shown:
            yield Flaw(("examples",), f"eksempel med status «{status}» mangler – skriv minst ett")
    for position, example in enumerate(rule["examples"]):
        if example["status"] not in possible:
            flaw = f"regelen gir aldri «{example['status']}» – skriv {one_of(sorted(possible))}"
            yield Flaw(("examples", position, "status"), flaw)


def _terms(branch: Mapping[str, Any], key: str) -> list[Term]:
    return [build_term(term) for term in branch.get(key, ())]
