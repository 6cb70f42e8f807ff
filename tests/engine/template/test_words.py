"""Two clauses word by word."""

from __future__ import annotations

from avtalesjekk.engine.template.words import alike, changes, words

CLAUSE = "Det holdes [antall] møter hvert [halvår] mellom lederne i kommunen og NAV."


def told(template: str, agreement: str) -> list[tuple[str, str]]:
    """The changes as pairs."""
    return [(change.kind, change.words) for change in changes(template, agreement)]


def test_a_blank_is_one_word() -> None:
    assert [word.key for word in words("til [sett inn dato].")] == ["til", "[[sett inn dato]"]


def test_what_is_filled_in_for_a_blank_is_no_change() -> None:
    filled = "Det holdes to møter hvert halvår mellom lederne i kommunen og NAV."
    assert {kind for kind, _ in told(CLAUSE, filled)} == {"kept", "filled"}


def test_case_punctuation_and_norwegian_of_either_kind_are_no_change() -> None:
    assert told("Hver deltaker har en kontaktperson.", "Kvar deltakar har ein kontaktperson.")[0][0] == "kept"
    assert told("Lederne møtes ofte.", "lederne møtes, ofte") == [("kept", "lederne møtes, ofte")]


def test_words_taken_out_and_put_in_are_told_in_their_order() -> None:
    assert told("Partene skal møtes hvert halvår.", "Partene kan møtes hvert år.") == [
        ("kept", "Partene"),
        ("removed", "skal"),
        ("added", "kan"),
        ("kept", "møtes hvert"),
        ("removed", "halvår."),
        ("added", "år."),
    ]


def test_a_clause_is_found_within_a_longer_one() -> None:
    """What stands before and after it does not count against it."""
    longer = words("Først noe annet. Det holdes to møter hvert år mellom lederne i kommunen og NAV. Så enda noe annet.")
    share, start, end = alike(words(CLAUSE), longer)
    assert share == 1.0
    assert (longer[start].key, longer[end - 1].key) == ("det", "nav")


def test_clauses_without_a_word_in_common_are_not_alike() -> None:
    assert alike(words("Partene møtes."), words("Kommunen betaler lokalene")) == (0.0, 0, 0)
