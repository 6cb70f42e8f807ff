"""The report as a workbook: documents by requirements, findings, obligations, what was not read, what it was made with.

What the workbook promises beyond that stands in `workbook`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from .as_json import summary
from .checklist import coverage, short
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Finding, Part, Report
from .phrases import decision_words, waived_words
from .places import clause_name, on_one_line, source_name
from .points import MARKS, SEVERITY_TONES, VERDICT_TONES, Point, all_points, name, points
from .workbook import Cell, Row, Sheet, Toned, workbook

_POINT_WIDTH = 16  # of a column of the matrix


def render(report: Report, shown: Presentation) -> bytes:
    """The workbook, dated with the day judged for."""
    sheets = [
        _matrix(report.documents, shown),
        _duties(report.documents, shown),
        _findings(report.documents, shown),
        _obligations(report.documents, shown.lang),
        _unread(report.documents, shown.lang),
        _about(report, shown.lang),
    ]
    return workbook(sheets, f"avtalesjekk {report.version}", date.fromisoformat(report.as_of))


def _sheet(code: str, lang: str, rows: Sequence[Row], **widths: int) -> Sheet:
    """A sheet with a column for each width, under the head of that name."""
    return Sheet(
        name=text("sheets", code, lang),
        heads=[text("heads", head, lang) for head in widths],
        widths=list(widths.values()),
        rows=rows,
    )


def _matrix(documents: Sequence[DocumentReport], shown: Presentation) -> Sheet:
    """Each document by each part of the requirements that any of them was held against."""
    columns = [point for point in all_points(documents) if point.group != "duty"]
    rows = [
        (
            *_named(document),
            text("kinds", document.kind, shown.lang),
            _day(document.agreement_date),
            _day(document.valid_until),
            Toned(words=text("verdicts", document.verdict, shown.lang), tone=VERDICT_TONES[document.verdict]),
            sum(part.review for part in document.parts),
            *_statuses(document, columns, shown.lang),
        )
        for document in documents
    ]
    widths = {"name": 26, "file": 30, "kind": 22, "date": 12, "valid_until": 12, "verdict": 16, "review": 11}
    return _by_points(_sheet("matrix", shown.lang, rows, **widths), columns, shown)


def _duties(documents: Sequence[DocumentReport], shown: Presentation) -> Sheet:
    """Each document that was held against them by each duty of the circular beyond the minimum content."""
    columns = [point for point in all_points(documents) if point.group == "duty"]
    rows = [
        (*_named(document), sum(part.status == "met" for part in listed), *_statuses(document, columns, shown.lang))
        for document in documents
        if (listed := coverage(document.parts))
    ]
    return _by_points(_sheet("duties", shown.lang, rows, name=26, file=30, taken_up=10), columns, shown)


def _by_points(sheet: Sheet, columns: Sequence[Point], shown: Presentation) -> Sheet:
    heads = (f"{short(point.id)} {shown.title(point.id)}" for point in columns)
    return _wider(sheet, [(head, _POINT_WIDTH) for head in heads])


def _wider(sheet: Sheet, columns: Sequence[tuple[str, int]]) -> Sheet:
    """The sheet with columns of these heads and widths after its own."""
    heads, widths = zip(*columns, strict=True) if columns else ((), ())
    return replace(sheet, heads=[*sheet.heads, *heads], widths=[*sheet.widths, *widths])


def _statuses(document: DocumentReport, columns: Sequence[Point], lang: str) -> Iterator[Cell]:
    """A cell for each of `columns`, None where the document was not held against it."""
    own = {point.id: point for point in points(document)}
    for column in columns:
        point = own.get(column.id)
        yield _status(point.part, point, lang) if point and point.part else None


def _status(part: Part, point: Point, lang: str) -> Cell:
    words = [f"{MARKS[part.status]} {text('statuses', part.status, lang)}"]
    if part.review:
        words.append(text("words", "review", lang))
    if point.finding and point.finding.waived:
        words.append(text("words", "waived", lang))
    if part.decision:
        words.append(decision_words(part.decision, lang))
    return Toned(words=" – ".join(words), tone=part.status)


def _findings(documents: Sequence[DocumentReport], shown: Presentation) -> Sheet:
    rows = [
        (*_named(document), *_finding(point, point.finding, shown))
        for document in documents
        for point in points(document)
        if point.finding
    ]
    widths = {"name": 22, "file": 22, "id": 13, "title": 24, "group": 13, "severity": 12, "status": 14}
    widths |= {"message": 42, "quote": 42, "clause": 16, "page": 6, "remedy": 48, "source": 16}
    widths |= {"authority": 14, "confidence": 11, "waived": 22}
    return _sheet("findings", shown.lang, rows, **widths)


def _finding(point: Point, finding: Finding, shown: Presentation) -> Iterator[Cell]:
    lang, part, first = shown.lang, point.part, next(iter(point.evidence), None)
    severity = text("severities", finding.severity, lang)
    yield short(point.id)
    yield shown.title(point.id)
    yield text("groups", point.group, lang)
    yield Toned(words=severity, tone=SEVERITY_TONES[finding.severity])
    yield _status(part, point, lang) if part else None
    yield finding.message
    yield on_one_line(first) if first else None
    yield clause_name(first.clause, lang) if first and first.clause else None
    yield first.page if first else None
    yield finding.remedy
    yield source_name(finding.source)
    yield text("authorities", part.authority, lang) if part else None
    yield round(part.confidence * 100) if part else None
    yield waived_words(finding.waived, lang) if finding.waived else None


def _obligations(documents: Sequence[DocumentReport], lang: str) -> Sheet:
    rows = [
        (*_named(document), one.actor, one.modality, one.action, one.deadline, one.condition, place)
        for document in documents
        for one in document.obligations
        for place in (clause_name(one.clause, lang) if one.clause else "",)
    ]
    widths = {"actor": 24, "modality": 11, "action": 60, "deadline": 26, "condition": 30, "clause": 22}
    columns = [(text("obligations", head, lang), width) for head, width in widths.items()]
    return _wider(_sheet("obligations", lang, rows, name=24, file=26), columns)


def _unread(documents: Sequence[DocumentReport], lang: str) -> Sheet:
    rows = [
        (*_named(document), problem.page, problem.message) for document in documents for problem in document.problems
    ]
    return _sheet("unread", lang, rows, name=26, file=40, page=8, problem=90)


def _about(report: Report, lang: str) -> Sheet:
    """What the report was made with and of: a line for the program, the day, each verdict, pack and document."""
    counts = summary(report.documents)
    rows: list[Row] = [
        (text("heads", "program", lang), "avtalesjekk", report.version),
        (text("heads", "as_of", lang), date.fromisoformat(report.as_of)),
        (text("heads", "documents", lang), counts.pop("documents")),
    ]
    rows += [(text("heads", "verdict", lang), text("verdicts", code, lang), count) for code, count in counts.items()]
    rows += [
        (text("heads", "pack", lang), pack.id, pack.version, pack.start, pack.end, pack.digest) for pack in report.packs
    ]
    rows += [
        (text("heads", "file", lang), document.path, None, None, None, document.sha256) for document in report.documents
    ]
    return _sheet("about", lang, rows, what=24, which=40, version=12, start=18, end=18, sha256=68)


def _named(document: DocumentReport) -> tuple[Cell, Cell]:
    return name(document), document.path


def _day(iso: str | None) -> Cell:
    return date.fromisoformat(iso) if iso else None
