"""The names that a document gives, found in its sentences."""

from __future__ import annotations

from avtalesjekk.engine.reading.lexicon import lexicon
from avtalesjekk.engine.reading.own_names import OwnNames
from avtalesjekk.engine.reading.sides import Side

NAMES = OwnNames({"Inkluderingsteamet": frozenset({"nav_unit"}), "Brygga": frozenset({"municipal_unit"})})


def named(text: str) -> set[tuple[str, str]]:
    """The concepts of own names and of units in `text`, each with its words."""
    found = NAMES.mentions(text, lexicon("no").mentions(text))
    return {(text[m.start : m.end], m.concept) for m in found if m.concept.endswith("_unit")}


def test_a_name_stands_for_what_the_document_says() -> None:
    assert named("Bryggas folk ringer NAV.") == {("Bryggas", "municipal_unit"), ("NAV", "nav_unit")}


def test_what_the_document_says_of_a_name_is_stronger_than_what_such_names_mean_elsewhere() -> None:
    assert ("Inkluderingsteamet", "municipal_unit") in {
        ("Inkluderingsteamet"[m.start : m.end], m.concept) for m in lexicon("no").mentions("Inkluderingsteamet")
    }
    assert named("Inkluderingsteamet kaller inn.") == {("Inkluderingsteamet", "nav_unit")}


def test_the_head_of_a_column_may_be_a_name() -> None:
    assert NAMES.side_of(" Brygga ") is Side.MUNICIPALITY
    assert NAMES.side_of("Brygga og NAV") is Side.NONE
