"""The network that the classifiers are trained as."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sparse = pytest.importorskip("scipy.sparse")


@pytest.fixture(scope="module")
def network() -> Any:
    """`corpus/network.py`, which is no part of the package."""
    spec = spec_from_file_location("network", Path(__file__).resolve().parents[1] / "corpus" / "network.py")
    assert spec
    assert spec.loader
    module = sys.modules["network"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def plan(network: Any) -> Any:
    """A small network that leaves nothing out."""
    return network.Plan(buckets=4, units=8, epochs=60, batch=16, without_units=0.0, without_features=0.0, doubt=0.0)


def texts() -> Any:
    """Two features alone and together, many times over."""
    rows = [[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1]] * 16
    return sparse.csr_matrix(np.array(rows, dtype=np.float32))


def test_what_features_show_is_learnt(network: Any, plan: Any) -> None:
    """A column each for the first and the last feature."""
    wanted = np.array([[True, False], [False, False], [True, False], [False, True]] * 16)
    learnt = network.fit(texts(), wanted, np.ones_like(wanted), plan)
    assert ((learnt.scores(texts()) > 0) == wanted).all()


def test_what_is_not_known_of_a_text_teaches_nothing(network: Any, plan: Any) -> None:
    wanted = np.array([[True, False], [False, False], [False, True], [False, False]] * 16)
    known = wanted | (np.arange(64) % 4 != 2)[:, None]
    flipped = np.where(known, wanted, ~wanted)
    one, other = (network.fit(texts(), each, known, plan).scores(texts()) for each in (wanted, flipped))
    assert (one == other).all()


def test_the_same_texts_give_the_same_network(network: Any, plan: Any) -> None:
    wanted = np.array([[True], [False], [True], [False]] * 16)
    some_left_out = replace(plan, without_units=0.3, without_features=0.2, doubt=0.02)
    one, other = (network.fit(texts(), wanted, np.ones_like(wanted), some_left_out) for _ in range(2))
    assert (one.hidden == other.hidden).all()
