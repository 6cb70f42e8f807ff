"""How sure a status is: how likely an answer with such signs was to be right when this was learnt.

Signs are what tells of doubt: which branch of which rule decided, how likely its words are what the rule looks for, how
many other words may be, and which it would have been with these. Their weights are in `certainty.json`; they are learnt
on documents by hands whose texts the labels had not been learnt from (`corpus/README`), so an error there is one on
unseen words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp, log

from .inference.outcome import Outcome
from .reading.facts import FactSheet
from .reading.labels import LIKELY
from .reading.modality import Modality, modality_of
from .reading.model import Provision, Reading
from .reading.view import view
from .rulebook.model import Rule

INTERCEPT = "intercept"
_OVERLOOKED = 0.1  # that words which no label tells of were overlooked, where nothing was found
_NEARLY = (0.1, LIKELY)  # the probabilities of a label between which a provision may be meant
_MOST_NEARLY = 5
_SUREST = 0.995


def certainty(reading: Reading, sheet: FactSheet, rule: Rule, outcome: Outcome) -> float:
    """How likely the status of `outcome` is to be right, 0–1. A branch that nothing was learnt of adds nothing."""
    weights = _weights()
    found = signs(reading, sheet, rule, outcome)
    return 1 / (1 + exp(-weights[INTERCEPT] - sum(weights.get(name, 0.0) * value for name, value in found.items())))


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(
        resources.files(__package__).joinpath("certainty.json").read_text(encoding="utf-8")
    )
    return weights


def signs(reading: Reading, sheet: FactSheet, rule: Rule, outcome: Outcome) -> dict[str, float]:
    """What speaks for and against the status of `outcome`, by name; probabilities as logarithms of odds."""
    wanted, status = labels_of(rule), outcome.status
    chances = [(_likeliest(provision, wanted), provision) for provision in reading.provisions] if wanted else []
    sure = _odds(_weakest_link(sheet, outcome, wanted, max((p for p, _ in chances), default=_OVERLOOKED)))
    low, high = _NEARLY
    deciding = [sheet.provisions[fact] for facts in outcome.evidence for fact in facts if fact in sheet.provisions]
    best = max(deciding, key=lambda provision: _likeliest(provision, wanted), default=None) if wanted else None
    duty = status == "nonconforming"  # what would have made it another status
    beside = max((p for p, provision in chances if (provision.modality is Modality.BINDING) is duty), default=0.0)
    doubtful = best is not None and modality_of(view(reading.document.text, best.span).text) is not best.modality
    return {
        f"{rule.id} {'otherwise' if outcome.branch is None else outcome.branch}": 1.0,
        "sure": sure,
        f"{rule.id} sure": sure,
        f"{status} nearly": float(min(_MOST_NEARLY, sum(low < p < high for p, _ in chances))),
        "binding doubtful": float(doubtful),
        f"{status} beside {'a duty' if duty else 'no duty'}": _odds(beside),
    }


def labels_of(rule: Rule) -> frozenset[str]:
    """The labels that any branch of `rule` asks for."""
    terms = (term for branch in rule.outcomes for term in (*branch.when, *branch.unless))
    return frozenset(value for term in terms for name, values in term.where if name == "label" for value in values)


def sureness(sheet: FactSheet, fact: str, wanted: frozenset[str]) -> float:
    """How sure it is that the fact is what the rule looks for: the probability of its likeliest wanted label."""
    provision = sheet.provisions.get(fact)
    if provision is None or not wanted:
        return sheet.sureness.get(fact, 1.0)
    return _likeliest(provision, wanted)


def _likeliest(provision: Provision, wanted: frozenset[str]) -> float:
    return max(provision.labels[label] for label in wanted)


def _weakest_link(sheet: FactSheet, outcome: Outcome, wanted: frozenset[str], nearest: float) -> float:
    """Each term counts with its best fact. With nothing found, the nearest miss counts against it."""
    if not outcome.evidence:
        return 1.0 - nearest
    return min(max(sureness(sheet, fact, wanted) for fact in facts) for facts in outcome.evidence)


def _odds(probability: float) -> float:
    """The logarithm of the odds, of no probability surer than `_SUREST`."""
    near = min(max(probability, 1 - _SUREST), _SUREST)
    return log(near / (1 - near))
