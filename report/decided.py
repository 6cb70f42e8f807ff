"""A report with what people decided: their status stands, the program's is told beside it.

Promises that findings and verdict agree with the decided statuses, and that no decided status looks like the program's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .formats import Presentation
from .model import UNREAD, Decision, DocumentReport, Finding, Part, Source, Status, Verdict
from .phrases import decision_words

_UNMET = ("nonconforming", "missing")


def decided(part: Part, status: Status, decision: Decision) -> Part:
    """The part with the status that `decision` is about."""
    return replace(part, status=status, review=False, decision=decision)


def with_parts(document: DocumentReport, parts: tuple[Part, ...], shown: Presentation) -> DocumentReport:
    """The report with `parts`, some of them decided, in place of the same parts undecided."""
    if not any(part.decision for part in parts):
        return document
    findings = tuple(_findings(document, parts, shown))
    return replace(document, parts=parts, findings=findings, verdict=_verdict(document, parts, findings))


def _findings(document: DocumentReport, parts: Iterable[Part], shown: Presentation) -> Iterator[Finding]:
    """Those that no decision is about, and one for each part that somebody decided to be unmet."""
    decided_parts = {part.id for part in parts if part.decision}
    waived = {finding.id: finding.waived for finding in document.findings}
    yield from (finding for finding in document.findings if finding.id not in decided_parts)
    for part in parts:
        if part.decision and part.status in _UNMET:
            rule = shown.rules[part.id]
            yield Finding(
                id=part.id,
                severity=part.severity,
                message=decision_words(part.decision, shown.lang),
                source=Source(document=rule.source.document, section=rule.source.section),
                location=part.evidence[0] if part.evidence else None,
                remedy=rule.remedy.in_language(shown.lang),
                waived=waived.get(part.id),
            )


def _verdict(document: DocumentReport, parts: tuple[Part, ...], findings: tuple[Finding, ...]) -> Verdict:
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "nonconforming"
    if any(part.status == "not_assessable" for part in parts) or _unread_beside(document):
        return "not_assessable"
    return "deviates" if "warning" in severities else "conforms"


def _unread_beside(document: DocumentReport) -> bool:
    """Whether something that is no part may not have been assessed; with a better verdict, all of it was."""
    if document.verdict not in ("nonconforming", "not_assessable"):
        return False
    unread = any(problem.code in UNREAD for problem in document.problems)
    in_parts = any(part.status == "not_assessable" for part in document.parts)
    return unread or (document.verdict == "not_assessable" and not in_parts)
