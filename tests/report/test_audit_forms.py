"""What changed between two runs, as people and other programs get it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from avtalesjekk.report.audit import AuditReport, DecisionTold, DocumentChange, PartChange, RunTold, Standing, Tally
from avtalesjekk.report.audit_forms import audit_csv, audit_json, audit_text, decisions_json, decisions_text
from avtalesjekk.report.model import Decision, Evidence, Part, Status

from .report_maker import presentation

SHOWN = presentation({"G27-4.1.6": "Etter programmet"})
NONE: dict[Status, int] = dict.fromkeys(("met", "nonconforming", "missing", "not_applicable", "not_assessable"), 0)
RULED = Decision(found="missing", reason="Se vedlegg 1", by="Kari Moe", day="2026-11-20")
STANDING = DecisionTold(
    path="a.pdf",
    part="G27-4.1.6",
    status="met",
    reason="Se vedlegg 1",
    by="Kari Moe",
    day="2026-11-20",
    standing="in_force",
    found="missing",
)


def part(status: Status, decision: Decision | None = None) -> Part:
    """Return a part; met ones have a quote on two lines."""
    quote = Evidence(clause="4.2", page=3, quote="=NAV skal\nkalle inn", start=0, end=19)
    return Part(
        id="G27-4.1.6",
        status=status,
        authority="skal",
        severity="error",
        confidence=0.9,
        review=status == "missing",
        evidence=(quote,) if status == "met" else (),
        decision=decision,
    )


CHANGED = DocumentChange(
    path="ny/a.pdf",
    earlier="a.pdf",
    municipality="Sunndal",
    change="improved",
    parts=(PartChange(now=part("met"), before=part("missing"), direction="better"),),
)
REPORT = AuditReport(
    now=RunTold(number=3, as_of="2026-11-22", version="0.2.0", documents=4),
    before=RunTold(number=1, as_of="2026-05-01", version="0.1.0", documents=3),
    differing=(),
    rejudged=False,
    tallies=(
        Tally(
            part="G27-4.1.6",
            now={**NONE, "met": 3, "missing": 1, "not_applicable": 5},
            before={**NONE, "met": 1, "missing": 2},
            decided=1,
        ),
    ),
    documents=(CHANGED,),
    decisions=(),
)


def lines(report: AuditReport) -> list[str]:
    """Return the lines of the text in Bokmål for a pipe."""
    return audit_text(report, SHOWN).decode().splitlines()


def test_the_runs_are_told_first() -> None:
    """The last, and the one that it is compared with."""
    assert lines(REPORT)[:3] == [
        "Kjøring 3 for 2026-11-22 (avtalesjekk 0.2.0, 4 dokumenter)",
        "Sammenlignet med kjøring 1 for 2026-05-01 (avtalesjekk 0.1.0, 3 dokumenter)",
        "",
    ]


def test_a_first_run_says_that_it_is_one() -> None:
    """And lists no document as new."""
    (tally,) = REPORT.tallies
    printed = lines(replace(REPORT, before=None, tallies=(replace(tally, before=None),)))
    assert printed[1] == "Det er ingen tidligere kjøring å sammenligne med."
    assert [" ".join(line.split()) for line in printed[-2:]] == [
        "4.1.6 Etter programmet 3 (75 %) 0 (0 %) 1 (25 %) 0 (0 %)",
        "(1 avgjort av person)",
    ]


def test_what_else_may_have_changed_answers_is_told() -> None:
    """The packs by name, the program and the profiles."""
    printed = lines(replace(REPORT, differing=("g27-2017", "guide-2023"), rejudged=True))
    assert "(g27-2017, guide-2023)" in printed[2]
    assert printed[3].startswith("Programmet eller --profile")


def test_a_part_is_counted_now_and_before() -> None:
    """With shares of the documents that it applies to; what has not changed is not said twice."""
    assert [" ".join(line.split()) for line in lines(REPORT)[4:6]] == [
        "4.1.6 Etter programmet 3 (75 %) +2 0 (0 %) 1 (25 %) -1 0 (0 %)",
        "(1 avgjort av person) før 1 (33 %) før 2 (67 %)",
    ]


def test_a_part_of_an_unknown_pack_is_told_by_its_id() -> None:
    """The pack was not given to the report."""
    (tally,) = REPORT.tallies
    assert lines(replace(REPORT, tallies=(replace(tally, part="EGNE-1"),)))[4].startswith("EGNE-1  ")


def test_a_document_shows_the_parts_that_changed() -> None:
    """With the words that the answer rests on."""
    same = PartChange(now=part("met"), before=part("met"), direction="same")
    printed = lines(replace(REPORT, documents=(replace(CHANGED, parts=(same, *CHANGED.parts)),)))
    assert printed[printed.index("Bedre: 1") :] == [
        "Bedre: 1",
        "  Sunndal – ny/a.pdf (før a.pdf)",
        "    4.1.6 Etter programmet: mangler → oppfylt",
        "      «=NAV skal kalle inn» (punkt 4.2, side 3)",
    ]


def test_a_part_that_was_not_asked_for_before() -> None:
    """Is told to have been none."""
    asked = PartChange(now=part("missing"), before=None, direction="other")
    printed = lines(replace(REPORT, documents=(replace(CHANGED, change="changed", parts=(asked,)),)))
    assert "    4.1.6 Etter programmet: ikke spurt om → mangler" in printed


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (part("met", RULED), part("nonconforming"), "      Avgjort av Kari Moe 2026-11-20: «Se vedlegg 1» ("),
        (part("missing"), part("met", RULED), "      Før: Avgjort av Kari Moe 2026-11-20: «Se vedlegg 1» ("),
    ],
)
def test_a_change_that_a_decision_makes_says_so(now: Part, before: Part, told: str) -> None:
    """Now, or before."""
    change = PartChange(now=now, before=before, direction="better")
    assert lines(replace(REPORT, documents=(replace(CHANGED, parts=(change,)),)))[-1].startswith(told)


def test_the_worst_comes_first_and_the_unchanged_are_counted() -> None:
    """New and gone ones are named."""
    documents = tuple(
        replace(CHANGED, path=f"{change}.pdf", earlier=None, municipality="", change=change)
        for change in ("same", "new", "gone", "improved", "fell_back")
    )
    printed = lines(replace(REPORT, documents=documents))
    headings = [line for line in printed if line[-3:] == ": 1"]
    assert headings == ["Dårligere: 1", "Bedre: 1", "Uendret: 1", "Nye: 1", "Borte: 1"]
    assert {"  new.pdf", "  gone.pdf"} <= set(printed)
    assert "  same.pdf" not in printed


def test_decisions_are_listed_with_what_the_program_answered() -> None:
    """Those that stand."""
    assert lines(replace(REPORT, decisions=(STANDING,)))[-4:] == [
        "",
        "Avgjørelser som gjelder: 1",
        "  a.pdf 4.1.6: oppfylt, avgjort av Kari Moe 2026-11-20: «Se vedlegg 1»",
        "    programmet svarte: mangler",
    ]


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        ("text_changed", "bortfalt: teksten i dokumentet er endret etter avgjørelsen"),
        ("unread", "kan ikke brukes: dokumentet kunne ikke leses i denne kjøringen"),
        ("not_asked", "uten virkning: delen er ikke et krav til dokumentet i denne kjøringen"),
        ("absent", "dokumentet er ikke med i denne kjøringen"),
        ("replaced", "erstattet av en senere avgjørelse"),
    ],
)
def test_a_decision_that_does_not_stand_says_why(standing: Standing, why: str) -> None:
    """After those that do."""
    lapsed = replace(STANDING, standing=standing, found=None)
    printed = lines(replace(REPORT, decisions=(lapsed, STANDING)))
    assert printed[-3] == "Avgjørelser som ikke gjelder i denne kjøringen: 1"
    assert printed[-1] == f"    {why}"


def test_on_a_narrow_terminal_no_number_is_left_out() -> None:
    """The table is as wide as it must be."""
    printed = audit_text(REPORT, replace(SHOWN, width=20)).decode()
    assert [printed.count(share) for share in ("(75 %)", "(25 %)", "(33 %)", "(67 %)")] == [1, 1, 1, 1]


def test_on_a_terminal_long_lines_are_broken() -> None:
    """At its width."""
    long = replace(REPORT, decisions=(replace(STANDING, reason="lang " * 60),))
    assert max(map(len, audit_text(long, replace(SHOWN, width=90)).decode().splitlines())) <= 90


def test_the_json_has_numbers_and_shares() -> None:
    """And the change of each status."""
    made = json.loads(audit_json(REPORT))
    (requirement,) = made["requirements"]
    assert (made["schema"], made["now"]["number"], made["before"]["number"]) == ("avtalesjekk-audit-1", 3, 1)
    assert requirement["now"]["met"] == {"count": 3, "share": 0.75}
    assert requirement["before"]["met"] == {"count": 1, "share": 0.3333}
    assert requirement["now"]["not_applicable"] == {"count": 5}
    assert requirement["change"]["met"] == 2
    assert requirement["decided"] == 1


def test_the_json_has_the_parts_of_each_document() -> None:
    """With the decision on it."""
    ruled = PartChange(now=part("met", RULED), before=None, direction="other")
    (document,) = json.loads(audit_json(replace(REPORT, documents=(replace(CHANGED, parts=(ruled,)),))))["documents"]
    assert (document["path"], document["earlier"], document["change"]) == ("ny/a.pdf", "a.pdf", "improved")
    assert document["parts"] == [
        {
            "id": "G27-4.1.6",
            "direction": "other",
            "before": None,
            "now": "met",
            "decision": {"found": "missing", "reason": "Se vedlegg 1", "by": "Kari Moe", "day": "2026-11-20"},
        }
    ]


def test_the_csv_has_a_line_for_each_part() -> None:
    """In which nothing is a formula."""
    gone = PartChange(now=None, before=part("met"), direction="other")
    ruled = PartChange(now=part("met", RULED), before=part("missing"), direction="better")
    made = audit_csv(replace(REPORT, documents=(replace(CHANGED, path="=a.pdf", parts=(ruled, gone)),)))
    one, two = csv.DictReader(StringIO(made.decode(), newline=""))
    assert (one["document"], one["before"], one["now"], one["found"]) == ("'=a.pdf", "missing", "met", "missing")
    assert (one["decided_by"], one["decided_on"], one["reason"]) == ("Kari Moe", "2026-11-20", "Se vedlegg 1")
    assert (one["clause"], one["page"], one["quote"]) == ("4.2", "3", "'=NAV skal kalle inn")
    assert (two["before"], two["now"], two["quote"]) == ("met", "", "")


def test_a_part_to_be_looked_over_says_so_in_the_csv() -> None:
    """The program is not sure of it."""
    unsure = PartChange(now=part("missing"), before=part("missing"), direction="same")
    made = audit_csv(replace(REPORT, documents=(replace(CHANGED, parts=(unsure,)),)))
    assert [row["review"] for row in csv.DictReader(StringIO(made.decode(), newline=""))] == ["yes"]


def test_the_list_of_decisions() -> None:
    """As in the report, or that there are none."""
    assert decisions_text((STANDING,), "nb").decode().splitlines()[0] == "Avgjørelser som gjelder: 1"
    assert decisions_text((), "nb").decode() == "Det er ingen avgjørelser i registeret.\n"
    assert json.loads(decisions_json((STANDING,)))["decisions"][0]["standing"] == "in_force"
