"""What holds for the report on every document of the corpus, whatever it says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest

from avtalesjekk.engine.batch import documents_in
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.inference.durable import DurableEvaluator
from avtalesjekk.engine.inference.outcome import Evaluate, Outcome
from avtalesjekk.engine.judge import judge
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.read import read as read_language
from avtalesjekk.engine.reading.standing import with_standing
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings
from avtalesjekk.extract.model import Document
from avtalesjekk.extract.read import read
from avtalesjekk.report.as_json import as_dict
from avtalesjekk.report.model import Report

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
DOCUMENTS = documents_in(CORPUS)
PDFS = [path for path in DOCUMENTS if path.suffix == ".pdf"]
RULEBOOK = load_shipped()
DAY = date(2026, 11, 22)

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A document with everything that is made of it on the way to its report, as the reference evaluator sees it."""

    document: Document
    facts: tuple[Mapping[str, str | bool | int], ...]
    outcomes: tuple[Outcome, ...]
    report: dict[str, Any]

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """All evidence of the report, of parts and of findings."""
        (one,) = self.report["documents"]
        located = [finding["location"] for finding in one["findings"] if finding["location"]]
        return [evidence for part in one["parts"] for evidence in part["evidence"]] + located


@cache
def checked(path: Path) -> Checked:
    """Check a document of the corpus with all rules of the circular, whatever its kind."""
    document = read(path)
    reading = read_language(document)
    sheet = with_standing(fact_sheet(reading), reading, DAY)
    outcomes = reference.evaluate(RULEBOOK, sheet.facts)
    profiles = frozenset({"g27-2017"})
    settings = Settings(rulebook=RULEBOOK, evaluate=reference.evaluate, as_of=DAY, lang="nb", profiles=profiles)
    one = judge(reading, sheet, outcomes, settings)
    # By way of its text, as whoever reads the report gets it.
    report = json.loads(json.dumps(as_dict(Report(version="0", packs=(), as_of=DAY.isoformat(), documents=(one,)))))
    return Checked(document=document, facts=sheet.facts, outcomes=outcomes, report=report)


@pytest.fixture(scope="module")
def durable() -> Evaluate:
    """The evaluation by the rule engine."""
    try:
        return DurableEvaluator().evaluate
    except ImportError:
        pytest.skip("durable_rules is not installed here")


def test_there_is_a_corpus() -> None:
    """In both formats, for training and for testing."""
    assert {(path.parts[-3], path.suffix) for path in DOCUMENTS} == {
        (part, suffix) for part in ("train", "test") for suffix in (".docx", ".pdf")
    }


@every_document
def test_both_evaluators_agree(path: Path, durable: Evaluate) -> None:
    """On statuses, branches and evidence, also when the facts come in another order."""
    facts = checked(path).facts
    assert durable(RULEBOOK, facts) == checked(path).outcomes
    assert durable(RULEBOOK, facts[::-1]) == checked(path).outcomes


@every_document
def test_every_rule_has_exactly_one_outcome(path: Path) -> None:
    """In the order of the rule book, and every requirement that was asked for has its parts in the report."""
    assert [outcome.rule for outcome in checked(path).outcomes] == [rule.id for rule in RULEBOOK.rules]
    (one,) = checked(path).report["documents"]
    asked = [rule.id for rule in RULEBOOK.rules if rule.requirement and rule.pack == "g27-2017"]
    assert [part["id"] for part in one["parts"]] == asked


@every_document
def test_the_report_follows_its_schema(path: Path, report_schema: jsonschema.Draft202012Validator) -> None:
    """Statuses, verdicts, kinds and languages are among those it lists."""
    report_schema.validate(checked(path).report)


@every_document
def test_every_unmet_part_is_a_finding_and_no_other(path: Path) -> None:
    """With the same id; findings that are no parts belong to rules without a requirement."""
    (one,) = checked(path).report["documents"]
    form = {rule.id for rule in RULEBOOK.rules if not rule.requirement}
    unmet = {part["id"] for part in one["parts"] if part["status"] in ("nonconforming", "missing")}
    assert {finding["id"] for finding in one["findings"]} - form == unmet


@every_document
def test_every_quote_is_cut_from_the_text(path: Path) -> None:
    """At the place that it gives, inside the clause that it gives."""
    document = checked(path).document
    clauses = {clause.id: clause for clause in document.clauses}
    # Nothing is asked of a paper that is no agreement.
    assert checked(path).evidence or checked(path).report["documents"][0]["kind"] == "not-an-agreement"
    for evidence in checked(path).evidence:
        assert evidence["quote"].strip()
        assert document.text[evidence["start"] : evidence["end"]] == evidence["quote"]
        clause = clauses[evidence["clause"]]
        assert clause.span.start <= evidence["start"] < evidence["end"] <= clause.span.end


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_every_quote_stands_on_its_page(path: Path) -> None:
    """The page that another reading of the file finds its first words on."""
    pages = [letters(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(path)]
    for evidence in checked(path).evidence:
        assert letters(evidence["quote"].splitlines()[0].split("\t")[0])[:20] in pages[evidence["page"] - 1]


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.suffix == ".docx"], ids=lambda path: path.name)
def test_a_format_without_pages_has_none(path: Path) -> None:
    """Neither for the document nor for its quotes."""
    (one,) = checked(path).report["documents"]
    assert one["pages"] is None
    assert {evidence["page"] for evidence in checked(path).evidence} == {None}


def letters(text: str) -> str:
    """Return the letters and digits of a text: spaces and hyphens differ between readings."""
    return re.sub(r"\W|_", "", text)
