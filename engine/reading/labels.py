"""Clause labels, the matters of neighbouring agreements and the ways to bind, and the linear model that assigns them.

One logistic regression per label, matter and modality over the hashed features of `features.py`; the weights were
trained with the command in `corpus/README` and ship as 8-bit numbers with a scale per column. Only numpy is needed to
use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .features import Unit, features
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
_CAUTION = 2.0
# Where the rules see nothing but a duty, the same odds are lowered by so much: most such sentences are plain ones, and
# the sentences that the classifier learnt from were picked for being doubtful.
_TRUST = 2.0

# Above this probability a label counts: a document of the kind has most provisions, so what may be one more often is.
LIKELY = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`matrix` is features × columns: those of `LABELS`, of `MATTERS` and of `MODALITIES`; `slope` and `offset` have an
    entry per column.

    probability = 1 / (1 + exp(-(slope · score + offset))), where score is the weighted sum of the features.
    """

    matrix: npt.NDArray[np.int8]
    slope: npt.NDArray[np.float32]
    offset: npt.NDArray[np.float32]


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    with resources.files(__package__).joinpath("weights.npz").open("rb") as stream, np.load(stream) as stored:
        return Weights(matrix=stored["matrix"], slope=stored["slope"] * stored["scale"], offset=stored["offset"])


def likeliest_modality(chances: npt.NDArray[np.float32], *, doubtful: bool) -> Modality:
    """The modality of a unit from the probabilities of `MODALITIES`; `doubtful` when by the rules it does not bind."""
    odds = chances / np.maximum(1.0 - chances, np.finfo(np.float32).tiny)
    shift = _CAUTION if doubtful else -_TRUST
    odds = np.where([modality is Modality.BINDING for modality in MODALITIES], odds, odds * np.exp(shift))
    return MODALITIES[int(odds.argmax())]


def probabilities(weights: Weights, units: Sequence[Unit]) -> npt.NDArray[np.float32]:
    """One row per unit, columns as in `weights`."""
    if not units:
        return np.zeros((0, weights.matrix.shape[1]), dtype=np.float32)
    found = features(units)
    scores = [
        found.value[start:end] @ weights.matrix.take(found.index[start:end], axis=0).astype(np.float32)
        for start, end in pairwise(found.start.tolist())
    ]
    logits = np.stack(scores) * weights.slope + weights.offset
    chances: npt.NDArray[np.float32] = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return chances
