"""A document point by point, for tables and pages: each part and each other finding, with what was found on it.

Promises that every part and every finding of the document is in exactly one point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal, get_args

from .checklist import coverage, own_requirements, required, requirements, short
from .messages import text
from .model import DocumentReport, Evidence, Finding, Part, Severity, Status, Verdict

Group = Literal["requirement", "own", "finding", "duty"]

MARKS: Mapping[Status, str] = {
    "met": "✓",
    "nonconforming": "!",
    "missing": "✗",
    "not_applicable": "–",
    "not_assessable": "?",
}
# The status whose mark and colour show a verdict, and a finding that is about no part.
VERDICT_TONES: Mapping[Verdict, Status] = {
    "conforms": "met",
    "deviates": "nonconforming",
    "nonconforming": "missing",
    "not_assessable": "not_assessable",
    "out_of_scope": "not_applicable",
}
SEVERITY_TONES: Mapping[Severity, Status] = {"error": "missing", "warning": "nonconforming", "info": "not_applicable"}

_HEADINGS: Mapping[Group, tuple[str, str]] = {
    "own": ("words", "own_requirements"),
    "finding": ("words", "other_findings"),
    "duty": ("sheets", "duties"),
}
_MUNICIPAL = ("kommun", "herad", "bydel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A part with its finding, None where there is none, or a finding that is about no part.

    `group` is "requirement" for the checklist, "own" for parts that only packs of the user's own know, "finding" for
    findings about no part, "duty" for duties beyond the minimum content. `requirement` is the id of the requirement of
    the checklist, "" in the other groups. `tone` is the status whose mark and colour show the point.
    """

    id: str
    group: Group
    requirement: str
    part: Part | None
    finding: Finding | None
    tone: Status
    evidence: tuple[Evidence, ...]


def points(document: DocumentReport) -> Iterator[Point]:
    """The points in the order of the groups: the checklist, requirements of the user's own, other findings, duties."""
    found = {finding.id: finding for finding in document.findings}
    for requirement, parts in requirements(document):
        yield from _of_parts(parts, "requirement", requirement, found)
    yield from _of_parts(own_requirements(document.parts), "own", "", found)
    ids = {part.id for part in document.parts}
    for finding in document.findings:
        if finding.id not in ids:
            yield Point(
                id=finding.id,
                group="finding",
                requirement="",
                part=None,
                finding=finding,
                tone=SEVERITY_TONES[finding.severity],
                evidence=(finding.location,) if finding.location else (),
            )
    yield from _of_parts(coverage(document.parts), "duty", "", found)


def _of_parts(parts: Iterable[Part], group: Group, requirement: str, found: Mapping[str, Finding]) -> Iterator[Point]:
    for part in parts:
        yield Point(
            id=part.id,
            group=group,
            requirement=requirement,
            part=part,
            finding=found.get(part.id),
            tone=part.status,
            evidence=part.evidence,
        )


def heading(point: Point, lang: str) -> str:
    """What the point and those like it stand under: "4.1.1 Ansvar og forpliktelser"."""
    if point.requirement:
        return f"{short(point.requirement)} {text('requirements', point.requirement, lang)}"
    return text(*_HEADINGS[point.group], lang)


def name(document: DocumentReport) -> str:
    """What lists call a document: the municipality among its parties, else its first party, its title or its file."""
    municipal = (party for party in document.parties if any(word in party.lower() for word in _MUNICIPAL))
    called = next(municipal, "") or next(iter(document.parties), "") or " ".join(document.title.split())
    return called or PurePath(document.path).name


def status_counts(document: DocumentReport, lang: str) -> str:
    """How many parts of the checklist have each status, in words; "" where the checklist is not for the document."""
    counts = Counter(part.status for part in required(document.parts))
    return ", ".join(f"{counts[each]} {text('statuses', each, lang)}" for each in get_args(Status) if counts[each])


def all_points(documents: Sequence[DocumentReport]) -> list[Point]:
    """A point for each part that any of `documents` has, in the order of `points`: the columns of a matrix."""
    parts = {part.id: part for document in documents for part in document.parts}
    return [
        point
        for document in documents[:1]
        for point in points(replace(document, parts=(*parts.values(),), findings=()))
    ]
