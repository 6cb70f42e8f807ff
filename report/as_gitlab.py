"""The report as GitLab's Code Quality reads it: a list of findings in JSON.

The format knows no findings that do not count: waived ones are "info" and begin by saying so. Nor has it a place for
the run: each finding carries the program's version, the pack of its rule, the day judged for and the file's digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from .fingerprint import fingerprints_of_all
from .formats import Presentation
from .messages import text
from .model import DocumentReport, Finding, Report
from .phrases import pack_words, waived_words
from .places import line_of, on_one_line, source_name, where

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, shown: Presentation) -> bytes:
    """The report as indented JSON with a final newline; same report, same bytes."""
    return (json.dumps(list(_entries(report, shown)), ensure_ascii=False, indent=2) + "\n").encode()


def _entries(report: Report, shown: Presentation) -> Iterator[Mapping[str, Any]]:
    for document, known_by in zip(report.documents, fingerprints_of_all(report.documents), strict=True):
        for finding, fingerprint in zip(document.findings, known_by, strict=True):
            line = line_of(document, finding.location) if finding.location else None
            yield {
                "description": _description(finding, shown),
                "check_name": finding.id,
                "fingerprint": fingerprint,
                "severity": "info" if finding.waived else _SEVERITIES[finding.severity],
                "location": {"path": PurePath(document.path).as_posix(), "lines": {"begin": line or 1}},
                "content": {"body": "\n\n".join(_body(report, document, finding, shown))},
            }


def _description(finding: Finding, shown: Presentation) -> str:
    """On one line: that it is waived, what it is about, what is wrong, and where."""
    waived = f"[{waived_words(finding.waived, shown.lang)}] " if finding.waived else ""
    place = where(finding.location, shown.lang) if finding.location else ""
    return f"{waived}{shown.title(finding.id)}: {finding.message}" + (f" ({place})" if place else "")


def _body(report: Report, document: DocumentReport, finding: Finding, shown: Presentation) -> Iterator[str]:
    lang = shown.lang
    if finding.location:
        yield f"«{on_one_line(finding.location)}»"
    yield f"{text('words', 'remedy', lang)}: {finding.remedy}"
    yield f"{text('words', 'source', lang)}: {source_name(finding.source)}"
    rule = shown.rules.get(finding.id)
    packs = [pack_words(pack) for pack in report.packs if rule and pack.id == rule.pack]
    yield " · ".join([f"avtalesjekk {report.version}", report.as_of, *packs, f"sha256 {document.sha256}"])
