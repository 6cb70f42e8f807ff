"""How sure a status is."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

from avtalesjekk.engine.certainty import Certainty
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.outcome import Outcome
from avtalesjekk.engine.judge import REVIEW_BELOW
from avtalesjekk.engine.reading.facts import FactSheet, fact_sheet
from avtalesjekk.engine.reading.modality import Modality
from avtalesjekk.engine.reading.model import Provision, Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.reading.sides import Side
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Rule
from avtalesjekk.extract.read import read_bytes

TEXT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal

## Etter programmet
NAV følger opp deltakere som ikke er i arbeid når introduksjonsprogrammet er slutt.
"""
RULES = {rule.id: rule for rule in load_shipped().rules}


@cache
def reading() -> Reading:
    """A reading of the text."""
    return read(read_bytes(TEXT.encode(), "avtale.md"))


def told(identity: str, reading: Reading) -> tuple[FactSheet, Rule, Outcome]:
    """What a rule says of `reading`."""
    sheet, rulebook = fact_sheet(reading), load_shipped()
    (outcome,) = (each for each in reference.evaluate(rulebook, sheet.facts) if each.rule == identity)
    return sheet, RULES[identity], outcome


def certainty(reading: Reading, sheet: FactSheet, rule: Rule, outcome: Outcome) -> float:
    """How sure that outcome is."""
    return Certainty(reading, sheet).of(rule, outcome)


def with_chances(**chances: float) -> Reading:
    """The reading with these probabilities of labels, in each provision."""

    def changed(each: Provision) -> Provision:
        return replace(each, labels={**each.labels, **chances})

    return replace(reading(), provisions=tuple(changed(each) for each in reading().provisions))


def test_what_is_surely_labelled_is_surer() -> None:
    clear, faint = with_chances(post_programme=0.99), with_chances(post_programme=0.6)
    assert certainty(clear, *told("G27-4.1.6", clear)) > certainty(faint, *told("G27-4.1.6", faint))


def test_a_near_miss_makes_what_is_missing_less_sure() -> None:
    far, near = with_chances(reporting=0.01), with_chances(reporting=0.3)
    assert told("G27-4.1.7c", near)[2].status == "missing"
    assert certainty(far, *told("G27-4.1.7c", far)) > certainty(near, *told("G27-4.1.7c", near))


def test_the_branch_that_decided_is_a_sign() -> None:
    read = Certainty(reading(), told("G27-4.1.6", reading())[0])
    met, missing = (read.signs(*told(identity, reading())[1:]) for identity in ("G27-4.1.6", "G27-4.1.4a"))
    assert "G27-4.1.6 0" in met
    assert "G27-4.1.4a otherwise" in missing


def test_a_rule_that_nothing_was_learnt_of_is_as_sure_as_an_average_one() -> None:
    sheet, rule, outcome = told("G27-4.1.6", reading())
    assert 0.5 < certainty(reading(), sheet, replace(rule, id="EGEN-1"), outcome) < 1


def test_no_status_is_quite_sure() -> None:
    sheet, rulebook = fact_sheet(reading()), load_shipped()
    for rule, outcome in zip(rulebook.rules, reference.evaluate(rulebook, sheet.facts), strict=True):
        assert 0 < certainty(reading(), sheet, rule, outcome) < 1, rule.id


def test_what_was_learnt_is_of_branches_that_are_there() -> None:
    """After a change of the rules it has to be learnt anew."""
    learnt: dict[str, list[float]] = json.loads(
        files("avtalesjekk.engine").joinpath("certainty.json").read_text("utf-8")
    )["inputs"]
    branches = {
        f"{rule.id} {branch}" for rule in RULES.values() for branch in [*range(len(rule.outcomes)), "otherwise"]
    }
    assert {name for name in learnt if name.split(" ")[0] in RULES} <= branches
    sheet, rulebook = fact_sheet(reading()), load_shipped()
    outcomes = zip(rulebook.rules, reference.evaluate(rulebook, sheet.facts), strict=True)
    given = {name for rule, outcome in outcomes for name in Certainty(reading(), sheet).signs(rule, outcome)}
    # Signs of which a document has only some.
    statuses = ("met", "nonconforming", "missing", "not_applicable")
    given |= {*statuses, *(f"{status} nearly" for status in statuses[:3]), "chance 1", "chance 2"}
    given |= {"met beside no duty", "nonconforming beside a duty", "missing beside no duty"}
    given |= {f"decided by {modality.value}" for modality in Modality} | {f"decided of {side.value}" for side in Side}
    assert {name for name in learnt if not name.startswith(tuple(RULES))} <= given


def test_that_a_rule_does_not_apply_is_as_sure_as_the_kind() -> None:
    """An internal routine is signed by nobody."""
    routine = read(
        read_bytes(b"# Samarbeidsrutine for introduksjonsprogrammet i NAV Sunndal\n\nLederne i NAV.", "r.md")
    )
    sheet, rule, outcome = told("G27-4.2a", routine)
    assert outcome.status == "not_applicable"
    assert certainty(routine, sheet, rule, outcome) > REVIEW_BELOW


def test_a_long_document_makes_no_status_sure() -> None:
    """Whatever else stands in it."""
    faint = with_chances(post_programme=0.32)
    alone = faint.provisions[0]
    other = replace(alone, labels={**alone.labels, "post_programme": 0.0})
    long = replace(faint, provisions=(alone, *[other] * 600))
    assert certainty(long, *told("G27-4.1.6", long)) < REVIEW_BELOW


def test_nothing_learnt_is_sure_by_its_branch_alone() -> None:
    """A branch that was right in the few documents that had it may be wrong."""
    inputs = json.loads(files("avtalesjekk.engine").joinpath("certainty.json").read_text("utf-8"))["inputs"]
    assert all(abs(weight) < 20 for weights in inputs.values() for weight in weights)
