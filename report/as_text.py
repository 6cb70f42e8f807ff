"""The report for people: per document the verdict, the checklist, the other findings, and what could not be read."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import get_args

from rich.console import Console
from rich.text import Text

from .as_json import summary
from .comparison import comparison_lines
from .messages import text
from .model import DocumentReport, Evidence, Finding, Part, Report, Status

_MARKS = {
    "met": ("✓", "green"),
    "nonconforming": ("!", "yellow"),
    "missing": ("✗", "red"),
    "not_applicable": ("–", "dim"),
    "not_assessable": ("?", "magenta"),
}
_SEVERITY_MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "info": ("–", "dim")}
_VERDICT_STYLES = {"conforms": "bold green", "deviates": "bold yellow", "nonconforming": "bold red"}
_REQUIREMENTS = (
    "G27-4.1.1",
    "G27-4.1.2",
    "G27-4.1.3",
    "G27-4.1.4",
    "G27-4.1.5",
    "G27-4.1.6",
    "G27-4.1.7",
    "G27-4",
    "G27-4.2",
    "NAVK",
    "NAT",
    "SE",
    "SE-central",
)
# What the agreement takes up of the circular beyond its minimum content: a section of its own, without advice.
_COVERAGE = ("G27-2.1", "G27-2.2", "G27-4.3", "G27-4.1-praksis")
_NAMED = re.compile(r"§|[^\W\d_]{2,}")  # "§ 8", "Punkt 3", "Vedlegg 1" say themselves what they are
_UNNUMBERED = re.compile(r"S(\d+)/(\d+)")
_MOST_QUOTES = 2
_NARROWEST = 40

# How far a line is set in, and what it says.
_Line = tuple[int, Text]
_EMPTY: _Line = (0, Text())


def as_text(report: Report, titles: Mapping[str, str], lang: str, width: int | None) -> str:
    """The report as text. `titles` gives the title of each rule in `lang`.

    `width` is that of the terminal in characters, None for a file or pipe: no colours, and no line is broken.
    """
    colours = width is not None and not os.environ.get("NO_COLOR")
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="auto" if colours else None)
    for indent, line in _report(report, titles, lang):
        rows = [line] if width is None else line.wrap(console, max(width - indent, _NARROWEST))
        for row in rows:
            row.rstrip()
            console.print(Text(" " * indent if row else "").append_text(row), soft_wrap=True, highlight=False)
    return out.getvalue()


def _report(report: Report, titles: Mapping[str, str], lang: str) -> Iterator[_Line]:
    for document in report.documents:
        yield from _document(document, titles, lang)
        yield _EMPTY
    if len(report.documents) > 1:
        yield 0, _summary(report, lang)


def _document(document: DocumentReport, titles: Mapping[str, str], lang: str) -> Iterator[_Line]:
    yield 0, Text(document.path, style="bold")
    yield 2, _verdict(document, lang)
    # Of a document that could not be read nothing is known, whatever its kind was taken for.
    if document.parts or document.verdict != "not_assessable":
        yield 2, Text(" · ".join(_about(document, lang)), style="dim")
    if document.basis:
        yield 2, Text(f"{text('words', 'basis', lang)}: {document.basis.message}", style="dim")
    findings = {finding.id: finding for finding in document.findings}
    for requirement in _REQUIREMENTS:
        own = [part for part in document.parts if _belongs(part.id, requirement)]
        yield from _requirement(requirement, own, findings, titles, lang)
    yield from _coverage(document.parts, titles, lang)
    yield from _own_requirements(document, findings, titles, lang)
    ids = {part.id for part in document.parts}
    yield from _others([finding for finding in document.findings if finding.id not in ids], titles, lang)
    if document.template:
        yield _EMPTY
        itself = document.template.sha256 == document.sha256
        yield from comparison_lines(document.template, lang, _quoted, itself=itself)
    yield from _problems(document, lang)


def _verdict(document: DocumentReport, lang: str) -> Text:
    """The verdict, and how many parts of the checklist have each status."""
    verdict = text("verdicts", document.verdict, lang).upper()
    counts = Counter(part.status for part in document.parts if not _of(part, _COVERAGE))
    told = [f"{counts[status]} {text('statuses', status, lang)}" for status in get_args(Status) if counts[status]]
    return Text().append(verdict, style=_VERDICT_STYLES.get(document.verdict, "bold")).append(f"  {', '.join(told)}")


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


def _belongs(part: str, requirement: str) -> bool:
    """Whether `requirement` is the longest one that the id of the part starts with."""
    known = (*_REQUIREMENTS, *_COVERAGE)
    return requirement == max((each for each in known if part.startswith(each)), key=len, default="")


def _of(part: Part, requirements: Iterable[str]) -> bool:
    return any(_belongs(part.id, requirement) for requirement in requirements)


def _coverage(parts: Iterable[Part], titles: Mapping[str, str], lang: str) -> Iterator[_Line]:
    """The duties that the circular lists, with the first quote for those that the agreement takes up."""
    listed = [part for requirement in _COVERAGE for part in _in_order(parts, requirement)]
    if not listed:
        return
    taken = sum(part.status == "met" for part in listed)
    severity = text("severities", listed[0].severity, lang)
    yield _EMPTY
    yield (
        2,
        Text(text("words", "coverage", lang, taken=str(taken), listed=str(len(listed))), style="bold").append(
            f" [{severity}]", style="dim"
        ),
    )
    for part in listed:
        mark, style = _MARKS[part.status]
        line = Text().append(mark, style=style).append(f" {part.id.removeprefix('G27-')} {titles[part.id]}")
        yield 4, line.append(" ").append_text(_quoted(part.evidence[0], lang)) if part.evidence else line


def _in_order(parts: Iterable[Part], requirement: str) -> list[Part]:
    """The parts of a requirement, "-2" before "-10"."""
    own = [part for part in parts if _belongs(part.id, requirement)]
    return sorted(own, key=lambda part: [int(number) for number in re.findall(r"\d+", part.id)])


def _own_requirements(
    document: DocumentReport, findings: Mapping[str, Finding], titles: Mapping[str, str], lang: str
) -> Iterator[_Line]:
    """The parts of requirements that only other packs know."""
    own = [part for part in document.parts if not _of(part, (*_REQUIREMENTS, *_COVERAGE))]
    if own:
        yield _EMPTY
        yield 2, Text(text("words", "own_requirements", lang), style="bold")
        yield from _parts(own, findings, titles, lang)


def _requirement(
    requirement: str, parts: Sequence[Part], findings: Mapping[str, Finding], titles: Mapping[str, str], lang: str
) -> Iterator[_Line]:
    if not parts:
        return
    yield _EMPTY
    yield 2, Text(f"{requirement.removeprefix('G27-')} {text('requirements', requirement, lang)}", style="bold")
    yield from _parts(parts, findings, titles, lang)


def _parts(
    parts: Sequence[Part], findings: Mapping[str, Finding], titles: Mapping[str, str], lang: str
) -> Iterator[_Line]:
    for part in parts:
        yield 4, _part(part, titles[part.id], lang)
        for evidence in part.evidence[: _MOST_QUOTES if part.status == "met" else 1]:
            yield 8, _quoted(evidence, lang)
        if part.id in findings:
            yield from _advice(findings[part.id], lang)


def _part(part: Part, title: str, lang: str) -> Text:
    mark, style = _MARKS[part.status]
    line = Text().append(f"{mark} {text('statuses', part.status, lang):14}", style=style)
    line.append(f" {part.id.removeprefix('G27-')} {title}")
    if part.review:
        line.append(f"  [{text('words', 'review', lang)}]", style="cyan")
    return line


def _quoted(evidence: Evidence, lang: str) -> Text:
    words = " ".join(evidence.quote.replace("-\n", "-").split())
    where = [_place(evidence.clause, lang)] if evidence.clause else []
    if evidence.page is not None:
        where.append(f"{text('words', 'page', lang)} {evidence.page}")
    return Text(f"«{words}» ").append(f"({', '.join(where)})", style="dim")


def _place(clause: str, lang: str) -> str:
    """A clause as people would call it: ids of clauses under headings without a number are counted, not printed."""
    if match := _UNNUMBERED.fullmatch(clause):
        return text("words", "unnumbered", lang, heading=match[1], place=match[2])
    number, slash, place = clause.partition("/")
    if number == "0":
        named = text("words", "opening", lang)
    else:
        named = number if _NAMED.match(number) else f"{text('words', 'point', lang)} {number}"
    return f"{named}, {text('words', 'paragraph', lang)} {place}" if place.isdigit() else f"{named}{slash}{place}"


def _advice(finding: Finding, lang: str) -> Iterator[_Line]:
    source = f"{finding.source.document} {finding.source.section}".strip()
    severity = text("severities", finding.severity, lang)
    yield 8, Text(finding.message).append(f" [{severity}, {source}]", style="dim")
    yield 8, Text(f"{text('words', 'remedy', lang)}: {finding.remedy}", style="italic")


def _others(findings: Iterable[Finding], titles: Mapping[str, str], lang: str) -> Iterator[_Line]:
    for number, finding in enumerate(findings):
        if number == 0:
            yield _EMPTY
            yield 2, Text(text("words", "other_findings", lang), style="bold")
        mark, style = _SEVERITY_MARKS[finding.severity]
        yield 4, Text().append(f"{mark} {finding.id}", style=style).append(f" {titles[finding.id]}")
        if finding.location:
            yield 8, _quoted(finding.location, lang)
        yield from _advice(finding, lang)


def _problems(document: DocumentReport, lang: str) -> Iterator[_Line]:
    for number, problem in enumerate(document.problems):
        if number == 0:
            yield _EMPTY
            yield 2, Text(text("words", "unread", lang), style="bold")
        where = f"{text('words', 'page', lang)} {problem.page}: " if problem.page is not None else ""
        yield 4, Text(f"? {where}{problem.message}", style="magenta")


def _summary(report: Report, lang: str) -> Text:
    counts = summary(report.documents)
    documents = counts.pop("documents")
    told = ", ".join(f"{count} {text('verdicts', verdict, lang)}" for verdict, count in counts.items() if count)
    start = f"{text('words', 'summary', lang)}: {documents} {text('words', 'documents', lang)}"
    return Text(f"{start} – {told}", style="bold")
