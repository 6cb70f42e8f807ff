"""The checker measured against documents whose right answers are known.

A gold file NAME.gold.json lies beside NAME.docx, NAME.pdf or another format; its form is that of the contract in docs/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..report.model import DocumentReport
from .check import Settings, check_file
from .inference.select import evaluator
from .rulebook.load import load_shipped

_SUFFIXES = (".docx", ".pdf", ".odt", ".rtf", ".doc", ".txt", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartScore:
    """One part of one document: what is right, what the checker said, and whether its evidence meets the gold quote
    (None when there is no quote to meet)."""

    document: str
    language: str
    part: str
    gold: str
    said: str
    review: bool
    hit: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """A field of one document (kind, language, a date, the parties, a form finding): what is right, and what the checker said."""

    document: str
    field: str
    gold: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything measured; `documents` counts the documents."""

    documents: int
    parts: tuple[PartScore, ...]
    fields: tuple[FieldScore, ...]


def evaluate(folder: Path) -> Scores:
    """Check every document with a gold file under `folder`."""
    rulebook, engine = load_shipped(), evaluator()
    parts: list[PartScore] = []
    fields: list[FieldScore] = []
    count = 0
    for document, gold in gold_files(folder):
        day = date.fromisoformat(gold["as_of"])
        # A document whose gold has parts is judged on them whatever kind the checker takes it for.
        asked = frozenset({"g27-2017"}) if gold["parts"] else frozenset[str]()
        settings = Settings(rulebook=rulebook, evaluate=engine, as_of=day, lang="nb", profiles=asked)
        report = check_file(document, settings)
        count += 1
        parts += _parts(document.name, gold, report)
        fields += _fields(document.name, gold, report)
    return Scores(documents=count, parts=tuple(parts), fields=tuple(fields))


def gold_files(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents under `folder` that have a gold file, with it."""
    for path in sorted(folder.rglob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document = next((path.with_name(name + suffix) for suffix in _SUFFIXES if path.with_name(name + suffix).exists()), None)
        if document is not None:
            yield document, json.loads(path.read_text(encoding="utf-8"))


def _parts(name: str, gold: Mapping[str, Any], report: DocumentReport) -> Iterator[PartScore]:
    found = {part.id: part for part in report.parts}
    for part_id, right in gold["parts"].items():
        part = found[part_id]
        quote = right.get("quote", "")
        hit = any(_overlaps(quote, evidence.quote) for evidence in part.evidence) if quote and part.evidence else None
        yield PartScore(
            document=name,
            language=gold["language"],
            part=part_id,
            gold=right["status"],
            said=part.status,
            review=part.review,
            hit=hit if part.status == right["status"] else None,
        )


def _overlaps(gold: str, found: str) -> bool:
    """The quotes meet: one contains the other, or they share half of the shorter one's words in order of their places."""
    a, b = (" ".join(text.replace("-\n", "").split()).lower() for text in (gold, found))
    if a in b or b in a:
        return True
    words, others = a.split(), set(b.split())
    return sum(word in others for word in words) >= 0.7 * min(len(words), len(others))


def _fields(name: str, gold: Mapping[str, Any], report: DocumentReport) -> Iterator[FieldScore]:
    for field in ("language", "kind", "agreement_date", "valid_until"):
        yield FieldScore(document=name, field=field, gold=str(gold[field]), said=str(getattr(report, field)))
    yield FieldScore(document=name, field="parties", gold=_names(gold["parties"]), said=_names(gold["parties"] if _same(gold["parties"], report.parties) else report.parties))
    raised = {finding.id for finding in report.findings}
    for finding, right in gold["findings"].items():
        if finding.startswith("FORM-") and finding in _FORM:
            yield FieldScore(document=name, field=finding, gold=str(right), said=str(finding in raised))


_FORM = ("FORM-placeholder", "FORM-signature", "FORM-date", "FORM-duration")


def _names(names: list[str] | tuple[str, ...]) -> str:
    return " | ".join(names)


def _same(gold: list[str], found: tuple[str, ...]) -> bool:
    """As many names, and each gold name within a found one or the other way round."""
    return len(gold) == len(found) and all(any(g.lower() in f.lower() or f.lower() in g.lower() for f in found) for g in gold)
