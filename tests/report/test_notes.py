"""What the comments say."""

from __future__ import annotations

from dataclasses import replace

from avtalesjekk.report.model import DocumentReport, Evidence, Finding, Part, Passage, Status, Waived
from avtalesjekk.report.notes import Note, notes

from .report_maker import document, finding, presentation

TITLES = {"G27-4.1.3b": "Kontaktperson", "G27-4.1.3d": "Ansvar", "G27-4.2a": "Ledere", "FORM-date": "Dato"}
TITLES |= {"G27-2.1-1a": "Kartlegging"}


def words(start: int, end: int) -> Evidence:
    """Return a place in the text."""
    return Evidence(clause="1", page=1, quote="x" * (end - start), start=start, end=end)


def part(identity: str, status: Status, *evidence: Evidence, review: bool = False) -> Part:
    """Return a part of the checklist."""
    return Part(
        id=identity, status=status, authority="skal", severity="error", confidence=0.9, review=review, evidence=evidence
    )


def made(report: DocumentReport, lang: str = "nb", met: bool = False) -> list[Note]:
    """Return the notes on a document."""
    return notes(report, presentation(TITLES, lang), met)


def located(identity: str, start: int, end: int) -> Finding:
    """Return a finding at a place."""
    return replace(finding(identity), location=words(start, end))


def test_a_finding_says_what_why_by_which_source_and_what_to_do() -> None:
    """At its words."""
    report = document(
        parts=(part("G27-4.1.3b", "nonconforming", review=True),), findings=(located("G27-4.1.3b", 5, 9),)
    )
    (note,) = made(report)
    assert note.at == words(5, 9)
    assert note.heading == "4.1.3b Kontaktperson: ikke godt nok [se over]"
    assert note.lines == ("Noe mangler. [feil, G-27/2017 4.1]", "Slik rettes det: Skriv det inn.")


def test_notes_follow_the_words_and_the_longer_comes_first() -> None:
    """Whatever the order of the findings."""
    report = document(findings=tuple(located("FORM-date", *at) for at in ((7, 9), (2, 4), (2, 8))))
    assert [(note.at.start, note.at.end) for note in made(report)] == [(2, 8), (2, 4), (7, 9)]


def test_what_is_missing_is_listed_at_the_last_words() -> None:
    """First an overview that asks to take the comments out, then one on each with wording."""
    last = Passage(clause="9", kind="paragraph", level=0, page=3, text="Til slutt.", start=100)
    report = document(
        parts=(part("G27-4.1.3d", "missing"),), findings=(finding("G27-4.1.3d"),), passages=(last,), language="nb"
    )
    overview, detail = made(report)
    assert (overview.at.start, overview.at.end, overview.closing) == (100, 110, True)
    assert overview.heading == "Avtalesjekk: dette mangler (1)"
    assert "Slett dem før den underskrives" in overview.lines[0]
    assert overview.lines[1:] == ("– 4.1.3d Ansvar",)
    assert detail.heading == "4.1.3d Ansvar: mangler"
    assert detail.lines[-1].startswith("Forslag: «[Funksjon i kommunen] har ansvar for kontakten")


def test_wording_is_in_the_language_of_the_agreement_and_names_its_parties() -> None:
    """The rest is in the user's."""
    report = document(findings=(finding("G27-4.2a"),), language="nn", parties=("Sunndal kommune", "NAV Sunndal"))
    *_, detail = made(report, lang="en")
    assert detail.lines[1:] == (
        "Suggested wording: «For Sunndal kommune: [namn], [leiarstilling]»",
        "Suggested wording: «For NAV Sunndal: [namn], [leiarstilling]»",
    )


def test_parties_that_are_not_known_stay_blanks() -> None:
    """A navigator's name is no NAV office."""
    report = document(findings=(finding("G27-4.2a"),), language="nb", parties=("Navigare AS",))
    *_, detail = made(report)
    assert detail.lines[1].startswith("Forslag: «For [kommune]: ")
    assert detail.lines[2].startswith("Forslag: «For [NAV-kontor]: ")


def test_without_wording_the_remedy_is_told() -> None:
    """So that no finding is without advice."""
    titles = {"EGEN-1": "Egen"}
    *_, detail = notes(document(findings=(finding("EGEN-1"),)), presentation(titles), False)
    assert detail.lines[-1] == "Slik rettes det: Skriv det inn."


def test_what_is_wrong_with_a_waiver_is_no_business_of_the_agreement() -> None:
    """It is told in the report."""
    assert made(document(findings=(finding("WAIVER-unused"),))) == []


def test_the_other_duties_of_the_circular_are_listed_by_name() -> None:
    """In one note, without advice, as in the other reports."""
    report = document(parts=(part("G27-2.1-1a", "missing"),), findings=(finding("G27-2.1-1a"),))
    overview, duties = made(report)
    assert overview.heading == "Avtalesjekk: dette mangler (0)"
    assert duties.lines == ("– 2.1-1a Kartlegging",)


def test_what_is_met_is_told_once_for_the_same_words_and_only_when_asked_for() -> None:
    """As met."""
    met = tuple(part(identity, "met", words(3, 6), words(8, 9)) for identity in ("G27-4.1.3b", "G27-4.1.3d"))
    (note,) = made(document(parts=met), met=True)
    assert (note.heading, note.lines) == ("4.1.3b Kontaktperson: oppfylt", ("4.1.3d Ansvar: oppfylt",))
    assert (note.at, note.met) == (words(3, 6), True)
    assert made(document(parts=met)) == []


def test_what_was_waived_is_left_out() -> None:
    """It does not count."""
    waived = replace(located("FORM-date", 1, 2), waived=Waived(kind="baseline", reason="fra før"))
    assert made(document(findings=(waived,))) == []
