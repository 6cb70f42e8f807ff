"""SARIF for code scanning."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.report.as_sarif import render
from avtalesjekk.report.formats import Presentation
from avtalesjekk.report.model import DocumentReport, Problem

from .report_maker import WAIVED, document, finding, lines_at, part, presentation, quoting, report

SCHEMA = Path(__file__).parents[1] / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
SHOWN = presentation({"FORM-date": "Dato", "G27-4.2a": "Underskrift"})
TEXT = document(path="avtale.md", format="md", passages=lines_at((0, 1), (40, 5), (90, 9)))
UNREAD = document(
    path="skannet.pdf",
    format="unknown",
    verdict="not_assessable",
    problems=(Problem(code="page-without-text", message="siden er et bilde", page=2),),
)


def run(*documents: DocumentReport) -> dict[str, Any]:
    """Return the only run of the log."""
    (made,) = json.loads(render(report(*documents), SHOWN))["runs"]
    return dict(made)


def result(one: DocumentReport) -> dict[str, Any]:
    """Return the only result."""
    (made,) = run(one)["results"]
    return dict(made)


@pytest.mark.parametrize("lang", ["nb", "nn", "en", "sv"])
def test_the_log_is_valid(lang: str) -> None:
    """By the official schema: with every shipped rule, places with and without pages, what is waived and unread."""
    if not SCHEMA.exists():
        pytest.skip("the schema of SARIF is not there – npm install --prefix tests --no-package-lock")
    rules = {rule.id: rule for rule in load_shipped().rules}
    every = tuple(replace(finding(identity), location=quoting("___")) for identity in [*rules, "WAIVER-unused"])
    documents = (
        document(path="årlig/avtale nr. 1.pdf", findings=every, parts=(part("G27-4.2a", "missing"),)),
        replace(TEXT, findings=(replace(every[0], waived=WAIVED), finding("WAIVER-expired"))),
        UNREAD,
    )
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    log = json.loads(render(report(*documents), Presentation(lang=lang, rules=rules)))
    jsonschema.Draft4Validator(schema).validate(log)


def test_a_path_is_a_uri_under_the_root_of_the_sources() -> None:
    """Percent-encoded."""
    location = result(document(path="årlig/avtale 1.pdf", findings=(finding("FORM-date"),)))["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == {
        "uri": "%C3%A5rlig/avtale%201.pdf",
        "uriBaseId": "%SRCROOT%",
        "index": 0,
    }


def test_an_absolute_path_is_a_uri_of_its_own(tmp_path: Path) -> None:
    """It lies under no root."""
    location = run(document(path=str(tmp_path / "a b.pdf")))["artifacts"][0]["location"]
    assert location == {"uri": (tmp_path / "a b.pdf").as_uri()}


def test_words_in_a_file_of_plain_text_have_a_line() -> None:
    """That of the clause they stand in."""
    found = replace(finding("FORM-date"), location=quoting("___", 52, page=None))
    region = result(replace(TEXT, findings=(found,)))["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "snippet": {"text": "___"}}


def test_words_in_other_files_have_a_place_in_the_text_and_a_page() -> None:
    """The page for people in the message, and for programs."""
    made = result(document(findings=(replace(finding("FORM-date"), location=quoting("_____", 7, page=3)),)))
    region = made["locations"][0]["physicalLocation"]["region"]
    assert region == {"charOffset": 7, "charLength": 5, "snippet": {"text": "_____"}}
    assert (made["message"]["text"], made["properties"]["page"]) == ("Noe mangler. (punkt 4, side 3)", 3)


def test_what_has_no_place_is_about_the_whole_file() -> None:
    """It has no region."""
    made = result(document(findings=(finding("FORM-date"),)))
    assert "region" not in made["locations"][0]["physicalLocation"]


def test_a_rule_tells_its_source_what_meets_it_the_remedy_and_what_people_must_judge() -> None:
    """As text and as Markdown."""
    (rule,) = run(document(findings=(finding("FORM-date"),)))["tool"]["driver"]["rules"]
    words = ["Kilde", "Oppfylt når", "Slik rettes det", "Må vurderes av et menneske"]
    assert [line.split(":")[0] for line in rule["help"]["text"].splitlines()] == words
    assert [line.split(":**")[0] for line in rule["help"]["markdown"].split("\n\n")] == [f"**{word}" for word in words]


def test_results_name_their_rule_by_its_place_among_the_rules() -> None:
    """Each rule stands there once."""
    made = run(document(findings=(finding("G27-4.2a"), finding("FORM-date"), finding("G27-4.2a"))))
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["FORM-date", "G27-4.2a"]
    assert [each["ruleIndex"] for each in made["results"]] == [1, 0, 1]


def test_a_waived_finding_is_suppressed_and_the_others_are_not() -> None:
    """With who, until when and why; an empty list says that a result counts."""
    waived, counting = run(
        document(findings=(replace(finding("FORM-date"), waived=WAIVED), finding("G27-4.2a"))),
    )["results"]
    assert waived["suppressions"][0]["kind"] == "external"
    told = "fraveket av Kari Nordmann til og med 2027-06-30: ny avtale er på høring"
    assert waived["suppressions"][0]["justification"] == told
    assert counting["suppressions"] == []


def test_fingerprints_differ_in_two_agreements_of_one_file() -> None:
    """Else the second would be taken for the first."""
    one = document(findings=(finding("G27-4.2a"),))
    assert len({each["partialFingerprints"]["avtalesjekk/v1"] for each in run(one, one)["results"]}) == 2


def test_what_could_not_be_read_is_a_notification_of_a_run_that_failed() -> None:
    """With its code and page."""
    (invocation,) = run(UNREAD)["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert (invocation["executionSuccessful"], note["descriptor"]["id"]) == (False, "page-without-text")
    assert (note["level"], note["properties"]["page"]) == ("error", 2)


def test_the_run_tells_version_packs_day_and_digests() -> None:
    """As every format does."""
    made = run(document())
    assert made["tool"]["driver"]["version"] == "1.2.3"
    packs = [{"id": "g27-2017", "version": "1", "digest": "0" * 64, "start": "2017", "end": "2021-04"}]
    assert made["tool"]["driver"]["properties"]["packs"] == packs
    assert made["properties"]["as_of"] == "2026-11-22"
    assert made["artifacts"][0]["hashes"] == {"sha-256": "0" * 64}
