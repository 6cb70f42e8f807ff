"""The report as one table: a line for each part, each other finding and each problem of every document.

It is made for Excel in Norwegian, where the comma is the decimal point: fields are set apart by semicolons, and the
mark of UTF-8 at the start keeps æ, ø and å whole. Else it is as RFC 4180 has it. Heads and codes are those of the JSON
report in every language, so that programs can read it too; each line says by itself what it was judged with.

Promises that every document has a line, and that nothing in it runs as a formula or is taken for a date or a number
that it is not: places are in words ("punkt 4.2"), quotes in quotation marks, versions behind the name of what they
are of, how sure an answer is in whole per cent.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from .cells import defused
from .formats import Presentation
from .messages import text
from .model import DocumentReport, PackUsed, Problem, Report
from .phrases import decision_words, waived_words
from .places import clause_name, on_one_line, source_name
from .points import Point, name, points

_DOCUMENT = ("path", "sha256", "name", "parties", "kind", "agreement_date", "verdict", "verdict_words")
_POINT = ("id", "title", "status", "status_words", "authority", "severity", "review", "confidence_percent", "decision")
_WORDS = ("page", "clause", "quote", "message", "remedy", "source", "waived")
_JUDGED = ("pack", "pack_sha256", "pack_in_force", "as_of", "tool")
_HEADS = ("record", *_DOCUMENT, *_POINT, *_WORDS, *_JUDGED)


def render(report: Report, shown: Presentation) -> bytes:
    """The table under a line of heads; `record` is "part", "finding", "problem", or "document" where there is none."""
    out = StringIO()
    writer = csv.DictWriter(out, _HEADS, restval="", delimiter=";")
    writer.writeheader()
    packs = {pack.id: pack for pack in report.packs}
    judged = {"as_of": report.as_of, "tool": f"avtalesjekk {report.version}"}
    for document in report.documents:
        about = _about(document, shown.lang)
        for line in _lines(document, packs, shown):
            writer.writerow({head: defused(cell) for head, cell in (about | line | judged).items()})
    return out.getvalue().encode("utf-8-sig")


def _about(document: DocumentReport, lang: str) -> dict[str, str]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "name": name(document),
        "parties": "; ".join(document.parties),
        "kind": document.kind,
        "agreement_date": document.agreement_date or "",
        "verdict": document.verdict,
        "verdict_words": text("verdicts", document.verdict, lang),
    }


def _lines(document: DocumentReport, packs: Mapping[str, PackUsed], shown: Presentation) -> Iterator[dict[str, str]]:
    for point in points(document):
        rule = shown.rules.get(point.id)
        yield _point(point, shown) | (_pack(packs[rule.pack]) if rule else {})
    for problem in document.problems:
        yield _problem(problem)
    if not (document.parts or document.findings or document.problems):
        yield {"record": "document"}


def _point(point: Point, shown: Presentation) -> dict[str, str]:
    line = {"record": "finding", "id": point.id, "title": shown.title(point.id)}
    if part := point.part:
        line |= {
            "record": "part",
            "status": part.status,
            "status_words": text("statuses", part.status, shown.lang),
            "authority": part.authority,
            "severity": part.severity,
            "review": str(part.review).lower(),
            "confidence_percent": f"{part.confidence:.0%}".removesuffix("%"),
            "decision": decision_words(part.decision, shown.lang) if part.decision else "",
        }
    if point.evidence:
        first = point.evidence[0]
        line |= {
            "page": str(first.page or ""),
            "clause": clause_name(first.clause, shown.lang) if first.clause else "",
            "quote": f"«{on_one_line(first)}»",
        }
    if finding := point.finding:
        line |= {
            "severity": finding.severity,
            "message": finding.message,
            "remedy": finding.remedy,
            "source": source_name(finding.source),
            "waived": waived_words(finding.waived, shown.lang) if finding.waived else "",
        }
    return line


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "record": "problem",
        "id": problem.code,
        "message": problem.message,
        "page": str(problem.page or ""),
    }


def _pack(pack: PackUsed) -> dict[str, str]:
    """The pack, the digest of its files and, as an interval of ISO 8601, when its source was in force."""
    return {
        "pack": f"{pack.id} {pack.version}",
        "pack_sha256": pack.digest,
        "pack_in_force": f"{pack.start}/{pack.end or '..'}",
    }
