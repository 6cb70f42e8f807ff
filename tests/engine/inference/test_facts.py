"""Facts before they are evaluated."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.inference.facts import Fact, FactError, prepare
from avtalesjekk.engine.rulebook.model import FactType

VOCABULARY = {
    "provision": FactType(choices={"modality": ("none", "binding")}, sets={"label": ("economy", "other")}),
    "document": FactType(choices={"dated": ("no", "yes")}, sets={}),
}


def test_what_a_fact_does_not_say_is_filled_in() -> None:
    """The first value of a property with one value, and False for each value of a set."""
    facts = prepare(VOCABULARY, [{"id": "c0", "fact": "provision", "label_other": True}])
    assert facts == (
        {"id": "c0", "fact": "provision", "modality": "none", "label_economy": False, "label_other": True},
    )


def test_facts_stand_by_the_number_in_their_ids() -> None:
    facts = prepare(VOCABULARY, [{"id": f"c{number}", "fact": "document"} for number in (10, 9, 0)])
    assert [fact["id"] for fact in facts] == ["c0", "c9", "c10"]


@pytest.mark.parametrize(
    "fact",
    [
        {"fact": "document"},
        {"id": "c", "fact": "document"},
        {"id": "7", "fact": "document"},
        {"id": "c1"},
        {"id": "c1", "fact": "signature"},
        {"id": "c1", "fact": "document", "modality": "none"},
        {"id": "c1", "fact": "provision", "modality": "must"},
        {"id": "c1", "fact": "provision", "label_other": "yes"},
        {"id": "c1", "fact": "provision", "label_other": 1},
        {"id": "c1", "fact": "provision", "label": "other"},
        {"id": "c1", "fact": "document", "dated": True},
    ],
    ids=str,
)
def test_what_the_vocabulary_does_not_know_is_refused(fact: Fact) -> None:
    with pytest.raises(FactError):
        prepare(VOCABULARY, [fact])


def test_an_id_used_twice_is_refused() -> None:
    """The rule engine would drop the second fact."""
    with pytest.raises(FactError, match="c1"):
        prepare(VOCABULARY, [{"id": "c1", "fact": "document"}, {"id": "c1", "fact": "provision"}])
