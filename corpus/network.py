"""How the networks of `engine/reading/labels.py` and `engine/certainty.py` are trained: one hidden layer, by Adam, with
much left out at random.

A network learns all its columns at once, so that what one label shows about a word helps the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Values = npt.NDArray[np.float32]

RATE, MOMENTUM, SMOOTHING, TINY = 0.01, 0.9, 0.999, 1e-8  # of Adam; the rate falls to 0 in a line
AT_FIRST = 0.002  # the spread of the first hidden weights
ALIVE = 0.1  # the first bias of each unit
UNLIKELY = -3.0  # the first score of each column


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The size of a network and how it learns: `buckets` of features, `units` in its layer, `batch` texts at a time.

    The share `without_units` of the units and `without_features` of the features is left out of each text at random;
    `doubt` is the chance that a column is marked wrongly.
    """

    buckets: int
    units: int
    epochs: int
    batch: int
    without_units: float
    without_features: float
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Weights and biases of the hidden layer (features × units) and of the last one (units × columns)."""

    hidden: Values
    bias: Values
    out: Values
    offset: Values

    def scores(self, inputs: csr_matrix) -> Values:
        """The score of each row for each column."""
        scores: Values = np.maximum(inputs @ self.hidden + self.bias, 0) @ self.out + self.offset
        return scores


def fit(inputs: csr_matrix, targets: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_], plan: Plan) -> Layers:
    """Train on the rows of `inputs` (float32), each for the columns of `targets` that are `known` of it."""
    random = np.random.default_rng(0)
    rows, columns = targets.shape
    layers = Layers(
        hidden=random.standard_normal((inputs.shape[1], plan.units), dtype=np.float32) * np.float32(AT_FIRST),
        bias=np.full(plan.units, ALIVE, dtype=np.float32),
        out=random.standard_normal((plan.units, columns), dtype=np.float32) / np.float32(plan.units**0.5),
        offset=np.full(columns, UNLIKELY, dtype=np.float32),
    )
    adam = _Adam((layers.hidden, layers.bias, layers.out, layers.offset), plan.epochs * (rows // plan.batch + 1))
    for _ in range(plan.epochs):
        order = random.permutation(rows)
        for first in range(0, rows, plan.batch):
            chosen = order[first : first + plan.batch]
            texts = inputs[chosen]
            texts.data *= _kept(random, texts.data.shape, plan.without_features)
            summed = texts @ layers.hidden + layers.bias
            open_units = _kept(random, summed.shape, plan.without_units) * (summed > 0)
            active = summed * open_units
            wanted = np.where(targets[chosen], np.float32(1 - plan.doubt), np.float32(plan.doubt))
            error = (1 / (1 + np.exp(-(active @ layers.out + layers.offset))) - wanted) * known[chosen]
            error /= np.float32(len(chosen))
            behind = error @ layers.out.T * open_units
            adam.step((texts.T @ behind, behind.sum(axis=0), active.T @ error, error.sum(axis=0)))
    return layers


def _kept(random: np.random.Generator, shape: tuple[int, ...], left_out: float) -> Values:
    """0 for what is left out, and what makes up for it for the rest."""
    return (random.random(shape, dtype=np.float32) >= left_out) * np.float32(1 / (1 - left_out))


class _Adam:
    """Moves `parameters` against their gradients in `steps` steps (Kingma and Ba 2015)."""

    def __init__(self, parameters: tuple[Values, ...], steps: int) -> None:
        self._parameters, self._steps, self._done = parameters, steps, 0
        self._means = tuple(np.zeros_like(each) for each in parameters)
        self._squares = tuple(np.zeros_like(each) for each in parameters)

    def step(self, gradients: tuple[Values, ...]) -> None:
        """Move once. The gradients are overwritten."""
        self._done += 1
        rate = RATE * (1 - self._done / (self._steps + 1)) / (1 - MOMENTUM**self._done)
        spread = np.float32(1 / (1 - SMOOTHING**self._done) ** 0.5)
        moved = zip(self._parameters, gradients, self._means, self._squares, strict=True)
        for parameter, gradient, mean, square in moved:
            mean *= np.float32(MOMENTUM)
            mean += np.float32(1 - MOMENTUM) * gradient
            square *= np.float32(SMOOTHING)
            np.square(gradient, out=gradient)
            gradient *= np.float32(1 - SMOOTHING)
            square += gradient
            change = np.sqrt(square)
            change *= spread
            change += np.float32(TINY)
            np.divide(mean, change, out=change)
            change *= np.float32(rate)
            parameter -= change
