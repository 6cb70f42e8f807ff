"""Waivers: what they mark, and when they are findings themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from avtalesjekk.engine.waivers import EXPIRED, UNUSED, Waiver, stands_in, waive
from avtalesjekk.report.model import DocumentReport, Source

from ..report.report_maker import WAIVED, document, finding, part

PATH = Path("avtaler/a.docx")
AS_OF = date(2026, 11, 22)
PLACE = Source(document="avtalesjekk.toml", section="waivers nr. 1")


def waiver(**more: object) -> Waiver:
    """Return a waiver of the missing date in one agreement."""
    made = Waiver(
        part="FORM-date",
        documents=frozenset({PATH.resolve()}),
        reason="ny avtale er på høring",
        by="Kari Nordmann",
        until=date(2027, 6, 30),
        source=PLACE,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def agreement(*ids: str, **more: object) -> DocumentReport:
    """Return the report on the agreement with findings of these ids."""
    return document(**{"path": str(PATH), "findings": tuple(finding(each) for each in ids), **more})


def ids_that_count(*documents: DocumentReport, by: Waiver) -> list[list[str]]:
    """Return for each document the ids of the findings that count, under one waiver."""
    made = waive(documents, [by], AS_OF, "nb")
    return [[each.id for each in one.findings if each.waived is None] for one in made]


def test_a_finding_is_marked_with_who_until_when_and_why() -> None:
    """It stays where it is."""
    (made,) = waive([agreement("FORM-date", "FORM-duration")], [waiver()], AS_OF, "nb")
    assert [(each.id, each.waived) for each in made.findings] == [("FORM-date", WAIVED), ("FORM-duration", None)]


def test_the_verdict_stays() -> None:
    """A waiver makes no agreement better."""
    (made,) = waive([agreement("FORM-date", verdict="nonconforming")], [waiver()], AS_OF, "nb")
    assert made.verdict == "nonconforming"


def test_other_documents_are_not_concerned() -> None:
    """Not even with the same name in another folder; nor is the waiver unused where its document is not checked."""
    assert ids_that_count(agreement("FORM-date", path="andre/a.docx"), by=waiver()) == [["FORM-date"]]


def test_a_folder_stands_for_all_in_it() -> None:
    """And for nothing beside it."""
    assert stands_in(PATH.resolve(), frozenset({PATH.parent.resolve()}))
    assert not stands_in(Path("avtaler-2/a.docx").resolve(), frozenset({PATH.parent.resolve()}))


@pytest.mark.parametrize(
    ("until", "counting"),
    [(AS_OF, []), (date(2026, 11, 21), ["FORM-date", EXPIRED])],
    ids=["the last day", "the day after"],
)
def test_a_waiver_that_has_run_out_waives_nothing_and_is_a_finding(until: date, counting: list[str]) -> None:
    """Until the end of its last day it holds."""
    assert ids_that_count(agreement("FORM-date"), by=waiver(until=until)) == [counting]


def test_a_waiver_that_meets_nothing_is_a_finding() -> None:
    """A warning that says what to do and where the waiver stands."""
    (made,) = waive([agreement("FORM-duration")], [waiver()], AS_OF, "nb")
    told = made.findings[-1]
    assert (told.id, told.severity, told.source) == (UNUSED, "warning", PLACE)
    assert "FORM-date" in told.message
    assert told.remedy.startswith("Slett fraviket")


def test_a_waiver_for_several_documents_is_used_when_one_of_them_has_the_finding() -> None:
    """Else it is told of on the first."""
    both = waiver(documents=frozenset({PATH.parent.resolve()}))
    other = agreement(path="avtaler/b.docx")
    assert ids_that_count(agreement("FORM-date"), other, by=both) == [[], []]
    assert ids_that_count(agreement(), other, by=both) == [[UNUSED], []]


@pytest.mark.parametrize(
    "unread",
    [
        agreement(verdict="not_assessable"),
        agreement(verdict="nonconforming", parts=(part("FORM-date", "not_assessable"),)),
    ],
    ids=["the document", "the part"],
)
def test_a_waiver_is_not_unused_where_something_could_not_be_read(unread: DocumentReport) -> None:
    """What it waives may stand there."""
    assert ids_that_count(unread, by=waiver()) == [[]]
