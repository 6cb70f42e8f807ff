"""Units of text as hashed features."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.features import BUCKETS, WEIGHTS, Unit, features, folded

TEXTS = st.text(max_size=40)
UNITS = st.builds(
    Unit,
    text=TEXTS,
    heading=TEXTS,
    lead=TEXTS,
    before=TEXTS,
    concepts=st.lists(st.sampled_from(["nav_unit", "meeting", "leader", "plan"])).map(tuple),
)
PLAIN = Unit(text="Partene møtes hvert år.")


def pairs(unit: Unit) -> set[tuple[int, float]]:
    """The features of one unit as pairs of index and value."""
    found = features([unit])
    return set(zip(found.index.tolist(), found.value.tolist(), strict=True))


def length(unit: Unit) -> float:
    """The squared length of the features of `unit`."""
    return float(np.square(features([unit]).value).sum())


def test_the_same_unit_has_the_same_features() -> None:
    assert pairs(PLAIN) == pairs(replace(PLAIN))


@pytest.mark.parametrize(
    "other",
    [
        Unit(text="Partene møtes hvert kvartal."),
        replace(PLAIN, heading="Ledermøte"),
        replace(PLAIN, lead="NAV skal"),
        replace(PLAIN, before="Det holdes ledermøter."),
        replace(PLAIN, concepts=("meeting",)),
    ],
)
def test_the_text_and_all_that_stands_around_it_count(other: Unit) -> None:
    assert pairs(other) != pairs(PLAIN)


def test_the_same_word_is_another_feature_in_the_heading_than_in_the_lead_in() -> None:
    assert pairs(Unit(text="", heading="NAV")) != pairs(Unit(text="", lead="NAV"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Partene møtes", "PARTENE MØTES"),
        ("Partene evaluerer ikke hvert år", "Partane evaluerer ikkje kvart år"),
        ("innen 15. juni 2021", "innen 28. juni 2019"),
    ],
)
def test_case_written_language_and_figures_make_no_difference(one: str, other: str) -> None:
    assert pairs(Unit(text=one)) == pairs(Unit(text=other))


def test_the_order_and_number_of_concepts_make_no_difference() -> None:
    one, other = ("plan", "meeting", "plan"), ("meeting", "plan")
    assert pairs(replace(PLAIN, concepts=one)) == pairs(replace(PLAIN, concepts=other))


def test_concepts_count_in_pairs_too() -> None:
    together = pairs(Unit(text="", concepts=("meeting", "plan")))
    assert len(together) == len(pairs(Unit(text="", concepts=("meeting",)))) + 2 + len(pairs(Unit(text="")))


def test_a_longer_text_weighs_no_more_than_a_short_one() -> None:
    assert length(PLAIN) == pytest.approx(length(Unit(text="Partene møtes hvert år og ser på hvordan det går.")))


def test_each_group_has_its_own_weight() -> None:
    groups = ("text", "word", "heading", "theme", "theme of heading")
    expected = sum(WEIGHTS[group] ** 2 for group in groups)
    assert length(replace(PLAIN, heading="Ledermøte")) == pytest.approx(expected)


def test_no_units_no_features() -> None:
    found = features([])
    assert (found.index.size, found.value.size, found.start.tolist()) == (0, 0, [0])


@given(st.lists(UNITS, max_size=4))
def test_features_of_many_units_are_those_of_each(units: list[Unit]) -> None:
    found = features(units)
    for unit, start, end in zip(units, found.start, found.start[1:], strict=False):
        alone = features([unit])
        assert found.index[start:end].tolist() == alone.index.tolist()


@given(UNITS)
def test_every_index_is_a_bucket(unit: Unit) -> None:
    index = features([unit]).index
    assert ((index >= 0) & (index < BUCKETS)).all()


@given(st.lists(UNITS, min_size=1, max_size=4))
def test_units_have_together_the_features_that_they_have_alone(units: list[Unit]) -> None:
    found = features(units)
    for place, unit in enumerate(units):
        own = slice(found.start[place], found.start[place + 1])
        assert set(zip(found.index[own].tolist(), found.value[own].tolist(), strict=True)) == pairs(unit)


def test_fewer_buckets_keep_the_cues_apart() -> None:
    index = np.array([0, BUCKETS - 1, BUCKETS, BUCKETS + 5])
    assert folded(index, BUCKETS // 2).tolist() == [0, BUCKETS // 2 - 1, BUCKETS // 2, BUCKETS // 2 + 5]
    assert folded(index, BUCKETS).tolist() == index.tolist()
