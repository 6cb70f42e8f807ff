"""From outcomes to statuses, weights and verdicts, for outcomes that are given here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from avtalesjekk.engine.check import check_bytes
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.outcome import Outcome
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.judge import judge
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.model import FoundDate, Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Rule, Status
from avtalesjekk.engine.settings import Settings
from avtalesjekk.extract.model import Problem, Span
from avtalesjekk.extract.read import read_bytes
from avtalesjekk.report.model import DocumentReport, Part

TEXT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal

## Evaluering
Partene skal evaluere samarbeidet og avtalen hvert år i oktober.
"""
UNREAD = Problem(code="page-without-text", page=2)
AUTOMATIC = frozenset({AUTO})
ASKED = frozenset({"g27-2017"})

SETTINGS = Settings(
    rulebook=load_shipped(), evaluate=reference.evaluate, as_of=date(2026, 11, 22), lang="nb", profiles=AUTOMATIC
)

Judge = Callable[..., DocumentReport]


@cache
def plain_reading() -> Reading:
    """A reading of the text; what its kind and date are, each test says."""
    return read(read_bytes(TEXT.encode(), "avtale.md"))


@pytest.fixture
def judged() -> Judge:
    """Judge the text as a document of a kind and date, with outcomes as given and all others met."""

    def make(
        statuses: dict[str, Status] | None = None,
        *,
        kind: str = "intro-agreement",
        day: date | None = date(2019, 5, 2),
        language: str = "nb",
        profiles: frozenset[str] = AUTOMATIC,
        problems: tuple[Problem, ...] = (),
    ) -> DocumentReport:
        reading = replace(
            plain_reading(),
            document=replace(plain_reading().document, problems=problems),
            kind=kind,
            language=language,
            agreement_date=FoundDate(day=day, span=Span(start=0, end=1)) if day else None,
        )
        sheet = fact_sheet(reading)
        first = str(sheet.facts[0]["id"])
        rulebook = load_shipped()
        outcomes = [outcome(rule, (statuses or {}).get(rule.id, "met"), first) for rule in rulebook.rules]
        settings = Settings(
            rulebook=rulebook, evaluate=reference.evaluate, as_of=date(2026, 11, 22), lang="nb", profiles=profiles
        )
        return judge(reading, sheet, outcomes, settings)

    return make


def outcome(rule: Rule, status: Status, fact: str) -> Outcome:
    """Return an outcome of `rule` with `status`, by its first branch that has it, with one fact as evidence."""
    branch = next((index for index, branch in enumerate(rule.outcomes) if branch.status == status), None)
    return Outcome(rule=rule.id, status=status, branch=branch, evidence=() if branch is None else ((fact,),))


def part(report: DocumentReport, identity: str) -> Part:
    """Return a part of a report."""
    return next(one for one in report.parts if one.id == identity)


def test_all_met_conforms(judged: Judge) -> None:
    """No finding, no problem."""
    report = judged()
    assert (report.verdict, report.findings, report.problems) == ("conforms", (), ())
    parts = {one.id for one in report.parts}
    checklist = {rule.id for rule in load_shipped().rules if rule.pack == "g27-2017"}
    assert (len(checklist), checklist <= parts) == (23, True)


@pytest.mark.parametrize(
    ("day", "authority", "severity", "verdict"),
    [
        (date(2010, 1, 1), "not_in_force", "info", "conforms"),
        (date(2019, 5, 2), "skal", "error", "nonconforming"),
        (date(2022, 1, 1), "bør", "warning", "deviates"),
        (date(2024, 1, 1), "bør", "warning", "deviates"),
    ],
)
def test_a_part_weighs_what_it_weighed_on_the_date(
    judged: Judge, day: date, authority: str, severity: str, verdict: str
) -> None:
    """Before the circular, under it, and under the guides; the status is the same."""
    report = judged({"G27-4.1.6": "missing"}, day=day)
    found = part(report, "G27-4.1.6")
    assert (found.status, found.authority, found.severity) == ("missing", authority, severity)
    assert ([finding.severity for finding in report.findings], report.verdict) == ([severity], verdict)


def test_a_pack_asked_for_by_name_weighs_as_if_in_force(judged: Judge) -> None:
    """On any kind, whatever its date."""
    report = judged({"G27-4.1.6": "missing"}, kind="template", day=date(2010, 1, 1), profiles=ASKED)
    assert part(report, "G27-4.1.6").severity == "error"


def test_other_kinds_have_no_parts(judged: Judge) -> None:
    """Nothing was checked that is asked of them: that does not conform, it is out of scope."""
    report = judged(kind="other-agreement")
    assert (report.parts, report.verdict) == ((), "out_of_scope")


