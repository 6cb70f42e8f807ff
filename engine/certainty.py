"""How sure a status is: how likely an answer with such signs was to be right when this was learnt.

Signs are what tells of doubt: which branch of which rule decided, how likely its words are what the rule looks for, how
many other words may be, which it would have been with these, and how clear the words of the document are. A small
network weighs them (`certainty.json`); it is learnt on documents by hands whose texts the labels had not been learnt
from (`corpus/README`), so an error there is one on unseen words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log

from .inference.outcome import Outcome
from .reading.facts import FactSheet
from .reading.labels import LIKELY
from .reading.modality import Modality, modality_of
from .reading.model import Provision, Reading
from .reading.sides import Side
from .reading.view import view
from .rulebook.model import Rule

_OVERLOOKED = 0.1  # that words which no label tells of were overlooked, where nothing was found
_PERHAPS, _SURELY = 0.1, 0.6  # the probabilities of a label from which on a provision may be meant, and surely is
_MOST = 5  # provisions that are counted
_SUREST = 0.995
_LARGEST = 50.0  # score that is told from larger ones
_TEXT = ("body", "annex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What takes signs to how likely a status is to be wrong: the weights of each sign, one per unit of a hidden layer.

    doubt = 1 / (1 + exp(-(max(0, signs · inputs + bias) · out + offset)))
    """

    inputs: Mapping[str, Sequence[float]]
    bias: Sequence[float]
    out: Sequence[float]
    offset: float

    def doubt(self, signs: Mapping[str, float]) -> float:
        """How likely an answer with these signs is to be wrong. A sign that nothing was learnt of adds nothing."""
        units = list(self.bias)
        for name, value in signs.items():
            if weights := self.inputs.get(name):
                units = [unit + value * weight for unit, weight in zip(units, weights, strict=True)]
        score = self.offset + sum(max(0.0, unit) * weight for unit, weight in zip(units, self.out, strict=True))
        return 1 / (1 + exp(min(-score, _LARGEST)))


class Certainty:
    """How sure the statuses of one document are."""

    def __init__(self, reading: Reading, sheet: FactSheet) -> None:
        self._reading, self._sheet = reading, sheet
        self._text = [each for each in reading.provisions if each.place in _TEXT]
        clearest = [max(each.labels.values()) for each in self._text] or [0.0]
        # In a document whose words are strange all statuses are less sure.
        self._around = {"provisions": log(1 + len(self._text)), "clearness": sum(clearest) / len(clearest)}

    def of(self, rule: Rule, outcome: Outcome) -> float:
        """How likely the status of `outcome` is to be right, 0–1."""
        return 1 - _network().doubt(self.signs(rule, outcome))

    def signs(self, rule: Rule, outcome: Outcome) -> dict[str, float]:
        """What speaks for and against the status of `outcome`, by name; some probabilities as logarithms of odds."""
        status = outcome.status
        found = {
            f"{rule.id} {'otherwise' if outcome.branch is None else outcome.branch}": 1.0,
            status: 1.0,
            **self._around,
        }
        wanted = labels_of(rule)
        chances = (
            sorted(((_likeliest(each, wanted), each) for each in self._text), key=lambda pair: -pair[0])
            if wanted
            else []
        )
        weakest = _weakest_link(self._sheet, outcome, wanted, chances[0][0] if chances else _OVERLOOKED)
        found |= {"sure": _odds(weakest)}
        if wanted:
            found |= _among(chances, status) | self._deciding(outcome, wanted)
        return found

    def _deciding(self, outcome: Outcome, wanted: frozenset[str]) -> dict[str, float]:
        """What the likeliest of the provisions that decided looks like."""
        sheet = self._sheet
        deciding = [sheet.provisions[fact] for facts in outcome.evidence for fact in facts if fact in sheet.provisions]
        if not deciding:
            return {}
        best = max(deciding, key=lambda each: _likeliest(each, wanted))
        doubtful = modality_of(view(self._reading.document.text, best.span).text) is not best.modality
        return {
            "binding doubtful": float(doubtful),
            f"decided by {best.modality.value}": 1.0,
            f"decided of {best.actor.value}": 1.0,
            "other label": max(chance for label, chance in best.labels.items() if label not in wanted),
        }


def _among(chances: Sequence[tuple[float, Provision]], status: str) -> dict[str, float]:
    """How many provisions may be what is looked for, from the likeliest on, and what would make it another status."""
    likely = [each for chance, each in chances if chance > LIKELY]
    duty = status == "nonconforming"
    beside = max((chance for chance, each in chances if (each.modality is Modality.BINDING) is duty), default=0.0)
    counts = {
        "surely": sum(chance > _SURELY for chance, _ in chances),
        "perhaps": sum(_PERHAPS < chance < _SURELY for chance, _ in chances),
        f"{status} nearly": sum(_PERHAPS < chance < LIKELY for chance, _ in chances),
        "binding": sum(each.modality is Modality.BINDING for each in likely),
        "not binding": sum(each.modality is not Modality.BINDING for each in likely),
        "of one side": sum(each.actor in (Side.MUNICIPALITY, Side.NAV) for each in likely),
        "of both": sum(each.actor is Side.BOTH for each in likely),
        "of nobody": sum(each.actor is Side.NONE for each in likely),
    }
    return {
        **{name: float(min(_MOST, count)) for name, count in counts.items()},
        **{f"chance {rank}": chance for rank, (chance, _) in enumerate(chances[:3])},
        f"{status} beside {'a duty' if duty else 'no duty'}": _odds(beside),
    }


@cache
def _network() -> Network:
    return Network(**json.loads(resources.files(__package__).joinpath("certainty.json").read_text(encoding="utf-8")))


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
