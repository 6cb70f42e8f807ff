"""The scores of the checker against gold files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from avtalesjekk.engine.evaluation import evaluate, gold_files
from avtalesjekk.engine.scores import PartScore

TEXT = """\
# Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## Evaluering
Partene skal evaluere samarbeidet og avtalen hvert år i oktober. Det er kommunen som kaller inn,
og NAV skal si fra om hva som ikke er gjort siden forrige møte.
"""
GOLD: dict[str, Any] = {
    "file": "avtale.md",
    "language": "nb",
    "kind": "intro-agreement",
    "parties": ["Sunndal kommune", "NAV Sunndal"],
    "agreement_date": None,
    "as_of": "2026-11-22",
    "parts": {},
    "findings": {"FORM-duration": True, "FORM-placeholder": True, "FORM-no-such": True},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the text, without a gold file yet."""
    (tmp_path / "avtale.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def part_score(folder: Path, part: str, **right: str) -> PartScore:
    """Return the score of one part, when its gold is `right`."""
    gold = {**GOLD, "parts": {part: right}}
    (folder / "avtale.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (score,) = evaluate(folder).parts
    return score


def test_a_quote_that_meets_the_gold_is_a_hit(folder: Path) -> None:
    """Also when one is longer than the other."""
    score = part_score(folder, "G27-4.1.5b", status="met", quote="evaluere samarbeidet og avtalen hvert år")
    assert (score.gold, score.said, score.hit) == ("met", "met", True)


def test_another_quote_is_no_hit(folder: Path) -> None:
    """Although the status is right."""
    assert part_score(folder, "G27-4.1.5b", status="met", quote="NAV kaller inn til møtet").hit is False


@pytest.mark.parametrize(
    "right", [{"status": "missing"}, {"status": "met"}, {"status": "missing", "quote": "hvert år"}]
)
def test_without_two_quotes_to_compare_there_is_neither_hit_nor_miss(folder: Path, right: dict[str, str]) -> None:
    """A wrong status counts as that."""
    assert part_score(folder, "G27-4.1.5b", **right).hit is None


def test_a_part_that_no_rule_reports_is_scored_as_such(folder: Path) -> None:
    """Gold files may be ahead of the rules."""
    assert part_score(folder, "UNKNOWN-1", status="met", quote="x").said == "not_reported"


def test_a_document_that_cannot_be_read_reports_no_part(folder: Path) -> None:
    """It counts against the checker."""
    (folder / "avtale.md").write_bytes(b"")
    assert part_score(folder, "G27-4.1.5b", status="met").said == "not_reported"


def test_fields_and_known_findings_are_scored(folder: Path) -> None:
    """Those that the gold file gives; a finding that no rule makes yet is left out."""
    (folder / "avtale.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    fields = {score.field: (score.gold, score.said) for score in evaluate(folder).fields}
    assert list(fields) == ["language", "kind", "agreement_date", "parties", "FORM-duration", "FORM-placeholder"]
    assert fields["language"] == ("nb", "nb")
    assert fields["agreement_date"] == ("None", "None")
    assert fields["FORM-duration"] == ("True", "True")
    assert fields["FORM-placeholder"] == ("True", "False")


def test_a_gold_file_is_for_the_document_that_it_names(folder: Path) -> None:
    """Another format of the same agreement may lie beside it."""
    shutil.copy(folder / "avtale.md", folder / "avtale.txt")
    (folder / "avtale.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert [path.name for path, _ in gold_files(folder)] == ["avtale.md"]
