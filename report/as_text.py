"""The report for people: per document the verdict, the checklist, the other findings, and what could not be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from .as_json import summary
from .checklist import coverage, own_requirements, requirements, short
from .comparison import comparison_lines
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Evidence, Finding, Part, Report, Status
from .phrases import decision_words, problem_words, waived_words
from .places import on_one_line, source_name, where
from .points import MARKS, SEVERITY_TONES, status_counts

_STYLES: Mapping[Status, str] = {
    "met": "green",
    "nonconforming": "yellow",
    "missing": "red",
    "not_applicable": "dim",
    "not_assessable": "magenta",
}
_VERDICT_STYLES = {"conforms": "bold green", "deviates": "bold yellow", "nonconforming": "bold red"}
_MOST_QUOTES = 2
_NARROWEST = 40

# How far a line is set in, and what it says.
_Line = tuple[int, Text]
_EMPTY: _Line = (0, Text())


def render(report: Report, shown: Presentation) -> bytes:
    """The report as text. For a file or pipe: no colours, and no line is broken."""
    colours = shown.width is not None and not os.environ.get("NO_COLOR")
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="auto" if colours else None)
    for indent, line in _report(report, shown):
        rows = [line] if shown.width is None else line.wrap(console, max(shown.width - indent, _NARROWEST))
        for row in rows:
            row.rstrip()
            console.print(Text(" " * indent if row else "").append_text(row), soft_wrap=True, highlight=False)
    return out.getvalue().encode()


def _report(report: Report, shown: Presentation) -> Iterator[_Line]:
    for document in report.documents:
        yield from _document(document, shown)
        yield _EMPTY
    if len(report.documents) > 1:
        yield 0, _summary(report, shown.lang)


def _document(document: DocumentReport, shown: Presentation) -> Iterator[_Line]:
    lang = shown.lang
    yield 0, Text(document.path, style="bold")
    yield 2, _verdict(document, lang)
    # Of a document that could not be read nothing is known, whatever its kind was taken for.
    if document.parts or document.verdict != "not_assessable":
        yield 2, Text(" · ".join(_about(document, lang)), style="dim")
    if document.basis:
        yield 2, Text(f"{text('words', 'basis', lang)}: {document.basis.message}", style="dim")
    findings = {finding.id: finding for finding in document.findings}
    for requirement, parts in requirements(document):
        yield _EMPTY
        yield 2, Text(f"{short(requirement)} {text('requirements', requirement, lang)}", style="bold")
        yield from _parts(parts, findings, shown)
    yield from _coverage(document.parts, findings, shown)
    yield from _own_requirements(document, findings, shown)
    ids = {part.id for part in document.parts}
    yield from _others([finding for finding in document.findings if finding.id not in ids], shown)
    if document.template:
        yield _EMPTY
        itself = document.template.sha256 == document.sha256
        yield from comparison_lines(document.template, lang, _quoted, itself=itself)
    yield from _problems(document, lang)


def _verdict(document: DocumentReport, lang: str) -> Text:
    """The verdict, and how many parts of the checklist have each status."""
    verdict = text("verdicts", document.verdict, lang).upper()
    style = _VERDICT_STYLES.get(document.verdict, "bold")
    return Text().append(verdict, style=style).append(f"  {status_counts(document, lang)}")


def _about(document: DocumentReport, lang: str) -> Iterator[str]:
    yield text("kinds", document.kind, lang)
    yield text("languages", document.language, lang)
    if document.agreement_date:
        yield f"{text('words', 'dated', lang)} {document.agreement_date}"
    else:
        yield text("words", "undated", lang)
    if document.valid_until:
        yield f"{text('words', 'valid_until', lang)} {document.valid_until}"
    yield from document.parties


def _coverage(parts: Iterable[Part], findings: Mapping[str, Finding], shown: Presentation) -> Iterator[_Line]:
    """The duties that the circular lists, with the first quote for those that the agreement takes up."""
    listed = coverage(parts)
    if not listed:
        return
    lang = shown.lang
    taken = sum(part.status == "met" for part in listed)
    told = text("words", "coverage", lang, taken=str(taken), listed=str(len(listed)))
    severity = text("severities", listed[0].severity, lang)
    yield _EMPTY
    yield 2, Text(told, style="bold").append(f" [{severity}]", style="dim")
    for part in listed:
        line = (
            Text()
            .append(MARKS[part.status], style=_STYLES[part.status])
            .append(f" {short(part.id)} {shown.title(part.id)}")
        )
        yield 4, line.append(" ").append_text(_quoted(part.evidence[0], lang)) if part.evidence else line
        if part.decision:
            yield 8, Text(decision_words(part.decision, lang), style="cyan")
        if part.id in findings:
            yield from _waived(findings[part.id], lang)


def _own_requirements(
    document: DocumentReport, findings: Mapping[str, Finding], shown: Presentation
) -> Iterator[_Line]:
    if own := own_requirements(document.parts):
        yield _EMPTY
        yield 2, Text(text("words", "own_requirements", shown.lang), style="bold")
        yield from _parts(own, findings, shown)


def _parts(parts: Iterable[Part], findings: Mapping[str, Finding], shown: Presentation) -> Iterator[_Line]:
    for part in parts:
        yield 4, _part(part, shown)
        for evidence in part.evidence[: _MOST_QUOTES if part.status == "met" else 1]:
            yield 8, _quoted(evidence, shown.lang)
        if part.decision:
            yield 8, Text(decision_words(part.decision, shown.lang), style="cyan")
        if part.id in findings:
            yield from _advice(findings[part.id], shown.lang)


def _part(part: Part, shown: Presentation) -> Text:
    told = f"{MARKS[part.status]} {text('statuses', part.status, shown.lang):14}"
    line = Text().append(told, style=_STYLES[part.status])
    line.append(f" {short(part.id)} {shown.title(part.id)}")
    if part.review:
        line.append(f"  [{text('words', 'review', shown.lang)}]", style="cyan")
    return line


def _quoted(evidence: Evidence, lang: str) -> Text:
    return Text(f"«{on_one_line(evidence)}» ").append(f"({where(evidence, lang)})", style="dim")


def _advice(finding: Finding, lang: str) -> Iterator[_Line]:
    severity = text("severities", finding.severity, lang)
    yield 8, Text(finding.message).append(f" [{severity}, {source_name(finding.source)}]", style="dim")
    yield from _waived(finding, lang)
    yield 8, Text(f"{text('words', 'remedy', lang)}: {finding.remedy}", style="italic")


def _waived(finding: Finding, lang: str) -> Iterator[_Line]:
    if finding.waived:
        yield 8, Text(f"[{waived_words(finding.waived, lang)}]", style="cyan")


def _others(findings: Iterable[Finding], shown: Presentation) -> Iterator[_Line]:
    for number, finding in enumerate(findings):
        if number == 0:
            yield _EMPTY
            yield 2, Text(text("words", "other_findings", shown.lang), style="bold")
        tone = SEVERITY_TONES[finding.severity]
        yield 4, Text().append(f"{MARKS[tone]} {finding.id}", style=_STYLES[tone]).append(f" {shown.title(finding.id)}")
        if finding.location:
            yield 8, _quoted(finding.location, shown.lang)
        yield from _advice(finding, shown.lang)


def _problems(document: DocumentReport, lang: str) -> Iterator[_Line]:
    for number, problem in enumerate(document.problems):
        if number == 0:
            yield _EMPTY
            yield 2, Text(text("words", "unread", lang), style="bold")
        yield 4, Text(f"? {problem_words(problem, lang)}", style="magenta")


def _summary(report: Report, lang: str) -> Text:
    counts = summary(report.documents)
    documents = counts.pop("documents")
    told = ", ".join(f"{count} {text('verdicts', verdict, lang)}" for verdict, count in counts.items() if count)
    start = f"{text('words', 'summary', lang)}: {documents} {text('words', 'documents', lang)}"
    return Text(f"{start} – {told}", style="bold")