@pytest.mark.parametrize(
    ("kind", "prefix", "count"),
    [("nav-office-agreement", "NAVK-", 5), ("national-agreement", "NAT-", 7), ("se-local", "SE-", 8)],
)
def test_neighbouring_kinds_have_parts_of_their_own(judged: Judge, kind: str, prefix: str, count: int) -> None:
    """And none of the circular."""
    report = judged(kind=kind)
    assert [part.id.startswith(prefix) for part in report.parts] == [True] * count
    assert report.verdict == "conforms"


@pytest.mark.parametrize(
    ("day", "authority", "verdict"),
    [(date(2006, 6, 30), "not_in_force", "conforms"), (date(2006, 7, 1), "skal", "nonconforming")],
)
def test_a_part_of_another_kind_weighs_what_its_own_source_weighed(
    judged: Judge, day: date, authority: str, verdict: str
) -> None:
    """From the day that the act on the offices came into force."""
    report = judged({"NAVK-1": "missing"}, kind="nav-office-agreement", day=day)
    assert (part(report, "NAVK-1").authority, report.verdict) == (authority, verdict)
    assert report.findings[0].source.document == "NAV-loven § 14 og rammeavtalen 2006"


def test_a_finding_of_form_decides_where_there_are_no_parts(judged: Judge) -> None:
    """The verdict and the exit code must not disagree."""
    report = judged({"FORM-placeholder": "nonconforming"}, kind="other-agreement")
    assert ([finding.id for finding in report.findings], report.verdict) == (["FORM-placeholder"], "nonconforming")


def test_rules_of_form_go_by_kind_under_every_profile(judged: Judge) -> None:
    """And a profile of form alone leaves the circular out."""
    missing: dict[str, Status] = {"FORM-duration": "missing", "G27-4.1.6": "missing"}
    both = judged(missing, profiles=ASKED)
    form = judged(missing, profiles=frozenset({"form"}))
    assert [finding.id for finding in both.findings] == ["FORM-duration", "G27-4.1.6"]
    assert [finding.id for finding in form.findings] == ["FORM-duration"]


def test_auto_beside_a_name_keeps_what_the_kind_asks_for(judged: Judge) -> None:
    """With the weight of the date for what was not named."""
    report = judged({"G27-4.1.6": "missing"}, day=date(2022, 1, 1), profiles=frozenset({AUTO, "form"}))
    assert part(report, "G27-4.1.6").severity == "warning"


def test_what_was_not_read_is_never_said_to_be_missing(judged: Judge) -> None:
    """Neither as a part nor as a finding of form."""
    missing: dict[str, Status] = dict.fromkeys(("G27-4.2a", "FORM-signature", "FORM-date", "FORM-duration"), "missing")
    report = judged(missing, problems=(UNREAD,))
    assert part(report, "G27-4.2a").status == "not_assessable"
    assert (report.findings, report.verdict) == ((), "not_assessable")


@pytest.mark.parametrize("rule", ["FORM-signature", "FORM-date", "FORM-duration"])
def test_a_rule_of_form_that_cannot_be_assessed_keeps_a_document_from_conforming(judged: Judge, rule: str) -> None:
    """Although it is no part of the checklist."""
    assert judged({rule: "missing"}, problems=(UNREAD,)).verdict == "not_assessable"


@pytest.mark.parametrize(
    "problem", [Problem(code="embedded-document"), Problem(code="unread-picture", detail=(("count", "1"),))]
)
def test_an_embedded_document_or_a_picture_of_text_was_not_read_either(judged: Judge, problem: Problem) -> None:
    """Like a page without text."""
    report = judged({"G27-4.1.6": "missing"}, problems=(problem,))
    assert part(report, "G27-4.1.6").status == "not_assessable"


def test_tracked_changes_were_read(judged: Judge) -> None:
    """A problem that hides nothing changes nothing."""
    changes = Problem(code="tracked-changes", detail=(("deletions", "1"), ("insertions", "2")))
    report = judged({"G27-4.1.6": "missing"}, problems=(changes,))
    assert part(report, "G27-4.1.6").status == "missing"
    assert "1 slettinger" in report.problems[0].message


def test_what_is_not_good_enough_is_looked_over_where_something_was_not_read(judged: Judge) -> None:
    """The rest of the provision may stand there."""
    statuses: dict[str, Status] = {"G27-4.1.6": "nonconforming"}
    read_all, read_some = judged(statuses), judged(statuses, problems=(UNREAD,))
    assert part(read_some, "G27-4.1.6").status == "nonconforming"
    assert part(read_some, "G27-4.1.6").review
    assert part(read_some, "G27-4.1.6").confidence == part(read_all, "G27-4.1.6").confidence


def test_an_error_stands_whatever_was_not_read(judged: Judge) -> None:
    """It is worse than what cannot be assessed."""
    statuses: dict[str, Status] = {"G27-4.1.6": "nonconforming", "G27-4.2a": "missing"}
    assert judged(statuses, problems=(UNREAD,)).verdict == "nonconforming"


