"""Two runs compared: which document is which, what changed, and which decisions stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avtalesjekk.engine.audit.compare import compare
from avtalesjekk.engine.audit.database import open_database
from avtalesjekk.engine.audit.ledger import last_and_earlier, store, text_digest
from avtalesjekk.engine.audit.model import Ruling
from avtalesjekk.report.audit import AuditReport, Change, Standing
from avtalesjekk.report.model import DocumentReport, Report, Status

from .run_maker import DAY, agreement, run

A = "G27-4.1.5a"
NAMELESS = ("Flyktningtjenesten",)


def ruling(words: str, status: Status = "met", path: str = "a.pdf", part: str = A) -> Ruling:
    """Return a decision on the part of an agreement of Sunndal's with these words."""
    return Ruling(
        text=text_digest(agreement("x", words)),
        part=part,
        path=path,
        municipality="Sunndal",
        kind="intro-agreement",
        status=status,
        reason="Se vedlegg 1",
        by="Kari Moe",
        day=DAY,
    )


def changes(folder: Path, *runs: Report, rulings: tuple[Ruling, ...] = (), profiles: str = "auto") -> AuditReport:
    """Store the runs, the last one with `profiles`, and compare the last two."""
    engine = open_database(str(folder / "register.sqlite3"), new=True)
    for number, one in enumerate(runs, start=1):
        store(engine, one, [profiles] if number == len(runs) else ["auto"])
    return compare(*last_and_earlier(engine, None), rulings)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ({"a": "missing"}, {"a": "nonconforming"}, "improved"),
        ({"a": "nonconforming"}, {"a": "met"}, "improved"),
        ({"a": "met"}, {"a": "nonconforming"}, "fell_back"),
        ({"a": "met", "b": "missing"}, {"a": "missing", "b": "met"}, "mixed"),
        ({"a": "met"}, {"a": "not_assessable"}, "changed"),
        ({"a": "missing"}, {"a": "missing", "b": "met"}, "changed"),
        ({"a": "missing", "b": "met"}, {"a": "met"}, "improved"),
        ({"a": "missing"}, {"a": "missing"}, "same"),
    ],
)
def test_what_became_of_a_document(
    tmp_path: Path, before: dict[str, Status], now: dict[str, Status], change: Change
) -> None:
    """By the best and the worst that happened to its parts; a part asked of it in one run only is neither."""
    report = changes(tmp_path, run(agreement("a.pdf", **before)), run(agreement("a.pdf", "Ny tekst", **now)))
    assert [(document.path, document.change) for document in report.documents] == [("a.pdf", change)]


def test_documents_come_and_go(tmp_path: Path) -> None:
    """Those that are gone come last."""
    before = run(agreement("a.pdf", "A", parties=("Os kommune",)), agreement("b.pdf", "B", parties=("Rana kommune",)))
    now = run(agreement("c.pdf", "C", parties=("Bø kommune",)), agreement("b.pdf", "B", parties=("Rana kommune",)))
    found = [(each.path, each.earlier, each.change) for each in changes(tmp_path, before, now).documents]
    assert found == [("c.pdf", None, "new"), ("b.pdf", "b.pdf", "same"), ("a.pdf", "a.pdf", "gone")]


def pairs(folder: Path, before: Report, now: Report) -> list[tuple[str, str | None]]:
    """Return the path of each document with the one before."""
    return [(each.path, each.earlier) for each in changes(folder, before, now).documents if each.change != "gone"]


def test_a_moved_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    """Also without a municipality."""
    before, now = agreement("a.pdf", parties=NAMELESS), agreement("b.pdf", parties=NAMELESS)
    assert pairs(tmp_path, run(before), run(now)) == [("b.pdf", "a.pdf")]


def test_a_moved_file_saved_anew_is_known_by_its_words(tmp_path: Path) -> None:
    """Its bytes are others."""
    before, now = agreement("a.pdf", parties=NAMELESS), agreement("b.docx", parties=NAMELESS)
    assert pairs(tmp_path, run(before), run(replace(now, sha256="f" * 64))) == [("b.docx", "a.pdf")]


def test_a_new_agreement_is_known_by_its_municipality(tmp_path: Path) -> None:
    """Where the file is another and says something else."""
    assert pairs(tmp_path, run(agreement("2018.pdf", "A")), run(agreement("2024.pdf", "B"))) == [
        ("2024.pdf", "2018.pdf")
    ]


def test_it_is_not_guessed_which_of_several_of_a_municipality_is_which(tmp_path: Path) -> None:
    """They are new and gone."""
    before = run(agreement("1.pdf", "A"), agreement("2.pdf", "B"))
    assert pairs(tmp_path, before, run(agreement("3.pdf", "C"))) == [("3.pdf", None)]


def test_an_agreement_of_another_kind_is_another(tmp_path: Path) -> None:
    """A municipality has several."""
    other = replace(agreement("b.pdf", "B"), kind="nav-office-agreement")
    assert pairs(tmp_path, run(agreement("a.pdf", "A")), run(other)) == [("b.pdf", None)]


def test_the_agreements_of_a_file_are_told_apart(tmp_path: Path) -> None:
    """By their words first, then by their municipalities."""
    one, two = agreement("a.pdf", "A", a="met"), agreement("a.pdf", "B", parties=("Os kommune",), a="missing")
    changed = agreement("a.pdf", "C", parties=("Os kommune",), a="met")
    report = changes(tmp_path, run(one, two), run(changed, one))
    assert [(each.municipality, each.change) for each in report.documents] == [("Os", "improved"), ("Sunndal", "same")]


