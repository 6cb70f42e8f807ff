"""Clause labels, the matters of neighbouring agreements and the ways to bind, and the networks that assign them.

Three networks with one hidden layer each, for labels, matters and modalities, over the features of `features.py`. They
were trained with the command in `corpus/README`; the weights of features ship as small whole numbers with a scale per
unit. Only numpy is needed to use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .features import CUES, Features, Unit, features, folded
from .modality import Modality

LABELS = (
    "purpose", "legal_basis", "parties", "target_group", "municipality_duties", "nav_duties",
    "nav_contribution_planning", "nav_contribution_delivery", "leader_followup", "caseworker_followup",
    "cooperation_forms", "contact_persons", "contact_responsibility", "info_settlement_plans", "info_arrival",
    "info_participant", "confidentiality", "evaluation_cooperation", "evaluation_agreement", "post_programme",
    "common_goals", "performance_targets", "reporting", "work_placement", "duration", "dispute", "economy",
    "signature", "nav_office", "other",
)  # fmt: skip

# What sentences of the agreements beside the introduction agreement are about, by the lexicon of their kind.
MATTERS_OF = {
    "office": ("office_location", "office_operation", "office_services", "user_representatives", "other_services"),
    "national": ("duty_state", "duty_organisation", "follow_up", "termination", "lasting"),
    "swedish": (
        "goals", "goals_checked", "goals_tied", "gender_equality", "target_group", "annexed_commitments",
        "annexes_revised",
    ),
}  # fmt: skip
MATTERS = tuple(f"{family}/{matter}" for family, matters in MATTERS_OF.items() for matter in matters)

MODALITIES = tuple(Modality)
# Where the rules of `modality.py` doubt that a sentence binds, the odds of all other modalities are raised by so much
# (as a natural logarithm): a duty that is wrongly seen costs more than one that is missed.
_CAUTION = 5.0
# Where the rules see nothing but a duty, the same odds are lowered by so much.
_TRUST = 2.0

# Above this probability a label counts: a document of the kind has most provisions, so what may be one more often is.
LIKELY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What takes features to probabilities: `hidden` is features × units, `out` is units × columns; `scale` and `bias`
    have an entry per unit, `offset` has one per column.

    probability = 1 / (1 + exp(-(max(0, features · hidden · scale + bias) · out + offset)))
    """

    hidden: npt.NDArray[np.int8] | npt.NDArray[np.float32]
    scale: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    out: npt.NDArray[np.float32]
    offset: npt.NDArray[np.float32]

    def chances(self, found: Features) -> npt.NDArray[np.float32]:
        """One row of probabilities per unit of text."""
        rows = folded(found.index, len(self.hidden) - CUES)
        sums = [
            found.value[start:end] @ self.hidden.take(rows[start:end], axis=0).astype(np.float32)
            for start, end in pairwise(found.start.tolist())
        ]
        logits = np.maximum(np.stack(sums) * self.scale + self.bias, 0) @ self.out + self.offset
        chances: npt.NDArray[np.float32] = 1 / (1 + np.exp(-logits))
        return chances


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A network for each: the columns of `LABELS`, of `MATTERS` and of `MODALITIES`."""

    labels: Network
    matters: Network
    modalities: Network


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    with resources.files(__package__).joinpath("weights.npz").open("rb") as stream, np.load(stream) as stored:
        return Weights(
            **{
                each.name: Network(**{part.name: stored[f"{each.name}.{part.name}"] for part in fields(Network)})
                for each in fields(Weights)
            }
        )


def likeliest_modality(chances: npt.NDArray[np.float32], *, doubtful: bool) -> Modality:
    """The modality of a unit from the probabilities of `MODALITIES`; `doubtful` when by the rules it does not bind."""
    odds = chances / np.maximum(1.0 - chances, np.finfo(np.float32).tiny)
    shift = _CAUTION if doubtful else -_TRUST
    odds = np.where([modality is Modality.BINDING for modality in MODALITIES], odds, odds * np.exp(shift))
    return MODALITIES[int(odds.argmax())]


def probabilities(weights: Weights, units: Sequence[Unit]) -> tuple[npt.NDArray[np.float32], ...]:
    """The probabilities of `LABELS`, of `MATTERS` and of `MODALITIES`, each with one row per unit."""
    if not units:
        return tuple(np.zeros((0, len(names)), dtype=np.float32) for names in (LABELS, MATTERS, MODALITIES))
    found = features(units)
    return tuple(network.chances(found) for network in (weights.labels, weights.matters, weights.modalities))
