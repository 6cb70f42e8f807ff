"""The report to be read by people: per document the verdict, the checklist, the other findings, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from .as_json import summary
from .messages import text
from .model import DocumentReport, Evidence, Finding, Part, Report

_MARKS = {
    "met": ("✓", "green"),
    "nonconforming": ("!", "yellow"),
    "missing": ("✗", "red"),
    "not_applicable": ("–", "dim"),
    "not_assessable": ("?", "magenta"),
}
_VERDICT_STYLES = {"conforms": "bold green", "deviates": "bold yellow", "nonconforming": "bold red"}
_REQUIREMENTS = (
    "G27-4.1.1", "G27-4.1.2", "G27-4.1.3", "G27-4.1.4", "G27-4.1.5", "G27-4.1.6", "G27-4.1.7", "G27-4", "G27-4.2",
)  # fmt: skip


def as_text(report: Report, titles: Mapping[str, str], lang: str, width: int | None) -> str:
    """The report as text. `titles` gives the title of each rule in `lang`; `width` is that of the terminal in characters.

    None stands for a file or pipe: no colours, and no line is broken.
    """
    console = Console(file=StringIO(), force_terminal=width is not None, width=width or 10_000, color_system="auto" if width else None)
    for document in report.documents:
        for line in _document(document, titles, lang):
            console.print(line, soft_wrap=width is None, highlight=False)
    if len(report.documents) > 1:
        console.print(_summary(report, lang), soft_wrap=width is None, highlight=False)
    return console.file.getvalue()


def _document(document: DocumentReport, titles: Mapping[str, str], lang: str) -> Iterator[Text]:
    yield Text(document.path, style="bold")
    verdict = text("verdicts", document.verdict, lang)
    yield Text(f"  {verdict.upper()}", style=_VERDICT_STYLES.get(document.verdict, "bold"))
    if document.format != "unknown":
        dated = f"{text('words', 'dated', lang)} {document.agreement_date}" if document.agreement_date else text("words", "undated", lang)
        about = [text("kinds", document.kind, lang), document.language, dated, *document.parties]
        yield Text("  " + " · ".join(about), style="dim")
    findings = {finding.id: finding for finding in document.findings}
    for requirement in _REQUIREMENTS:
        yield from _requirement(requirement, document.parts, findings, titles, lang)
    ids = {part.id for part in document.parts}
    yield from _others([finding for finding in document.findings if finding.id not in ids], titles, lang)
    yield from _problems(document, lang)
    yield Text()


def _requirement(requirement: str, parts: Iterable[Part], findings: Mapping[str, Finding], titles: Mapping[str, str], lang: str) -> Iterator[Text]:
    own = [part for part in parts if part.id.startswith(requirement) and not part.id[len(requirement) :].startswith(".")]
    if not own:
        return
    yield Text()
    yield Text(f"  {requirement.removeprefix('G27-')} {text('requirements', requirement, lang)}", style="bold")
    for part in own:
        yield from _part(part, findings.get(part.id), titles, lang)


def _part(part: Part, finding: Finding | None, titles: Mapping[str, str], lang: str) -> Iterator[Text]:
    mark, style = _MARKS[part.status]
    status = text("statuses", part.status, lang)
    line = Text("    ").append(f"{mark} {status:14}", style=style).append(f" {part.id.removeprefix('G27-')} {titles[part.id]}")
    if part.review:
        line.append(f"  [{text('words', 'review', lang)}]", style="cyan")
    yield line
    for evidence in part.evidence[: 1 if part.status != "met" else 2]:
        yield _quoted(evidence, lang)
    if finding:
        yield from _advice(finding, lang)


def _quoted(evidence: Evidence, lang: str) -> Text:
    words = " ".join(evidence.quote.split())
    where = [f"{text('words', 'point', lang)} {evidence.clause}"] if evidence.clause else []
    if evidence.page is not None:
        where.append(f"{text('words', 'page', lang)} {evidence.page}")
    return Text(f"        «{words}» ").append(f"({', '.join(where)})", style="dim")


def _advice(finding: Finding, lang: str) -> Iterator[Text]:
    authority = f"{finding.source.document} {finding.source.section}".strip()
    yield Text(f"        {finding.message} ").append(f"[{text('severities', finding.severity, lang)}, {authority}]", style="dim")
    yield Text(f"        {text('words', 'remedy', lang)}: {finding.remedy}", style="italic")


def _others(findings: list[Finding], titles: Mapping[str, str], lang: str) -> Iterator[Text]:
    if not findings:
        return
    yield Text()
    yield Text(f"  {text('words', 'other_findings', lang)}", style="bold")
    for finding in findings:
        mark, style = _MARKS["missing" if finding.severity == "error" else "nonconforming"]
        yield Text("    ").append(f"{mark} {finding.id}", style=style).append(f" {titles[finding.id]}")
        if finding.location:
            yield _quoted(finding.location, lang)
        yield from _advice(finding, lang)


def _problems(document: DocumentReport, lang: str) -> Iterator[Text]:
    if not document.problems:
        return
    yield Text()
    yield Text(f"  {text('words', 'unread', lang)}", style="bold")
    for problem in document.problems:
        where = f"{text('words', 'page', lang)} {problem.page}: " if problem.page is not None else ""
        yield Text(f"    ? {where}{problem.message}", style="magenta")


def _summary(report: Report, lang: str) -> Text:
    counts = summary(report.documents)
    told = [f"{count} {text('verdicts', verdict, lang)}" for verdict, count in counts.items() if verdict != "documents" and count]
    return Text(f"{text('words', 'summary', lang)}: {counts['documents']} {text('words', 'documents', lang)} – {', '.join(told)}", style="bold")
