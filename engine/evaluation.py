"""The checker measured against documents whose right answers are known.

The gold file of NAME.docx, NAME.pdf or another format is NAME.gold.json beside it. Only what it gives is measured.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..report.model import DocumentReport, Part
from .batch import documents_in
from .check import check_file
from .inference.select import evaluator
from .job import AUTO
from .rulebook.load import load_shipped
from .scores import FieldScore, PartScore, Scores
from .settings import Settings

_FIELDS = ("language", "kind", "agreement_date", "valid_until")
_SHARED_WORDS = 0.7


def evaluate(folder: Path) -> Scores:
    """Check every document with a gold file under `folder`."""
    rulebook, engine = load_shipped(), evaluator()
    known = {rule.id: rule.pack for rule in rulebook.rules}
    parts: list[PartScore] = []
    fields: list[FieldScore] = []
    documents = 0
    for path, gold in gold_files(folder):
        settings = Settings(
            rulebook=rulebook,
            evaluate=engine,
            as_of=date.fromisoformat(gold["as_of"]),
            lang="nb",
            profiles=_profiles(gold["parts"], known),
        )
        report = _meant(gold, check_file(path, settings))
        documents += 1
        parts += _parts(path.name, gold, report)
        fields += _fields(path.name, gold, report, known)
    return Scores(documents=documents, parts=tuple(parts), fields=tuple(fields))


def _meant(gold: Mapping[str, Any], reports: Sequence[DocumentReport]) -> DocumentReport:
    """The report that the gold is about, where a file holds several agreements: the first of its kind."""
    return next((report for report in reports if report.kind == gold["kind"]), reports[0])


def gold_files(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents under `folder` that have a gold file, with what it says, by path."""
    for document in documents_in(folder):
        path = document.with_name(f"{document.stem}.gold.json")
        if path.exists():
            gold = json.loads(path.read_text(encoding="utf-8"))
            if gold.get("file", document.name) == document.name:
                yield document, gold


def _profiles(parts: Collection[str], known: Mapping[str, str]) -> frozenset[str]:
    """The packs of the parts that are measured: they are judged whatever kind the checker takes the document for."""
    return frozenset(known[part] for part in parts if part in known) or frozenset({AUTO})


def _parts(name: str, gold: Mapping[str, Any], report: DocumentReport) -> Iterator[PartScore]:
    found = {part.id: part for part in report.parts}
    for part_id, right in gold["parts"].items():
        part = found.get(part_id)
        yield PartScore(
            document=name,
            language=gold["language"],
            part=part_id,
            gold=right["status"],
            said=part.status if part else "not_reported",
            review=part is not None and part.review,
            hit=_hit(right, part),
        )


def _hit(right: Mapping[str, str], part: Part | None) -> bool | None:
    quote = right.get("quote")
    if part is None or part.status != right["status"] or not quote or not part.evidence:
        return None
    return any(_meet(quote, evidence.quote) for evidence in part.evidence)


def _meet(gold: str, found: str) -> bool:
    """Whether one quote contains the other, or they share most of the shorter one's words."""
    a, b = (" ".join(text.replace("-\n", "").split()).lower() for text in (gold, found))
    if a in b or b in a:
        return True
    shared = sum(word in b.split() for word in a.split())
    return shared >= _SHARED_WORDS * min(len(a.split()), len(b.split()))


def _fields(name: str, gold: Mapping[str, Any], report: DocumentReport, known: Collection[str]) -> Iterator[FieldScore]:
    for field in _FIELDS:
        if field in gold:
            yield FieldScore(document=name, field=field, gold=str(gold[field]), said=str(getattr(report, field)))
    said = gold["parties"] if _same(gold["parties"], report.parties) else report.parties
    yield FieldScore(document=name, field="parties", gold=" | ".join(gold["parties"]), said=" | ".join(said))
    raised = {finding.id for finding in report.findings}
    for finding, right in gold.get("findings", {}).items():
        if finding in known:
            yield FieldScore(document=name, field=finding, gold=str(right), said=str(finding in raised))


def _same(gold: list[str], found: tuple[str, ...]) -> bool:
    """As many names, and each gold name within a found one or the other way round."""
    return len(gold) == len(found) and all(
        any(g.lower() in f.lower() or f.lower() in g.lower() for f in found) for g in gold
    )