def test_a_document_given_twice_is_not_new(tmp_path: Path) -> None:
    """The first is the first, the second the second."""
    twice = run(agreement("a.pdf"), agreement("a.pdf"))
    assert [each.change for each in changes(tmp_path, twice, twice).documents] == ["same", "same"]


def test_the_statuses_of_a_part_are_counted(tmp_path: Path) -> None:
    """Now and before, each part for itself; a part that was not asked for counts none."""
    before = run(agreement("a.pdf", "A", a="met"), agreement("b.pdf", "B", a="missing"))
    now = run(agreement("a.pdf", "A", a="met"), agreement("b.pdf", "B", a="met", b="not_applicable"))
    none: dict[Status, int] = dict.fromkeys(("met", "nonconforming", "missing", "not_applicable", "not_assessable"), 0)
    one, two = changes(tmp_path, before, now).tallies
    assert (one.now, one.before) == ({**none, "met": 2}, {**none, "met": 1, "missing": 1})
    assert (two.now, two.before) == ({**none, "not_applicable": 1}, none)


def test_duties_beyond_the_minimum_are_left_out(tmp_path: Path) -> None:
    """As they are of the verdict."""
    duty = agreement("a.pdf", a="met")
    duty = replace(duty, parts=(*duty.parts, replace(duty.parts[0], id="G27-2.1-2")))
    report = changes(tmp_path, run(duty))
    assert [tally.part for tally in report.tallies] == [A]
    assert [part.id for part in report.documents[0].parts] == [A]


def test_the_first_run_has_nothing_before_it(tmp_path: Path) -> None:
    """Its documents are new."""
    report = changes(tmp_path, run(agreement("a.pdf", a="met")))
    assert (report.before, report.tallies[0].before) == (None, None)
    assert [document.change for document in report.documents] == ["new"]


def test_other_packs_and_profiles_are_told(tmp_path: Path) -> None:
    """They may be why an answer changed."""
    report = changes(tmp_path, run(), run(version="2"), profiles="g27-2017")
    assert (report.differing, report.rejudged) == (("g27-2017",), True)
    same = changes(tmp_path / "other", run(), run())
    assert (same.differing, same.rejudged) == ((), False)


def test_a_decision_stands_in_both_runs_and_is_no_change(tmp_path: Path) -> None:
    """The text is the same; the answer of the program is kept."""
    same = run(agreement("a.pdf", "A", a="missing"))
    report = changes(tmp_path, same, same, rulings=(ruling("A"),))
    (document,) = report.documents
    (part,) = document.parts
    assert document.change == "same"
    assert part.now
    assert part.now.decision
    assert (part.now.status, part.now.decision.found, part.now.decision.by) == ("met", "missing", "Kari Moe")
    assert (report.tallies[0].decided, report.tallies[0].now["met"]) == (1, 1)


def test_a_decision_lapses_with_the_text(tmp_path: Path) -> None:
    """So what it had decided is lost."""
    before, now = run(agreement("a.pdf", "A", a="missing")), run(agreement("a.pdf", "B", a="missing"))
    report = changes(tmp_path, before, now, rulings=(ruling("A"),))
    (document,) = report.documents
    assert document.change == "fell_back"
    assert [decision.standing for decision in report.decisions] == ["text_changed"]


@pytest.mark.parametrize(
    ("documents", "standing", "found", "path"),
    [
        ((agreement("b.pdf", "A", a="missing"),), "in_force", "missing", "b.pdf"),
        ((agreement("a.pdf", "A", b="met"),), "not_asked", None, "a.pdf"),
        ((agreement("a.pdf", "B", parties=NAMELESS, a="met"),), "text_changed", None, "a.pdf"),
        ((agreement("b.pdf", "B", a="met"),), "text_changed", None, "b.pdf"),
        ((replace(agreement("a.pdf", "B"), passages=()),), "unread", None, "a.pdf"),
        ((agreement("b.pdf", "B", parties=("Os kommune",), a="met"),), "absent", None, "a.pdf"),
        ((replace(agreement("b.pdf", "B", a="met"), kind="nav-office-agreement"),), "absent", None, "a.pdf"),
        ((agreement("b.pdf", "B", a="met"), agreement("a.pdf", "A", a="met")), "in_force", "met", "a.pdf"),
    ],
)
def test_where_a_decision_stands(
    tmp_path: Path, documents: tuple[DocumentReport, ...], standing: Standing, found: Status | None, path: str
) -> None:
    """With the text, wherever that is; else it is told why not."""
    report = changes(tmp_path, run(*documents), rulings=(ruling("A"),))
    (decision,) = report.decisions
    assert (decision.standing, decision.found, decision.path) == (standing, found, path)


def test_the_last_decision_stands(tmp_path: Path) -> None:
    """Those before it stay in the list."""
    rulings = (ruling("A", "missing"), ruling("A"), ruling("A", part="G27-4.1.5b"))
    report = changes(tmp_path, run(agreement("a.pdf", "A", a="missing", b="missing")), rulings=rulings)
    assert [decision.standing for decision in report.decisions] == ["replaced", "in_force", "in_force"]
    assert [part.now and part.now.status for part in report.documents[0].parts] == ["met", "met"]


def test_a_decision_on_the_changed_text_replaces_the_one_before(tmp_path: Path) -> None:
    """It is not told to have lapsed for ever."""
    report = changes(tmp_path, run(agreement("a.pdf", "B", a="missing")), rulings=(ruling("A"), ruling("B")))
    assert [decision.standing for decision in report.decisions] == ["replaced", "in_force"]