def test_a_warning_does_not_hide_what_was_not_read(judged: Judge) -> None:
    """It is milder."""
    statuses: dict[str, Status] = {"G27-4.1.6": "nonconforming", "G27-4.2a": "missing"}
    assert judged(statuses, day=date(2022, 1, 1), problems=(UNREAD,)).verdict == "not_assessable"


def test_a_document_that_was_not_read_is_never_out_of_scope(judged: Judge) -> None:
    """Its kind was told without what could not be read, as of a scan."""
    assert judged(kind="not-an-agreement", problems=(UNREAD,)).verdict == "not_assessable"
    assert judged(kind="not-an-agreement").verdict == "out_of_scope"


def test_all_met_conforms_although_a_page_was_not_read(judged: Judge) -> None:
    """Nothing was looked for in vain; the problem is told."""
    report = judged(problems=(UNREAD,))
    assert (report.verdict, [problem.page for problem in report.problems]) == ("conforms", [2])


def test_an_undated_agreement_is_judged_as_of_today_and_says_so(judged: Judge) -> None:
    """In a problem."""
    report = judged({"G27-4.1.6": "missing"}, day=None)
    assert part(report, "G27-4.1.6").severity == "warning"
    assert [problem.code for problem in report.problems] == ["date-unknown"]
    assert "2026-11-22" in report.problems[0].message


def test_an_unsettled_date_is_told_and_the_milder_instrument_assumed(judged: Judge) -> None:
    """In 2017 the circular before may still have applied."""
    report = judged({"G27-4.1.6": "missing"}, day=date(2017, 6, 1))
    assert part(report, "G27-4.1.6").severity == "info"
    assert [problem.code for problem in report.problems] == ["authority-unknown"]


@pytest.mark.parametrize("day", [None, date(2017, 6, 1)])
def test_dates_are_no_problem_when_the_pack_is_asked_for(judged: Judge, day: date | None) -> None:
    """Nothing depends on them then."""
    assert judged(day=day, profiles=ASKED).problems == ()


def test_an_unsupported_language_is_told(judged: Judge) -> None:
    """Wherever rules were applied."""
    assert [problem.code for problem in judged(language="en").problems] == ["language-unsupported"]
    assert judged(language="en", kind="not-an-agreement").problems == ()


def test_what_does_not_apply_is_shown_by_the_title(judged: Judge) -> None:
    """The kind of the document is why."""
    report = judged({"G27-4.2a": "not_applicable"}, kind="intro-routine")
    (evidence,) = part(report, "G27-4.2a").evidence
    assert evidence.quote == "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal"
    assert report.findings == ()


OFFICE = """\
# Samarbeidsavtale om NAV-kontoret mellom Sunndal kommune og NAV Sunndal

## Tjenester i kontoret
Kommunen legger inn økonomisk sosialhjelp, gjeldsrådgivning {and_scheme}.
"""


@pytest.mark.parametrize(("and_scheme", "parts"), [("og bostøtte", 5), ("og introduksjonsordningen", 28)])
def test_an_office_agreement_with_the_scheme_in_it_is_held_to_the_circular_too(and_scheme: str, parts: int) -> None:
    """Whose weight goes by the date."""
    document = check_bytes(OFFICE.format(and_scheme=and_scheme).encode(), "avtale.md", SETTINGS)[0]
    packs = {rule.id: rule.pack for rule in SETTINGS.rulebook.rules}
    assert sum(packs[one.id] in ("navk-2006", "g27-2017") for one in document.parts) == parts
    assert {one.severity for one in document.parts if packs[one.id] == "g27-2017"} <= {"warning"}


CENTRAL = """\
# Central överenskommelse om nyanlända
Överenskommelsen har träffats mellan Arbetsförmedlingen, Migrationsverket och Skolverket, och den gäller tills vidare.

## Arbetsförmedlingens åtaganden
### Formulering av mål
Verket bistår de län som har behov och gör det varje år.

## Migrationsverkets åtaganden
Verket sprider kunskap i hela organisationen.
"""


def test_a_message_names_who_has_and_who_lacks() -> None:
    """The row of the matrix in words, in the language that was asked for."""
    document = check_bytes(CENTRAL.encode(), "cok.md", replace(SETTINGS, lang="sv"))[0]
    messages = {finding.id: finding.message for finding in document.findings}
    assert document.kind == "se-central"
    assert messages["SE-central-3"] == (
        "Rubrik om mål saknas i bilagan för: Migrationsverket, Skolverket. Dessa har den: Arbetsförmedlingen."
    )
    assert messages["SE-central-1"].startswith("Dessa parter har ingen egen bilaga: Skolverket.")
