"""The source documents: five texts, each as DOCX and as PDF, each held to what is asked of its kind."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from avtalesjekk.engine.check import check_file
from avtalesjekk.engine.inference.select import evaluator
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings
from avtalesjekk.report.model import DocumentReport

pytestmark = pytest.mark.shared

KINDS = {
    "settlement-2007": "national-agreement",
    "framework-2006": "national-agreement",
    "cok-2006": "se-central",
    "g27-2017": "circular",
    "template-2023": "template",
}
TEMPLATE = {
    "G27-4.1.1a": "missing",
    "G27-4.1.1b": "missing",
    "G27-4.1.1c": "missing",
    "G27-4.1.3b": "nonconforming",
    "G27-4.1.3c": "nonconforming",
    "G27-4.1.4a": "missing",
    "G27-4.1.4b": "missing",
    "G27-4.1.5b": "met",
    "G27-4.1.5c": "met",
    "G27-4.1.6": "nonconforming",
    "G27-4.1.7a": "met",
    "G27-4.2a": "nonconforming",
}

every_seed = pytest.mark.parametrize("name", KINDS)
both_formats = pytest.mark.parametrize("suffix", [".docx", ".pdf"])


@cache
def checked(path: Path, profile: str) -> DocumentReport:
    """Check a source document with a profile."""
    profiles = frozenset({profile})
    settings = Settings(
        rulebook=load_shipped(), evaluate=evaluator(), as_of=date(2026, 11, 22), lang="nb", profiles=profiles
    )
    (report,) = check_file(path, settings)
    return report


@both_formats
@every_seed
def test_the_kind_is_known(seeds: Path, name: str, suffix: str) -> None:
    """From DOCX and from PDF."""
    assert checked(seeds / f"{name}{suffix}", AUTO).kind == KINDS[name]


@both_formats
@every_seed
def test_the_circular_is_not_held_against_other_kinds(seeds: Path, name: str, suffix: str) -> None:
    """Neither as parts nor as findings."""
    report = checked(seeds / f"{name}{suffix}", AUTO)
    assert not [part.id for part in report.parts if part.id.startswith("G27-")]
    assert not [finding.id for finding in report.findings if finding.id.startswith("G27-")]


@both_formats
@every_seed
def test_the_profile_holds_it_against_any_kind(seeds: Path, name: str, suffix: str) -> None:
    """All its parts."""
    assert len(checked(seeds / f"{name}{suffix}", "g27-2017").parts) == 23


@every_seed
def test_both_formats_are_understood_alike(seeds: Path, name: str) -> None:
    """The same language, parties, dates and findings."""
    docx, pdf = (checked(seeds / f"{name}{suffix}", AUTO) for suffix in (".docx", ".pdf"))
    assert (docx.language, docx.parties, docx.agreement_date) == (pdf.language, pdf.parties, pdf.agreement_date)
    assert [finding.id for finding in docx.findings] == [finding.id for finding in pdf.findings]


@both_formats
@every_seed
def test_what_has_ended_is_said_to_have(seeds: Path, name: str, suffix: str) -> None:
    """The two Norwegian agreements, on the last day that they give; nothing else of law or places is found in any."""
    ended = {"settlement-2007": "2009-12-01", "framework-2006": "2009-12-31"}
    report = checked(seeds / f"{name}{suffix}", AUTO)
    later = ("FORM-expired", "FORM-foreign-party", "FORM-broken-reference", "FORM-guidance")
    found = [finding.id for finding in report.findings if finding.id in later or finding.id.startswith("LAW-")]
    assert (found, report.valid_until) == ((["FORM-expired"], ended[name]) if name in ended else ([], None))


@both_formats
@pytest.mark.parametrize("part", TEMPLATE)
def test_the_unfilled_template_is_judged_as_a_reader_would(seeds: Path, part: str, suffix: str) -> None:
    """Headings and guidance state nothing, blanks and purposes are not good enough, full provisions are."""
    report = checked(seeds / f"template-2023{suffix}", "g27-2017")
    assert {one.id: one.status for one in report.parts}[part] == TEMPLATE[part]


@both_formats
def test_the_circular_takes_up_its_own_duties(seeds: Path, suffix: str) -> None:
    """All of its lists in 2.1 and 2.2 but two whose subject the reading takes for the other party."""
    report = checked(seeds / f"g27-2017{suffix}", "g27-2017-duties")
    listed = [part for part in report.parts if part.id.startswith(("G27-2.1", "G27-2.2"))]
    assert len(listed) == 27
    assert {part.id for part in listed if part.status != "met"} <= {"G27-2.1-3", "G27-2.1-8"}


@both_formats
@pytest.mark.parametrize("name", ["settlement-2007", "framework-2006"])
def test_the_national_agreements_have_all_their_parts(seeds: Path, name: str, suffix: str) -> None:
    """Purpose, duties of both, economy, evaluation, duration, termination or disputes, signatures."""
    report = checked(seeds / f"{name}{suffix}", AUTO)
    assert {part.id: part.status for part in report.parts} == {
        f"NAT-{part}": "met"
        for part in ("purpose", "duties", "economy", "evaluation", "duration", "termination", "signatures")
    }
    assert report.verdict in ("conforms", "nonconforming")  # expired since, where that is checked


@both_formats
@pytest.mark.parametrize("name", ["g27-2017", "template-2023"])
def test_a_source_that_is_no_agreement_has_no_parts(seeds: Path, name: str, suffix: str) -> None:
    """It is not judged as one."""
    assert checked(seeds / f"{name}{suffix}", AUTO).parts == ()


AMS, SKL = "Arbetsmarknadsstyrelsen", "Sveriges Kommuner och Landsting"
MIGRATION, SCHOOLS, SCHOOL_AGENCY = "Migrationsverket", "Myndigheten för skolutveckling", "Statens skolverk"
LACKING = {
    "SE-central-1": [],
    "SE-central-2": [SCHOOL_AGENCY],
    "SE-central-3": [MIGRATION, SCHOOLS, SCHOOL_AGENCY, SKL],
    "SE-central-4": [SCHOOLS, SCHOOL_AGENCY],
    "SE-central-5": [SCHOOL_AGENCY, SKL],
    "SE-central-6": [SCHOOLS, SCHOOL_AGENCY],
}
SIGNATORIES = [AMS, "Integrationsverket", MIGRATION, SCHOOLS, SCHOOL_AGENCY, SKL]


@both_formats
@pytest.mark.parametrize("part", LACKING)
def test_the_matrix_of_the_central_agreement(seeds: Path, part: str, suffix: str) -> None:
    """For each heading of commitments who has it and who lacks it; all six signatories have an annex."""
    report = checked(seeds / f"cok-2006{suffix}", AUTO)
    messages = {finding.id: finding.message for finding in report.findings}
    if not LACKING[part]:
        assert {one.id: one.status for one in report.parts}[part] == "met"
        assert len(next(one for one in report.parts if one.id == part).evidence) == len(SIGNATORIES)
        return
    lacking, having = messages[part].split(". ", 1)
    assert lacking.split(": ")[1].split(", ") == LACKING[part]
    assert having.removesuffix(".").split(": ")[1].split(", ") == [
        name for name in SIGNATORIES if name not in LACKING[part]
    ]
