"""Findings that do not count because somebody waived them for a time.

Promises that nothing disappears: such findings stay in the report and say why they do not count, the verdict on the
document stays what it is, and a waiver that does nothing any more is a finding itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..report.messages import text
from ..report.model import DocumentReport, Finding, Source, Waived

EXPIRED = "WAIVER-expired"
UNUSED = "WAIVER-unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """That findings of the rule `part` do not count until the end of the day `until`.

    `documents` are resolved paths of files and folders, a folder for all in it. `source` is where this is written.
    """

    part: str
    documents: frozenset[Path]
    reason: str
    by: str
    until: date
    source: Source


def stands_in(path: Path, places: frozenset[Path]) -> bool:
    """Whether a resolved path is one of `places` or lies in one of them."""
    return not places.isdisjoint((path, *path.parents))


def waive(
    documents: Sequence[DocumentReport], waivers: Sequence[Waiver], as_of: date, lang: str
) -> tuple[DocumentReport, ...]:
    """The documents with what is waived on the day `as_of` marked.

    A waiver that has run out, or that meets no finding in any of the documents that it names, is a finding on the first
    of those. It is not told of where what it waives may stand in what could not be read.
    """
    made = list(documents)
    for waiver in waivers:
        named = [index for index, one in enumerate(documents) if stands_in(Path(one.path).resolve(), waiver.documents)]
        if not named:
            continue
        if waiver.until < as_of:
            _tell(made, named[0], waiver, EXPIRED, lang)
            continue
        for index in named:
            made[index] = _waived(made[index], waiver)
        if not any(_may_have(documents[index], waiver.part) for index in named):
            _tell(made, named[0], waiver, UNUSED, lang)
    return tuple(made)


def _waived(document: DocumentReport, waiver: Waiver) -> DocumentReport:
    why = Waived(kind="waiver", reason=waiver.reason, by=waiver.by, until=waiver.until.isoformat())
    findings = tuple(
        replace(finding, waived=why) if finding.id == waiver.part and finding.waived is None else finding
        for finding in document.findings
    )
    return replace(document, findings=findings)


def _may_have(document: DocumentReport, identity: str) -> bool:
    """Whether the document has the finding, or may have it where it could not be read."""
    unread = document.verdict == "not_assessable" or any(
        part.id == identity and part.status == "not_assessable" for part in document.parts
    )
    return unread or any(finding.id == identity for finding in document.findings)


def _tell(documents: list[DocumentReport], index: int, waiver: Waiver, identity: str, lang: str) -> None:
    told = {"part": waiver.part, "reason": waiver.reason, "by": waiver.by, "until": waiver.until.isoformat()}
    finding = Finding(
        id=identity,
        severity="warning",
        message=text("waivers", identity, lang, **told),
        source=waiver.source,
        location=None,
        remedy=text("waivers", f"{identity}-remedy", lang),
    )
    documents[index] = replace(documents[index], findings=(*documents[index].findings, finding))
